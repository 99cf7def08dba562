"""Everything the page of one edition says."""

import datetime as dt
import json
from collections.abc import Iterable

import msgspec
from django.core.paginator import Page, Paginator

from biaozhun.cloud.catalogue.models import (
    Announcement,
    Conflict,
    Document,
    Edition,
    Filing,
    Source,
    SourceRecord,
)
from biaozhun.cloud.catalogue.queries.ends import Ends, ends_of
from biaozhun.cloud.catalogue.queries.line import Line, line_of
from biaozhun.cloud.catalogue.queries.links import Link, Links, links_of
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.succession import (
    EditionFacts,
    NatureSpan,
    Standing,
    Timeline,
    amendments_in_force,
    nature_on,
    newest_in_force,
)

DATED = ("published", "in_force", "withdrawn", "suspended", "resumed", "reviewed")
MOST_ROWS = 50  # rows of sources on one page
MOST_LINKS = 100  # of one kind on one page; the others stand on pages of their own
WITH_STANDING = ("cites", "corresponds")
"""Relations whose other end is shown as it stands on the day, in both directions."""


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A source's row with the values it carried, as they came."""

    record: SourceRecord
    values: list[tuple[str, str]]


class EditionPage(msgspec.Struct, frozen=True, kw_only=True):
    """One edition with all that is known of it on a day.

    ``amended_by`` names those of the amendments that apply on the day, in the order in which they
    entered into force; ``announced`` tells the announcement of a dated fact, where one states it;
    ``nature`` is that of the text on the day, under the number it bore then; before its publication
    it has none. ``ends`` are the standings of what the edition cites, of what cites it and of what
    it corresponds to, as far as the page shows them. ``read`` is the day on which it is read, which
    a reference to it names; ``on`` may be any other.
    """

    edition: Edition
    on: dt.date
    read: dt.date
    timeline: Timeline
    standing: Standing
    line: Line
    nature: NatureSpan | None
    links: Links
    ends: Ends
    amendments: list[Row]
    amended_by: list[str]
    documents: list[Document]
    filings: list[Filing]
    sources: list[SourceRow]
    announced: dict[str, Announcement]
    conflicts: list[Conflict]
    source_titles: dict[str, str]

    @property
    def open_conflicts(self) -> list[Conflict]:
        """The disagreements that no keeper and no rule has decided."""
        return [conflict for conflict in self.conflicts if not conflict.decided]


def edition_page(edition: Edition, on: dt.date, *, read: dt.date | None = None) -> EditionPage:
    """Read all of it; the number of questions does not depend on how much there is.

    Without ``read`` it is read on the day itself.
    """
    here, *amendments = with_standings([edition, *_amendments(edition)], on)
    records = edition.source_records.select_related("source", "announcement").order_by(
        "source__rank", "source__slug", "-last_seen"
    )
    rows = list(records[:MOST_ROWS])
    line = line_of(edition, on)
    links = links_of(edition)
    return EditionPage(
        edition=edition,
        on=on,
        read=read or on,
        timeline=here.timeline,
        standing=here.standing,
        line=line,
        nature=nature_on(line.natures, on),
        links=links,
        ends=ends_of(_shown_with_standing(links), on),
        amendments=amendments,
        amended_by=list(amendments_in_force(_keyed(amendments), on)),
        documents=list(edition.documents.all()),
        filings=list(edition.filings.select_related("announcement")),
        sources=[SourceRow(record=row, values=values_of(row.raw)) for row in rows],
        announced=_announced(edition, rows),
        conflicts=list(edition.conflicts.all()),
        source_titles=dict(Source.objects.values_list("slug", "title")),
    )


def _shown_with_standing(links: Links) -> list[Link]:
    kinds = (*WITH_STANDING, *(f"{kind}:of" for kind in WITH_STANDING))
    return [link for kind in kinds for link in links.get(kind, [])[:MOST_LINKS]]


class LinksPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page of one kind of an edition's relations."""

    kind: str
    page: Page[Link]
    ends: Ends


def links_page(edition: Edition, kind: str, page: int, on: dt.date) -> LinksPage:
    """The relations of a kind (``cites``, ``cites:of``), a hundred at a time."""
    shown = Paginator(links_of(edition).get(kind, []), MOST_LINKS).get_page(page)
    return LinksPage(kind=kind, page=shown, ends=ends_of(shown.object_list, on))


def _announced(edition: Edition, rows: Iterable[SourceRecord]) -> dict[str, Announcement]:
    """The announcements whose rows state the very days the edition shows."""
    found: dict[str, Announcement] = {}
    for row in rows:
        if row.announcement is None:
            continue
        facts = json.loads(row.facts)
        for field in DATED:
            day: dt.date | None = getattr(edition, field)
            if day and facts.get(field) == day.isoformat():
                found.setdefault(field, row.announcement)
    return found


def _amendments(edition: Edition) -> list[Edition]:
    """Amendments and corrigenda are numbered behind the edition they change."""
    if edition.kind != Edition.Kind.EDITION:
        return []
    sheets = Edition.objects.filter(standard_id=edition.standard_id, year=edition.year)
    return list(sheets.exclude(kind=Edition.Kind.EDITION).order_by("sort_key"))


def values_of(raw: str) -> list[tuple[str, str]]:
    """The names and values of a kept row; rows that are no objects are shown as they are."""
    try:
        row = json.loads(raw)
    except ValueError:
        return [("", raw)]
    if not isinstance(row, dict):
        return [("", raw)]
    return [(str(name), _written(value)) for name, value in row.items() if value not in ("", None)]


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class StandardPage(msgspec.Struct, frozen=True, kw_only=True):
    """A standard: its editions with their standing, the newest in force, amendments beside.

    ``also`` are older editions in force beside the newest, ``undecided`` those of unknown status
    that may be newer than it.
    """

    newest: Edition | None
    also: list[str]
    undecided: list[str]
    rows: list[Row]
    sheets: list[Row]


def standard_page(standard_id: int, on: dt.date) -> StandardPage:
    """All editions of a standard, the newest first."""
    held = Edition.objects.filter(standard_id=standard_id).select_related("standard")
    everything = with_standings(held.order_by("sort_key"), on)
    rows = [row for row in everything if row.edition.kind == Edition.Kind.EDITION]
    rows.sort(key=lambda row: (row.edition.year or 0, row.edition.sort_key), reverse=True)
    newest = newest_in_force(_keyed(rows), on)
    return StandardPage(
        newest=next((row.edition for row in rows if row.edition.slug == newest.key), None),
        also=list(newest.also),
        undecided=list(newest.undecided),
        rows=rows,
        sheets=[row for row in everything if row.edition.kind != Edition.Kind.EDITION],
    )


def _keyed(rows: Iterable[Row]) -> list[tuple[EditionFacts | str, Timeline]]:
    """Editions as :mod:`core.succession` takes them."""
    return [(row.edition.slug, row.timeline) for row in rows]
