"""What is to be expected of a project, from those before it."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.clocks import BEGIN, backtest, history, months
from biaozhun.core.clocks import Forecast, Forecaster, NoForecast, Stage, Visit, Why

ON = dt.date(2026, 6, 20)
BEFORE = dt.date(2024, 1, 1)


def _visit(days: int, total: int, *, came: dt.date = BEFORE, group: str = "normal") -> Visit:
    return Visit(
        stage=Stage.REVIEWING,
        came=came,
        left=came + dt.timedelta(days=days),
        done=came + dt.timedelta(days=total),
        groups=(group, ""),
    )


def test_the_ends_of_the_interval_are_order_statistics() -> None:
    """Of 29 earlier ones the third and the 27th (a tenth and nine tenths of 30), the 15th between.

    All of them stayed a hundred days in the stage; what is asked has been there for ten.
    """
    past = [_visit(100, 100 + n) for n in range(1, 30)]
    found = Forecaster(past, ON).of(Stage.REVIEWING, 10, ("",))
    assert found == Forecast(remaining=105, earliest=93, latest=117, n=29, group="", on=ON)
    assert found.day == dt.date(2026, 10, 3)
    assert found.days == (dt.date(2026, 9, 21), dt.date(2026, 10, 15))


def test_below_twenty_nothing_is_forecast_and_it_is_said_why() -> None:
    """Nineteen are too few; of thirty, those who stayed as long may be too few too."""
    few = Forecaster([_visit(100, 150)] * 19, ON).of(Stage.REVIEWING, 0)
    assert few == NoForecast(Why.TOO_FEW, 19)
    past = [_visit(20, 90)] * 30 + [_visit(60, 120)] * 15
    learnt = Forecaster(past, ON)
    assert isinstance(learnt.of(Stage.REVIEWING, 20), Forecast)
    assert learnt.of(Stage.REVIEWING, 28) == NoForecast(Why.OUTSTAYED, 45)
    assert learnt.of(Stage.PUBLISHING, 0) == NoForecast(Why.TOO_FEW, 0)


def test_the_narrower_group_counts_only_where_it_has_enough() -> None:
    """With forty of its own kind a quick procedure is told apart, with thirty-nine it is not."""
    slow = [_visit(100, 200)] * 60
    for quick, expected in ((40, ("priority", 50)), (39, ("", 200))):
        learnt = Forecaster(slow + [_visit(40, 50, group="priority")] * quick, ON)
        found = learnt.of(Stage.REVIEWING, 0, ("priority", ""))
        assert isinstance(found, Forecast)
        assert (found.group, found.remaining) == expected


def test_those_still_under_way_are_not_forgotten() -> None:
    """Thirty were quick; two more are under way longer than any of them: it takes longer.

    With eight of them nobody knows the end, with thirty-two not even the middle.
    """
    quick = [_visit(60, n) for n in range(60, 90)]
    late = dt.date(2025, 6, 20)
    waiting = [Visit(stage=Stage.REVIEWING, came=late, left=None, done=None) for _n in range(2)]
    alone = Forecaster(quick, ON).of(Stage.REVIEWING, 0)
    open_ended = Forecaster(quick + waiting * 4, ON).of(Stage.REVIEWING, 0)
    assert isinstance(open_ended, Forecast)
    assert (open_ended.remaining, open_ended.latest, open_ended.days[1]) == (78, None, None)
    unsettled = Forecaster(quick + waiting * 16, ON).of(Stage.REVIEWING, 0)
    assert unsettled == NoForecast(Why.UNSETTLED, 30)
    with_them = Forecaster(quick + waiting, ON).of(Stage.REVIEWING, 0)
    assert isinstance(alone, Forecast)
    assert isinstance(with_them, Forecast)
    assert (alone.remaining, with_them.remaining) == (74, 75)


def test_a_project_that_ended_without_a_standard_teaches_nothing() -> None:
    """Before its end was known it was one under way."""
    past = [_visit(60, n) for n in range(60, 90)]
    ended = Visit(
        stage=Stage.REVIEWING, came=BEFORE, left=None, done=None, ended=dt.date(2026, 6, 20)
    )
    plain = Forecaster(past, ON).of(Stage.REVIEWING, 0)
    assert Forecaster([*past, *[ended] * 9], ON).of(Stage.REVIEWING, 0) == plain


VISITS = st.lists(
    st.builds(
        lambda came, stay, rest, open_: Visit(
            stage=Stage.REVIEWING,
            came=dt.date(2023, 1, 1) + dt.timedelta(days=came),
            left=dt.date(2023, 1, 1) + dt.timedelta(days=came + stay),
            done=None if open_ else dt.date(2023, 1, 1) + dt.timedelta(days=came + stay + rest),
        ),
        st.integers(0, 1200),
        st.integers(0, 120),
        st.integers(0, 200),
        st.booleans(),
    ),
    min_size=30,
    max_size=90,
)


@settings(max_examples=60, deadline=None)
@given(VISITS, st.integers(0, 150), st.integers(0, 150))
def test_an_interval_holds_its_median_is_never_negative_and_never_becomes_earlier(
    past: list[Visit], days: int, more: int
) -> None:
    """The expected day does not come nearer than the days that go by."""
    learnt = Forecaster(past, ON)
    first, later = learnt.of(Stage.REVIEWING, days), learnt.of(Stage.REVIEWING, days + more)
    for one in (first, later):
        if isinstance(one, Forecast):
            assert 0 <= one.earliest <= one.remaining
            assert one.latest is None or one.remaining <= one.latest
            assert one.n >= 20
    if isinstance(first, Forecast) and isinstance(later, Forecast):
        assert days + more + later.remaining >= days + first.remaining
        assert days + more + later.earliest >= days + first.earliest
        if first.latest is not None and later.latest is not None:
            assert days + more + later.latest >= days + first.latest


@settings(max_examples=40, deadline=None)
@given(VISITS, st.integers(0, 100))
def test_nothing_that_happened_after_the_asking_day_is_looked_at(
    past: list[Visit], days: int
) -> None:
    """A past whose later days are struck out gives the same forecast."""
    on = dt.date(2025, 1, 1)

    def known(day: dt.date | None) -> dt.date | None:
        return day if day is not None and day <= on else None

    struck = [
        Visit(stage=one.stage, came=one.came, left=known(one.left), done=known(one.done))
        for one in past
        if one.came <= on
    ]
    asked = Forecaster(past, on).of(Stage.REVIEWING, days)
    assert asked == Forecaster(struck, on).of(Stage.REVIEWING, days)


@pytest.mark.parametrize("kind", ["steady", "faster"])
def test_four_of_five_answers_lie_in_the_interval_and_the_median_beats_the_mean(kind: str) -> None:
    """On simulated histories, asked month by month with what was known then."""
    past = history(kind, a_year=60, seed=7)
    asked = months(BEGIN + dt.timedelta(days=4 * 365), BEGIN + dt.timedelta(days=6 * 365))[::3]
    score = backtest(past, asked)
    n = len(score.errors)
    assert n > 200
    assert 0.70 <= sum(score.inside) / n <= 0.90
    assert sorted(score.errors)[n // 2] < 0.7 * sorted(score.naive)[n // 2]
