"""The timetable of a project: proposed from its dates, set by people, moved on by its steps."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.drafting.actions.holding import hold
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import Milestone, Project

_SHARES: Final[dict[Milestone.Kind, int]] = {
    Milestone.Kind.TEAM: 8,
    Milestone.Kind.SURVEY: 25,
    Milestone.Kind.WORKING_DRAFT: 35,
    Milestone.Kind.FOR_COMMENT: 50,
    Milestone.Kind.CONSULTED: 62,
    Milestone.Kind.SUBMITTED: 75,
    Milestone.Kind.REVIEWED: 88,
    Milestone.Kind.REPORTED: 100,
}
"""Percent of the time from the plan to the deadline; half of it goes into the draft for comments
(T-12: six months of a year)."""
_NO_DEADLINE: Final = 365  # days where the plan names none


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the timetable.

    Attributes:
        kind: one of :class:`Milestone.Kind`.
        title: of what is no kind of its own.
        planned: the last day.
        done: the day it was reached.
    """

    kind: str
    title: str = ""
    planned: dt.date | None = None
    done: dt.date | None = None


def proposed(began: dt.date, deadline: dt.date | None) -> list[Planned]:
    """A timetable between two days; a year where there is no deadline."""
    days = (deadline - began).days if deadline and deadline > began else _NO_DEADLINE
    return [
        Planned(kind=str(kind), planned=began + dt.timedelta(days=days * share // 100))
        for kind, share in _SHARES.items()
    ]


@transaction.atomic
def set_timetable(project: Project, lines: Sequence[Planned], *, actor: Person | None) -> None:
    """Set the timetable of a project anew.

    Raises:
        DraftingRefusedError: ``milestone_twice``; ``title_missing`` for one without a kind;
            ``project_over``.
    """
    kinds = [one.kind for one in lines if one.kind != Milestone.Kind.OTHER]
    if len(set(kinds)) != len(kinds):
        raise DraftingRefusedError("a milestone stands twice", code="milestone_twice")
    if any(one.kind == Milestone.Kind.OTHER and not one.title.strip() for one in lines):
        raise DraftingRefusedError("a milestone has no title", code="title_missing")
    hold(project)
    project.milestones.all().delete()
    Milestone.objects.bulk_create(
        Milestone(
            project=project,
            kind=Milestone.Kind(one.kind),
            title=one.title.strip(),
            planned=one.planned,
            done=one.done,
        )
        for one in lines
    )
    told = {one.kind: one.planned.isoformat() for one in lines if one.planned}
    facts = {"milestone": [f"{kind} {day}" for kind, day in told.items()]}
    record("drafting.timetable_set", subject=project.case_subject, actor=actor, facts=facts)
