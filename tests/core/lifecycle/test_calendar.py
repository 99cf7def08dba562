"""The last day of a period, against days counted by hand on the calendars of 2024 to 2026."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.lifecycle.calendar import (
    CalendarError,
    Ending,
    Holiday,
    StatutoryCalendar,
    published_days,
    statutory_calendar,
)
from biaozhun.core.lifecycle.units import PERIODS, Unit

CALENDAR = statutory_calendar()
LOADED = st.dates(dt.date(2024, 1, 1), dt.date(2026, 11, 1))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "last"),
    [
        ("2026-01-05", 30, Unit.DAYS, "2026-02-04"),  # a Wednesday
        ("2026-03-02", 5, Unit.DAYS, "2026-03-09"),  # the 7th is a Saturday: Monday
        ("2026-01-20", 30, Unit.DAYS, "2026-02-24"),  # the 19th is in the Spring Festival
        ("2025-09-03", 30, Unit.DAYS, "2025-10-09"),  # the 3rd is in the National Day's week
        ("2024-09-08", 30, Unit.DAYS, "2024-10-08"),  # the first day after the holiday
        ("2024-04-02", 5, Unit.DAYS, "2024-04-07"),  # a Sunday that is worked
        ("2024-01-31", 1, Unit.MONTHS, "2024-02-29"),  # no 31st: the last day of the month
        ("2025-01-31", 1, Unit.MONTHS, "2025-02-28"),
        ("2024-02-29", 1, Unit.YEARS, "2025-02-28"),
        ("2024-11-20", 3, Unit.MONTHS, "2025-02-20"),  # past the end of the year
        ("2026-02-13", 1, Unit.WORKING_DAYS, "2026-02-14"),  # a Saturday that is worked
        ("2026-02-13", 2, Unit.WORKING_DAYS, "2026-02-24"),  # behind the Spring Festival
        ("2026-09-18", 6, Unit.WORKING_DAYS, "2026-09-28"),  # Sunday the 20th is worked
        ("2025-04-25", 3, Unit.WORKING_DAYS, "2025-04-29"),  # Sunday the 27th is worked
        ("2026-03-02", 20, Unit.WORKING_DAYS, "2026-03-30"),
        ("2026-03-02", 0, Unit.WORKING_DAYS, "2026-03-02"),
    ],
)
def test_the_last_day_is_the_one_counted_by_hand(
    start: str, amount: int, unit: Unit, last: str
) -> None:
    """The first day is not counted; days off at the end are passed."""
    ending = CALENDAR.ends(dt.date.fromisoformat(start), amount, unit)
    assert ending == Ending(dt.date.fromisoformat(last))


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_its_notice_leaves(year: int, days: int) -> None:
    """Weekdays without the holidays, with the weekends that are worked."""
    assert CALENDAR.working_days(dt.date(year, 1, 1), dt.date(year, 12, 31)) == days


def test_a_holiday_leaves_as_many_days_off_as_the_notices_say() -> None:
    """Each year's days off and worked weekends, as the notices count them."""
    counted = {
        year: tuple(
            sum(one.day.year == year and one.kind == kind for one in published_days())
            for kind in ("off", "work")
        )
        for year in (2024, 2025, 2026)
    }
    assert counted == {2024: (28, 8), 2025: (28, 5), 2026: (33, 6)}


def test_days_off_are_taken_from_weekdays_and_worked_ones_from_weekends() -> None:
    """A worked day is a Saturday or a Sunday; no day is both."""
    assert {day.weekday() for day in CALENDAR.work} <= {5, 6}
    assert CALENDAR.off.isdisjoint(CALENDAR.work)


def test_a_wait_is_over_after_as_many_full_days_whatever_day_that_is() -> None:
    """The earliest day of closing does not move past a weekend."""
    start = dt.date(2026, 3, 2)
    assert CALENDAR.ends(start, 5, Unit.DAYS, rolls=False) == Ending(dt.date(2026, 3, 7))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "day"),
    [
        ("2026-12-20", 30, Unit.DAYS, "2027-01-19"),
        ("2026-12-30", 3, Unit.WORKING_DAYS, "2027-01-04"),
        ("2023-06-01", 2, Unit.MONTHS, "2023-08-01"),
        ("2022-11-23", 5, Unit.YEARS, "2027-11-23"),
    ],
)
def test_a_year_that_is_not_loaded_promises_nothing(
    start: str, amount: int, unit: Unit, day: str
) -> None:
    """The day by the calendar alone is shown, with the reason; the strict call refuses."""
    first, shown = dt.date.fromisoformat(start), dt.date.fromisoformat(day)
    assert CALENDAR.ends(first, amount, unit) == Ending(
        shown, promised=False, reason="year_not_loaded"
    )
    with pytest.raises(CalendarError) as refused:
        CALENDAR.last_day(first, amount, unit)
    assert (refused.value.code, refused.value.fragment) == ("year_not_loaded", day[:4])


def test_the_strict_call_gives_a_day_that_is_promised() -> None:
    """And only the day."""
    assert CALENDAR.last_day(dt.date(2026, 1, 5), 30, Unit.DAYS) == dt.date(2026, 2, 4)


def test_a_loaded_year_is_told_anew() -> None:
    """What was known of it is dropped; other years stay."""
    told = [
        Holiday(day=dt.date(2026, 3, 3), kind="off"),
        Holiday(day=dt.date(2027, 3, 3), kind="off"),
    ]
    changed = CALENDAR.with_year(2026, told)
    assert changed.is_working(dt.date(2026, 2, 18))
    assert not changed.is_working(dt.date(2026, 3, 3))
    assert changed.years == CALENDAR.years
    assert not changed.is_working(dt.date(2025, 10, 1))
    with pytest.raises(CalendarError) as refused:
        changed.is_working(dt.date(2027, 3, 3))
    assert refused.value.code == "year_not_loaded"


@pytest.mark.parametrize(
    ("amount", "unit", "code"),
    [
        (5, Unit.PEOPLE, "not_a_period"),
        (Decimal("0.5"), Unit.DAYS, "not_a_period"),
        (-1, Unit.DAYS, "not_a_period"),
        (100_001, Unit.DAYS, "beyond_the_calendar"),
        (9_000, Unit.YEARS, "beyond_the_calendar"),
        (100_000, Unit.MONTHS, "beyond_the_calendar"),
    ],
)
def test_what_is_no_period_has_no_last_day(amount: Decimal | int, unit: Unit, code: str) -> None:
    """People are no time, half a day is none of ours, and the calendar has an end."""
    with pytest.raises(CalendarError) as refused:
        CALENDAR.ends(dt.date(2026, 1, 1), amount, unit)
    assert refused.value.code == code


def test_days_run_out_with_the_calendar() -> None:
    """No overflow reaches a page."""
    for unit in (Unit.DAYS, Unit.WORKING_DAYS):
        with pytest.raises(CalendarError) as refused:
            CALENDAR.ends(dt.date(9999, 12, 30), 5, unit)
        assert refused.value.code == "beyond_the_calendar"


@given(start=LOADED, amount=st.integers(0, 30))
def test_working_days_are_counted_as_they_are_promised(start: dt.date, amount: int) -> None:
    """As many working days lie between the event and the last day as the period has."""
    ending = CALENDAR.ends(start, amount, Unit.WORKING_DAYS)
    assert CALENDAR.working_days(start, ending.day) == amount
    assert amount == 0 or CALENDAR.is_working(ending.day)


@given(start=LOADED, amount=st.integers(0, 45), unit=st.sampled_from(sorted(PERIODS)))
def test_a_longer_period_never_ends_earlier(start: dt.date, amount: int, unit: Unit) -> None:
    """In any unit, promised or not."""
    shorter, longer = (CALENDAR.ends(start, one, unit).day for one in (amount, amount + 1))
    assert start <= shorter <= longer


@given(start=LOADED, amount=st.integers(0, 45))
def test_a_last_day_is_worked_and_nothing_is_worked_between_it_and_the_full_days(
    start: dt.date, amount: int
) -> None:
    """It moves past days off only, and no further."""
    full = start + dt.timedelta(days=amount)
    last = CALENDAR.ends(start, amount, Unit.DAYS).day
    passed = [full + dt.timedelta(days=one) for one in range((last - full).days)]
    assert CALENDAR.is_working(last)
    assert not any(CALENDAR.is_working(day) for day in passed)


@given(st.lists(st.builds(Holiday, day=LOADED, kind=st.sampled_from(["off", "work"]))))
def test_a_calendar_knows_the_years_of_its_days(days: list[Holiday]) -> None:
    """A year is loaded once any day of it is told."""
    assert StatutoryCalendar.of(days).years == {one.day.year for one in days}
