"""The board: projects that wait for somebody, the late ones first."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.clocks.models import GivenWarning
from biaozhun.cloud.clocks.queries.clocked import Clocked, Limits, clocked
from biaozhun.cloud.drafting.holders import under_way
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.permissions import projects_seen_by

PAGE: Final = 50
FILING: Final = "filing"
"""What stands for a stage where only the filing is waited for."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows the board; what is empty does not matter.

    Attributes:
        text: part of the title or the plan number.
        stage: code of a stage, or ``filing``.
        holder: whose turn it is, as a part.
        authority: by id; 0 for any.
        department: by id; 0 for any.
        committee: by id; 0 for any.
        field: of the four fields.
        procedure: normal, priority, emergency.
        when: ``late`` for the late ones, ``soon`` for those that end within two weeks.
    """

    text: str = ""
    stage: str = ""
    holder: str = ""
    authority: int = 0
    department: int = 0
    committee: int = 0
    field: str = ""
    procedure: str = ""
    when: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything was asked for."""
        return self != Wanted()


class Counts(msgspec.Struct, frozen=True):
    """How many there are, how many are late, and how many end within two weeks."""

    all: int
    late: int
    soon: int


class Choices(msgspec.Struct, frozen=True):
    """What there is to choose among, as ids with names."""

    authorities: list[tuple[int, str]]
    departments: list[tuple[int, str]]
    committees: list[tuple[int, str]]


def running(seen: Q, today: dt.date) -> list[Clocked]:
    """The projects that wait for somebody, among those seen, in the order of their due days."""
    own = Project.objects.filter(seen).values("pk")
    rows = Project.objects.filter(under_way(), pk__in=own)
    projects = rows.select_related("authority", "department", "committee", "handler")
    found = clocked(list(projects.prefetch_related("units")), today, limits=Limits(today))
    return sorted(found, key=_order)


def _order(one: Clocked) -> tuple[bool, dt.date, int]:
    due = one.pressing
    return (due is None, due.day if due else dt.date.max, one.project.pk)


def seen_by(person: Person | None) -> Q:
    """Whose clocks somebody has at the desk: the projects he or she has to do with."""
    return projects_seen_by(person)


def counts(found: Iterable[Clocked]) -> Counts:
    """Figures of a board."""
    told = list(found)
    return Counts(len(told), sum(one.late > 0 for one in told), sum(one.ends_soon for one in told))


def narrowed(found: Iterable[Clocked], wanted: Wanted) -> list[Clocked]:
    """Those that are asked for."""
    return [one for one in found if _matches(one, wanted)]


def _matches(one: Clocked, wanted: Wanted) -> bool:
    project, text = one.project, wanted.text.casefold()
    return all(
        (
            not text or text in f"{project.title} {project.plan_number}".casefold(),
            not wanted.stage or (one.stage or FILING) == wanted.stage,
            not wanted.holder or (one.holder is not None and one.holder.part == wanted.holder),
            wanted.authority in {0, project.authority_id},
            wanted.department in {0, project.department_id},
            wanted.committee in {0, project.committee_id},
            wanted.field in {"", project.field},
            wanted.procedure in {"", project.procedure},
            wanted.when != "late" or one.late > 0,
            wanted.when != "soon" or one.ends_soon,
        )
    )


def choices(found: Iterable[Clocked]) -> Choices:
    """What a board can be narrowed by; nothing is asked."""
    projects = [one.project for one in found]
    committees = {one.committee_id: one.committee for one in projects if one.committee}
    return Choices(
        authorities=_named({one.authority_id: one.authority.name for one in projects}),
        departments=_named({one.department_id: one.department.name for one in projects}),
        committees=_named(
            {pk: f"{one.code} {one.name}" for pk, one in committees.items() if pk is not None}
        ),
    )


def _named(names: dict[int, str]) -> list[tuple[int, str]]:
    return sorted(names.items(), key=lambda one: one[1])


def page_of(found: Sequence[Clocked], number: int) -> Page[Clocked]:
    """A page of a board."""
    return Paginator(found, PAGE).get_page(number)


def last_warnings(found: Iterable[Clocked]) -> dict[int, GivenWarning]:
    """The latest warning of each project, by its id; one question."""
    rows = GivenWarning.objects.filter(project__in=[one.project.pk for one in found])
    return {one.project_id: one for one in rows.order_by("given", "pk")}
