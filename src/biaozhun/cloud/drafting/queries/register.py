"""The public list of projects: what narrows it, in what order it stands."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.drafting.life import RUNNING
from biaozhun.cloud.drafting.models import Project

PAGE: Final = 30  # projects
OPEN: Final = ("planned", *RUNNING, "approved")
"""The states of a project that is not announced and not over."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows the list; what is empty does not matter.

    Attributes:
        text: part of the title, the plan number, the number or a drafting unit.
        state: one of the states; ``open`` for all that are under way, ``late`` for those behind
            their deadline.
        department: who applied for it, by id; 0 for any.
        authority: who issues it, by id; 0 for any.
        committee: in charge, by id; 0 for any.
        field: of the four fields.
        year: of the plan; 0 for any.
    """

    text: str = ""
    state: str = ""
    department: int = 0
    authority: int = 0
    committee: int = 0
    field: str = ""
    year: int = 0

    @property
    def narrows(self) -> bool:
        """Whether anything was asked for."""
        return self != Wanted()


class Choices(msgspec.Struct, frozen=True):
    """What there is to choose among, as ids with names, and years."""

    departments: list[tuple[int, str]]
    authorities: list[tuple[int, str]]
    committees: list[tuple[int, str]]
    years: list[int]


def projects(wanted: Wanted, today: dt.date) -> "QuerySet[Project]":
    """The projects of the list, those of the latest plan first."""
    found = Project.objects.select_related("authority", "department", "committee")
    if wanted.state == "open":
        found = found.filter(state__in=OPEN)
    elif wanted.state == "late":
        found = found.filter(late_on(today))
    elif wanted.state:
        found = found.filter(state=wanted.state)
    for name in ("department", "authority", "committee", "field"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    if wanted.year:
        found = found.filter(planned__year=wanted.year)
    if wanted.text:
        found = found.filter(_says(wanted.text))
    return found.prefetch_related("units").order_by("-planned", "-id")


def _says(text: str) -> Q:
    own = Q(title__icontains=text) | Q(title_en__icontains=text) | Q(number__icontains=text)
    drafted = Project.objects.filter(units__name__icontains=text)
    return own | Q(plan_number__icontains=text) | Q(pk__in=drafted.values("pk"))


def late_on(today: dt.date) -> Q:
    """Of projects: those behind their deadline on a day."""
    return Q(state__in=("planned", *RUNNING), deadline__lt=today)


def is_late(project: Project, today: dt.date) -> bool:
    """Whether a project is behind its deadline."""
    is_open = project.state in {"planned", *RUNNING}
    return is_open and project.deadline is not None and project.deadline < today


def page_of_projects(wanted: Wanted, number: int, today: dt.date) -> Page[Project]:
    """A page of the list; three questions."""
    return Paginator(projects(wanted, today), PAGE).get_page(number)


def every_project(wanted: Wanted, today: dt.date) -> Iterator[Project]:
    """All projects of the list, one after another."""
    return projects(wanted, today).iterator(500)


def choices() -> Choices:
    """What the list can be narrowed by; four questions."""
    units = Organisation.objects.order_by("name")
    named = units.filter(projects_applied_for__isnull=False).distinct()
    issuing = units.filter(projects_issued__isnull=False).distinct()
    seated = Committee.objects.filter(projects__isnull=False).distinct().order_by("code")
    dated = Project.objects.exclude(planned=None).annotate(year=ExtractYear("planned"))
    return Choices(
        departments=list(named.values_list("pk", "name")),
        authorities=list(issuing.values_list("pk", "name")),
        committees=[(one.pk, f"{one.code} {one.name}") for one in seated],
        years=list(dated.order_by("-year").values_list("year", flat=True).distinct()),
    )
