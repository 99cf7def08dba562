"""What the guards of a project ask about, read once."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec

from biaozhun.cloud.drafting.life import ProjectFacts
from biaozhun.cloud.drafting.models import (
    PatentDisclosure,
    Proceeding,
    Project,
    ProjectDocument,
)
from biaozhun.cloud.drafting.queries.documents import note_is_current
from biaozhun.cloud.drafting.urgency import channel


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """What only a case of another slice knows when it takes a step of a project.

    Attributes:
        roles: the roles it acts in: ``chain``, ``announcement``, ``takeover``; empty for a person,
            who acts in what he or she is to the project.
        has_power: the authority may issue this standard today.
        is_approved: the chain of approval came to its end.
        open_objections: objections without an answer.
        told: what the event keeps besides.
    """

    roles: frozenset[str] = frozenset()
    has_power: bool = False
    is_approved: bool = False
    open_objections: int = 0
    told: Mapping[str, object] = {}


BY_A_PERSON: Final = Elsewhere()
"""A step that a person takes on the page of the project."""


def latest(project: Project) -> dict[str, Proceeding]:
    """The latest round of each kind of proceeding; one question."""
    return {one.kind: one for one in project.proceedings.order_by("round")}


def facts_of(
    project: Project,
    papers: Mapping[str, ProjectDocument],
    *,
    today: dt.date,
    reason: str = "",
    elsewhere: Elsewhere = BY_A_PERSON,
) -> ProjectFacts:
    """What is asked before a step of a project; at most five questions.

    Args:
        project: which one.
        papers: the newest of each kind of document that lies on it.
        today: the day of the step.
        reason: what was written with the step.
        elsewhere: what the case knows that takes the step.
    """
    gone_through = latest(project)
    return ProjectFacts(
        reason=reason,
        has_units=bool(project.units.all()),
        is_current_note=note_is_current(papers),
        consulted=_consulted(gone_through.get(Proceeding.Kind.CONSULTATION)),
        today=today,
        open_comments=sum(one.open_items for one in gone_through.values()),
        needs_new_round=any(one.asks_again for one in gone_through.values()),
        is_hearing_closed=_is_heard(project, gone_through.get(Proceeding.Kind.HEARING)),
        is_checked=_outcome(gone_through.get(Proceeding.Kind.DEPARTMENT_CHECK)) == "passed",
        review=_outcome(gone_through.get(Proceeding.Kind.TECHNICAL_REVIEW)),
        open_objections=elsewhere.open_objections,
        has_power=elsewhere.has_power,
        is_approved=elsewhere.is_approved,
        open_changes=project.changes.filter(state="asked").count(),
        refused_patents=project.patents.filter(
            licence=PatentDisclosure.Licence.REFUSED, handled=None
        ).count(),
        taken_over=project.taken_over,
    )


def _consulted(round_of: Proceeding | None) -> tuple[dt.date, dt.date] | None:
    if round_of is None or round_of.began is None or round_of.ended is None:
        return None
    return round_of.began, round_of.ended


def _is_heard(project: Project, hearing: Proceeding | None) -> bool:
    """It is over, there is none, or an officer agreed to leave it out of an urgent standard."""
    return _is_over(hearing) or "hearing" in channel().left_out(project)


def _is_over(hearing: Proceeding | None) -> bool:
    return hearing is None or (bool(hearing.outcome) and not hearing.open_items)


def _outcome(proceeding: Proceeding | None) -> str:
    return "" if proceeding is None else proceeding.outcome
