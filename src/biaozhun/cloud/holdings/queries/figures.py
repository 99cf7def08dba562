"""Live counts of the holdings, by class, medium and year, and against the goals.

A *record* is a description in the catalogue; a *copy* is something the library has in its stock
(received or shelved); an *edition held* is an edition of which there is at least one copy.
"""

import datetime as dt
from collections.abc import Mapping

import msgspec
from django.db.models import Count, Max, Q, QuerySet

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.queries.coverage import coverage
from biaozhun.cloud.catalogue.queries.kept import LARGE, Kept
from biaozhun.cloud.holdings.models import Copy, Goal
from biaozhun.core.number import Family

IN_STOCK = (Copy.State.RECEIVED, Copy.State.SHELVED)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a table of figures; ``key`` is the family, the medium or the year."""

    key: str
    records: int
    editions: int
    copies: int


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a goal is reached."""

    goal: Goal
    reached: int

    @property
    def share(self) -> float:
        """Reached of the target; above 1 where it is passed."""
        return self.reached / self.goal.target


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of the holdings on a day."""

    on: dt.date
    total: Line
    families: list[Line]
    media: list[Line]
    years: list[Line]
    goals: list[Progress]


STOCK_CHANGES = (
    "holdings.copy_added",
    "holdings.copy_lost",
    "holdings.copy_mended",
    "holdings.copy_shelved",
    "holdings.copy_withdrawn",
)
"""Entries of the journal behind which the stock may be another."""


TOGETHER = 1_000  # entries that may be on their way at the same time


def figures(on: dt.date) -> Figures:
    """The figures as they are now.

    Records are those of the coverage statement; the stock is counted once for each state of it,
    which the journal tells. A very large stock is told as it was for as long as it is counted.
    """
    held = coverage(on).families
    records = {group.family.scope: group.family.editions for group in held}
    stock = _KEPT.of(_state(), wait=_is_counted_quickly())
    families = [_with_records(line, records) for line in stock.families]
    known = {line.key for line in families}
    families += [_with_records(_nothing(key), records) for key in records.keys() - known]
    families.sort(key=lambda line: list(Family).index(Family(line.key)))
    whole = Line(
        key="",
        records=sum(records.values()),
        editions=sum(line.editions for line in families),  # an edition is of one class
        copies=sum(line.copies for line in families),
    )
    return Figures(
        on=on,
        total=whole,
        families=families,
        media=stock.media,
        years=stock.years,
        goals=_progress({line.key: line for line in [whole, *families]}),
    )


def _with_records(line: Line, records: Mapping[str, int]) -> Line:
    return msgspec.structs.replace(line, records=records.get(line.key, 0))


def _nothing(key: str) -> Line:
    return Line(key=key, records=0, editions=0, copies=0)


class _Stock(msgspec.Struct, frozen=True, kw_only=True):
    families: list[Line]
    media: list[Line]
    years: list[Line]


class _State(msgspec.Struct, frozen=True):
    """What the counts depend on.

    Attributes:
        last: number of the last entry of the journal of each kind that changes them.
        lately: such entries among the last of the journal: where two keepers work at the same
            time, the entry with the lower number may be committed behind the other.
    """

    last: tuple[int | None, ...]
    lately: int


def _state() -> _State:
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    lately = Event.objects.order_by().filter(pk__gt=newest - TOGETHER)
    last = (Event.objects.filter(kind=kind).aggregate(last=Max("pk")) for kind in STOCK_CHANGES)
    return _State(
        last=tuple(one["last"] for one in last),
        lately=lately.filter(kind__in=STOCK_CHANGES).count(),
    )


def _is_counted_quickly() -> bool:
    return (Copy.objects.aggregate(last=Max("pk"))["last"] or 0) < LARGE


def _stock() -> _Stock:
    held = Copy.objects.filter(state__in=IN_STOCK)
    return _Stock(
        families=_lines(held, "family"),
        media=sorted(_lines(held, "medium"), key=lambda line: -line.copies),
        years=sorted(_lines(held, "acquired_year"), key=lambda line: line.key, reverse=True),
    )


_KEPT: Kept[_Stock] = Kept(_stock)


def _lines(stock: QuerySet[Copy], field: str) -> list[Line]:
    grouped = stock.order_by().values(field).annotate(n=Count("pk"), m=Count("slug", distinct=True))
    return [
        Line(key=str(row[field] or ""), records=0, editions=row["m"], copies=row["n"])
        for row in grouped
    ]


def _progress(lines: dict[str, Line]) -> list[Progress]:
    """Every goal with what is counted for it now; a class without a line has nothing."""
    return [
        Progress(goal=goal, reached=getattr(lines.get(goal.family, _nothing("")), goal.measure))
        for goal in Goal.objects.filter(Q(family="") | Q(family__in=[str(f) for f in Family]))
    ]
