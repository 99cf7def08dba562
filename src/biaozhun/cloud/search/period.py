"""Dates and spans of dates as people type them in a query."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

import msgspec

FIRST_DAY: Final = date.min.toordinal()
LAST_DAY: Final = date.max.toordinal()

_DAY: Final = re.compile(
    r"(\d{4})(?:年|年?[-./]?(?<=[-./年])(\d{1,2})(?:月|月?[-./]?(?<=[-./月])(\d{1,2})日?)?)?",
    re.ASCII,
)
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_BETWEEN: Final = re.compile(r"\.\.+|…+|~|至|到")
_COMPARED: Final = re.compile(r"(>=|<=|>|<|=|≥|≤)(.*)", re.DOTALL)


class Days(msgspec.Struct, frozen=True):
    """Day numbers, both included; ``reversed`` where the later one was typed first."""

    first: int
    last: int
    reversed: bool = False


def read(text: str) -> Days | None:
    """``2019``, ``2020-05``, ``2020-05-01``, ``2019..2021``, ``2020..``, ``>=2020``; else None."""
    if compared := _COMPARED.fullmatch(text):
        return _compared(compared[1], _span(compared[2]))
    if between := _BETWEEN.search(text):
        return _between(text[: between.start()], text[between.end() :])
    return _span(text)


def _compared(operator: str, span: Days | None) -> Days | None:
    if span is None:
        return None
    match operator:
        case ">=" | "≥":
            return Days(span.first, LAST_DAY)
        case ">":
            return Days(span.last + 1, LAST_DAY)
        case "<=" | "≤":
            return Days(FIRST_DAY, span.last)
        case "<":
            return Days(FIRST_DAY, span.first - 1)
        case _:
            return span


def _between(left: str, right: str) -> Days | None:
    low, high = _span(left), _span(right)
    if (left and low is None) or (right and high is None) or not (left or right):
        return None
    first = FIRST_DAY if low is None else low.first
    last = LAST_DAY if high is None else high.last
    if low and high and low.first > high.last:
        return Days(high.first, low.last, reversed=True)
    return Days(first, last)


def _span(text: str) -> Days | None:
    """The days a year, a month or a day takes up."""
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # noqa: S101  -- the pattern demands it; told to the type checker
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return Days(first.toordinal(), date(year, 12, 31).toordinal())
    if day is None:
        return Days(first.toordinal(), date(year, month, monthrange(year, month)[1]).toordinal())
    return Days(first.toordinal(), first.toordinal())
