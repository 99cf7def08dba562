"""Days in stages and on the whole, against what the rules allow."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.clocks import (
    OF_STATE,
    Due,
    Duration,
    Stage,
    StageClock,
    Stay,
    pressing,
    stage_clocks,
    summary,
    total_clock,
)

TODAY = dt.date(2026, 6, 20)


def _day(month: int, day: int) -> dt.date:
    return dt.date(2026, month, day)


def test_a_stage_that_was_come_back_to_counts_its_stays_and_pauses_between_them() -> None:
    """Sent back to consultation and handed in again: 9 and 11 days, 10 days elsewhere."""
    stays = [
        Stay(stage=Stage.REVIEWING, came=_day(5, 20), left=_day(5, 31), due=_day(5, 30)),
        Stay(stage=Stage.REVIEWING, came=_day(5, 1), left=_day(5, 10), due=_day(10, 8)),
        Stay(stage=Stage.PREPARING, came=_day(1, 1), left=_day(3, 1), due=_day(11, 2)),
    ]
    preparing, reviewing = stage_clocks(stays, TODAY)
    assert preparing.days == 59
    assert reviewing == StageClock(
        stage=Stage.REVIEWING,
        first=_day(5, 1),
        came=_day(5, 20),
        last=_day(5, 31),
        days=20,
        pause=10,
        stays=2,
        due=_day(5, 30),
        late=1,
        left_days=None,
        was_late=True,
        binding=False,
    )


def test_a_stage_that_goes_on_counts_until_today() -> None:
    """Ten days before its last day it is in time; behind it, late by the days since."""
    stay = Stay(stage=Stage.CONSULTING, came=_day(6, 1), due=_day(6, 30), binding=True)
    (running,) = stage_clocks([stay], TODAY)
    assert (running.days, running.left_days, running.late, running.is_running) == (19, 10, 0, True)
    (late,) = stage_clocks([stay], _day(7, 4))
    assert (late.days, late.left_days, late.late, late.was_late) == (33, -4, 4, True)


def test_the_whole_way_is_counted_only_where_both_ends_are_known() -> None:
    """Without the day of the plan there is no total, and none that ends before it began."""
    assert total_clock(None, None, None, TODAY) is None
    assert total_clock(_day(6, 21), _day(6, 20), None, TODAY) is None
    ended = total_clock(_day(1, 1), _day(6, 1), _day(5, 31), TODAY)
    assert ended is not None
    assert (ended.days, ended.late, ended.left_days) == (151, 1, None)


def test_what_presses_ends_first_and_of_one_day_the_law_goes_first() -> None:
    """The day decides, then whether it binds."""
    told = [
        Due(rule="deadline", day=_day(7, 1)),
        Due(rule="T-02", day=_day(7, 1), binding=True),
        Due(rule="P-01", day=_day(7, 2)),
    ]
    assert pressing(told) == told[1]
    assert pressing([]) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(Stage), st.integers(0, 400), st.integers(0, 90)), max_size=12
    )
)
def test_days_and_pause_fill_the_time_from_first_to_last(
    told: list[tuple[Stage, int, int]],
) -> None:
    """Where stays do not overlap, days and pause are the time between first and last day."""
    begin, free = dt.date(2025, 1, 1), 0
    stays = []
    for stage, gap, length in told:
        came = begin + dt.timedelta(days=free + gap)
        left = came + dt.timedelta(days=length)
        stays.append(Stay(stage=stage, came=came, left=left))
        free += gap + length
    for clock in stage_clocks(stays, begin + dt.timedelta(days=free)):
        assert clock.last is not None
        assert clock.days + clock.pause == (clock.last - clock.first).days
        assert clock.stays == sum(one.stage is clock.stage for one in stays)


def test_figures_of_durations() -> None:
    """Four durations, three of them judged."""
    told = [Duration(100, True), Duration(200, True), Duration(301, False), Duration(450)]
    found = summary(told)
    assert found is not None
    assert (found.n, found.mean, found.median, found.p90) == (
        4,
        Decimal("262.8"),
        Decimal("250.5"),
        450,
    )
    assert (found.judged, found.in_time, found.share) == (3, 2, Decimal("66.7"))
    assert (found.months, found.is_small) == (Decimal("8.6"), True)
    assert summary([]) is None


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=60))
def test_nine_of_ten_lie_within_the_ninetieth_percentile(days: list[int]) -> None:
    """And fewer than nine of ten below it."""
    found = summary([Duration(one) for one in days])
    assert found is not None
    assert sum(one <= found.p90 for one in days) * 10 >= 9 * len(days)
    assert sum(one < found.p90 for one in days) * 10 < 9 * len(days)
    assert min(days) <= found.median <= max(days)


def test_every_stage_has_a_state_and_a_rule_of_its_own() -> None:
    """No stage is without."""
    assert set(OF_STATE.values()) == set(Stage)
    assert [one.rule for one in Stage] == ["P-20", "P-30", "P-40", "P-50", "P-60"]
