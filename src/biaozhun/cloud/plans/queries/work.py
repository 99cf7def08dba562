"""The inbox of a unit, and what waits for the authority."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from biaozhun.cloud.plans.life import GOING
from biaozhun.cloud.plans.models import (
    DateChange,
    Duty,
    ProgressReport,
    SupervisionLetter,
    Task,
)
from biaozhun.cloud.plans.permissions import WORKED_ON, Sight, tasks_led
from biaozhun.cloud.plans.queries.late import LAST_DAY, LEADS, UNANSWERED, last_day_is, late_tasks

PAGE = 30  # duties
FIRST: Final = 10  # of each kind of what waits
SOON: Final = 30  # days
DECIDED: Final = 30  # days for which a decision is told of


class DutiesWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which duties of the own unit; what is empty does not matter.

    Attributes:
        part: ``lead``, ``cooperate``, or ``handed`` for what was handed on to it.
        when: ``late``, or ``soon`` for what is due within :data:`SOON` days.
        state: of the duty; what is still to be done where none is named, or ``all``.
        plan: the id of the plan.
    """

    part: str = ""
    when: str = ""
    state: str = ""
    plan: int | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for in particular."""
        return self != DutiesWanted()


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many duties of a unit are to be done, late, and due soon."""

    open: int
    late: int
    soon: int


def _own(sight: Sight) -> "QuerySet[Any]":
    """The duties of the own unit in confirmed tasks, with the last day of each."""
    held = Duty.objects.filter(organisation__in=_units(sight), task__state__in=WORKED_ON)
    return held.exclude(task__plan__state="draft").annotate(last=LAST_DAY)


_TO_DO = Q(state="open", task__state="open", task__plan__state="in_force")


def counts(sight: Sight, on: dt.date) -> Counts:
    """How much the own unit has to do; one question."""
    soon = on + dt.timedelta(days=SOON)
    counted = (
        _own(sight)
        .filter(_TO_DO)
        .aggregate(
            open=Count("pk"),
            late=Count("pk", filter=last_day_is("lt", on)),
            soon=Count("pk", filter=last_day_is("range", (on, soon))),
        )
    )
    return Counts(**counted)


def duties(sight: Sight, wanted: DutiesWanted, on: dt.date) -> "QuerySet[Duty]":
    """The duties of the own unit that are wanted, the nearest last day first."""
    found = _own(sight)
    if wanted.part == "handed":
        found = found.exclude(parent=None)
    elif wanted.part:
        found = found.filter(role=wanted.part, parent=None)
    if wanted.plan is not None:
        found = found.filter(task__plan=wanted.plan)
    if wanted.when == "late":
        found = found.filter(_TO_DO, last__lt=on)
    elif wanted.when == "soon":
        found = found.filter(_TO_DO, last__range=(on, on + dt.timedelta(days=SOON)))
    elif not wanted.state:
        found = found.filter(state__in=("open", "reported"), task__state__in=GOING)
    if wanted.state and wanted.state != "all":
        found = found.filter(state=wanted.state)
    order = F("last").asc(nulls_last=True)
    with_task = found.select_related("task__plan", "organisation", "parent__organisation")
    return with_task.defer("task__plan__text", "task__plan__proposal").order_by(order, "pk")


def duty_page(sight: Sight, wanted: DutiesWanted, on: dt.date, page: int) -> Page[Duty]:
    """A page of them; two questions."""
    return Paginator(duties(sight, wanted, on), PAGE).get_page(page)


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Something that waits for somebody, kind by kind.

    Attributes:
        kind: what it is, as :data:`OF_UNIT` and :data:`OF_AUTHORITY` call it.
        count: how many there are.
        items: the first of them, or a page.
    """

    kind: str
    count: int
    items: Sequence[Any]


Rows = Callable[[Sight, dt.date], "QuerySet[Any]"]

_OPEN_TASK = Q(task__state="open", task__plan__state="in_force")


def _to_approve(sight: Sight, path: str = "") -> Q:
    """Of duties, those whose reports the own unit looks at: its helpers', and parts it gave."""
    led = Duty.objects.filter(tasks_led(sight), role=Duty.Role.COOPERATE)
    parts = Duty.objects.filter(parent__organisation__in=_units(sight))
    return Q(**{f"{path}in": led.values("pk")}) | Q(**{f"{path}in": parts.values("pk")})


def _units(sight: Sight) -> list[int]:
    return [] if sight.organisation is None else [sight.organisation]


def _reports(sight: Sight, on: dt.date) -> "QuerySet[ProgressReport]":  # noqa: ARG001  -- the form of all of them
    waiting = ProgressReport.objects.filter(_to_approve(sight, "duty__"), state="submitted")
    return _with_duty(waiting.filter(duty__task__state="open"))


def _reports_of_leads(sight: Sight, on: dt.date) -> "QuerySet[ProgressReport]":  # noqa: ARG001  -- likewise
    leads = Q(duty__role=Duty.Role.LEAD, duty__parent=None)
    waiting = ProgressReport.objects.filter(leads, state="submitted", duty__task__state="open")
    return _with_duty(waiting)


def _with_duty(reports: "QuerySet[ProgressReport]") -> "QuerySet[ProgressReport]":
    told = reports.filter(duty__task__plan__state="in_force").select_related(
        "duty__task__plan", "duty__organisation"
    )
    heavy = ("duty__task__plan__text", "duty__task__plan__proposal")
    return told.defer(*heavy).order_by("made", "pk")


def _done_duties(sight: Sight, on: dt.date) -> "QuerySet[Duty]":  # noqa: ARG001  -- likewise
    waiting = Duty.objects.filter(_to_approve(sight, "pk__"), _OPEN_TASK, state="reported")
    told = waiting.select_related("task__plan", "organisation")
    return told.defer("task__plan__text", "task__plan__proposal").order_by("state_since", "pk")


def _letters(sight: Sight, on: dt.date) -> "QuerySet[SupervisionLetter]":  # noqa: ARG001  -- likewise
    waiting = SupervisionLetter.objects.filter(addressee__in=_units(sight), state__in=UNANSWERED)
    return waiting.select_related("task", "addressee").order_by("due", "pk")


def _decided(sight: Sight, on: dt.date) -> "QuerySet[DateChange]":
    since = on - dt.timedelta(days=DECIDED)
    told = DateChange.objects.filter(
        asked_by__in=_units(sight), state__in=("granted", "refused"), state_since__date__gte=since
    )
    return told.select_related("task", "asked_by").order_by("-state_since", "-pk")


def _submitted(sight: Sight, on: dt.date) -> "QuerySet[Task]":  # noqa: ARG001  -- likewise
    waiting = Task.objects.filter(state="submitted", plan__state="in_force")
    told = waiting.select_related("plan").defer("plan__text", "plan__proposal")
    return told.prefetch_related(LEADS).order_by("state_since", "pk")


def _asked(sight: Sight, on: dt.date) -> "QuerySet[DateChange]":  # noqa: ARG001  -- likewise
    waiting = DateChange.objects.filter(_OPEN_TASK, state="asked")
    return waiting.select_related("task", "asked_by").order_by("made", "pk")


def _answered(sight: Sight, on: dt.date) -> "QuerySet[SupervisionLetter]":  # noqa: ARG001  -- likewise
    waiting = SupervisionLetter.objects.filter(state="answered")
    return waiting.select_related("task", "addressee").order_by("answered", "pk")


OF_UNIT: Final[dict[str, Rows]] = {
    "letters": _letters,
    "reports": _reports,
    "duties": _done_duties,
    "decided": _decided,
}
OF_AUTHORITY: Final[dict[str, Rows]] = {
    "submitted": _submitted,
    "dates": _asked,
    "answered": _answered,
    "of_leads": _reports_of_leads,
}


def waiting(sight: Sight, on: dt.date) -> list[Waiting]:
    """The first of everything that waits for somebody; three questions a kind at most."""
    found = []
    for kind, rows in _kinds(sight).items():
        first = list(rows(sight, on)[:FIRST])
        count = rows(sight, on).count()
        if first:
            found.append(Waiting(kind=kind, count=count, items=first))
    return found


def waiting_of(sight: Sight, kind: str, on: dt.date, page: int) -> Page[Any] | None:
    """A page of everything of one kind that waits; ``None`` where nothing of it ever does."""
    rows = _kinds(sight).get(kind)
    return Paginator(rows(sight, on), PAGE).get_page(page) if rows else None


def waiting_counts(sight: Sight, on: dt.date) -> dict[str, int]:
    """How much of each kind waits; a question each."""
    counted = {kind: rows(sight, on).count() for kind, rows in _kinds(sight).items()}
    return {kind: count for kind, count in counted.items() if count}


def _kinds(sight: Sight) -> dict[str, Rows]:
    of_authority = OF_AUTHORITY if sight.is_authority else {}
    return {**of_authority, **(OF_UNIT if sight.organisation is not None else {})}


class LateUnit(msgspec.Struct, frozen=True, kw_only=True):
    """How many tasks that a unit leads are late."""

    organisation: int | None
    name: str
    late: int


def late_by_unit(on: dt.date) -> list[LateUnit]:
    """The leads of tasks that are late, most first; one question."""
    held = Duty.objects.filter(
        late_tasks(on, "task__"), task__plan__state="in_force", parent=None, role=Duty.Role.LEAD
    ).exclude(state="released")
    rows = held.order_by().values("organisation", "organisation__name")
    counted = rows.annotate(late=Count("task", distinct=True))
    found = [
        LateUnit(
            organisation=row["organisation"],
            name=row["organisation__name"] or "",
            late=row["late"],
        )
        for row in counted
    ]
    return sorted(found, key=lambda one: (-one.late, one.name))
