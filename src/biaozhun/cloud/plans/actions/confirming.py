"""Confirming a plan, and what follows in its life: nothing is in force before."""

import datetime as dt
from collections import Counter
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock, take
from biaozhun.cloud.messaging.actions.telling import Message
from biaozhun.cloud.organisations.queries.resolving import resolve
from biaozhun.cloud.plans.actions.changing import By, because, hold
from biaozhun.cloud.plans.actions.charging import day_of_plan, only_organisation, units_of
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.life import GOING, WorkFacts
from biaozhun.cloud.plans.models import Duty, Plan, Task
from biaozhun.cloud.plans.queries.plans import plan_facts


@transaction.atomic
def confirm_plan(plan: Plan, *, accepted: bool, by: By) -> None:
    """Put a plan in force with all its tasks; collective units become a duty a member.

    Args:
        plan: a draft.
        accepted: remarks nobody settled are known and do not stand against it.
        by: who confirms.

    Raises:
        StepRefusedError: ``title_missing``, ``nothing_to_do``, ``left_undecided``, or the state.
    """
    held = lock(Plan, plan.pk)
    facts = plan_facts(held, accepted=accepted)
    tasks = list(held.tasks.filter(state="draft").order_by("rank", "id"))
    told = {"tasks": len(tasks), "left_undecided": plan_facts(held).undecided}
    take(held, "confirm", by=by.acting, facts=facts, told=told)
    for task in tasks:
        take(task, "confirm", by=by.acting, facts=WorkFacts(plan_in_force=True))
    fan_out(tasks, on=day_of_plan(held), by=by)
    _tell_units(held)


def _tell_units(plan: Plan) -> None:
    """The people of every unit are told once how many tasks of the plan are theirs."""
    duties = Duty.objects.filter(task__plan=plan, task__state="open", organisation__isnull=False)
    pairs = duties.values_list("organisation_id", "task_id").distinct()
    counts = Counter(organisation for organisation, _task in pairs)
    for organisation, count in sorted(counts.items()):
        tell_each(people_of([organisation]), partial(_message, plan, count))


def _message(plan: Plan, count: int) -> Message:
    text = ngettext(
        "有 {n} 项任务由贵单位牵头或者配合。", "有 {n} 项任务由贵单位牵头或者配合。", count
    )
    return Message(
        kind="plans.confirmed",
        subject=_("规划开始实施：{title}").format(title=plan.title)[:200],
        text=text.format(n=count),
        address=reverse("plans:work"),
        key=f"plans.plan:{plan.pk}:confirmed",
    )


def fan_out(tasks: list[Task], *, on: dt.date, by: By) -> int:
    """Give each member of a collective its own duty; the number of duties made.

    A unit that is named itself keeps its own duty; a collective nobody knows stays as it is named.
    """
    duties = list(
        Duty.objects.filter(task__in=tasks, parent=None)
        .select_related("task")
        .order_by("task_id", "rank", "id")
    )
    unknown = [duty for duty in duties if duty.organisation_id is None]
    found = resolve(sorted({duty.named for duty in unknown}), on=on)
    there = {(duty.task_id, duty.organisation_id) for duty in duties}
    made: list[Duty] = []
    gone: list[int] = []
    for duty in unknown:
        meant = only_organisation(found[duty.named])
        members = units_of(found[duty.named])
        fresh = [one for one in members if (duty.task_id, one.pk) not in there]
        there.update((duty.task_id, one.pk) for one in fresh)
        made += [_member(duty, one, by, of_many=meant is None) for one in fresh]
        if members:
            gone.append(duty.pk)
    Duty.objects.filter(pk__in=gone).delete()
    Duty.objects.bulk_create(made)
    return len(made)


@transaction.atomic
def spread(plan: Plan, *, by: By) -> int:
    """Give the members of collectives that are known by now their duties; how many were made.

    Raises:
        PlanRefusedError: ``plan_not_in_force``, ``reason_missing``.
    """
    held = hold(plan.pk, by)
    if held.state != "in_force":
        raise PlanRefusedError("Nothing is in force yet", code="plan_not_in_force")
    made = fan_out(list(held.tasks.filter(state__in=GOING)), on=day_of_plan(held), by=by)
    facts = {"added": made, **because(by)}
    record("plans.units_spread", subject=held.case_subject, actor=by.actor, facts=facts)
    return made


def _member(duty: Duty, organisation: Organisation, by: By, *, of_many: bool) -> Duty:
    return Duty(
        task=duty.task,
        named=duty.named,
        organisation=organisation,
        role=duty.role,
        rank=duty.rank,
        of_collective=of_many,
        deadline=duty.deadline,
        state_since=by.at,
    )


@transaction.atomic
def step(plan: Plan, action: str, *, by: By) -> None:
    """Conclude, withdraw or reopen a plan.

    Raises:
        StepRefusedError: ``tasks_open``, ``reason_missing``, or the state.
    """
    held = lock(Plan, plan.pk)
    facts = plan_facts(held, reason=by.reason)
    take(held, action, by=by.acting, facts=facts, told=because(by))
