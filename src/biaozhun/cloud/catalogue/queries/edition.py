"""Everything the page of one edition says."""

import datetime as dt
import json

import msgspec

from biaozhun.cloud.catalogue.models import (
    Conflict,
    Document,
    Edition,
    Filing,
    Source,
    SourceRecord,
)
from biaozhun.cloud.catalogue.queries.line import Place, line_of
from biaozhun.cloud.catalogue.queries.links import Links, links_of
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.catalogue.queries.timelines import timelines
from biaozhun.core.succession import HOLDS, Standing, Timeline, standing

MOST_ROWS = 50  # rows of sources on one page


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A source's row with the values it carried, as they came."""

    record: SourceRecord
    values: list[tuple[str, str]]


class EditionPage(msgspec.Struct, frozen=True, kw_only=True):
    """One edition with all that is known of it on a day."""

    edition: Edition
    on: dt.date
    timeline: Timeline
    standing: Standing
    line: list[Place]
    links: Links
    amendments: list[Edition]
    documents: list[Document]
    filings: list[Filing]
    sources: list[SourceRow]
    conflicts: list[Conflict]
    source_titles: dict[str, str]


def edition_page(edition: Edition, on: dt.date) -> EditionPage:
    """Read all of it; the number of questions does not depend on how much there is."""
    timeline = timelines([edition])[edition.pk]
    rows = edition.source_records.select_related("source", "announcement").order_by(
        "source__rank", "source__slug", "-last_seen"
    )
    return EditionPage(
        edition=edition,
        on=on,
        timeline=timeline,
        standing=standing(timeline, on),
        line=line_of(edition, on),
        links=links_of(edition),
        amendments=list(_amendments(edition)),
        documents=list(edition.documents.all()),
        filings=list(edition.filings.select_related("announcement")),
        sources=[SourceRow(record=row, values=values_of(row.raw)) for row in rows[:MOST_ROWS]],
        conflicts=list(edition.conflicts.all()),
        source_titles=dict(Source.objects.values_list("slug", "title")),
    )


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
    """A standard: its editions with their standing, the newest in force, amendments beside."""

    newest: Edition | None
    rows: list[Row]
    sheets: list[Edition]


def standard_page(standard_id: int, on: dt.date) -> StandardPage:
    """All editions of a standard, the newest first."""
    everything = Edition.objects.filter(standard_id=standard_id).select_related("standard")
    editions = [e for e in everything if e.kind == Edition.Kind.EDITION]
    rows = with_standings(editions, on)
    rows.sort(key=lambda row: (row.edition.year or 0, row.edition.sort_key), reverse=True)
    in_force = [row.edition for row in rows if row.standing.status in HOLDS]
    return StandardPage(
        newest=in_force[0] if in_force else None,
        rows=rows,
        sheets=[e for e in everything if e.kind != Edition.Kind.EDITION],
    )
