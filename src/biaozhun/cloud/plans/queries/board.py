"""The board: how the tasks of plans stand, by unit, section, state, plan and district."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.fields.json import KT

from biaozhun.cloud.organisations.models import OrganisationPlace
from biaozhun.cloud.organisations.models.unit import Kind, Level
from biaozhun.cloud.plans.models import Duty, Task
from biaozhun.cloud.plans.permissions import Sight, duties_in_sight
from biaozhun.cloud.plans.queries.late import done_in_time, due_tasks, late_tasks
from biaozhun.cloud.plans.queries.tasks import NO_SECTION, tasks_in_sight


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the board.

    Attributes:
        name: of the unit, section or plan; empty where there is none.
        query: what the list of tasks behind it is asked for.
        due: tasks of which it can be told whether they were done in time.
        in_time: of them, those that were.
        helped: tasks the unit helps with; only of units.
        plan: the title of the plan of a section, where those of several stand together.
    """

    name: str
    query: dict[str, str]
    total: int
    open: int
    submitted: int
    closed: int
    late: int
    due: int
    in_time: int
    helped: int = 0
    plan: str = ""

    @property
    def rate(self) -> float | None:
        """The share done in time (按期率), 0 to 1; none where nothing is due."""
        return self.in_time / self.due if self.due else None

    def address(self, **more: str) -> str:
        """The parameters of the list behind a number of this line."""
        return f"?{urlencode({**self.query, **more})}"


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """How things stand on a day."""

    whole: Line
    units: list[Line]
    sections: list[Line]
    plans: list[Line]
    districts: list[Line]


def board(sight: Sight, on: dt.date, *, plan: int | None = None) -> Board:
    """How the tasks somebody may see the work on stand; seven questions at most.

    Args:
        sight: who asks.
        on: the day.
        plan: one plan; all in force where none is named.
    """
    tasks = tasks_in_sight(sight, plan=plan).exclude(state="cancelled").order_by()
    kept = {"plan": str(plan)} if plan is not None else {}
    duties = _duties(sight, tasks)
    return Board(
        whole=_line("", kept, tasks.aggregate(**_figures(on))),
        units=_units(duties, on, kept),
        sections=_sections(tasks, on),
        plans=_plans(tasks, on) if plan is None else [],
        districts=_districts(sight, duties, on, kept),
    )


def _figures(on: dt.date, path: str = "") -> dict[str, Count]:
    """What is counted of tasks, each once, however many rows lead to it."""

    def count(which: Q | None = None) -> Count:
        return Count(f"{path}pk", filter=which, distinct=True)

    return {
        "total": count(),
        "open": count(Q(**{f"{path}state": "open"})),
        "submitted": count(Q(**{f"{path}state": "submitted"})),
        "closed": count(Q(**{f"{path}state": "closed"})),
        "late": count(late_tasks(on, path)),
        "due": count(due_tasks(on, path)),
        "in_time": count(due_tasks(on, path) & done_in_time(path)),
    }


NUMBERS = ("total", "open", "submitted", "closed", "late", "due", "in_time")


def _line(name: str, query: dict[str, str], row: dict[str, Any], *, helped: int = 0) -> Line:
    return Line(name=name, query=query, helped=helped, **{one: row[one] for one in NUMBERS})


def _duties(sight: Sight, tasks: "QuerySet[Task]") -> "QuerySet[Duty]":
    """The duties that units have themselves; of other units only where they may be seen."""
    seen = duties_in_sight(sight).filter(parent=None, task__in=tasks.values("pk"))
    return seen.exclude(state="released").order_by()


def _units(duties: "QuerySet[Duty]", on: dt.date, kept: dict[str, str]) -> list[Line]:
    """By unit, of the tasks each leads; most late first."""
    names = ("organisation", "organisation__name")
    led = {row["organisation"]: row for row in _by(duties, names, on, role=Duty.Role.LEAD)}
    helped = {row["organisation"]: row for row in _by(duties, names, on, role=Duty.Role.COOPERATE)}
    found = []
    for pk in {**led, **helped}:
        row = led.get(pk) or dict.fromkeys(NUMBERS, 0)
        name = (led.get(pk) or helped[pk])["organisation__name"] or ""
        more = helped[pk]["total"] if pk in helped else 0
        query = {**kept, "unit": str(pk or 0), "role": Duty.Role.LEAD.value}
        found.append(_line(name, query, row, helped=more))
    return sorted(found, key=lambda one: (-one.late, -one.total, one.name))


def _by(
    duties: "QuerySet[Duty]", names: tuple[str, ...], on: dt.date, **which: str
) -> list[dict[str, Any]]:
    rows = duties.filter(**which).values(*names).annotate(**_figures(on, "task__"))
    return list(rows)


def _sections(tasks: "QuerySet[Task]", on: dt.date) -> list[Line]:
    """By the outermost heading, plan by plan in the order of its text."""
    rows: Iterable[Any] = (
        tasks.annotate(section=KT("path__0"))
        .values("plan", "plan__title", "section")
        .annotate(first=Min("rank"), **_figures(on))
        .order_by("-plan", "first")
    )
    found = []
    for row in rows:
        section = row["section"] or ""
        query = {"plan": str(row["plan"]), "section": section or NO_SECTION}
        found.append((_line(section or row["plan__title"], query, row), row["plan__title"]))
    if len({line.query["plan"] for line, _ in found}) < 2:
        return [line for line, _ in found]
    return [msgspec.structs.replace(line, plan=title) for line, title in found]


def _plans(tasks: "QuerySet[Task]", on: dt.date) -> list[Line]:
    counted = tasks.values("plan", "plan__title").annotate(**_figures(on))
    rows: Iterable[Any] = counted.order_by("-plan")
    return [_line(row["plan__title"], {"plan": str(row["plan"])}, row) for row in rows]


def _districts(
    sight: Sight, duties: "QuerySet[Duty]", on: dt.date, kept: dict[str, str]
) -> list[Line]:
    """The governments of districts, in the order of their codes, also those without a task.

    Functional zones stand among them by their kind; they are units but no administrative division.
    """
    is_district = Q(level=Level.DISTRICT, kind=Kind.GOVERNMENT) | Q(kind=Kind.ZONE)
    places = OrganisationPlace.objects.filter(is_district)
    if not sight.is_authority:
        places = places.filter(organisation__in=sight.units)
    named = list(
        places.order_by("division", "organisation__name").values_list(
            "organisation", "organisation__name"
        )
    )
    if not named:
        return []
    wanted = duties.filter(organisation__in=[pk for pk, _ in named])
    rows = {row["organisation"]: row for row in _by(wanted, ("organisation",), on)}
    none = dict.fromkeys(NUMBERS, 0)
    return [_line(name, {**kept, "unit": str(pk)}, rows.get(pk, none)) for pk, name in named]
