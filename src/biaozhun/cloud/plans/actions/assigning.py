"""The units of a task: added, removed, their role changed, assigned to organisations."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import take
from biaozhun.cloud.organisations.actions.naming import learn
from biaozhun.cloud.organisations.queries.resolving import resolve
from biaozhun.cloud.plans.actions.changing import By, because, hold
from biaozhun.cloud.plans.actions.charging import (
    LONGEST_NAME,
    day_of_plan,
    only_organisation,
)
from biaozhun.cloud.plans.actions.comparing import units_stamp
from biaozhun.cloud.plans.errors import ChangedMeanwhileError, PlanRefusedError
from biaozhun.cloud.plans.life import WorkFacts
from biaozhun.cloud.plans.models import Duty, Plan, Task

RELEASED: Final = "released"


class Charged(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as a person wants it in a task.

    Attributes:
        duty: the id of the one it changes; nothing for one that is added.
        named: as the text names it; the organisation's name where that is left open.
        role: a :class:`Duty.Role`.
        organisation: whom it means; nothing where it is not known.
        learn: the name shall mean that organisation from now on.
        remove: it has nothing to do with the task.
    """

    duty: int | None = None
    named: str = ""
    role: str
    organisation: Organisation | None = None
    learn: bool = False
    remove: bool = False


@transaction.atomic
def set_units(task: Task, wanted: Sequence[Charged], stamp: str, *, by: By) -> bool:
    """Set the units of a task; whether anything changed.

    Raises:
        ChangedMeanwhileError: somebody else has.
        PlanRefusedError: ``reason_missing``, ``unit_is_unnamed``, ``unit_there_already``.
        StepRefusedError: a duty that is done cannot be removed.
    """
    plan = hold(task.plan_id, by)
    held = {duty.pk: duty for duty in standing(task)}
    if units_stamp(held.values()) != stamp:
        raise ChangedMeanwhileError
    before = unit_lines(held.values())
    for one in wanted:
        _set(task, plan, held.get(one.duty) if one.duty else None, one, by)
    after = unit_lines(standing(task))
    if before == after:
        return False
    facts = {"before": before, "after": after, **because(by)}
    record("plans.units_changed", subject=task.case_subject, actor=by.actor, facts=facts)
    return True


def standing(task: Task) -> list[Duty]:
    """The units of a task, without parts handed on and without those released."""
    found = task.duties.filter(parent=None).exclude(state=RELEASED)
    return list(found.select_related("organisation").order_by("rank", "id"))


def unit_lines(duties: Iterable[Duty]) -> list[str]:
    """The units in words for the journal."""
    found: list[str] = []
    for duty in duties:
        meant = f" → {duty.organisation}" if duty.organisation else ""
        found.append(f"{duty.role}: {duty.named}{meant}")
    return found


def _set(task: Task, plan: Plan, held: Duty | None, one: Charged, by: By) -> None:
    if one.remove:
        if held is not None:
            _remove(plan, held, by)
        return
    named = (one.named.strip() or str(one.organisation or ""))[:LONGEST_NAME]
    if not named:
        raise PlanRefusedError("A unit has no name", code="unit_is_unnamed")
    meant = one.organisation
    if meant is None and held is None:
        meant = only_organisation(resolve([named], on=day_of_plan(plan))[named])
    if meant and _is_there(task, meant, held):
        raise PlanRefusedError("The unit is there", code="unit_there_already", fragment=str(meant))
    if one.learn and meant is not None:
        learn(named, meant, since=None, until=None, actor=by.actor)
    duty = held or Duty(task=task, state_since=by.at, rank=task.duties.count())
    duty.named, duty.role, duty.organisation = named, one.role, meant
    duty.save()


def _is_there(task: Task, meant: Organisation, held: Duty | None) -> bool:
    others = task.duties.filter(parent=None, organisation=meant)
    return any(pk != (held.pk if held else None) for pk in others.values_list("pk", flat=True))


def _remove(plan: Plan, held: Duty, by: By) -> None:
    """Of a draft nothing is left of it; of a plan in force the unit is released."""
    if plan.state == "draft":
        held.delete()
    else:
        take(held, "release", by=by.acting, facts=WorkFacts(reason=by.reason), told=because(by))


@transaction.atomic
def assign(plan: Plan, name: str, organisation: Organisation, *, keep: bool, by: By) -> int:
    """Let a name mean an organisation in every task of a plan where it is not known.

    Args:
        plan: of which tasks.
        name: as the text writes it.
        organisation: whom it means.
        keep: the name shall mean that organisation in other plans too.
        by: who says so.

    Returns:
        in how many tasks it was assigned; where the organisation has a duty already, the two stay.

    Raises:
        PlanRefusedError: ``reason_missing``.
    """
    held = hold(plan.pk, by)
    if keep:
        learn(name, organisation, since=None, until=None, actor=by.actor)
    open_duties = Duty.objects.filter(
        task__plan=held, named=name, organisation=None, parent=None
    ).exclude(task__duties__organisation=organisation, task__duties__parent=None)
    pks = list(dict.fromkeys(open_duties.order_by("task_id").values_list("pk", flat=True)))
    done = Duty.objects.filter(pk__in=pks).update(organisation=organisation)
    facts = {"unit": name, "organisation": str(organisation), "tasks": done, **because(by)}
    record("plans.unit_assigned", subject=held.case_subject, actor=by.actor, facts=facts)
    return done
