"""How a target stands on a day: what was reached, what is to be expected, and the light.

The rule, in the order in which it is asked:

1. **unknown**: no value is known; or it is counted by records of which there is none on any day:
   that nothing is recorded does not say that nothing was done.
2. The last day is over: **met** where the last value up to that day meets the target, else
   **missed**. A value of a later day never counts.
3. The last day is not over, and the target is a total that must not be passed (a cumulative count
   or a count of the year, at most or below): **missed** once it is passed, for a total never falls.
4. The target is met today: **met**. But an average over years, or a total that must not be passed,
   is decided on the last day only; it is **on track** as long as it holds.
5. A straight line through the values known (least squares; a stated baseline counts as the value
   of the last day of its year) meets the target on the last day: **on track**; else **at risk**.
   An average falls short as it is: **at risk**.
6. Fewer than two values on different days, or no last day: **unknown**.

A bare number is at least that many; a range is met from its lower end on; 左右 is met within five
per cent on either side.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

import msgspec

from biaozhun.core.policy.value import Operator, Per
from biaozhun.core.text.folding import fold

TOLERANCE: Final = Decimal("0.05")
"""Share by which a value may miss what is said with 左右, and still be there."""
_SCALES: Final = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(10**3)}
_ZERO: Final = Decimal(0)
_HUNDREDTH: Final = Decimal("0.01")
_THOUSANDTH: Final = Decimal("0.001")
_LIMITS: Final = frozenset({Operator.AT_MOST, Operator.LESS})


class Light(StrEnum):
    """How a target stands, in one word."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    MISSED = "missed"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Which part of the rule decided."""

    NO_VALUE = "no_value"
    NOTHING_RECORDED = "nothing_recorded"
    MET_ON_LAST_DAY = "met_on_last_day"
    MISSED_ON_LAST_DAY = "missed_on_last_day"
    LIMIT_PASSED = "limit_passed"
    LIMIT_HOLDS = "limit_holds"
    MET_TODAY = "met_today"
    AVERAGE_HOLDS = "average_holds"
    AVERAGE_FALLS_SHORT = "average_falls_short"
    LINE_REACHES = "line_reaches"
    LINE_FALLS_SHORT = "line_falls_short"
    TOO_FEW_VALUES = "too_few_values"
    NO_LAST_DAY = "no_last_day"


class Aim(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be reached.

    Attributes:
        operator: how the value is to be met.
        value: in the target's own unit, 万 and 亿 taken as written.
        value_max: the upper end of a range.
        per: a year's average, a total, or neither.
        ends: the last day; ``None`` where none is said.
        baseline: where it starts from.
        baseline_day: the day of the baseline.
        counted: its values are counted records, of which somebody may have kept none.
    """

    operator: Operator
    value: Decimal
    value_max: Decimal | None = None
    per: Per | None = None
    ends: dt.date | None = None
    baseline: Decimal | None = None
    baseline_day: dt.date | None = None
    counted: bool = False


class Measured(msgspec.Struct, frozen=True):
    """A value that was measured or reported, in the target's own unit, and its day."""

    day: dt.date
    value: Decimal


class TargetStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How a target stands.

    Attributes:
        light: in one word.
        reason: which part of the rule decided.
        value: the last value up to the day asked and the last day of the target.
        day: of that value.
        progress: share of the way from the baseline (nothing where none is stated) to the goal,
            0 to 1 and beyond; ``None`` for limits without a baseline.
        forecast: what the line comes to on the last day; ``None`` where there is no line.
    """

    light: Light
    reason: Reason
    value: Decimal | None = None
    day: dt.date | None = None
    progress: Decimal | None = None
    forecast: Decimal | None = None


def meets(aim: Aim, value: Decimal) -> bool:
    """Whether a value meets the target."""
    match aim.operator:
        case Operator.AT_LEAST | Operator.EQUAL | Operator.RANGE:
            return value >= aim.value
        case Operator.MORE:
            return value > aim.value
        case Operator.AT_MOST:
            return value <= aim.value
        case Operator.LESS:
            return value < aim.value
        case Operator.ABOUT:
            return abs(value - aim.value) <= abs(aim.value) * TOLERANCE


def standing(aim: Aim, series: Sequence[Measured], today: dt.date) -> TargetStanding:
    """How a target stands on a day, by the rule above; the series may be in any order."""
    last_day = today if aim.ends is None else min(today, aim.ends)
    known = sorted((one for one in series if one.day <= last_day), key=lambda one: one.day)
    if not known:
        return TargetStanding(light=Light.UNKNOWN, reason=Reason.NO_VALUE)
    if aim.counted and not any(one.value for one in known):
        return TargetStanding(light=Light.UNKNOWN, reason=Reason.NOTHING_RECORDED)
    latest = known[-1]
    ahead = forecast(aim, known, aim.ends) if aim.ends is not None and aim.ends > today else None
    light, reason = _decided(aim, latest.value, ahead, today)
    return TargetStanding(
        light=light,
        reason=reason,
        value=latest.value,
        day=latest.day,
        progress=progress(aim, latest.value),
        forecast=ahead,
    )


def _decided(
    aim: Aim, value: Decimal, ahead: Decimal | None, today: dt.date
) -> tuple[Light, Reason]:
    met = meets(aim, value)
    if aim.ends is not None and today > aim.ends:
        return (
            (Light.MET, Reason.MET_ON_LAST_DAY)
            if met
            else (Light.MISSED, Reason.MISSED_ON_LAST_DAY)
        )
    if aim.per is Per.YEAR and aim.operator not in _LIMITS:
        return (
            (Light.ON_TRACK, Reason.AVERAGE_HOLDS)
            if met
            else (Light.AT_RISK, Reason.AVERAGE_FALLS_SHORT)
        )
    if aim.per is not None and aim.operator in _LIMITS:
        return (Light.ON_TRACK, Reason.LIMIT_HOLDS) if met else (Light.MISSED, Reason.LIMIT_PASSED)
    if met:
        return Light.MET, Reason.MET_TODAY
    return _expected(aim, ahead)


def _expected(aim: Aim, ahead: Decimal | None) -> tuple[Light, Reason]:
    """What the line says of a target that is not met yet."""
    if aim.ends is None:
        return Light.UNKNOWN, Reason.NO_LAST_DAY
    if ahead is None:
        return Light.UNKNOWN, Reason.TOO_FEW_VALUES
    if meets(aim, ahead):
        return Light.ON_TRACK, Reason.LINE_REACHES
    return Light.AT_RISK, Reason.LINE_FALLS_SHORT


def progress(aim: Aim, value: Decimal) -> Decimal | None:
    """How much of the way is behind: 0.4 is four tenths; below 0 it went the other way."""
    if aim.baseline is None and aim.operator in _LIMITS:
        return None
    start = aim.baseline if aim.baseline is not None else _ZERO
    way = aim.value - start
    if not way:
        return None
    return ((value - start) / way).quantize(_THOUSANDTH, rounding=ROUND_HALF_UP)


def forecast(aim: Aim, series: Sequence[Measured], day: dt.date) -> Decimal | None:
    """What a straight line through the values comes to on a day (least squares).

    A baseline counts as a value where none as early is known. ``None`` where fewer than two days
    have a value; an average over years has no line of its own and stays as it is.
    """
    points = {one.day: one.value for one in series}
    if aim.baseline is not None and aim.baseline_day is not None:
        points.setdefault(aim.baseline_day, aim.baseline)
    if aim.per is Per.YEAR or len(points) < 2:
        return None
    days = [Decimal(at.toordinal()) for at in points]
    values = list(points.values())
    count = len(points)
    mean_day, mean_value = sum(days, _ZERO) / count, sum(values, _ZERO) / count
    away = [(at - mean_day, value - mean_value) for at, value in zip(days, values, strict=True)]
    rise = sum((at * value for at, value in away), _ZERO)
    slope = rise / sum((at * at for at, _value in away), _ZERO)
    found = mean_value + slope * (Decimal(day.toordinal()) - mean_day)
    return found.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def scale_of(unit: str) -> tuple[Decimal, str]:
    """By how much a unit's values are to be multiplied, and the unit without 万 and 亿.

    ``万件`` → 10 000, ``件``; ``万元`` → 10 000, ``元``. A unit whose name begins so keeps it:
    ``千瓦时``. The unit is folded.
    """
    scale, rest = Decimal(1), fold(unit)
    while rest[:1] in _SCALES and not rest.startswith(("千瓦", "千米", "千克", "千卡")):
        scale *= _SCALES[rest[0]]
        rest = rest[1:]
    return scale, rest


def in_unit(value: Decimal, unit: str) -> Decimal:
    """A plain count in a target's unit: 1 200 000 in ``万件`` is 120."""
    scale, _rest = scale_of(unit)
    return value / scale


def is_share(unit: str) -> bool:
    """Whether values are per cent."""
    return fold(unit) in {"%", "百分比"}


def per_year(total: Decimal, begins: dt.date, day: dt.date) -> Decimal | None:
    """A total as the average of a year, from the first day to the day, both included.

    ``None`` in the first month: a few days tell nothing of a year.
    """
    days = (day - begins).days + 1
    if days < 31:  # a month
        return None
    return (total * Decimal("365.25") / days).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
