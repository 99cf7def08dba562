"""The own projects at the desk: what is next, what is late first."""

import datetime as dt
from typing import Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.life import PROJECT
from biaozhun.cloud.drafting.models import Change, Milestone, Project
from biaozhun.cloud.drafting.permissions import projects_seen_by, roles_in
from biaozhun.cloud.drafting.queries.register import OPEN, late_on
from biaozhun.cloud.drafting.queries.steps import CASES

PAGE: Final = 30


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """A project at the desk.

    Attributes:
        project: which one.
        roles: what the person is to it.
        next: the actions from its state that are the person's to take, guards aside.
        late: milestones behind their day, the oldest first.
        coming: the next milestone.
        waiting: changes that wait for a decision.
    """

    project: Project
    roles: frozenset[str]
    next: tuple[str, ...]
    late: tuple[Milestone, ...]
    coming: Milestone | None
    waiting: int


def projects_of(person: Person, *, part: str, today: dt.date) -> "QuerySet[Project]":
    """The projects somebody has to do with, the late ones first.

    Args:
        person: who.
        part: ``drafter``, ``department``, ``committee``, ``handler``; ``over`` for those that are
            announced or ended; else all that are under way.
        today: the day.
    """
    seen = Project.objects.filter(projects_seen_by(person)).values("pk")
    found = Project.objects.filter(pk__in=seen)
    found = found.exclude(state__in=OPEN) if part == "over" else found.filter(state__in=OPEN)
    if part in {"drafter", "department", "committee", "handler"}:
        found = found.filter(pk__in=Project.objects.filter(_part(person, part)).values("pk"))
    is_behind = late_on(today) | Q(pk__in=_with_late_milestones(today))
    order = Case(When(is_behind, then=Value(0)), default=Value(1), output_field=IntegerField())
    related = found.select_related("authority", "department", "committee", "handler")
    return related.prefetch_related(
        "units",
        "team",
        "watchers",
        Prefetch("milestones", Milestone.objects.order_by("planned", "pk")),
        Prefetch("changes", Change.objects.filter(state="asked"), to_attr="open_changes"),
    ).order_by(order, "deadline", "-planned", "-pk")


def _part(person: Person, part: str) -> Q:
    unit = person.organisation_id or 0
    match part:
        case "department":
            return Q(department=unit)
        case "committee":
            return Q(committee__secretariat=unit)
        case "handler":
            return Q(handler=person)
        case _:
            return Q(team__person=person) | Q(units__organisation=unit)


def _with_late_milestones(today: dt.date) -> "QuerySet[Milestone]":
    late = Milestone.objects.filter(done=None, planned__lt=today)
    return late.values("project")  # type: ignore[return-value]  # a subquery of ids


def page_of_mine(person: Person, part: str, number: int, today: dt.date) -> Page[Project]:
    """A page of the own projects; its number of questions does not grow."""
    return Paginator(projects_of(person, part=part, today=today), PAGE).get_page(number)


def mine(person: Person, project: Project, today: dt.date) -> Mine:
    """A project of a page, as it stands to somebody; nothing is asked."""
    roles = roles_in(person, project)
    open_ = [one for one in project.milestones.all() if one.done is None]
    late = [one for one in open_ if one.planned and one.planned < today]
    coming = [one for one in open_ if one.planned and one.planned >= today]
    rows = [one for one in PROJECT.transitions if project.state in one.sources]
    return Mine(
        project=project,
        roles=roles,
        next=tuple(
            one.action
            for one in rows
            if not one.roles.isdisjoint(roles)
            and not one.roles <= CASES
            and one.action not in {"terminate", "return_submission", "return_report"}
        ),
        late=tuple(late),
        coming=coming[0] if coming else None,
        waiting=len(getattr(project, "open_changes", ())),
    )


def late_count(person: Person, today: dt.date) -> tuple[int, int]:
    """How many own projects are under way, and how many of them are late; two questions."""
    seen = Project.objects.filter(projects_seen_by(person)).values("pk")
    found = Project.objects.filter(pk__in=seen, state__in=OPEN)
    behind = late_on(today) | Q(pk__in=_with_late_milestones(today))
    return found.count(), found.filter(behind).count()
