"""A series as a line to be drawn: where its points, its axis and its goal stand on the page.

The drawing is made of plain SVG without style or script; the values stand in a table beside it.
"""

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import msgspec

WIDTH: Final = 640
HEIGHT: Final = 240
LEFT: Final = 64
RIGHT: Final = 16
TOP: Final = 16
BOTTOM: Final = 32
_STEPS: Final = 4  # lines of the axis, at most one more
_APART: Final = 130  # between two days below the axis; the last is written before its place

Series = Sequence[tuple[dt.date, Decimal | None]]


class Point(msgspec.Struct, frozen=True):
    """A value on the page."""

    x: str
    y: str
    day: dt.date
    value: Decimal


class Tick(msgspec.Struct, frozen=True):
    """A line of the axis, or a day below it, with what is written there."""

    at: str
    value: Decimal | None = None
    day: dt.date | None = None


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the drawing is made of, in its own units."""

    points: list[Point]
    line: str
    levels: list[Tick]
    days: list[Tick]
    goals: list[Tick]
    forecast: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


class _Scale(msgspec.Struct, frozen=True):
    """Days and values to places on the page."""

    first: int
    last: int
    low: float
    high: float

    def x(self, day: dt.date) -> str:
        span = max(self.last - self.first, 1)
        return f"{LEFT + (day.toordinal() - self.first) / span * (WIDTH - LEFT - RIGHT):.1f}"

    def y(self, value: Decimal) -> str:
        share = (float(value) - self.low) / (self.high - self.low)
        return f"{HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM):.1f}"


def chart(series: Series, *, goals: Sequence[Decimal] = (), forecast: Series = ()) -> Chart | None:
    """The drawing; ``None`` where there are not two values to draw a line between.

    Args:
        series: values by day; days without one leave no point.
        goals: values to be reached, drawn across.
        forecast: days behind the series and what is expected on them.
    """
    known = _known(series)
    if len(known) < 2:
        return None
    ahead = [one for one in _known(forecast) if one[0] > known[-1][0]]
    values = [value for _day, value in (*known, *ahead)] + list(goals)
    levels = _levels(min(*values, Decimal(0)), max(values))
    days = [day for day, _value in (*known, *ahead)]
    scale = _Scale(days[0].toordinal(), max(days).toordinal(), float(levels[0]), float(levels[-1]))
    return Chart(
        points=[Point(scale.x(day), scale.y(value), day, value) for day, value in known],
        line=_line(scale, known),
        levels=[Tick(scale.y(level), value=level) for level in levels],
        days=[Tick(scale.x(day), day=day) for day in _spread(scale, days)],
        goals=[Tick(scale.y(goal), value=goal) for goal in goals],
        forecast=_line(scale, [known[-1], *ahead]) if ahead else "",
    )


def _known(series: Series) -> list[tuple[dt.date, Decimal]]:
    """The values that are known, by day."""
    known = {day: value for day, value in series if value is not None}
    return sorted(known.items())


def _line(scale: _Scale, points: Sequence[tuple[dt.date, Decimal]]) -> str:
    return " ".join(f"{scale.x(day)},{scale.y(value)}" for day, value in points)


def _levels(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values from below the lowest to above the highest."""
    span = float(high - low) or 1.0
    rough = span / _STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
    unit = Decimal(repr(step))
    first = math.floor(low / unit)
    last = max(math.ceil(high / unit), first + 1)
    return [unit * place for place in range(first, last + 1)]


def _spread(scale: _Scale, days: Sequence[dt.date]) -> list[dt.date]:
    """Some of the days, as far apart as they can be read, the last among them."""
    kept: list[dt.date] = []
    for day in reversed(days):
        if not kept or float(scale.x(kept[-1])) - float(scale.x(day)) >= _APART:
            kept.append(day)
    return kept[::-1]
