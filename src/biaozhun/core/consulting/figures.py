"""How long the comments of a consultation waited for what came of them."""

import datetime as dt
from collections.abc import Iterable
from statistics import median

import msgspec


class Handled(msgspec.Struct, frozen=True):
    """A comment, as far as time goes.

    Attributes:
        filed: the day it came.
        decided: the day its answer was decided; ``None`` while it waits.
    """

    filed: dt.date
    decided: dt.date | None = None


def days_of(comments: Iterable[Handled]) -> list[int]:
    """Calendar days from filing to decision of those that were decided; the first not counted.

    A comment that was entered with the day of its paper behind the decision counts no day.
    """
    return [max((one.decided - one.filed).days, 0) for one in comments if one.decided is not None]


def median_days(comments: Iterable[Handled]) -> float | None:
    """The middle one of these days, half a day between two; ``None`` where none was decided."""
    days = days_of(comments)
    return float(median(days)) if days else None
