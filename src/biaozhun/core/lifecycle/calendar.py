"""The last day of a period of law: Civil Code, articles 200 to 204, used by analogy.

The day of the starting event is not counted. A period of months or years ends on the same day of
its last month, or on that month's last day. Where the last day is one off, the period ends on the
first day after the days off. Working days are those that the yearly notice of the State Council's
General Office leaves; of a year whose notice is not loaded no such day is promised.
"""

import calendar
import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import ClassVar, Final, Literal

import msgspec

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.lifecycle.units import PERIODS, Unit
from biaozhun.core.reference import table

_DAY: Final = dt.timedelta(days=1)
_SATURDAY: Final = 5
MOST: Final = 100_000
"""The longest period that is counted, in its unit."""


class CalendarError(BiaozhunError):
    """A last day that cannot be told.

    Codes: ``year_not_loaded`` (``fragment`` is the year), ``not_a_period`` (the unit counts no
    time, or the amount is no whole number of it), ``beyond_the_calendar`` (no such year).
    """

    default_code: ClassVar[str] = "year_not_loaded"


class Holiday(msgspec.Struct, frozen=True, kw_only=True):
    """A day that a notice takes out of the usual week.

    Attributes:
        day: which one.
        kind: ``off``, or ``work`` for a Saturday or Sunday that is worked.
        name: of the holiday it is for.
        notice: the document that says so.
    """

    day: dt.date
    kind: Literal["off", "work"]
    name: str = ""
    notice: str = ""


class Ending(msgspec.Struct, frozen=True):
    """The last day of a period.

    Attributes:
        day: which one; where it is not promised, as counted without the missing years' holidays.
        promised: every year that matters is loaded.
        reason: why it is not promised: ``year_not_loaded``.
    """

    day: dt.date
    promised: bool = True
    reason: str = ""


class StatutoryCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """Days off and worked weekends of some years.

    Attributes:
        off: days off on working days of the week (and others).
        work: Saturdays and Sundays that are worked.
        years: those whose notice is loaded.
    """

    off: frozenset[dt.date]
    work: frozenset[dt.date]
    years: frozenset[int]

    @classmethod
    def of(cls, days: Iterable[Holiday]) -> "StatutoryCalendar":
        """The calendar that some days make; a year with any of them counts as loaded."""
        told = tuple(days)
        return cls(
            off=frozenset(one.day for one in told if one.kind == "off"),
            work=frozenset(one.day for one in told if one.kind == "work"),
            years=frozenset(one.day.year for one in told),
        )

    def with_year(self, year: int, days: Iterable[Holiday]) -> "StatutoryCalendar":
        """The same with one year told anew; what was known of that year is dropped."""
        told = StatutoryCalendar.of(one for one in days if one.day.year == year)
        return StatutoryCalendar(
            off=frozenset(day for day in self.off if day.year != year) | told.off,
            work=frozenset(day for day in self.work if day.year != year) | told.work,
            years=self.years | {year},
        )

    def is_working(self, day: dt.date) -> bool:
        """Whether a day is worked.

        Raises:
            CalendarError: ``year_not_loaded``.
        """
        if day.year not in self.years:
            raise CalendarError("The year is not loaded", fragment=str(day.year))
        return self._is_worked(day)

    def working_days(self, after: dt.date, until: dt.date) -> int:
        """How many working days lie after one day and until another, which is counted.

        Raises:
            CalendarError: ``year_not_loaded``.
        """
        days = range(1, (until - after).days + 1)
        return sum(self.is_working(after + dt.timedelta(days=one)) for one in days)

    def ends(
        self, start: dt.date, amount: Decimal | int, unit: Unit, *, rolls: bool = True
    ) -> Ending:
        """The last day of a period that begins with an event on a day.

        Args:
            start: the day of the event, which is not counted.
            amount: how many.
            unit: of time.
            rolls: past days off to the first day after them; not so where the day is the earliest
                one on which something may be, since that is met by as many full days.

        Raises:
            CalendarError: ``not_a_period``, ``beyond_the_calendar``.
        """
        number = _whole(amount, unit)
        try:
            if unit is Unit.WORKING_DAYS:
                return self._after_working_days(start, number)
            last = _calendar_day(start, number, unit)
            return self._past_days_off(last) if rolls else Ending(last)
        except OverflowError as error:
            raise _beyond(start) from error

    def last_day(
        self, start: dt.date, amount: Decimal | int, unit: Unit, *, rolls: bool = True
    ) -> dt.date:
        """The last day of a period, where it can be promised.

        Raises:
            CalendarError: ``year_not_loaded``, and those of :meth:`ends`.
        """
        ending = self.ends(start, amount, unit, rolls=rolls)
        if not ending.promised:
            raise CalendarError(
                "The year is not loaded",
                fragment=str(ending.day.year),
                hint="load the notice of the General Office of the State Council for that year",
            )
        return ending.day

    def _is_worked(self, day: dt.date) -> bool:
        """By the days that are known; of a year not loaded, by the week alone."""
        return day in self.work or (day.weekday() < _SATURDAY and day not in self.off)

    def _after_working_days(self, start: dt.date, number: int) -> Ending:
        day, left, promised = start, number, True
        while left:
            day += _DAY
            promised = promised and day.year in self.years
            left -= self._is_worked(day)
        return Ending(day) if promised else Ending(day, promised=False, reason="year_not_loaded")

    def _past_days_off(self, last: dt.date) -> Ending:
        day = last
        while day.year in self.years and not self._is_worked(day):
            day += _DAY
        if day.year in self.years:
            return Ending(day)
        return Ending(last, promised=False, reason="year_not_loaded")


def _whole(amount: Decimal | int, unit: Unit) -> int:
    if unit not in PERIODS or amount != int(amount) or amount < 0:
        raise CalendarError(
            "The amount is no period of time", code="not_a_period", fragment=f"{amount} {unit}"
        )
    if amount > MOST:
        raise CalendarError(
            "The day lies beyond the calendar",
            code="beyond_the_calendar",
            fragment=f"{amount} {unit}",
        )
    return int(amount)


def _beyond(start: dt.date) -> CalendarError:
    return CalendarError(
        "The day lies beyond the calendar", code="beyond_the_calendar", fragment=start.isoformat()
    )


def _calendar_day(start: dt.date, number: int, unit: Unit) -> dt.date:
    if unit is Unit.DAYS:
        return start + dt.timedelta(days=number)
    months = start.year * 12 + start.month - 1 + (number * 12 if unit is Unit.YEARS else number)
    year, month = months // 12, months % 12 + 1
    if year > dt.MAXYEAR:
        raise _beyond(start)
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


@cache
def published_days() -> tuple[Holiday, ...]:
    """The days of the notices that are shipped, in their order."""
    return table("public_holiday").typed(Holiday)


@cache
def statutory_calendar() -> StatutoryCalendar:
    """The calendar of the notices that are shipped."""
    return StatutoryCalendar.of(published_days())
