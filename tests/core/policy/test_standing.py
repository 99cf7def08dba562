"""How targets stand: the light by the written rule, the way behind, the line ahead."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.policy.standing import (
    Aim,
    Light,
    Measured,
    Reason,
    forecast,
    in_unit,
    is_share,
    meets,
    per_year,
    progress,
    scale_of,
    standing,
)
from biaozhun.core.policy.value import Operator, Per

ENDS = dt.date(2020, 12, 31)
TODAY = dt.date(2019, 1, 1)


def _series(*values: tuple[str, str]) -> list[Measured]:
    return [Measured(dt.date.fromisoformat(day), Decimal(value)) for day, value in values]


def _aim(operator: str, value: str, **told: object) -> Aim:
    return Aim(**{"operator": Operator(operator), "value": Decimal(value), "ends": ENDS, **told})


RISING = _series(("2017-01-01", "100"), ("2018-01-01", "200"))
SLOW = _series(("2017-01-01", "100"), ("2018-01-01", "110"))


@pytest.mark.parametrize(
    ("operator", "value", "least", "met"),
    [
        (">=", "10", "10", True),
        (">=", "10", "9.9", False),
        (">", "10", "10", False),
        (">", "10", "11", True),
        ("<=", "10", "10", True),
        ("<", "10", "10", False),
        ("<", "10", "9", True),
        ("=", "10", "12", True),
        ("=", "10", "9", False),
        ("~", "100", "95", True),
        ("~", "100", "106", False),
        ("range", "2", "2", True),
        ("range", "2", "6", True),
        ("range", "2", "1", False),
    ],
)
def test_a_value_meets_a_target_as_its_operator_says(
    operator: str, value: str, least: str, *, met: bool
) -> None:
    """A bare number is at least that many; about is within five per cent."""
    assert meets(_aim(operator, value, value_max=Decimal(5)), Decimal(least)) is met


@pytest.mark.parametrize(
    ("aim", "series", "today", "light", "reason"),
    [
        (_aim(">=", "500"), [], TODAY, Light.UNKNOWN, Reason.NO_VALUE),
        (
            _aim(">=", "500", counted=True),
            _series(("2017-01-01", "0"), ("2018-01-01", "0")),
            dt.date(2021, 1, 1),
            Light.UNKNOWN,
            Reason.NOTHING_RECORDED,
        ),
        (
            _aim(">=", "500"),
            _series(("2017-01-01", "0")),
            dt.date(2021, 1, 1),
            Light.MISSED,
            Reason.MISSED_ON_LAST_DAY,
        ),
        (_aim(">=", "150"), RISING, TODAY, Light.MET, Reason.MET_TODAY),
        (_aim(">=", "400"), RISING, TODAY, Light.ON_TRACK, Reason.LINE_REACHES),
        (_aim(">=", "900"), RISING, TODAY, Light.AT_RISK, Reason.LINE_FALLS_SHORT),
        (_aim(">=", "900"), RISING[:1], TODAY, Light.UNKNOWN, Reason.TOO_FEW_VALUES),
        (_aim(">=", "900", ends=None), RISING, TODAY, Light.UNKNOWN, Reason.NO_LAST_DAY),
        (
            _aim(">=", "150"),
            RISING,
            dt.date(2021, 1, 1),
            Light.MET,
            Reason.MET_ON_LAST_DAY,
        ),
        (
            _aim(">=", "900"),
            RISING,
            dt.date(2021, 1, 1),
            Light.MISSED,
            Reason.MISSED_ON_LAST_DAY,
        ),
        (
            _aim("<=", "150", per=Per.CUMULATIVE),
            RISING,
            TODAY,
            Light.MISSED,
            Reason.LIMIT_PASSED,
        ),
        (
            _aim("<=", "300", per=Per.CUMULATIVE),
            RISING,
            TODAY,
            Light.ON_TRACK,
            Reason.LIMIT_HOLDS,
        ),
        (_aim("<=", "300"), RISING, TODAY, Light.MET, Reason.MET_TODAY),
        (_aim(">=", "100", per=Per.YEAR), SLOW, TODAY, Light.ON_TRACK, Reason.AVERAGE_HOLDS),
        (
            _aim(">=", "120", per=Per.YEAR),
            SLOW,
            TODAY,
            Light.AT_RISK,
            Reason.AVERAGE_FALLS_SHORT,
        ),
    ],
)
def test_the_light_follows_the_rule(
    aim: Aim, series: list[Measured], today: dt.date, light: Light, reason: Reason
) -> None:
    """Each part of the written rule decides a case of its own."""
    found = standing(aim, series, today)
    assert (found.light, found.reason) == (light, reason)


def test_what_came_behind_the_last_day_never_counts() -> None:
    """A target that was reached a day too late is missed, and says its value of the last day."""
    late = [*SLOW, *_series(("2021-01-01", "1000"))]
    found = standing(_aim(">=", "900"), late, dt.date(2022, 1, 1))
    assert found.light is Light.MISSED
    assert (found.value, found.day) == (Decimal(110), dt.date(2018, 1, 1))


def test_the_line_goes_through_the_values_and_a_baseline() -> None:
    """Least squares; a baseline is a value of its year where none as early is known."""
    assert forecast(_aim(">=", "1"), RISING, dt.date(2019, 1, 1)) == Decimal("300.00")
    based = _aim(">=", "1", baseline=Decimal(0), baseline_day=dt.date(2017, 1, 1))
    assert forecast(based, RISING[1:], dt.date(2019, 1, 1)) == Decimal("400.00")
    assert forecast(_aim(">=", "1"), RISING[1:], ENDS) is None


@pytest.mark.parametrize(
    ("aim", "value", "share"),
    [
        (_aim(">=", "100"), "40", "0.400"),
        (_aim(">=", "100", baseline=Decimal(60)), "80", "0.500"),
        (_aim("<=", "1", baseline=Decimal(3)), "2", "0.500"),
        (_aim("<=", "1"), "2", None),
        (_aim(">=", "60", baseline=Decimal(60)), "60", None),
        (_aim(">=", "100", baseline=Decimal(60)), "50", "-0.250"),
    ],
)
def test_how_much_of_the_way_is_behind(aim: Aim, value: str, share: str | None) -> None:
    """From the baseline, or from nothing; a limit without one has no way."""
    assert progress(aim, Decimal(value)) == (None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("unit", "scale", "rest"),
    [
        ("万件", 10_000, "件"),
        ("亿元", 10**8, "元"),
        ("萬件", 10_000, "件"),
        ("亿千瓦", 10**8, "千瓦"),
        ("项", 1, "项"),
        ("万亿元", 10**12, "元"),
        ("%", 1, "%"),
        ("", 1, ""),
    ],
)
def test_units_are_read_with_their_scale(unit: str, scale: int, rest: str) -> None:
    """万 and 亿 multiply; what belongs to a unit's own name does not."""
    assert scale_of(unit) == (Decimal(scale), rest)


def test_a_count_is_told_in_the_targets_unit() -> None:
    """One million two hundred thousand copies are 120 万件; a share stays one."""
    assert in_unit(Decimal(1_200_000), "万件") == 120
    assert in_unit(Decimal("33.3"), "%") == Decimal("33.3")
    assert is_share("%")
    assert not is_share("项")


def test_a_total_is_told_as_an_average_of_a_year() -> None:
    """Of the days that have passed; a few days tell nothing."""
    begins = dt.date(2016, 1, 1)
    assert per_year(Decimal(400), begins, dt.date(2017, 12, 31)) == Decimal("199.86")
    assert per_year(Decimal(400), begins, dt.date(2016, 1, 15)) is None


@given(
    operator=st.sampled_from(list(Operator)),
    per=st.sampled_from([None, *Per]),
    values=st.lists(
        st.tuples(
            st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)),
            st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3),
        )
    ),
    goal=st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3),
    today=st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)),
)
def test_every_target_has_a_light(
    operator: Operator,
    per: Per | None,
    values: list[tuple[dt.date, Decimal]],
    goal: Decimal,
    today: dt.date,
) -> None:
    """Whatever the numbers; behind the last day it is decided, and a met one meets its target."""
    aim = Aim(operator=operator, value=goal, per=per, ends=ENDS)
    found = standing(aim, [Measured(day, value) for day, value in values], today)
    if today > ENDS and found.value is not None:
        assert found.light in {Light.MET, Light.MISSED}
    if found.light is Light.MET:
        assert found.value is not None
        assert meets(aim, found.value)
