"""What an edition is on a day, told from the days the index keeps.

The days are ``core.succession.DayBounds``; no word like "in force" is stored for an edition as
such, so nothing has to be written anew because a day has passed.
"""

from datetime import date
from itertools import pairwise
from typing import Final

from biaozhun.core.succession import ALWAYS, HOLDS, NEVER, DayBounds, Status

HOLDING: Final = tuple(sorted(str(status) for status in HOLDS))
STATUSES: Final = tuple(str(status) for status in Status)
MOST_PHASES: Final = 9  # eight days cut the calendar into nine pieces at most

UNKNOWN: Final = DayBounds(
    published=ALWAYS,
    start_doubt=ALWAYS,
    start=NEVER,
    partly=NEVER,
    suspended=NEVER,
    resumed=NEVER,
    end_doubt=NEVER,
    end=NEVER,
    end_kind=None,
)


def status_on(days: DayBounds, day: int) -> str:
    """The status on a day (``date.toordinal``): the chain of ``core.succession.standing``."""
    if days.end <= day:
        return str(days.end_kind or Status.UNKNOWN)
    if days.end_doubt <= day:
        return str(Status.UNKNOWN)
    if days.suspended <= day < days.resumed:
        return str(Status.SUSPENDED)
    if days.start <= day:
        return str(Status.PARTLY_REPLACED if days.partly <= day else Status.IN_FORCE)
    if days.start_doubt <= day:
        return str(Status.UNKNOWN)
    return str(Status.UPCOMING if days.published <= day else Status.NOT_YET_PUBLISHED)


def holds_between(days: DayBounds) -> tuple[int, int]:
    """The days between which an edition is in force: the first of them, and the first no more.

    A suspension is passed over: it ends, and this is for ranking only.
    """
    return days.start, min(days.end_doubt, days.end)


def phases(days: DayBounds) -> list[tuple[int, str]]:
    """Every day of the calendar by status: the first day of each piece, the first one day 0."""
    bounds = {
        ALWAYS,
        days.published,
        days.start_doubt,
        days.start,
        days.partly,
        days.suspended,
        days.resumed,
        days.end_doubt,
        days.end,
    }
    pieces = [(day, status_on(days, day)) for day in sorted(bounds - {NEVER})]
    return pieces[:1] + [after for before, after in pairwise(pieces) if before[1] != after[1]]


def known_day(bound: int) -> date | None:
    """The day of the calendar behind a bound; none behind "always" and "never"."""
    return date.fromordinal(bound) if ALWAYS < bound < NEVER else None
