"""What the page of a text and its table shows, in a constant number of questions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import cast

import msgspec

from biaozhun.cloud.plans.actions.comparing import FIELDS, told_value
from biaozhun.cloud.plans.models import Duty, Passage, Plan, Target, Task
from biaozhun.cloud.plans.queries.marks import Mark


class TaskRow(msgspec.Struct, frozen=True, kw_only=True):
    """A task of the table.

    Attributes:
        task: itself.
        number: its place in the table, from 1.
        duties: its units in their order.
        changed: the names of the fields that a person has changed.
        added: no reader found it.
    """

    task: Task
    number: int
    duties: tuple[Duty, ...]
    changed: tuple[str, ...]
    added: bool

    @property
    def is_gone(self) -> bool:
        """Whether it counts no longer."""
        return self.task.state in {"dropped", "cancelled"}


class TargetRow(msgspec.Struct, frozen=True, kw_only=True):
    """A target of the table."""

    target: Target
    number: int
    changed: tuple[str, ...]
    added: bool


class ReadPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan with everything read of it."""

    plan: Plan
    tasks: tuple[TaskRow, ...]
    targets: tuple[TargetRow, ...]
    passages: dict[str, list[Passage]]

    def marks(self) -> list[Mark]:
        """Every span of the text that means something."""
        found = [mark for row in self.tasks for mark in _task_marks(row)]
        for row in self.targets:
            if row.target.start is not None and row.target.end is not None:
                kind = "dropped" if row.target.dropped else "target"
                found.append(Mark(row.target.start, row.target.end, kind, f"g{row.number}"))
        for kind, passages in self.passages.items():
            found += [Mark(one.start, one.end, kind, f"p{one.pk}") for one in passages]
        return found


def read_plan(pk: int) -> ReadPlan | None:
    """A plan with its tasks, targets and passages; five questions."""
    plan = Plan.objects.select_related("organisation", "parent", "added_by").filter(pk=pk).first()
    if plan is None:
        return None
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in plan.passages.order_by("rank"):
        passages[passage.kind].append(passage)
    targets = [
        TargetRow(
            target=target,
            number=number,
            changed=changed_fields(target),
            added=target.proposed is None,
        )
        for number, target in enumerate(plan.targets.all(), start=1)
    ]
    return ReadPlan(
        plan=plan, tasks=tuple(task_rows(plan)), targets=tuple(targets), passages=dict(passages)
    )


def task_rows(plan: Plan) -> list[TaskRow]:
    """The tasks of a plan with their units; two questions."""
    duties = duties_of(plan)
    tasks = plan.tasks.all().order_by("rank", "id")
    return [
        TaskRow(
            task=task,
            number=number,
            duties=tuple(duties.get(task.pk, ())),
            changed=changed_fields(task),
            added=task.proposed is None,
        )
        for number, task in enumerate(tasks, start=1)
    ]


def duties_of(plan: Plan) -> dict[int, list[Duty]]:
    """The units of all tasks of a plan by task, without parts handed on; one question."""
    found: dict[int, list[Duty]] = defaultdict(list)
    duties = Duty.objects.filter(task__plan=plan, parent=None).exclude(state="released")
    for duty in duties.select_related("organisation").order_by("task_id", "rank", "id"):
        found[duty.task_id].append(duty)
    return found


class Difference(msgspec.Struct, frozen=True):
    """A field as it was read and as it stands."""

    name: str
    proposed: object
    now: object

    @property
    def differs(self) -> bool:
        """Whether a person changed it."""
        return self.proposed != self.now


def differences(record: Task | Target) -> list[Difference]:
    """Every field as the reader read it and as it stands; nothing where a person added it."""
    if record.proposed is None:
        return []
    proposed = as_proposed(record.proposed, type(record))
    return [
        Difference(name, proposed[name], told_value(getattr(record, name)))
        for name in FIELDS[type(record)]
    ]


def changed_fields(record: Task | Target) -> tuple[str, ...]:
    """The names of the fields a person has changed."""
    return tuple(one.name for one in differences(record) if one.differs)


def as_proposed(proposed: dict[str, object], kind: type[Task] | type[Target]) -> dict[str, object]:
    """What was read, by the names of our fields and as they would hold it."""
    if kind is Target:
        texts = {"indicator": 300, "unit": 30}
        cut = {name: str(proposed[name])[:most] for name, most in texts.items()}
        told = {name: proposed[name] for name in FIELDS[Target]} | cut
        numbers = ("value", "value_max", "baseline")
        told |= {name: _plain_number(proposed[name]) for name in numbers}
        return told | {"per": proposed["per"] or ""}
    until = cast("dict[str, object]", proposed["deadline"] or {})
    return {
        "title": str(proposed["title"] or proposed["text"])[:300],
        "text": proposed["text"],
        "path": proposed["path"],
        "mode": proposed["mode"] or "",
        "open_ended": proposed["open_ended"],
        "responsibility": proposed["responsibility"],
        "starts": until.get("since"),
        "deadline": until.get("day"),
        "ongoing": bool(until) and until.get("day") is None,
        "deadline_text": str(until.get("text", ""))[:100],
    }


def _plain_number(told: object) -> object:
    """A number as our fields tell it: without a fraction of zeros."""
    return None if told is None else told_value(Decimal(str(told)))


def _task_marks(row: TaskRow) -> Iterable[Mark]:
    task = row.task
    anchor = f"t{row.number}"
    if task.start is None or task.end is None:
        return
    yield Mark(task.start, task.end, "dropped" if row.is_gone else "task", anchor)
    if row.is_gone or task.proposed is None:
        return
    for unit in task.proposed["units"]:
        yield Mark(unit["start"], unit["end"], unit["role"], anchor)
    until = task.proposed["deadline"]
    if until:
        yield Mark(until["start"], until["end"], "deadline", anchor)


def neighbours(rows: Sequence[TaskRow], task: Task, around: int = 3) -> list[TaskRow]:
    """The tasks that stand next to one, for merging."""
    standing = [row for row in rows if not row.is_gone or row.task.pk == task.pk]
    place = next((n for n, row in enumerate(standing) if row.task.pk == task.pk), 0)
    near = standing[max(place - around, 0) : place + around + 1]
    return [row for row in near if row.task.pk != task.pk]
