"""The list of tasks that somebody may see the work on: the ledger (台账) with its filters."""

import datetime as dt

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from biaozhun.cloud.plans.models import Duty, Plan, Task
from biaozhun.cloud.plans.permissions import PUBLISHED, WORKED_ON, Sight, duties_in_sight
from biaozhun.cloud.plans.queries.late import LEADS, late_tasks

PAGE = 50  # tasks
NO_SECTION = "-"  # what an address asks for where no heading stands above a task


class TasksWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which tasks; what is empty does not matter.

    Attributes:
        unit: the id of a unit that is charged with them; 0 for those with a lead nobody resolved.
        role: as what it is charged.
        state: of the task; all but those that were cancelled where none is named.
        late: only those that are late.
        plan: the id of their plan; all plans in force where none is named.
        section: the outermost heading above them.
        mode: how the units share them.
        since: the earliest last day.
        until: the latest last day.
        text: part of the title.
    """

    unit: int | None = None
    role: str = ""
    state: str = ""
    late: bool = False
    plan: int | None = None
    section: str = ""
    mode: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    text: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for in particular."""
        return self != TasksWanted()


def tasks_in_sight(sight: Sight, *, plan: int | None = None) -> "QuerySet[Task]":
    """The confirmed tasks that somebody may see the work on, of plans in force or of one plan."""
    tasks = Task.objects.filter(state__in=WORKED_ON)
    if plan is None:
        tasks = tasks.filter(plan__state="in_force")
    else:
        tasks = tasks.filter(plan=plan, plan__state__in=PUBLISHED)
    if sight.is_authority:
        return tasks
    return tasks.filter(pk__in=duties_in_sight(sight).values("task"))


def matching(sight: Sight, wanted: TasksWanted, on: dt.date) -> "QuerySet[Task]":
    """The tasks that are wanted, those with the nearest last day first."""
    found = tasks_in_sight(sight, plan=wanted.plan).filter(_asked(wanted, on))
    if wanted.section == NO_SECTION:
        found = found.filter(path=[])
    elif wanted.section:
        found = found.filter(path__0=wanted.section)
    if wanted.unit is not None:
        found = found.filter(pk__in=_of_unit(wanted).values("task"))
    return found.order_by(F("deadline").asc(nulls_last=True), "plan", "rank", "pk")


def _asked(wanted: TasksWanted, on: dt.date) -> Q:
    asked = late_tasks(on) if wanted.late else Q()
    asked &= Q(state=wanted.state) if wanted.state else ~Q(state="cancelled")
    if wanted.mode:
        asked &= Q(mode=wanted.mode)
    if wanted.since:
        asked &= Q(deadline__gte=wanted.since)
    if wanted.until:
        asked &= Q(deadline__lte=wanted.until)
    if wanted.text:
        asked &= Q(title__icontains=wanted.text)
    return asked


def _of_unit(wanted: TasksWanted) -> "QuerySet[Duty]":
    held = Duty.objects.filter(organisation=wanted.unit or None, parent=None)
    held = held.exclude(state="released")
    return held.filter(role=wanted.role) if wanted.role else held


def task_page(sight: Sight, wanted: TasksWanted, on: dt.date, page: int) -> Page[Task]:
    """A page of them with plan, leads and amount of evidence; three questions."""
    return Paginator(with_leads(matching(sight, wanted, on)), PAGE).get_page(page)


def with_leads(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    """Tasks with plan, leads and amount of evidence."""
    pieces = Count("duties__reports__evidence", distinct=True)
    return (
        tasks.select_related("plan")
        .defer("plan__text", "plan__proposal")
        .annotate(pieces=pieces)
        .prefetch_related(LEADS)
    )


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of tasks can be narrowed to.

    Attributes:
        units: ids and names of those charged with the tasks somebody may see the work on.
        sections: the outermost headings of the plan, where one is chosen.
        plans: ids and titles.
    """

    units: list[tuple[int, str]]
    sections: list[str]
    plans: list[tuple[int, str]]


def choices(sight: Sight, plan: int | None) -> Choices:
    """What a list of tasks can be narrowed to; three questions."""
    seen = duties_in_sight(sight).filter(task__in=tasks_in_sight(sight, plan=plan).values("pk"))
    units = seen.exclude(organisation=None).exclude(state="released").order_by("organisation__name")
    return Choices(
        units=list(units.values_list("organisation", "organisation__name").distinct()),
        sections=_sections(sight, plan) if plan is not None else [],
        plans=plans_in_force(),
    )


def _sections(sight: Sight, plan: int) -> list[str]:
    paths = tasks_in_sight(sight, plan=plan).order_by("rank").values_list("path", flat=True)
    return list(dict.fromkeys(str(path[0]) for path in paths if path))


def plans_in_force() -> list[tuple[int, str]]:
    """The plans with work on them, for a choice; one question."""
    plans = Plan.objects.filter(state__in=PUBLISHED).only("title", "state").order_by("-pk")
    return [(one.pk, str(one)) for one in plans]
