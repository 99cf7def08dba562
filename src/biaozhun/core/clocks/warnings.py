"""When somebody is told of a due day: before it, on it, and week by week behind it."""

import datetime as dt
from collections.abc import Sequence

import msgspec


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """When warnings come.

    Attributes:
        before: so many days ahead of the due day, each a warning of its own.
        every: behind it again after each so many days.
        escalate: more than so many days late the head of the office is told too; 0 for never.
    """

    before: tuple[int, ...] = (14, 3)
    every: int = 7
    escalate: int = 30


class Mark(msgspec.Struct, frozen=True):
    """A warning that a day has reached.

    Attributes:
        at: days from the due day: -14 ahead of it, 0 on it, 7 a week behind it.
        escalates: the head of the office is told too.
    """

    at: int
    escalates: bool = False


def mark_on(due: dt.date, today: dt.date, timing: Timing) -> Mark | None:
    """The latest warning that has come due; ``None`` long before the due day.

    It is the latest alone, so that a day on which nothing ran is made up for by one warning.
    """
    late = (today - due).days
    if late <= 0:
        reached = [-one for one in timing.before if -one <= late]
        return Mark(0) if late == 0 else Mark(max(reached)) if reached else None
    at = late // timing.every * timing.every
    return Mark(at, escalates=0 < timing.escalate < late)


def is_new(mark: Mark, told: Sequence[Mark]) -> bool:
    """Whether a warning still has to be given.

    Args:
        mark: that a day has reached.
        told: those of the same due day that were given.
    """
    last = max((one.at for one in told), default=None)
    if last is None or mark.at > last:
        return True
    return mark.escalates and not any(one.escalates for one in told)
