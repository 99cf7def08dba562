"""Setting right what was read: facts of a plan, tasks, targets, remarks. ``proposed`` stays."""

from collections.abc import Mapping
from typing import TypeVar

from django.db import transaction

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.plans.actions.adding import STEP
from biaozhun.cloud.plans.actions.changing import By, because, hold
from biaozhun.cloud.plans.actions.comparing import FIELDS, stamp_of, values_of
from biaozhun.cloud.plans.errors import ChangedMeanwhileError, PlanRefusedError
from biaozhun.cloud.plans.models import Passage, Plan, Target, Task

C = TypeVar("C", Plan, Target, Task)


@transaction.atomic
def correct_plan(plan: Plan, told: Mapping[str, object], stamp: str, *, by: By) -> bool:
    """Correct what is said at the head of a plan; whether anything changed.

    Raises:
        ChangedMeanwhileError: somebody else has.
        PlanRefusedError: ``reason_missing``, ``until_before_since``, ``title_missing``.
    """
    held = hold(plan.pk, by)
    if not told.get("title", held.title) and held.state == "in_force":
        raise PlanRefusedError("A plan in force has a title", code="title_missing")
    since, until = told.get("since", held.since), told.get("until", held.until)
    if since and until and until < since:  # type: ignore[operator]  # both are days of the form
        raise PlanRefusedError("It ends before it begins", code="until_before_since")
    return _corrected(held, told, stamp, "plans.plan_corrected", subject=held.case_subject, by=by)


@transaction.atomic
def correct_task(task: Task, told: Mapping[str, object], stamp: str, *, by: By) -> bool:
    """Correct a task; whether anything changed.

    Raises:
        ChangedMeanwhileError: somebody else has.
        PlanRefusedError: ``reason_missing``, ``ongoing_has_no_deadline``,
            ``starts_after_deadline``.
    """
    hold(task.plan_id, by)
    held = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    starts, deadline = told.get("starts"), told.get("deadline")
    if told.get("ongoing") and deadline:
        raise PlanRefusedError("It goes on", code="ongoing_has_no_deadline")
    if starts and deadline and deadline < starts:  # type: ignore[operator]  # likewise
        raise PlanRefusedError("It ends before it begins", code="starts_after_deadline")
    return _corrected(held, told, stamp, "plans.task_corrected", subject=held.case_subject, by=by)


@transaction.atomic
def correct_target(target: Target, told: Mapping[str, object], stamp: str, *, by: By) -> bool:
    """Correct a target; whether anything changed.

    Raises:
        ChangedMeanwhileError: somebody else has.
        PlanRefusedError: ``reason_missing``.
    """
    hold(target.plan_id, by)
    held = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
    subject = target_subject(held)
    return _corrected(held, told, stamp, "plans.target_corrected", subject=subject, by=by)


def _corrected(
    held: C, told: Mapping[str, object], stamp: str, kind: str, *, subject: str, by: By
) -> bool:
    if stamp_of(held) != stamp:
        raise ChangedMeanwhileError
    before = values_of(held)
    names = [name for name in FIELDS[type(held)] if name in told]
    for name in names:
        setattr(held, name, told[name])
    after = values_of(held)
    changed = [name for name in names if before[name] != after[name]]
    if not changed:
        return False
    held.save(update_fields=changed)
    facts = {
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
    }
    record(kind, subject=subject, actor=by.actor, facts={**facts, **because(by)})
    return True


@transaction.atomic
def add_target(plan: Plan, told: Mapping[str, object], *, by: By) -> Target:
    """Add a target that no reader found.

    Raises:
        PlanRefusedError: ``reason_missing``.
    """
    held = hold(plan.pk, by)
    last = held.targets.order_by("-rank").values_list("rank", flat=True).first() or 0
    made = Target.objects.create(plan=held, rank=last + STEP, **told)
    facts = {"after": values_of(made), **because(by)}
    record("plans.target_added", subject=target_subject(made), actor=by.actor, facts=facts)
    return made


@transaction.atomic
def drop_target(target: Target, *, dropped: bool, by: By) -> None:
    """Say that a target is none, or take that back.

    Raises:
        PlanRefusedError: ``reason_missing``.
    """
    hold(target.plan_id, by)
    held = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
    if held.dropped == dropped:
        return
    held.dropped = dropped
    held.save(update_fields=["dropped"])
    kind = "plans.target_dropped" if dropped else "plans.target_restored"
    facts = {"indicator": held.indicator, **because(by)}
    record(kind, subject=target_subject(held), actor=by.actor, facts=facts)


def target_subject(target: Target) -> str:
    """What its events are about."""
    return f"plans.target:{target.pk}"


@transaction.atomic
def settle(passage: Passage, *, settled: bool, by: By) -> None:
    """Say that a remark was looked at, or an attachment is there, or take that back.

    Raises:
        DoesNotExist: the plan is gone.
    """
    held = Passage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
    if held.settled == settled:
        return
    held.settled = settled
    held.save(update_fields=["settled"])
    kind = "plans.remark_settled" if settled else "plans.remark_opened"
    facts = {"kind": held.kind, "code": held.code, "text": held.title[:200]}
    record(kind, subject=f"plans.plan:{held.plan_id}", actor=by.actor, facts=facts)
