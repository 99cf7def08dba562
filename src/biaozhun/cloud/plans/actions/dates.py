"""Another last day of a task: asked for by its lead, decided by the authority."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import take
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.holding import Held, hold, note, permit, refuse, task_of
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.cloud.plans.addresses import task_address
from biaozhun.cloud.plans.models import DateChange
from biaozhun.cloud.plans.queries.facts import facts_of_task


def ask(pk: int, wanted: dt.date, reason: str, *, actor: Person, at: dt.datetime) -> DateChange:
    """Ask for another last day of a task.

    Raises:
        DoesNotExist: there is no such task.
        StepRefusedError: it may not be asked for.
        PlanRefusedError: ``date_is_the_same``, ``date_is_past``.
    """
    with transaction.atomic():
        held = hold(pk, actor=actor, at=at)
        by, task = held.on_task(), held.task
        permit(task, "ask_date", by=by, facts=facts_of_task(held.work, [], reason=reason))
        if wanted == task.deadline:
            raise refuse("date_is_the_same")
        if wanted < day_of(at):
            raise refuse("date_is_past")
        made = DateChange.objects.create(
            task=task,
            asked_by_id=held.sight.organisation,
            before=task.deadline,
            wanted=wanted,
            reason=reason,
            made=at,
            state_since=at,
        )
        note(task, "ask_date", by=by, told={**_days(made), "reason": reason})
    return made


def grant(pk: int, decision: str, *, actor: Person, at: dt.datetime) -> None:
    """Give a task the last day that was asked for; the one before stays on record.

    Raises:
        DoesNotExist: nothing was asked.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held, change = _asked(pk, actor=actor, at=at)
        facts = facts_of_task(held.work, [])
        told = {**_days(change), "decision": decision}
        take(change, "grant", by=held.on_task(), facts=facts, told=told)
        held.task.deadline = change.wanted
        held.task.save(update_fields=["deadline"])
        _decided(held, change, decision)


def refuse_change(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Leave the last day as it is.

    Raises:
        DoesNotExist: nothing was asked.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held, change = _asked(pk, actor=actor, at=at)
        facts = facts_of_task(held.work, [], reason=reason)
        told = {**_days(change), "reason": reason}
        take(change, "refuse", by=held.on_task(), facts=facts, told=told)
        _decided(held, change, reason)


def take_back(pk: int, *, actor: Person, at: dt.datetime) -> None:
    """Ask no longer.

    Raises:
        DoesNotExist: nothing was asked.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held, change = _asked(pk, actor=actor, at=at)
        facts = facts_of_task(held.work, [])
        take(change, "take_back", by=held.on_task(), facts=facts, told=_days(change))


def _asked(pk: int, *, actor: Person, at: dt.datetime) -> tuple[Held, DateChange]:
    held = hold(task_of(DateChange, pk, "task_id"), actor=actor, at=at)
    return held, next(one for one in held.work.changes if one.pk == pk)


def _days(change: DateChange) -> dict[str, object]:
    days: dict[str, object] = {"wanted": change.wanted.isoformat()}
    if change.before:
        days["deadline"] = change.before.isoformat()
    return days


def _decided(held: Held, change: DateChange, decision: str) -> None:
    change.decision = decision
    change.save(update_fields=["decision"])
    task, granted = held.task, change.state == "granted"
    day = change.wanted.isoformat()
    tell_each(
        people_of([change.asked_by_id]),
        lambda: Message(
            kind="plans.date_decided",
            subject=(
                _("同意延期到 {day}：{title}") if granted else _("不同意延期到 {day}：{title}")
            ).format(day=day, title=task.title),
            text=decision,
            address=task_address(task),
            key=f"plans.date_change:{change.pk}:{change.state}",
        ),
    )
