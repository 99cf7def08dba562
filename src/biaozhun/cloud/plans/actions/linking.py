"""Joining plans: to higher ones, and parts made of their tasks (年度计划、行动计划)."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.plans.actions.adding import STEP
from biaozhun.cloud.plans.actions.assigning import standing
from biaozhun.cloud.plans.actions.changing import By, because, hold
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.models import Duty, Plan, Task


class NewPart(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that is made of tasks of another; ``kind`` is a :class:`Plan.Kind`."""

    title: str
    kind: str
    since: dt.date | None = None
    until: dt.date | None = None


@transaction.atomic
def set_parent(plan: Plan, parent: Plan | None, *, by: By) -> None:
    """Say which plan one is a part of.

    Raises:
        PlanRefusedError: ``serves_itself`` where that leads back to it; ``reason_missing``.
    """
    held = hold(plan.pk, by)
    above, seen = parent, set[int]()
    while above is not None and above.pk not in seen:
        if above.pk == held.pk:
            raise PlanRefusedError("It leads back to itself", code="serves_itself")
        seen.add(above.pk)
        above = above.parent
    if held.parent_id == (parent.pk if parent else None):
        return
    before = str(held.parent or "")
    held.parent = parent
    held.save(update_fields=["parent"])
    facts = {"before": before, "after": str(parent or ""), **because(by)}
    record("plans.plan_linked", subject=held.case_subject, actor=by.actor, facts=facts)


@transaction.atomic
def set_serves(task: Task, served: Sequence[Task], *, by: By) -> bool:
    """Say which tasks of higher plans a task serves; whether anything changed.

    Raises:
        PlanRefusedError: ``serves_itself``: one of them is of its own plan; ``reason_missing``.
    """
    hold(task.plan_id, by)
    if any(one.plan_id == task.plan_id for one in served):
        raise PlanRefusedError("A plan does not serve itself", code="serves_itself")
    before = set(task.serves.values_list("pk", flat=True))
    after = {one.pk for one in served}
    if before == after:
        return False
    task.serves.set(served)
    facts = {"before": sorted(before), "after": sorted(after), **because(by)}
    record("plans.task_linked", subject=task.case_subject, actor=by.actor, facts=facts)
    return True


@transaction.atomic
def make_part(plan: Plan, tasks: Sequence[Task], new: NewPart, *, by: By) -> Plan:
    """Make a plan of some tasks of another: copies, a draft until it is confirmed.

    Raises:
        PlanRefusedError: ``no_tasks_chosen``, ``until_before_since``.
    """
    if not tasks:
        raise PlanRefusedError("No task was chosen", code="no_tasks_chosen")
    if new.since and new.until and new.until < new.since:
        raise PlanRefusedError("It ends before it begins", code="until_before_since")
    made = Plan.objects.create(
        kind=new.kind,
        title=new.title,
        issuer=plan.issuer,
        organisation=plan.organisation,
        since=new.since,
        until=new.until,
        parent=plan,
        text="",
        added=by.at,
        added_by=by.actor,
        state_since=by.at,
    )
    for place, task in enumerate(tasks, start=1):
        _copy(task, made, place * STEP, by)
    facts = {"title": made.title, "kind": made.kind, "other": str(plan), "tasks": len(tasks)}
    record("plans.part_made", subject=made.case_subject, actor=by.actor, facts=facts)
    return made


def _copy(task: Task, plan: Plan, rank: int, by: By) -> None:
    """A task of the new plan like this one; it has no place in a text."""
    made = Task.objects.create(
        plan=plan,
        rank=rank,
        path=task.path,
        title=task.title,
        text=task.text,
        mode=task.mode,
        open_ended=task.open_ended,
        responsibility=task.responsibility,
        starts=task.starts,
        deadline=task.deadline,
        ongoing=task.ongoing,
        deadline_text=task.deadline_text,
        state_since=by.at,
    )
    made.made_from.add(task)
    Duty.objects.bulk_create(
        Duty(
            task=made,
            named=duty.named,
            organisation=duty.organisation,
            role=duty.role,
            rank=rank_of,
            of_collective=duty.of_collective,
            state_since=by.at,
        )
        for rank_of, duty in enumerate(standing(task))
    )
