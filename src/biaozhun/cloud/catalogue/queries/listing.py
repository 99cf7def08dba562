"""All of a kind, page by page, in the order in which they were recorded."""

import datetime as dt
from collections import defaultdict
from typing import Any, Generic, TypeVar

import msgspec
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from biaozhun.cloud.catalogue.models import (
    Announcement,
    Document,
    Edition,
    SourceRecord,
    Standard,
)
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.succession import EditionFacts, Timeline, newest_in_force

Item = TypeVar("Item")
Kept = TypeVar("Kept", bound=models.Model)


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Which editions are wanted; what is empty does not narrow.

    Attributes:
        family: of the number.
        code: such as ``GB/T``.
        nature: as the number says it.
        region: code of a division.
        year: of the number.
        source: short name of a source that speaks of them.
        recorded_since: first recorded on that day or later.
    """

    family: str = ""
    code: str = ""
    nature: str = ""
    region: str = ""
    year: int | None = None
    source: str = ""
    recorded_since: dt.date | None = None

    def conditions(self) -> dict[str, object]:
        """What is asked of the database."""
        asked = {
            "family": self.family,
            "standard__code": self.code,
            "nature": self.nature,
            "region": self.region,
            "year": self.year,
            "first_recorded__gte": self.recorded_since,
        }
        return _given(asked)


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One page; ``last`` is the place to go on behind, ``None`` where nothing follows."""

    rows: list[Row]
    last: int | None


class Page(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """One page of anything; ``last`` as in :class:`Listed`."""

    items: list[Item]
    last: int | None


class ListedStandard(msgspec.Struct, frozen=True, kw_only=True):
    """A standard, how many editions of it are held, and the newest in force by its number."""

    standard: Standard
    editions: int
    newest: str | None


def listed(wanted: Selection, *, after: int, limit: int, on: dt.date) -> Listed:
    """The editions recorded behind a place, no more than the limit."""
    editions = Edition.objects.filter(**wanted.conditions()).select_related("standard")
    if wanted.source:
        rows = SourceRecord.objects.filter(edition=OuterRef("pk"), source__slug=wanted.source)
        editions = editions.filter(Exists(rows))  # a join gives doubles, and sorts to drop them
    page = _page(editions, after=after, limit=limit)
    return Listed(rows=with_standings(page.items, on), last=page.last)


def standards_listed(
    *, after: int, limit: int, family: str, code: str, on: dt.date
) -> Page[ListedStandard]:
    """The standards recorded behind a place, no more than the limit."""
    wanted = Standard.objects.filter(**_given({"family": family, "code": code}))
    page = _page(wanted, after=after, limit=limit)
    held: dict[int, list[tuple[EditionFacts | str, Timeline]]] = defaultdict(list)
    numbers: dict[str, str] = {}
    editions = Edition.objects.filter(standard__in=page.items, kind=Edition.Kind.EDITION)
    for row in with_standings(editions, on):
        held[row.edition.standard_id].append((row.edition.slug, row.timeline))
        numbers[row.edition.slug] = row.edition.number
    items = [
        ListedStandard(
            standard=standard,
            editions=len(held[standard.pk]),
            newest=numbers.get(newest_in_force(held[standard.pk], on).key or ""),
        )
        for standard in page.items
    ]
    return Page(items=items, last=page.last)


def documents_listed(*, after: int, limit: int, edition: str, reading: str) -> Page[Document]:
    """The documents recorded behind a place, no more than the limit."""
    wanted = _given({"edition__slug": edition, "reading": reading})
    found = Document.objects.filter(**wanted).select_related("edition")
    return _page(found, after=after, limit=limit)


def announcements_listed(
    *, after: int, limit: int, kind: str, since: dt.date | None
) -> Page[Announcement]:
    """The announcements recorded behind a place, no more than the limit."""
    wanted = _given({"kind": kind, "date__gte": since})
    return _page(Announcement.objects.filter(**wanted), after=after, limit=limit)


def _given(asked: dict[str, Any]) -> dict[str, Any]:
    """The conditions that narrow."""
    return {name: value for name, value in asked.items() if value not in ("", None)}


def _page(found: QuerySet[Kept], *, after: int, limit: int) -> Page[Kept]:
    rows = list(found.filter(pk__gt=after).order_by("pk")[: limit + 1])
    kept = rows[:limit]
    return Page(items=kept, last=kept[-1].pk if len(rows) > limit else None)
