"""When somebody is told of a due day."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.clocks import Mark, Timing, is_new, mark_on

DUE = dt.date(2026, 6, 20)


def _mark(days: int, timing: Timing | None = None) -> Mark | None:
    return mark_on(DUE, DUE + dt.timedelta(days=days), timing or Timing())


def test_warnings_come_before_on_and_week_by_week_behind_the_day() -> None:
    """14 and 3 days before, on the day, then every seven days; the head from the 31st on."""
    told = {days: _mark(days) for days in (-15, -14, -4, -3, -1, 0, 1, 6, 7, 20, 30, 31)}
    assert told == {
        -15: None,
        -14: Mark(-14),
        -4: Mark(-14),
        -3: Mark(-3),
        -1: Mark(-3),
        0: Mark(0),
        1: Mark(0),
        6: Mark(0),
        7: Mark(7),
        20: Mark(14),
        30: Mark(28),
        31: Mark(28, escalates=True),
    }


def test_a_warning_that_was_given_is_not_given_again_but_the_head_is_told_once() -> None:
    """The 31st day has no new week, yet the head has not been told."""
    given_ = [Mark(-14), Mark(28)]
    assert not is_new(Mark(-3), given_)
    assert not is_new(Mark(28), given_)
    assert is_new(Mark(28, escalates=True), given_)
    assert not is_new(Mark(28, escalates=True), [*given_, Mark(28, escalates=True)])
    assert is_new(Mark(35, escalates=True), [Mark(28, escalates=True)])


def test_without_escalation_the_head_is_never_told() -> None:
    """0 switches it off."""
    assert _mark(400, Timing(escalate=0)) == Mark(399)


@given(st.sets(st.integers(-40, 200), min_size=1))
def test_on_whatever_days_it_runs_no_mark_is_given_twice(days: set[int]) -> None:
    """Each run gives at most one warning, later than those before."""
    told: list[Mark] = []
    for day in sorted(days):
        mark = _mark(day)
        if mark and is_new(mark, told):
            told.append(mark)
    assert len({(one.at, one.escalates) for one in told}) == len(told)
    assert [one.at for one in told] == sorted(one.at for one in told)
    assert sum(one.escalates for one in told) >= (max(days) > 30)
