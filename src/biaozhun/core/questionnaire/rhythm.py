"""How often something is asked, and for which span of days."""

import datetime as dt
from enum import StrEnum

import msgspec


class Rhythm(StrEnum):
    """How often."""

    ONCE = "once"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


_MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6, Rhythm.YEAR: 12}
_SIGNS = {Rhythm.MONTH: "M", Rhythm.QUARTER: "Q", Rhythm.HALF_YEAR: "H"}


class Period(msgspec.Struct, frozen=True):
    """A span of whole months; its code is ``2026-M06``, ``2026-Q2``, ``2026-H1`` or ``2026``."""

    code: str
    since: dt.date
    until: dt.date


def period_before(rhythm: Rhythm, day: dt.date) -> Period | None:
    """The last period that was over before a day; None where nothing comes round.

    A round on what was done in a quarter is opened when the quarter is over.
    """
    months = _MONTHS.get(rhythm)
    if months is None:
        return None
    here = (day.month - 1) // months * months + 1  # the month the present period began with
    until = dt.date(day.year, here, 1) - dt.timedelta(days=1)
    place = (until.month - 1) // months + 1
    since = dt.date(until.year, (place - 1) * months + 1, 1)
    return Period(_code(rhythm, until.year, place), since, until)


def _code(rhythm: Rhythm, year: int, place: int) -> str:
    if rhythm is Rhythm.YEAR:
        return f"{year}"
    width = 2 if rhythm is Rhythm.MONTH else 1
    return f"{year}-{_SIGNS[rhythm]}{place:0{width}}"
