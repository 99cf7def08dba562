"""What changed between two days: published, in force, amended, replaced, withdrawn, recorded.

A day is a stated fact of an edition, save where something ends: what replaces an edition, and on
which day, is told by ``core.succession`` from the facts and relations, as it is everywhere. So a
replaced edition stands at the day on which its successor came into force, and an edition of which
a source says that it was withdrawn stands among the replaced where the end was a replacement. The
index keeps the day of every end, so it is asked for these; the database is asked for the rest.
"""

import datetime as dt
from enum import StrEnum
from typing import Final

import msgspec
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.browse.trees import Scheme, values_under
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.catalogue.queries.timelines import timelines
from biaozhun.cloud.search.port import Request
from biaozhun.cloud.search.query import Period, Query
from biaozhun.core.succession import Status

SHOWN: Final = 30  # changes of a kind beside six others: a page of 100 kB at most
PAGE: Final = 50  # changes of a kind alone
AHEAD: Final = dt.timedelta(days=30)  # how far "soon in force" looks beyond the last day


class Kind(StrEnum):
    """What can happen to an edition, in the order of the page."""

    PUBLISHED = "published"
    IN_FORCE = "in_force"
    UPCOMING = "upcoming"
    AMENDED = "amended"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    RECORDED = "recorded"


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Which editions are looked at; what is empty does not narrow.

    Attributes:
        level: family of the number.
        ics: a code of any level; those below it are meant too.
        region: code of a division; the cities of a province are meant too.
    """

    level: str = ""
    ics: str = ""
    region: str = ""


class Change(msgspec.Struct, frozen=True):
    """An edition and the day on which it happened."""

    day: dt.date
    row: Row


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """All of one kind: how many, and the first of them, the newest day first."""

    kind: Kind
    total: int
    changes: list[Change]


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What changed from ``start`` to ``end``, both days included, in seven sections."""

    start: dt.date
    end: dt.date
    filters: Filters
    sections: list[Section]

    @property
    def total(self) -> int:
        """How many changes there are of all kinds."""
        return sum(section.total for section in self.sections)


class Nearest(msgspec.Struct, frozen=True):
    """The nearest days before and after a span on which something is stated to happen."""

    earlier: dt.date | None
    later: dt.date | None


EVERYTHING: Final = Filters()
_Dated = list[tuple[dt.date, int]]
_END: Final = {
    Kind.REPLACED: (str(Status.REPLACED), str(Status.RENUMBERED)),
    Kind.WITHDRAWN: (str(Status.WITHDRAWN),),
}
_DAY: Final = {
    Kind.PUBLISHED: "published",
    Kind.IN_FORCE: "in_force",
    Kind.UPCOMING: "in_force",
    Kind.AMENDED: "published",
    Kind.RECORDED: "first_recorded",
}


def changes(
    start: dt.date, end: dt.date, filters: Filters = EVERYTHING, *, on: dt.date, shown: int = SHOWN
) -> Changes:
    """What changed from one day to another, the first of every kind with its standing.

    Args:
        start: first day.
        end: last day.
        filters: which editions are looked at.
        on: the day on which the standing of the editions is told.
        shown: how many of every kind are read, 100 at most; the totals are of all.

    Raises:
        RebuildRequiredError: there is no index yet.
    """
    found = {kind: _part(kind, start, end, filters, 0, shown) for kind in Kind}
    rows = _rows({pk for _, dated in found.values() for _, pk in dated}, on)
    return Changes(
        start=start,
        end=end,
        filters=filters,
        sections=[
            Section(kind=kind, total=total, changes=_changes(dated, rows))
            for kind, (total, dated) in found.items()
        ],
    )


def section(  # noqa: PLR0913  -- the span, the filters and the page are the question
    kind: Kind,
    start: dt.date,
    end: dt.date,
    filters: Filters = EVERYTHING,
    *,
    on: dt.date,
    page: int = 1,
    shown: int = PAGE,
) -> Section:
    """A page of one kind, from 1: all of what :func:`changes` shows the first of."""
    total, dated = _part(kind, start, end, filters, (page - 1) * shown, shown)
    rows = _rows({pk for _, pk in dated}, on)
    return Section(kind=kind, total=total, changes=_changes(dated, rows))


def nearest(start: dt.date, end: dt.date, filters: Filters = EVERYTHING) -> Nearest:
    """The nearest stated days before and after a span on which there is something."""
    editions = _narrowed(Edition.objects.order_by(), filters)
    earlier: list[dt.date] = []
    later: list[dt.date] = []
    for field in ("published", "in_force", "withdrawn", "first_recorded"):
        days = editions.values_list(field, flat=True)
        earlier += days.filter(**{f"{field}__lt": start}).order_by(f"-{field}")[:1]
        later += days.filter(**{f"{field}__gt": end}).order_by(field)[:1]
    return Nearest(max(earlier, default=None), min(later, default=None))


def _rows(ids: set[int], on: dt.date) -> dict[int, Row]:
    editions = Edition.objects.filter(pk__in=ids).select_related("standard")
    return {row.edition.pk: row for row in with_standings(editions, on)}


def _changes(dated: _Dated, rows: dict[int, Row]) -> list[Change]:
    return [Change(day, rows[pk]) for day, pk in dated if pk in rows]


def _part(
    kind: Kind, start: dt.date, end: dt.date, filters: Filters, offset: int, limit: int
) -> tuple[int, _Dated]:
    """How many there are of a kind, and some of them from a place on, the newest day first.

    What ended comes by number: the index has no order of days on which something ends.
    """
    if kind in _END:
        return _ended(kind, start, end, filters, offset, limit)
    field = _DAY[kind]
    editions = _stated(kind, start, end, _narrowed(Edition.objects.all(), filters))
    order = field if kind is Kind.UPCOMING else f"-{field}"
    listed = editions.order_by(order, "sort_key").values_list(field, "pk")
    return editions.count(), list(listed[offset : offset + limit])


def _ended(
    kind: Kind, start: dt.date, end: dt.date, filters: Filters, offset: int, limit: int
) -> tuple[int, _Dated]:
    """The editions whose last day in force lies just before a day of the span, by number."""
    found = reader().search(
        Request(
            query=Query("", (Period("ended", start.toordinal(), end.toordinal()),)),
            on=end,
            filters={"status": _END[kind], **_index_filters(filters)},
            sort="number",
            page=offset // limit + 1,
            size=limit,
            facets=(),
        )
    )
    ids = [int(hit.id) for hit in found.hits]
    editions = list(Edition.objects.filter(pk__in=ids))
    ends = {pk: line.end for pk, line in timelines(editions).items()}
    return found.total, [(day, pk) for pk in ids if (day := ends.get(pk))]


def _index_filters(filters: Filters) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    if filters.level:
        chosen["level"] = (filters.level,)
    if filters.ics:
        chosen["ics"] = (filters.ics,)
    if filters.region:
        chosen["region"] = values_under(Scheme.REGION, filters.region)
    return chosen


def _stated(
    kind: Kind, start: dt.date, end: dt.date, editions: QuerySet[Edition]
) -> QuerySet[Edition]:
    """The editions of which a fact says that it happened between the days."""
    if kind is Kind.UPCOMING:
        start, end = _after(end), _after(end, AHEAD)
    dated = editions.filter(**{f"{_DAY[kind]}__gte": start, f"{_DAY[kind]}__lte": end})
    match kind:
        case Kind.RECORDED:
            return dated
        case Kind.AMENDED:
            return dated.exclude(kind=Edition.Kind.EDITION)
        case _:
            return dated.filter(kind=Edition.Kind.EDITION)


def _after(day: dt.date, span: dt.timedelta = dt.timedelta(days=1)) -> dt.date:
    """The day so long after; the last of the calendar where there is none."""
    return day + span if day < dt.date.max - span else dt.date.max


def _narrowed(editions: QuerySet[Edition], filters: Filters) -> QuerySet[Edition]:
    if filters.level:
        editions = editions.filter(family=filters.level)
    if filters.region:
        editions = editions.filter(region__startswith=filters.region)
    if filters.ics:  # every level has its own width, so a code begins with those above it
        editions = editions.annotate(ics_text=Cast("ics", TextField())).filter(
            ics_text__contains=f'"{filters.ics}'
        )
    return editions
