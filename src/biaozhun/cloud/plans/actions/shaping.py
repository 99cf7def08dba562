"""The shape of a plan: tasks dropped and restored, split, merged, and added by hand."""

from collections.abc import Sequence
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import take
from biaozhun.cloud.plans.actions.adding import STEP
from biaozhun.cloud.plans.actions.changing import By, because, bring_in, hold, put_away
from biaozhun.cloud.plans.actions.charging import both_names
from biaozhun.cloud.plans.actions.comparing import stamp_of
from biaozhun.cloud.plans.errors import ChangedMeanwhileError, PlanRefusedError
from biaozhun.cloud.plans.life import WorkFacts
from biaozhun.cloud.plans.models import Duty, Passage, Plan, Task

MOST_PARTS: Final = 30
_TITLE: Final = 300
_COPIED: Final = (
    *("path", "mode", "open_ended", "responsibility", "starts", "deadline", "ongoing"),
    "deadline_text",
)


class NewTask(msgspec.Struct, frozen=True, kw_only=True):
    """A task as a person writes it; ``start`` and ``end`` where it stands in the text."""

    title: str
    text: str = ""
    path: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


@transaction.atomic
def drop_task(task: Task, *, by: By) -> None:
    """Let a task go.

    Raises:
        PlanRefusedError: ``reason_missing``, ``has_reports``.
        StepRefusedError: the state allows it not.
    """
    hold(task.plan_id, by)
    put_away(task, by)


@transaction.atomic
def restore_task(task: Task, *, by: By) -> None:
    """Take a dropped task up again.

    Raises:
        PlanRefusedError: ``reason_missing``.
        StepRefusedError: it is not dropped.
    """
    plan = hold(task.plan_id, by)
    take(task, "restore", by=by.acting, facts=WorkFacts(), told=because(by))
    bring_in(plan, task, by)


@transaction.atomic
def add_task_once(plan: Plan, new: NewTask, *, by: By) -> Task:
    """Add a task as a person sends it; what is sent twice, one after the other, stands once.

    Raises:
        PlanRefusedError: see :func:`add_task`.
    """
    held = hold(plan.pk, by)
    latest = held.tasks.order_by("-pk").first()
    if latest is not None and _is_as_added(latest) and _said(latest) == _said(_drawn(held, new)):
        return latest
    return add_task(held, new, by=by)


def _is_as_added(task: Task) -> bool:
    return task.proposed is None and task.state in {"draft", "open"}


def _said(task: Task) -> tuple[object, ...]:
    return (task.title, task.text, task.path, task.start, task.end)


@transaction.atomic
def add_task(plan: Plan, new: NewTask, *, by: By) -> Task:
    """Add a task, from a passage of the text or free.

    Raises:
        PlanRefusedError: ``no_such_place``, ``reason_missing``.
    """
    held = hold(plan.pk, by)
    made = _drawn(held, new)
    made.rank, made.state_since = _rank_at(held, made.start), by.at
    made.save()
    facts = {"title": made.title, "text": made.text[:500], **because(by)}
    record("plans.task_added", subject=made.case_subject, actor=by.actor, facts=facts)
    bring_in(held, made, by)
    return made


def _drawn(plan: Plan, new: NewTask) -> Task:
    """The task that is described, not stored.

    Raises:
        PlanRefusedError: ``no_such_place``.
    """
    made = Task(plan=plan, title=new.title[:_TITLE], text=new.text)
    if new.start is not None and new.end is not None:
        if not 0 <= new.start < new.end <= len(plan.text):
            raise PlanRefusedError("The text has no such place", code="no_such_place")
        made.start, made.end = new.start, new.end
        made.text = made.text or plan.text[new.start : new.end].strip()
    made.path = list(new.path) or _headings_above(plan, made.start)
    return made


def _headings_above(plan: Plan, start: int | None) -> list[str]:
    """The headings a place of the text stands under, outermost first."""
    if start is None:
        return []
    above: list[Passage] = []
    found = plan.passages.filter(kind=Passage.Kind.HEADING, start__lte=start)
    for heading in found.order_by("start"):
        above = [one for one in above if one.level < heading.level]
        above.append(heading)
    return [one.title for one in above]


def _rank_at(plan: Plan, start: int | None) -> int:
    """Behind the task that stands before a place; behind all where there is none."""
    ranks = plan.tasks.order_by("-rank").values_list("rank", flat=True)
    if start is None:
        return (ranks.first() or 0) + STEP
    return (ranks.filter(start__lte=start).first() or 0) + 1


@transaction.atomic
def split_task(task: Task, parts: Sequence[str], stamp: str, *, by: By) -> list[Task]:
    """Make several tasks of one, each with its units and its deadline.

    Args:
        task: the one.
        parts: the text of each part.
        stamp: of the task as the parts were made of it.
        by: who asks.

    Raises:
        ChangedMeanwhileError: somebody else changed the task after that.
        PlanRefusedError: ``nothing_to_split``, ``too_many_parts``, ``has_reports``,
            ``reason_missing``.
        StepRefusedError: the state allows it not.
    """
    plan = hold(task.plan_id, by)
    if len(parts) < 2:
        raise PlanRefusedError("There is one part", code="nothing_to_split")
    if len(parts) > MOST_PARTS:
        raise PlanRefusedError("There are too many parts", code="too_many_parts")
    held = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if stamp_of(held) != stamp:
        raise ChangedMeanwhileError
    put_away(held, by)
    made = _parts(plan, held, parts, by)
    facts = {"parts": [one.pk for one in made], "titles": [one.title for one in made]}
    record(
        "plans.task_split",
        subject=held.case_subject,
        actor=by.actor,
        facts={**facts, **because(by)},
    )
    for part in made:
        bring_in(plan, part, by)
    return made


def _parts(plan: Plan, held: Task, parts: Sequence[str], by: By) -> list[Task]:
    """The parts of a task, stored, each with its place in the text and the task's units."""
    duties = _standing(held)
    made = []
    behind = held.start
    for place, text in enumerate(parts, start=1):
        part = _part(held, text, place)
        part.start, part.end = _place(plan, held, text, behind)
        behind = part.end or behind
        part.state_since = by.at
        part.save()
        part.made_from.add(held)
        _copy_duties(duties, part, by)
        made.append(part)
    return made


def _part(held: Task, text: str, place: int) -> Task:
    made = Task(plan_id=held.plan_id, rank=held.rank + place, title=_headline(text), text=text)
    for name in _COPIED:
        setattr(made, name, getattr(held, name))
    return made


def _headline(text: str) -> str:
    first = text.partition("。")[0].partition("\n")[0].strip()
    return first[:60] or text[:60]


def _place(plan: Plan, held: Task, text: str, behind: int | None) -> tuple[int | None, int | None]:
    """Where a part stands in the text; nowhere if a person rewrote it."""
    if held.start is None or held.end is None or behind is None:
        return None, None
    found = plan.text.find(text, behind, held.end)
    return (found, found + len(text)) if found >= 0 else (None, None)


def _standing(task: Task) -> list[Duty]:
    """Its units of the first rank, in their order."""
    found = task.duties.filter(parent=None).exclude(state="released")
    return list(found.order_by("rank", "id"))


def _copy_duties(duties: Sequence[Duty], task: Task, by: By) -> None:
    Duty.objects.bulk_create(
        Duty(
            task=task,
            named=one.named,
            organisation_id=one.organisation_id,
            role=one.role,
            rank=rank,
            of_collective=one.of_collective,
            state_since=by.at,
        )
        for rank, one in enumerate(duties)
    )


@transaction.atomic
def merge_tasks(task: Task, others: Sequence[Task], *, by: By) -> Task:
    """Make one task of several of a plan: its title is the first's, its units are all of theirs.

    Where the deadlines differ, the latest counts and all are written down.

    Raises:
        PlanRefusedError: ``nothing_to_merge``, ``has_reports``, ``reason_missing``.
        StepRefusedError: the state of one of them allows it not.
    """
    plan = hold(task.plan_id, by)
    wanted = {task.pk, *(one.pk for one in others)}
    held = list(
        Task.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted, plan=plan)
        .order_by("rank", "id")
    )
    if len(held) < 2:
        raise PlanRefusedError("There is nothing to merge", code="nothing_to_merge")
    duties = [duty for one in held for duty in _standing(one)]
    for one in held:
        put_away(one, by)
    made = _merged(held)
    made.state_since = by.at
    made.save()
    made.made_from.add(*held)
    _copy_duties(_united(duties), made, by)
    facts = {"title": made.title, "merged": [one.pk for one in held], **because(by)}
    record("plans.tasks_merged", subject=made.case_subject, actor=by.actor, facts=facts)
    bring_in(plan, made, by)
    return made


def _merged(held: Sequence[Task]) -> Task:
    first = held[0]
    made = Task(plan_id=first.plan_id, rank=first.rank + 1, title=first.title)
    for name in _COPIED:
        setattr(made, name, getattr(first, name))
    made.text = "\n".join(one.text for one in held if one.text)
    made.ongoing = any(one.ongoing for one in held)
    days = [one.deadline for one in held if one.deadline]
    made.deadline = None if made.ongoing or not days else max(days)
    said = dict.fromkeys(one.deadline_text for one in held if one.deadline_text)
    made.deadline_text = "；".join(said)[:100]
    lines = dict.fromkeys(one.responsibility for one in held if one.responsibility)
    made.responsibility = "\n".join(lines)
    places = [(one.start, one.end) for one in held if one.start is not None and one.end is not None]
    if len(places) == len(held):
        made.start, made.end = min(p[0] for p in places), max(p[1] for p in places)
    return made


def _united(duties: Sequence[Duty]) -> list[Duty]:
    """One duty a unit; who leads anywhere leads."""
    found: dict[object, Duty] = {}
    for duty in duties:
        same = found.setdefault(duty.organisation_id or duty.named, duty)
        if same is duty:
            continue
        same.named = both_names(same.named, duty.named)
        if duty.role == Duty.Role.LEAD:
            same.role = Duty.Role.LEAD
    return list(found.values())
