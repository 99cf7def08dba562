"""Plans and their tasks, for programs: what everybody may read of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from biaozhun.cloud.catalogue.api.asking import (
    Cursor,
    Limit,
    Text,
    cursor_at,
    day_or_today,
    position_of,
)
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.plans.models import Duty, Plan, Target, Task
from biaozhun.cloud.plans.permissions import PUBLISHED, WORKED_ON
from biaozhun.cloud.plans.queries.late import is_late, late_tasks
from biaozhun.cloud.plans.queries.plans import counted, seen_by
from biaozhun.cloud.ui.problems import Problem, problem

router = Router(tags=["plans"])


class TaskState(StrEnum):
    """How a task stands, or ``late``: still open though its last day has passed."""

    OPEN = "open"
    SUBMITTED = "submitted"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    LATE = "late"


class PlanSummaryOut(Schema):
    """A plan in a list, with how its tasks stand on the day."""

    id: int
    title: str
    number: str
    issuer: str
    kind: str
    state: str
    date: dt.date | None
    closed: int
    open: int
    late: int


class PlanPageOut(Schema):
    """A page of plans; ``next`` is empty where none follow."""

    as_of: dt.date
    items: list[PlanSummaryOut]
    next: str


class UnitOut(Schema):
    """A unit charged with a task: as the text names it, and the organisation it was found to be."""

    named: str
    organisation: str
    role: str
    state: str


class PlanTaskOut(Schema):
    """A task: its headings, what is to be done, by whom and until when."""

    id: int
    plan: int
    path: list[str]
    title: str
    text: str
    mode: str
    deadline: dt.date | None
    ongoing: bool
    state: str
    is_late: bool
    units: list[UnitOut]


class PlanTaskPageOut(Schema):
    """A page of tasks; ``next`` is empty where none follow."""

    as_of: dt.date
    items: list[PlanTaskOut]
    next: str


class PlanTargetOut(Schema):
    """A target as the plan sets it; ``operator`` as in the command ``biaozhun plan``."""

    id: int
    indicator: str
    operator: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    year: int | None
    per: str
    baseline: Decimal | None
    baseline_year: int | None
    text: str


class PlanOut(PlanSummaryOut):
    """A plan with its dates, the plan above it and its targets; tasks are a list of their own."""

    notice_title: str
    date_signed: dt.date | None
    date_issued: dt.date | None
    date_published: dt.date | None
    date_effective: dt.date | None
    since: dt.date | None
    until: dt.date | None
    parent: int | None
    targets: list[PlanTargetOut]


@router.get("/plans", response={200: PlanPageOut, 422: Problem}, summary="List plans")
def plans(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    cursor: Cursor = "",
    limit: Limit = 100,
    on: dt.date | None = None,
) -> PlanPageOut:
    """Plans in force or concluded, in the order in which they came."""
    day = day_or_today(on)
    wanted = _seen(day).filter(pk__gt=position_of(cursor)).order_by("pk")
    found = list(wanted.defer("text", "proposal")[: limit + 1])
    items = [PlanSummaryOut(**_summary(one)) for one in found[:limit]]
    last = items[-1].id if len(found) > limit else None
    return PlanPageOut(as_of=day, items=items, next=cursor_at(last))


@router.get(
    "/plans/{id}", response={200: PlanOut, 404: Problem, 422: Problem}, summary="Read a plan"
)
def plan(request: HttpRequest, id: int, on: dt.date | None = None) -> PlanOut | HttpResponse:  # noqa: A002, ARG001  -- the name in the address; ninja's signature
    """One plan with its targets."""
    held = _seen(day_or_today(on)).filter(pk=min(max(id, 0), LARGEST_ID)).first()
    if held is None:
        return problem(HTTPStatus.NOT_FOUND, "not_found", "there is no such plan")
    dates = ("date_signed", "date_issued", "date_published", "date_effective", "since", "until")
    targets = held.targets.filter(dropped=False)
    return PlanOut(
        **_summary(held),
        **{name: getattr(held, name) for name in dates},
        notice_title=held.notice_title,
        parent=held.parent_id,
        targets=[_target(one) for one in targets],
    )


class TasksAsked(Schema):
    """Which tasks: of a plan, in a state, of a unit.

    ``unit`` is part of the name of a unit, as the text names it or as the organisation is called.
    """

    cursor: Cursor = ""
    limit: Limit = 100
    plan: int | None = None
    state: TaskState | None = None
    unit: Text = ""
    on: dt.date | None = None


@router.get("/tasks", response={200: PlanTaskPageOut, 422: Problem}, summary="List tasks of plans")
def tasks(request: HttpRequest, asked: Query[TasksAsked]) -> PlanTaskPageOut:  # noqa: ARG001  -- ninja's signature
    """Tasks of plans in force or concluded, in the order in which they came."""
    day = day_or_today(asked.on)
    wanted = _tasks(day, asked).filter(pk__gt=position_of(asked.cursor)).order_by("pk")
    found = list(wanted[: asked.limit + 1])
    shown = found[: asked.limit]
    duties = _duties(shown)
    last = shown[-1].pk if len(found) > len(shown) else None
    items = [_task(one, duties[one.pk], day) for one in shown]
    return PlanTaskPageOut(as_of=day, items=items, next=cursor_at(last))


def _seen(day: dt.date) -> "QuerySet[Plan]":
    return counted(seen_by(authority=False), day)


def _tasks(day: dt.date, asked: TasksAsked) -> "QuerySet[Task]":
    found = Task.objects.filter(plan__state__in=PUBLISHED, state__in=WORKED_ON)
    unit = clean(asked.unit)
    if asked.plan is not None:
        found = found.filter(plan_id=min(max(asked.plan, 0), LARGEST_ID))
    if asked.state is TaskState.LATE:
        found = found.filter(late_tasks(day))
    elif asked.state is not None:
        found = found.filter(state=asked.state)
    if unit:
        named = Duty.objects.filter(named__icontains=unit)
        called = Duty.objects.filter(organisation__name__icontains=unit)
        found = found.filter(pk__in=(named | called).values("task"))
    return found


def _duties(found: Sequence[Task]) -> Mapping[int, list[UnitOut]]:
    """The units of each task, in one question; parts that were handed on are left out."""
    duties = Duty.objects.filter(task__in=found, parent=None).select_related("organisation")
    units: dict[int, list[UnitOut]] = {one.pk: [] for one in found}
    for duty in duties.order_by("rank", "id"):
        called = duty.organisation.name if duty.organisation else ""
        unit = UnitOut(named=duty.named, organisation=called, role=duty.role, state=duty.state)
        units[duty.task_id].append(unit)
    return units


def _summary(held: Any) -> dict[str, Any]:  # noqa: ANN401  -- a plan with its counts, which no type tells
    return {
        "id": held.pk,
        "title": held.title,
        "number": held.number,
        "issuer": held.issuer,
        "kind": held.kind,
        "state": held.state,
        "date": held.date_signed or held.date_issued or held.date_published,
        "closed": held.closed,
        "open": held.going,
        "late": held.late,
    }


def _task(one: Task, units: list[UnitOut], day: dt.date) -> PlanTaskOut:
    names = ("title", "text", "mode", "deadline", "ongoing", "state")
    return PlanTaskOut(
        **{name: getattr(one, name) for name in names},
        id=one.pk,
        plan=one.plan_id,
        path=list(map(str, one.path)),
        is_late=is_late(one, day),
        units=units,
    )


def _target(one: Target) -> PlanTargetOut:
    names = ("indicator", "operator", "value", "value_max", "unit", "year", "per", "text")
    more = ("baseline", "baseline_year")
    return PlanTargetOut(id=one.pk, **{name: getattr(one, name) for name in (*names, *more)})
