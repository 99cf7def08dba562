"""Drawings of series: inside their frame, with round axes, and none of a single value."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.metrics.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, chart

VALUES = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2)
SERIES = st.lists(st.tuples(st.dates(dt.date(1900, 1, 1)), VALUES | st.none()), max_size=40)


def test_a_line_is_drawn_between_its_axes() -> None:
    """Nothing lies at the bottom, the highest round value at the top; the goal runs across."""
    drawn = chart(
        [(dt.date(2016, 12, 31), Decimal(0)), (dt.date(2018, 12, 31), Decimal(40))],
        goals=[Decimal(30)],
        forecast=[(dt.date(2020, 12, 31), Decimal(80))],
    )
    assert drawn is not None
    assert [level.value for level in drawn.levels] == [0, 20, 40, 60, 80]
    assert drawn.line == f"{LEFT}.0,{HEIGHT - BOTTOM}.0 343.8,112.0"
    assert drawn.forecast == f"343.8,112.0 {WIDTH - RIGHT}.0,{TOP}.0"
    assert [goal.value for goal in drawn.goals] == [30]


def test_one_value_is_no_line() -> None:
    """Nor are values that are not known."""
    assert chart([]) is None
    assert chart([(dt.date(2020, 1, 1), Decimal(5)), (dt.date(2021, 1, 1), None)]) is None


@given(series=SERIES, goals=st.lists(VALUES, max_size=2), forecast=SERIES)
def test_everything_is_drawn_inside_the_frame(
    series: list[tuple[dt.date, Decimal | None]],
    goals: list[Decimal],
    forecast: list[tuple[dt.date, Decimal | None]],
) -> None:
    """Whatever the values; days written below it do not run into one another."""
    drawn = chart(series, goals=goals, forecast=forecast)
    if drawn is None:
        return
    for point in drawn.points:
        assert LEFT <= float(point.x) <= WIDTH - RIGHT
        assert TOP - 0.1 <= float(point.y) <= HEIGHT - BOTTOM + 0.1
    places = [float(tick.at) for tick in drawn.days]
    assert all(later - earlier >= 130 for earlier, later in pairwise(places))
    assert len(drawn.levels) <= 8
