"""Figures that count rows of a table: how many there were on a day, and which.

Most metrics are of this kind, and so need no more than a table, the day from which a row counts,
and what a row is called.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, Final

import msgspec
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from biaozhun.cloud.metrics.registry import Arguments, Figure, FigureRow

_TENTH: Final = Decimal("0.1")


class TableRows(msgspec.Struct, frozen=True, dict=True):
    """Rows of a table in their order, and what each is called."""

    rows: QuerySet[Any]
    told: Callable[[Sequence[Any]], list[FigureRow]]

    def count(self) -> int:
        """How many there are; asked of the database once, for the figure and for its pages."""
        return self._counted

    @cached_property
    def _counted(self) -> int:
        return self.rows.count()

    def stretch(self, first: int, last: int) -> list[FigureRow]:
        """Those from ``first`` to before ``last``."""
        return self.told(list(self.rows[first:last]))


class Counting(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that count from a day on.

    Attributes:
        rows: those asked for, whatever the day.
        since: field of the first day on which a row counts.
        until: field of the last day on which it does; empty where it counts for ever.
        told: what rows are called.
        by_instant: ``since`` holds instants, not days.
    """

    rows: Callable[[Arguments], QuerySet[Any]]
    since: str
    told: Callable[[Sequence[Any]], list[FigureRow]]
    until: str = ""
    by_instant: bool = False

    def on(self, arguments: Arguments, day: dt.date) -> QuerySet[Any]:
        """The rows that count on a day, the latest first."""
        return self.rows(arguments).filter(self._holds(day)).order_by(f"-{self.since}", "-pk")

    def figure(self, arguments: Arguments, as_of: dt.date) -> Figure:
        """How many there are."""
        rows = TableRows(self.on(arguments, as_of), self.told)
        return Figure(value=Decimal(rows.count()), rows=rows, as_of=as_of)

    def counts(self, arguments: Arguments, days: Sequence[dt.date]) -> list[int]:
        """How many there were on each day, with one question."""
        if not days:
            return []
        if self.until:
            return self._conditional(arguments, days)
        begun = self._begun(arguments, max(days))
        return [sum(n for day, n in begun.items() if day <= asked) for asked in days]

    def series(self, arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
        """The same as values."""
        return [Decimal(count) for count in self.counts(arguments, days)]

    def _begun(self, arguments: Arguments, last: dt.date) -> Counter[dt.date]:
        """How many begin to count on each day."""
        rows = self.rows(arguments).filter(self._holds(last)).order_by()
        if self.by_instant:
            day = TruncDate(self.since)
            rows = rows.annotate(figure_day=day)
        grouped = rows.values_list("figure_day" if self.by_instant else self.since)
        return Counter(dict(grouped.annotate(figure_count=Count("pk"))))

    def _conditional(self, arguments: Arguments, days: Sequence[dt.date]) -> list[int]:
        told = {
            f"on_{place}": Count("pk", filter=self._holds(day)) for place, day in enumerate(days)
        }
        found = self.rows(arguments).order_by().aggregate(**told)
        return [found[f"on_{place}"] for place in range(len(days))]

    def _holds(self, day: dt.date) -> Q:
        bound = _end_of(day) if self.by_instant else day + dt.timedelta(days=1)
        begun = Q(**{f"{self.since}__lt": bound})
        if not self.until:
            return begun
        return begun & (Q(**{self.until: None}) | Q(**{f"{self.until}__gte": day}))


class Sharing(msgspec.Struct, frozen=True, kw_only=True):
    """What share of rows has something, in per cent with one decimal."""

    part: Counting
    whole: Counting

    def figure(self, arguments: Arguments, as_of: dt.date) -> Figure:
        """The share; none where there is nothing to take it of."""
        rows = TableRows(self.part.on(arguments, as_of), self.part.told)
        part, whole = rows.count(), self.whole.on(arguments, as_of).count()
        return Figure(value=per_cent(part, whole), rows=rows, as_of=as_of, part=part, whole=whole)

    def series(self, arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
        """The share on each day, with two questions."""
        parts, wholes = self.part.counts(arguments, days), self.whole.counts(arguments, days)
        return [per_cent(part, whole) for part, whole in zip(parts, wholes, strict=True)]


def per_cent(part: int, whole: int) -> Decimal | None:
    """A share in per cent, rounded half up to one decimal; ``None`` of nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_TENTH, rounding=ROUND_HALF_UP)


def in_years(field: str, years: tuple[int, int] | None) -> Q:
    """The days of a period, both years included; any day where none is given."""
    if years is None:
        return Q()
    first, last = dt.date(years[0], 1, 1), dt.date(years[1], 12, 31)
    return Q(**{f"{field}__gte": first, f"{field}__lte": last})


def instants_in_years(field: str, years: tuple[int, int] | None) -> Q:
    """The same of a field that holds instants, in the installation's zone."""
    if years is None:
        return Q()
    first = _end_of(dt.date(years[0] - 1, 12, 31))
    return Q(**{f"{field}__gte": first, f"{field}__lt": _end_of(dt.date(years[1], 12, 31))})


def _end_of(day: dt.date) -> dt.datetime:
    """The first instant behind a day, in the installation's zone."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
