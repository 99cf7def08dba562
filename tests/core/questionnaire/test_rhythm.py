"""Rounds come round by the calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.questionnaire import Period, Rhythm, period_before


@pytest.mark.parametrize(
    ("rhythm", "day", "expected"),
    [
        ("month", "2026-07-01", ("2026-M06", "2026-06-01", "2026-06-30")),
        ("month", "2026-01-31", ("2025-M12", "2025-12-01", "2025-12-31")),
        ("month", "2028-03-15", ("2028-M02", "2028-02-01", "2028-02-29")),
        ("quarter", "2026-07-01", ("2026-Q2", "2026-04-01", "2026-06-30")),
        ("quarter", "2026-06-30", ("2026-Q1", "2026-01-01", "2026-03-31")),
        ("half_year", "2026-07-01", ("2026-H1", "2026-01-01", "2026-06-30")),
        ("half_year", "2026-06-30", ("2025-H2", "2025-07-01", "2025-12-31")),
        ("year", "2026-12-31", ("2025", "2025-01-01", "2025-12-31")),
    ],
)
def test_the_last_whole_period_is_asked_for(
    rhythm: str, day: str, expected: tuple[str, str, str]
) -> None:
    """A period is over the day after its last day, leap years and turns of the year included."""
    code, since, until = expected
    assert period_before(Rhythm(rhythm), dt.date.fromisoformat(day)) == Period(
        code, dt.date.fromisoformat(since), dt.date.fromisoformat(until)
    )


def test_what_is_asked_once_never_comes_round() -> None:
    """There is no period before."""
    assert period_before(Rhythm.ONCE, dt.date(2026, 7, 1)) is None


@given(
    rhythm=st.sampled_from([one for one in Rhythm if one is not Rhythm.ONCE]),
    day=st.dates(dt.date(1950, 1, 1), dt.date(2199, 12, 31)),
)
def test_periods_follow_on_one_another_without_gap(rhythm: Rhythm, day: dt.date) -> None:
    """The period before the first day of a period ends the day before it."""
    found = period_before(rhythm, day)
    assert found is not None
    assert found.since <= found.until < day
    former = period_before(rhythm, found.since)
    assert former is not None
    assert former.until + dt.timedelta(days=1) == found.since
