"""When a project will be announced, learnt from those before it.

A project that stands in a stage since so many days is compared with every earlier stay in that
stage that lasted as long. Each of them says how many days it took from coming to the stage to the
announcement; those still under way on the asking day say that it takes longer than until then.
They are counted by the product-limit method (Kaplan and Meier), so that recent slow projects are
not forgotten only because they are not done: projects that are finished alone would tell of the
quick ones.

The interval is made of order statistics: of n earlier ones the new one lies below the k-th with a
chance of k / (n + 1), whatever the distribution, as long as it is like them. So its ends are the
k-th for the k next to a tenth and nine tenths of n + 1.

Where so many are still under way that nobody knows when nine of ten will be done, the interval has
no end; where nobody knows when half will be done, nothing is forecast.

A forecast never becomes earlier only because days go by: at each number of days the later of what
is learnt there and before counts.
"""

import bisect
import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from biaozhun.core.clocks.stages import Stage

ENOUGH: Final = 20
"""Finished projects below which nothing is forecast."""
SPECIFIC: Final = 40
"""Finished projects from which on a narrower group is trusted more than the wider one."""
RECENT: Final = 150
"""The finished projects that are learnt from, the latest to come to the stage: how long it takes
changes over the years. Those still under way that came to it since are looked at as well."""
STEP: Final = 7  # days between two tables
_TAIL: Final = 0.1  # of each side of the interval
_LONGEST: Final = 1_500  # days in a stage behind which nothing is learnt


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """One stay of a project in a stage, as it is learnt from.

    Attributes:
        stage: which one.
        came: the day it was come to.
        left: the day it was left; ``None`` where it was not.
        done: the day of the announcement; ``None`` where there is none.
        ended: the day the project ended without a standard; ``None`` where it did not.
        groups: what it belongs to, the narrowest group first, the widest last.
    """

    stage: Stage
    came: dt.date
    left: dt.date | None
    done: dt.date | None
    ended: dt.date | None = None
    groups: tuple[str, ...] = ("",)


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be expected.

    Attributes:
        remaining: days, the median.
        earliest: days; one of ten is done sooner.
        latest: days; one of ten takes longer. ``None`` where too many earlier ones are still under
            way to say: the interval has no end then.
        n: finished projects it is learnt from.
        group: of which group they are.
        on: the asking day.
    """

    remaining: int
    earliest: int
    latest: int | None
    n: int
    group: str
    on: dt.date

    @property
    def day(self) -> dt.date:
        """The day to be expected."""
        return self.on + dt.timedelta(days=self.remaining)

    @property
    def days(self) -> tuple[dt.date, dt.date | None]:
        """The first and the last day of the interval."""
        last = None if self.latest is None else self.on + dt.timedelta(days=self.latest)
        return self.on + dt.timedelta(days=self.earliest), last


class Why(StrEnum):
    """Why nothing is forecast."""

    TOO_FEW = "too_few"  # finished projects went through the stage
    OUTSTAYED = "outstayed"  # too few stayed in it as long
    UNSETTLED = "unsettled"  # too many of those who did are still under way


class NoForecast(msgspec.Struct, frozen=True):
    """Nothing is forecast, and why.

    Attributes:
        why: of the reasons.
        n: how many finished projects there are to learn from.
    """

    why: Why
    n: int


class _Row(msgspec.Struct, frozen=True):
    """What is learnt for a number of days in a stage: days from coming to it to the end."""

    low: int
    middle: int
    high: int | None
    n: int


class Forecaster:
    """What is learnt from the past of all projects on a day; tables are made when asked for."""

    def __init__(self, visits: Iterable[Visit], on: dt.date) -> None:
        """Learn.

        Args:
            visits: of all projects; what happened after the day is not looked at.
            on: the asking day.
        """
        self.on = on
        self._visits: dict[tuple[Stage, str], list[Visit]] = defaultdict(list)
        for one in visits:
            if one.came < on and _as_of(one.ended, on) is None:
                for group in dict.fromkeys(one.groups):
                    self._visits[one.stage, group].append(one)
        self._tables: dict[tuple[Stage, str], list[_Row | None]] = {}

    def of(self, stage: Stage, days: int, groups: Sequence[str] = ("",)) -> Forecast | NoForecast:
        """What is to be expected of a project.

        Args:
            stage: in which it stands.
            days: since when.
            groups: what it belongs to, the narrowest first; the widest is the last resort.
        """
        place = max(0, days) // STEP
        told: list[Forecast] = []
        for number, group in enumerate(groups):
            table = self._table(stage, group)
            row = table[place] if place < len(table) else None
            least = ENOUGH if number == len(groups) - 1 else SPECIFIC
            if row is not None and row.n >= least:
                told.append(self._told(row, max(0, days), group))
        closed = [one for one in told if one.latest is not None]
        if told:
            return (closed or told)[0]
        return self._why_not(stage, place, groups[-1])

    def _why_not(self, stage: Stage, place: int, group: str) -> NoForecast:
        n = self._finished(stage, group)
        if n < ENOUGH:
            return NoForecast(Why.TOO_FEW, n)
        is_beyond = place >= len(self._table(stage, group))
        return NoForecast(Why.OUTSTAYED if is_beyond else Why.UNSETTLED, n)

    def _told(self, row: _Row, days: int, group: str) -> Forecast:
        return Forecast(
            remaining=max(0, row.middle - days),
            earliest=max(0, row.low - days),
            latest=None if row.high is None else max(0, row.high - days),
            n=row.n,
            group=group,
            on=self.on,
        )

    def _finished(self, stage: Stage, group: str) -> int:
        return sum(_as_of(one.done, self.on) is not None for one in self._visits[stage, group])

    def _table(self, stage: Stage, group: str) -> list[_Row | None]:
        """By weeks in the stage what is learnt; it ends where too few stayed as long."""
        key = (stage, group)
        if key not in self._tables:
            self._tables[key] = _learnt(self._visits[key], self.on)
        return self._tables[key]


def _learnt(visits: Sequence[Visit], on: dt.date) -> list[_Row | None]:
    told = sorted((_Seen.of(one, on) for one in visits), key=lambda one: one.came)
    rows: list[_Row | None] = []
    before = _Row(0, 0, 0, 0)
    for least in range(0, _LONGEST, STEP):
        told = [one for one in told if one.stayed >= least and one.until >= least]
        recent = _recent(told)
        if sum(one.is_done for one in recent) < ENOUGH:
            break
        row = _row(recent)
        if row is not None:
            before = _Row(
                max(row.low, before.low),
                max(row.middle, before.middle),
                max(row.high or 0, before.high or 0),
                row.n,
            )
            row = before if row.high is not None else msgspec.structs.replace(before, high=None)
        rows.append(row)
    return rows


def _recent(told: "Sequence[_Seen]") -> "Sequence[_Seen]":
    """The latest stays, back to so many of finished projects."""
    done = 0
    for place in range(len(told) - 1, -1, -1):
        done += told[place].is_done
        if done == RECENT:
            return told[place:]
    return told


class _Seen(msgspec.Struct, frozen=True):
    """A stay as it is seen on the asking day.

    Attributes:
        came: the day it was come to, as a number.
        stayed: days in the stage as far as they are known.
        until: days to the announcement, or to the asking day where there is none.
        is_done: it was announced.
    """

    came: int
    stayed: int
    until: int
    is_done: bool

    @classmethod
    def of(cls, visit: Visit, on: dt.date) -> "_Seen":
        done = _as_of(visit.done, on)
        left = min(_as_of(visit.left, on) or on, done or on)
        until = ((done or on) - visit.came).days
        return cls(visit.came.toordinal(), (left - visit.came).days, until, done is not None)


def _as_of(day: dt.date | None, on: dt.date) -> dt.date | None:
    """A day that is known on the asking day."""
    return day if day is not None and day <= on else None


def _row(seen: Sequence[_Seen]) -> _Row | None:
    """The tenth, the median and the nine tenths; ``None`` where half are not done yet."""
    n = sum(one.is_done for one in seen)
    days, share = _product_limit(seen)
    low = math.floor((n + 1) * _TAIL) / n
    high = math.ceil((n + 1) * (1 - _TAIL)) / n
    low_at, middle_at, high_at = (
        bisect.bisect_left(share, level - 1e-9) for level in (low, 0.5, high)
    )
    if middle_at >= len(days):
        return None
    last = days[high_at] if high_at < len(days) else None
    return _Row(days[low_at], days[middle_at], last, n)


def _product_limit(seen: Sequence[_Seen]) -> tuple[list[int], list[float]]:
    """The days on which some were done, and the share that is done by each."""
    ordered = sorted(seen, key=lambda one: (one.until, not one.is_done))
    days: list[int] = []
    share: list[float] = []
    still, at_risk = 1.0, len(ordered)
    for one in ordered:
        if one.is_done:
            still *= 1 - 1 / at_risk
            days.append(one.until)
            share.append(1 - still)
        at_risk -= 1
    return days, share
