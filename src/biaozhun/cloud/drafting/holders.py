"""Who holds the ball: whose turn it is with a project, since when, until when.

The state of a project says it in general. A slice that keeps cases of projects (a consultation, a
review, a chain of approval) says it better, in its module ``holders``::

    register("consultations", _asking_everybody)

It is asked for many projects at once, and asks the database no more often for many than for one.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

import msgspec
from django.db.models import Q, Sum
from django.utils.module_loading import autodiscover_modules

from biaozhun.cloud.drafting.models import Proceeding, Project
from biaozhun.cloud.drafting.queries.register import OPEN
from biaozhun.cloud.foundation.clock import day_of


class Part(StrEnum):
    """Who, as what they are to the project."""

    DRAFTER = "drafter"
    DEPARTMENT = "department"
    COMMITTEE = "committee"
    HANDLER = "handler"
    POST = "post"  # of the chain of approval
    PANEL = "panel"  # of experts
    PUBLIC = "public"  # everybody is asked
    ABOVE = "above"  # the authority a standard is filed with


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Whose turn it is.

    Attributes:
        part: who.
        doing: what is to be done, as a code.
        since: the day it came to them.
        until: the day on which it ends by itself, or on which it takes place.
        count: open items, such as comments without an answer.
        post: of the chain of approval, where ``part`` is a post.
    """

    part: Part
    doing: str
    since: dt.date
    until: dt.date | None = None
    count: int = 0
    post: str = ""

    def days(self, today: dt.date) -> int:
        """How long it has lain there."""
        return max(0, (today - self.since).days)


Find = Callable[[Sequence[Project], dt.date], Mapping[int, Holder]]
Running = Callable[[], Q]

_finds: dict[str, Find] = {}
_running: dict[str, Running] = {}
_BY_STATE: Final = {
    "planned": (Part.DRAFTER, "start"),
    "drafting": (Part.DRAFTER, "draft"),
    "consulting": (Part.HANDLER, "consult"),
    "settling": (Part.DRAFTER, "settle"),
    "submitted": (Part.HANDLER, "arrange_review"),
    "reviewing": (Part.COMMITTEE, "review"),
    "reviewed": (Part.DRAFTER, "report"),
    "reported": (Part.HANDLER, "take_up"),
    "examining": (Part.HANDLER, "begin_chain"),
    "approved": (Part.HANDLER, "announce"),
    "announced": (Part.HANDLER, "publish_text"),
}


def register(name: str, find: Find, *, running: Running | None = None) -> None:
    """Say whose turn it is with projects a slice keeps cases of.

    Args:
        name: of the slice.
        find: among some projects, on a day, those the slice knows better.
        running: of projects: those that still wait for somebody though they were published.
    """
    _finds[name] = find
    if running is not None:
        _running[name] = running


@cache
def _told_by_slices() -> tuple[dict[str, Find], dict[str, Running]]:
    autodiscover_modules("holders")
    return _finds, _running


def under_way() -> Q:
    """Of projects: those that wait for somebody."""
    asked = Q(state__in=(*OPEN, "announced"))
    for find in _told_by_slices()[1].values():
        asked |= find()
    return asked


def holders_of(projects: Sequence[Project], today: dt.date) -> dict[int, Holder]:
    """Whose turn it is with each project, by its id; who is over waits for nobody.

    One question, and those of each slice.
    """
    found = _by_state(projects)
    for find in _told_by_slices()[0].values():
        found |= find(projects, today)
    return found


def _by_state(projects: Sequence[Project]) -> dict[int, Holder]:
    settling = [one.pk for one in projects if one.state == "settling"]
    rows = Proceeding.objects.filter(project__in=settling, open_items__gt=0).order_by()
    open_items = dict(rows.values_list("project").annotate(n=Sum("open_items")))
    found = {}
    for one in projects:
        if one.state not in _BY_STATE:
            continue
        part, doing = _BY_STATE[one.state]
        if part is Part.COMMITTEE and one.committee_id is None:
            part = Part.PANEL
        found[one.pk] = Holder(
            part=part,
            doing=doing,
            since=_since(one),
            count=open_items.get(one.pk, 0),
        )
    return found


def _since(project: Project) -> dt.date:
    """A planned project waits since its plan, any other since its last step."""
    if project.state == "planned" and project.planned:
        return project.planned
    return day_of(project.state_since)
