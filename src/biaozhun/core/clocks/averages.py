"""How long it took: number, mean, median, ninetieth percentile, share in time."""

import datetime as dt
import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

FEW: Final = 5
"""A group of fewer is marked: its mean says little."""
_TENTH: Final = Decimal("0.1")
_DAYS_OF_MONTH: Final = Decimal("30.436875")  # 146 097 days of 400 years, in 4 800 months


class Duration(msgspec.Struct, frozen=True):
    """How long one took, and whether it was in time; ``None`` where no limit is known."""

    days: int
    in_time: bool | None = None


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Durations in figures.

    Attributes:
        n: how many.
        mean: days, with one decimal.
        median: days; between the two in the middle where their number is even.
        p90: days within which nine of ten were done.
        judged: of how many a limit is known.
        in_time: how many of those kept to it.
    """

    n: int
    mean: Decimal
    median: Decimal
    p90: int
    judged: int
    in_time: int

    @property
    def share(self) -> Decimal | None:
        """Per cent in time, with one decimal; ``None`` of nothing."""
        if not self.judged:
            return None
        return (Decimal(self.in_time) * 100 / self.judged).quantize(_TENTH, ROUND_HALF_UP)

    @property
    def months(self) -> Decimal:
        """The mean in months."""
        return in_months(self.mean)

    @property
    def is_small(self) -> bool:
        """Whether there are too few to compare."""
        return self.n < FEW


def within_a_year(planned: dt.date, announced: dt.date) -> bool:
    """Whether it took no longer than to the same day of the next year; 28 February for the 29th."""
    is_leap_day = (planned.month, planned.day) == (2, 29)
    begun = planned.replace(day=28) if is_leap_day else planned
    return announced <= begun.replace(year=begun.year + 1)


def in_months(days: Decimal) -> Decimal:
    """Days as months of mean length, with one decimal."""
    return (days / _DAYS_OF_MONTH).quantize(_TENTH, ROUND_HALF_UP)


def summary(durations: Sequence[Duration]) -> Summary | None:
    """Durations in figures; ``None`` of none."""
    if not durations:
        return None
    days = sorted(one.days for one in durations)
    judged = [one.in_time for one in durations if one.in_time is not None]
    n, middle = len(days), len(days) // 2
    twice = days[middle] + days[middle if n % 2 else middle - 1]
    return Summary(
        n=n,
        mean=(Decimal(sum(days)) / n).quantize(_TENTH, ROUND_HALF_UP),
        median=(Decimal(twice) / 2).quantize(_TENTH, ROUND_HALF_UP),
        p90=days[math.ceil(n * 9 / 10) - 1],
        judged=len(judged),
        in_time=sum(judged),
    )
