"""The periods that run for a project, with the words of their rules."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec

from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.cases.queries import periods_of
from biaozhun.cloud.drafting.models import Project
from biaozhun.core.lifecycle import Applied, Direction

_OF_LAW: Final = "T-"
"""Rules of law begin so; those of the stages bind the parties alone."""


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A period that runs.

    Attributes:
        period: as it was counted when it began.
        rule: as it holds today; nothing where it holds no more.
        days: to the due day, or since it where the period is late.
        is_late: what had to be done by the due day is not.
        is_wait: nothing may be done before the due day.
        is_over: the due day is past.
    """

    period: Period
    rule: Applied | None
    days: int
    is_late: bool
    is_wait: bool
    is_over: bool


def running(
    project: Project, rules: Mapping[str, Applied], today: dt.date, *, of_law: bool
) -> list[Running]:
    """The periods of a project that run, the first to end first; one question.

    Args:
        project: which one.
        rules: that hold for it.
        today: the day.
        of_law: those of law alone, which are everybody's to know.
    """
    held = periods_of([project.case_subject])[project.case_subject]
    found = [
        Running(
            period=one,
            rule=rules.get(one.rule),
            days=abs(one.days_left(today)),
            is_late=one.is_late(today),
            is_wait=one.direction == Direction.AT_LEAST,
            is_over=one.days_left(today) < 0,
        )
        for one in held
        if one.ended is None and (one.rule.startswith(_OF_LAW) or not of_law)
    ]
    return sorted(found, key=lambda one: (one.period.due, one.period.rule))
