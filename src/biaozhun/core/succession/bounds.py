"""The days of a timeline as whole numbers, and the one chain of questions that decides a status.

An index keeps these days and no word like "in force", so nothing has to be written anew because a
day has passed. The chain of questions, in this order, is the whole rule (:func:`decide`):

1. ``end ≤ day`` → the kind of its end
2. ``end_doubt ≤ day`` → unknown
3. ``suspended ≤ day < resumed`` → suspended
4. ``start ≤ day`` → partly replaced if ``partly ≤ day``, else in force
5. ``start_doubt ≤ day`` → unknown
6. ``published ≤ day`` → upcoming
7. else → not yet published

Days are proleptic ordinals (``date.toordinal``), :data:`ALWAYS` and :data:`NEVER` among them.
"""

import datetime as dt
from enum import Enum, auto
from typing import Final

import msgspec

from biaozhun.core.succession.facts import Status
from biaozhun.core.succession.timeline import Timeline

ALWAYS: Final = 0
"""The bound of what has held on every day."""

NEVER: Final = dt.date.max.toordinal() + 1
"""The bound of what comes on no day."""

MOST_PHASES: Final = 9
"""Eight days cut the calendar into nine pieces at most."""


class DayBounds(msgspec.Struct, frozen=True, kw_only=True):
    """The days of a timeline, none of them absent.

    Each is the first day of its question in the chain above; :data:`ALWAYS` and :data:`NEVER` stand
    for what has no first day. ``end_kind`` is empty where nothing ends.
    """

    published: int
    start_doubt: int
    start: int
    partly: int
    suspended: int
    resumed: int
    end_doubt: int
    end: int
    end_kind: Status | None

    @property
    def ended(self) -> int:
        """The day of an end that is known (:attr:`Timeline.ended`), else :data:`NEVER`."""
        return NEVER if self.end_doubt < self.end else self.end


NOTHING_KNOWN: Final = DayBounds(
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
"""The days of an edition whose status is unknown on every day."""


class Question(Enum):
    """The question of the chain whose answer was yes; the last one stands for none."""

    END = auto()
    END_DOUBT = auto()
    SUSPENDED = auto()
    PARTLY = auto()
    START = auto()
    START_DOUBT = auto()
    PUBLISHED = auto()
    NONE = auto()


Decision = tuple[Status, Question]
"""A status and the question that decided it."""

# Made once: the chain is asked several times for every edition that is indexed.
_END_DOUBT: Final = (Status.UNKNOWN, Question.END_DOUBT)
_SUSPENDED: Final = (Status.SUSPENDED, Question.SUSPENDED)
_PARTLY: Final = (Status.PARTLY_REPLACED, Question.PARTLY)
_START: Final = (Status.IN_FORCE, Question.START)
_START_DOUBT: Final = (Status.UNKNOWN, Question.START_DOUBT)
_PUBLISHED: Final = (Status.UPCOMING, Question.PUBLISHED)
_NONE: Final = (Status.NOT_YET_PUBLISHED, Question.NONE)


def day_bounds(timeline: Timeline) -> DayBounds:
    """The days of a timeline in the form an index keeps."""
    # A text whose publication is not known counts as published, unless it is a draft: what then
    # decides are the other days.
    published = NEVER if timeline.draft else _ordinal(timeline.published, ALWAYS)
    return DayBounds(
        published=published,
        start_doubt=_ordinal(timeline.start_doubt_from, NEVER),
        start=_ordinal(timeline.start, NEVER),
        partly=_ordinal(timeline.partly_from, NEVER),
        suspended=_ordinal(timeline.suspended_from, NEVER),
        resumed=_ordinal(timeline.suspended_to, NEVER),
        end_doubt=_ordinal(timeline.end_doubt_from, NEVER),
        end=_ordinal(timeline.end, NEVER),
        end_kind=timeline.end_kind,
    )


def _ordinal(day: dt.date | None, absent: int) -> int:
    if day is None:
        return absent
    return ALWAYS if day == dt.date.min else day.toordinal()


def decide(days: DayBounds, day: int) -> Decision:
    """The status on a day and the question that decided it: the chain of questions above."""
    if days.end <= day:
        return days.end_kind or Status.UNKNOWN, Question.END
    if days.end_doubt <= day:
        return _END_DOUBT
    if days.suspended <= day < days.resumed:
        return _SUSPENDED
    if days.start <= day:
        return _PARTLY if days.partly <= day else _START
    if days.start_doubt <= day:
        return _START_DOUBT
    return _PUBLISHED if days.published <= day else _NONE


def phases(days: DayBounds) -> list[tuple[int, Status]]:
    """Every day of the calendar by status: the first day of each piece, the first one day 0."""
    cuts = {
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
    cuts.discard(NEVER)
    found: list[tuple[int, Status]] = []
    before = None
    for day in sorted(cuts):
        status = decide(days, day)[0]
        if status is not before:
            found.append((day, status))
            before = status
    return found


def holds_between(days: DayBounds) -> tuple[int, int]:
    """The days between which an edition is in force: the first of them, and the first no more.

    A suspension is passed over: it ends, and this is for ranking only.
    """
    return days.start, min(days.end_doubt, days.end)


def known_day(bound: int) -> dt.date | None:
    """The day of the calendar behind a bound; none behind "always" and "never"."""
    return dt.date.fromordinal(bound) if ALWAYS < bound < NEVER else None
