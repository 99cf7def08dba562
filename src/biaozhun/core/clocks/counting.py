"""Days of a project: in each stage and on the whole, against what the rules allow.

A stage may be left and come back to: what is handed in is sent back, a review asks for a revision.
Its days are those spent in it; those between two stays are a pause of its clock.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from biaozhun.core.clocks.stages import Stage


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """One time a project was in a stage.

    Attributes:
        stage: which one.
        came: the day it was come to; it is not counted.
        left: the day it was left; ``None`` while it goes on.
        due: the last day the rule allows; ``None`` where no rule holds or nobody knows.
        binding: the rule was signed by the region; else it is advice.
    """

    stage: Stage
    came: dt.date
    left: dt.date | None = None
    due: dt.date | None = None
    binding: bool = False

    def days(self, today: dt.date) -> int:
        """Calendar days of it, until today where it goes on."""
        return max(0, ((self.left or today) - self.came).days)


class StageClock(msgspec.Struct, frozen=True, kw_only=True):
    """A stage of a project with all its stays.

    Attributes:
        stage: which one.
        first: the day it was first come to.
        came: the day of the latest stay.
        last: the day it was last left; ``None`` while it goes on.
        days: calendar days spent in it.
        pause: days between its stays, while the project was in another stage.
        stays: how often it was come to.
        due: the last day of the latest stay.
        late: days after the due day, of the latest stay; 0 in time.
        left_days: days to the due day while it goes on; ``None`` otherwise, negative behind it.
        was_late: any of its stays ended, or goes on, behind its due day.
        binding: the rule of the latest stay is law of the region.
    """

    stage: Stage
    first: dt.date
    came: dt.date
    last: dt.date | None
    days: int
    pause: int
    stays: int
    due: dt.date | None
    late: int
    left_days: int | None
    was_late: bool
    binding: bool

    @property
    def is_running(self) -> bool:
        """Whether the project is in it."""
        return self.last is None


class TotalClock(msgspec.Struct, frozen=True, kw_only=True):
    """The whole way from the plan to the announcement.

    Attributes:
        began: the day of the plan.
        ended: the day of the announcement, or of the end without a standard.
        days: calendar days, until today where it goes on.
        due: the last day the rule allows; ``None`` without a rule.
        late: days behind it; 0 in time.
        left_days: days to the due day while it goes on; negative behind it.
    """

    began: dt.date
    ended: dt.date | None
    days: int
    due: dt.date | None
    late: int
    left_days: int | None


def stage_clocks(stays: Iterable[Stay], today: dt.date) -> list[StageClock]:
    """The stages that a project came to, in their order."""
    found: dict[Stage, list[Stay]] = defaultdict(list)
    for one in stays:
        if one.came <= today:
            found[one.stage].append(one)
    return [
        _stage(sorted(found[stage], key=lambda one: one.came), today)
        for stage in Stage
        if stage in found
    ]


def _stage(stays: Sequence[Stay], today: dt.date) -> StageClock:
    latest = stays[-1]
    days = sum(one.days(today) for one in stays)
    until = latest.left or today
    return StageClock(
        stage=latest.stage,
        first=stays[0].came,
        came=latest.came,
        last=latest.left,
        days=days,
        pause=max(0, (until - stays[0].came).days - days),
        stays=len(stays),
        due=latest.due,
        late=_late(latest.due, until),
        left_days=(latest.due - today).days if latest.due and latest.left is None else None,
        was_late=any(_late(one.due, one.left or today) for one in stays),
        binding=latest.binding,
    )


def total_clock(
    began: dt.date | None, ended: dt.date | None, due: dt.date | None, today: dt.date
) -> TotalClock | None:
    """The whole way; ``None`` where nobody knows its first day, or it lies behind the last.

    Args:
        began: the day of the plan.
        ended: the day of the announcement; ``None`` while it goes on.
        due: the last day the rule allows.
        today: the day.
    """
    until = ended or today
    if began is None or began > until:
        return None
    return TotalClock(
        began=began,
        ended=ended,
        days=(until - began).days,
        due=due,
        late=_late(due, until),
        left_days=(due - today).days if due and ended is None else None,
    )


def _late(due: dt.date | None, until: dt.date) -> int:
    return max(0, (until - due).days) if due else 0


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Something a project has to have done by a day.

    Attributes:
        rule: id of the rule, or ``deadline`` for the day the plan names.
        day: the last day.
        binding: a rule of law, or one the region signed.
    """

    rule: str
    day: dt.date
    binding: bool = False

    def late(self, today: dt.date) -> int:
        """Days behind it; 0 in time."""
        return _late(self.day, today)

    def left(self, today: dt.date) -> int:
        """Days to it; negative behind it."""
        return (self.day - today).days


def pressing(dues: Iterable[Due]) -> Due | None:
    """The one that ends, or ended, first; of one day the one that binds, then by the rule."""
    return min(dues, key=lambda one: (one.day, not one.binding, one.rule), default=None)
