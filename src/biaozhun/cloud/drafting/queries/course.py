"""The course of a project: when it came to each stage, and the history everybody may read."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.drafting.models import Milestone, Proceeding, Project
from biaozhun.cloud.foundation.clock import day_of

COURSE: Final = (
    "planned",
    "drafting",
    "consulting",
    "settling",
    "submitted",
    "reviewing",
    "reviewed",
    "reported",
    "examining",
    "approved",
    "announced",
    "published",
)
"""The stages in the order in which most projects go through them."""
REACHED_BY: Final[dict[str, Milestone.Kind]] = {
    "start": Milestone.Kind.TEAM,
    "consult": Milestone.Kind.FOR_COMMENT,
    "close_consultation": Milestone.Kind.CONSULTED,
    "submit": Milestone.Kind.SUBMITTED,
    "pass_review": Milestone.Kind.REVIEWED,
    "report": Milestone.Kind.REPORTED,
    "announce": Milestone.Kind.ANNOUNCED,
}
"""The milestone that a step reaches."""
_STEP: Final = "drafting.project_"
_STATED: Final = {
    Proceeding.Kind.CONSULTATION: "consulting",
    Proceeding.Kind.TECHNICAL_REVIEW: "reviewing",
}
"""The stages whose days a proceeding tells where no step was taken here."""


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """A stage of the course.

    Attributes:
        state: its code.
        came: the day it was last come to; empty where it was not, or nobody said when.
        left: the day it was left.
        days: how long it took, or takes until today.
        is_past: the project went through it.
        is_here: it stands there now.
        stated: the days are those of a paper, not of a step taken here.
    """

    state: str
    came: dt.date | None = None
    left: dt.date | None = None
    days: int | None = None
    is_past: bool = False
    is_here: bool = False
    stated: bool = False


def events_of(project: Project) -> list[Event]:
    """Everything written down of a project, the earliest first; one question."""
    found = Event.objects.filter(subject=project.case_subject)
    return list(found.select_related("actor").order_by("happened", "pk"))


def reached(project: Project) -> dict[str, dt.date]:
    """The days on which steps reached milestones, by the kind of milestone; one question."""
    taken = steps_taken(events_of(project))
    days = {one.kind.removeprefix(_STEP): day_of(one.happened) for one in taken}
    return {str(kind): days[action] for action, kind in REACHED_BY.items() if action in days}


def steps_taken(events: Sequence[Event]) -> list[Event]:
    """The steps among the events, the opening with them."""
    return [one for one in events if one.kind.startswith(_STEP)]


def public_history(events: Sequence[Event]) -> list[Event]:
    """What everybody may read: the opening and the steps the table shows to everybody."""
    steps = steps_taken(events)
    opened = f"{_STEP}opened"
    return [one for one in steps if one.kind == opened or one.facts.get("visibility") == "public"]


def course_of(
    project: Project, events: Sequence[Event], proceedings: Sequence[Proceeding], today: dt.date
) -> list[Stage]:
    """The stages with their days, those that are over and those to come."""
    spans = _spans(events, today)
    stated = _stated(proceedings)
    here = project.ended_from or project.state
    place = COURSE.index(here) if here in COURSE else len(COURSE)
    found = []
    for number, state in enumerate(COURSE):
        is_here = state == project.state
        came, left = spans.get(state, (None, None))
        is_stated = came is None and state in stated
        if is_stated:
            came, left = stated[state]
        if state == "planned" and project.planned:
            came = project.planned
        found.append(
            Stage(
                state=state,
                came=came,
                left=None if is_here else left,
                days=_days(came, today if is_here else left),
                is_past=number < place or (number == place and bool(project.ended_from)),
                is_here=is_here,
                stated=is_stated,
            )
        )
    return found


def _days(came: dt.date | None, left: dt.date | None) -> int | None:
    return (left - came).days if came and left else None


def _spans(
    events: Sequence[Event], today: dt.date
) -> dict[str, tuple[dt.date | None, dt.date | None]]:
    """The last stay in each state: the day it was come to and the day it was left."""
    spans: dict[str, tuple[dt.date | None, dt.date | None]] = {}
    for one in steps_taken(events):
        day = min(day_of(one.happened), today)
        before, after = one.facts.get("before"), one.facts.get("after")
        if isinstance(before, str) and before in spans:
            spans[before] = (spans[before][0], day)
        if isinstance(after, str):
            spans[after] = (day, None)
    opened = next((one for one in events if one.kind == f"{_STEP}opened"), None)
    left = next((one for one in steps_taken(events) if one.facts.get("before") == "planned"), None)
    if opened is not None:
        spans["planned"] = (day_of(opened.happened), day_of(left.happened) if left else None)
    return spans


def _stated(
    proceedings: Sequence[Proceeding],
) -> dict[str, tuple[dt.date | None, dt.date | None]]:
    return {
        _STATED[Proceeding.Kind(one.kind)]: (one.began, one.ended)
        for one in proceedings
        if one.kind in _STATED and one.origin != Proceeding.Origin.HERE
    }
