"""What is late, and what a bulletin of supervision (督查通报) tells of a period.

"Late" is never stored. A task is late while its lead has not said that it is done and its last day
is past; a duty likewise, by its own last day where it has one; a letter while it is not answered.
"""

import datetime as dt
from collections import defaultdict

import msgspec
from django.db.models import DateField, F, Prefetch, Q
from django.db.models.functions import Coalesce

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.plans.life import GOING
from biaozhun.cloud.plans.models import Duty, SupervisionLetter, Task

UNANSWERED = ("issued", "returned")
"""The states of letters that wait for their addressee."""

LAST_DAY = Coalesce("deadline", "task__deadline", output_field=DateField())
"""Of a duty: its own last day, else that of its task."""


def last_day_is(lookup: str, value: object) -> Q:
    """Duties whose last day is so: their own, else that of their task."""
    own = Q(**{f"deadline__{lookup}": value})
    return own | Q(**{"deadline": None, f"task__deadline__{lookup}": value})


def late_tasks(on: dt.date, path: str = "") -> Q:
    """Tasks that are late on a day; ``path`` leads to them from another table."""
    return Q(**{f"{path}state": "open", f"{path}deadline__lt": on})


def due_tasks(on: dt.date, path: str = "") -> Q:
    """Tasks of which a day tells whether they were done in time: closed, or past their last day."""
    closed = Q(**{f"{path}state": "closed"})
    past = Q(**{f"{path}state__in": GOING, f"{path}deadline__lt": on})
    return Q(**{f"{path}deadline__isnull": False}) & (closed | past)


def done_in_time(path: str = "") -> Q:
    """Tasks whose lead said by the last day that they were done, and which were not sent back."""
    said = {f"{path}state__in": ("submitted", "closed"), f"{path}done_on__isnull": False}
    return Q(**said) & Q(**{f"{path}done_on__lte": F(f"{path}deadline")})


class BulletinTask(msgspec.Struct, frozen=True, kw_only=True):
    """A task that is late.

    Attributes:
        units: its leads, as the text names them.
        days: how many days it is late.
    """

    task: int
    plan: int
    plan_title: str
    title: str
    units: tuple[str, ...]
    deadline: dt.date
    days: int


class BulletinLetter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter of supervision that was sent in the period."""

    letter: int
    number: str
    unit: str
    title: str
    issued: dt.date
    due: dt.date
    state: str
    is_late: bool


class BulletinUnit(msgspec.Struct, frozen=True, kw_only=True):
    """How a unit has done with the tasks it leads whose last day lies in the period.

    Attributes:
        due: how many.
        closed: of them, how many are closed.
        in_time: how many were done by their last day.
        late: how many are late.
    """

    unit: str
    organisation: int | None
    due: int
    closed: int
    in_time: int
    late: int

    @property
    def closing_rate(self) -> float:
        """The share that is closed (销号率), 0 to 1."""
        return self.closed / self.due

    @property
    def in_time_rate(self) -> float:
        """The share that was done in time (按期率), 0 to 1."""
        return self.in_time / self.due


class Bulletin(msgspec.Struct, frozen=True, kw_only=True):
    """What a bulletin of supervision tells of a period.

    Attributes:
        since: first day of the period.
        until: its last day.
        on: the day on which it is told how things stand.
        closed: how many tasks were done in the period and are closed.
        late: tasks that are late, the latest first.
        letters: sent in the period, in the order of their sending.
        units: leads with tasks due in the period, the lowest rate of closing first.
    """

    since: dt.date
    until: dt.date
    on: dt.date
    closed: int
    late: tuple[BulletinTask, ...]
    letters: tuple[BulletinLetter, ...]
    units: tuple[BulletinUnit, ...]


def bulletin(since: dt.date, until: dt.date, *, on: dt.date) -> Bulletin:
    """What is to be told of the tasks of all plans in force, in six questions.

    Args:
        since: first day of the period.
        until: its last day.
        on: today; a task is late as of that day, or of the end of the period where that is past.
    """
    day = min(until, on)
    tasks = Task.objects.filter(plan__state__in=("in_force", "concluded"))
    late = tasks.filter(late_tasks(day)).order_by("deadline", "pk")
    due = tasks.filter(deadline__range=(since, until)).exclude(state__in=("cancelled", "dropped"))
    done = tasks.filter(state="closed", done_on__range=(since, until))
    letters = SupervisionLetter.objects.filter(issued__date__range=(since, until))
    return Bulletin(
        since=since,
        until=until,
        on=on,
        closed=done.count(),
        late=tuple(_late(one, day) for one in late.select_related("plan").prefetch_related(LEADS)),
        letters=tuple(
            _letter(one, day)
            for one in letters.select_related("addressee", "task").order_by("issued", "pk")
        ),
        units=_units(list(due.prefetch_related(LEADS)), day),
    )


LEADS = Prefetch(
    "duties",
    queryset=Duty.objects.filter(parent=None, role=Duty.Role.LEAD)
    .exclude(state="released")
    .select_related("organisation")
    .order_by("rank", "id"),
    to_attr="leads",
)
"""The leads of tasks, as ``leads``."""


def leads_of(task: Task) -> list[Duty]:
    """The leads of a task that was loaded with :data:`LEADS`."""
    found: list[Duty] = task.leads  # type: ignore[attr-defined]  # the prefetch puts it there
    return found


def unit_name(duty: Duty) -> str:
    """The unit of a duty, by the name it has today where it is known."""
    return duty.organisation.name if duty.organisation else duty.named


def _late(task: Task, day: dt.date) -> BulletinTask:
    deadline = task.deadline or day
    return BulletinTask(
        task=task.pk,
        plan=task.plan_id,
        plan_title=str(task.plan),
        title=task.title,
        units=tuple(unit_name(one) for one in leads_of(task)),
        deadline=deadline,
        days=(day - deadline).days,
    )


def _letter(letter: SupervisionLetter, day: dt.date) -> BulletinLetter:
    return BulletinLetter(
        letter=letter.pk,
        number=letter.number,
        unit=letter.addressee.name,
        title=letter.task.title,
        issued=day_of(letter.issued),
        due=letter.due,
        state=letter.state,
        is_late=letter.state in UNANSWERED and letter.due < day,
    )


def _units(due: list[Task], day: dt.date) -> tuple[BulletinUnit, ...]:
    held: dict[tuple[int | None, str], list[Task]] = defaultdict(list)
    for task in due:
        for lead in leads_of(task):
            held[(lead.organisation_id, unit_name(lead))].append(task)
    found = [_unit(*key, tasks=tasks, day=day) for key, tasks in held.items()]
    return tuple(sorted(found, key=lambda one: (one.closing_rate, -one.due, one.unit)))


def _unit(pk: int | None, name: str, *, tasks: list[Task], day: dt.date) -> BulletinUnit:
    return BulletinUnit(
        unit=name,
        organisation=pk,
        due=len(tasks),
        closed=sum(one.state == "closed" for one in tasks),
        in_time=sum(is_done_in_time(one) for one in tasks),
        late=sum(is_late(one, day) for one in tasks),
    )


def is_late(task: Task, on: dt.date) -> bool:
    """Whether a task is late on a day; as :func:`late_tasks` has it."""
    return task.state == "open" and task.deadline is not None and task.deadline < on


def is_done_in_time(task: Task) -> bool:
    """Whether a task was done by its last day; as :func:`done_in_time` has it."""
    if task.state not in ("submitted", "closed") or not task.done_on or not task.deadline:
        return False
    return task.done_on <= task.deadline
