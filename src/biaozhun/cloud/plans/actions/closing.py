"""The end of a task: its lead says it is done, the authority closes it on evidence (销号)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import take
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.deciding import send_duty_back, settle
from biaozhun.cloud.plans.actions.holding import Held, hold
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.cloud.plans.addresses import task_address
from biaozhun.cloud.plans.life import WorkFacts
from biaozhun.cloud.plans.models import Duty
from biaozhun.cloud.plans.permissions import is_lead
from biaozhun.cloud.plans.queries.facts import (
    facts_of_duty,
    facts_of_task,
    open_for_closing,
    open_for_submitting,
)


def submit(pk: int, remark: str, *, actor: Person, at: dt.datetime) -> None:
    """Say, as its lead, that a task is done; the day counts as the day it was done.

    Raises:
        DoesNotExist: there is no such task.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held = hold(pk, actor=actor, at=at)
        unit = held.sight.organisation
        for duty in _of_leads(held, states=("open",)):
            if duty.organisation_id == unit:
                facts = facts_of_task(held.work, open_for_submitting(held.work, unit))
                _say_done(held, duty, facts)
        facts = facts_of_task(held.work, open_for_submitting(held.work, unit))
        take(held.task, "submit", by=held.on_task(), facts=facts, told={"remark": remark})
        held.task.done_on = day_of(at)
        held.task.save(update_fields=["done_on"])


def _say_done(held: Held, duty: Duty, facts: WorkFacts) -> None:
    """What the whole task has proved counts for the lead that says it is done."""
    if facts.has_evidence and not facts.open_duties and facts.plan_in_force and facts.task_open:
        take(duty, "report_done", by=held.on_duty(duty), facts=facts, told={"unit": duty.named})


def send_back(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Say that a task is not done yet.

    Raises:
        DoesNotExist: there is no such task.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held = hold(pk, actor=actor, at=at)
        facts = facts_of_task(held.work, [], reason=reason)
        take(held.task, "send_back", by=held.on_task(), facts=facts, told={"reason": reason})
        _open_again(held, reason)
        _tell_leads(held, "sent_back", reason)


def close(pk: int, remark: str, *, actor: Person, at: dt.datetime) -> None:
    """Close a task on its evidence; what its leads had to do is done with it.

    Raises:
        DoesNotExist: there is no such task.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held = hold(pk, actor=actor, at=at)
        facts = facts_of_task(held.work, open_for_closing(held.work))
        take(held.task, "close", by=held.on_task(), facts=facts, told={"remark": remark})
        for duty in _of_leads(held, states=("open", "reported")):
            by = held.on_duty(duty)
            take(duty, "finish", by=by, facts=facts_of_duty(held.work, duty), told=_unit(duty))
            settle(held, duty)
        held.task.done_on = held.task.done_on or day_of(at)
        held.task.save(update_fields=["done_on"])
        _tell_leads(held, "closed", remark)


def reopen(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Open a task again that was closed.

    Raises:
        DoesNotExist: there is no such task.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held = hold(pk, actor=actor, at=at)
        facts = facts_of_task(held.work, [], reason=reason)
        take(held.task, "reopen", by=held.on_task(), facts=facts, told={"reason": reason})
        _open_again(held, reason)
        _tell_leads(held, "reopened", reason)


def cancel(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Take a task out of the work of its plan.

    Raises:
        DoesNotExist: there is no such task.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held = hold(pk, actor=actor, at=at)
        facts = facts_of_task(held.work, [], reason=reason)
        take(held.task, "cancel", by=held.on_task(), facts=facts, told={"reason": reason})
        held.task.done_on = None
        held.task.save(update_fields=["done_on"])
        _tell_leads(held, "cancelled", reason)


def _of_leads(held: Held, *, states: tuple[str, ...]) -> list[Duty]:
    return [one for one in held.work.duties if is_lead(one) and one.state in states]


def _unit(duty: Duty) -> dict[str, object]:
    return {"unit": duty.named}


def _open_again(held: Held, reason: str) -> None:
    """The task is not done, and neither are the duties of its leads."""
    for duty in _of_leads(held, states=("reported", "done")):
        send_duty_back(held, duty, reason)
    held.task.done_on = None
    held.task.save(update_fields=["done_on"])


def _tell_leads(held: Held, what: str, text: str) -> None:
    task = held.task
    leads = [one.organisation_id for one in held.work.duties if is_lead(one)]
    tell_each(
        people_of(leads),
        lambda: Message(
            kind="plans.task_moved",
            subject=_subject(what).format(title=task.title),
            text=text,
            address=task_address(task),
            key=f"plans.task:{task.pk}:{what}:{held.at.isoformat()}",
        ),
    )


def _subject(what: str) -> str:
    return {
        "sent_back": _("报请销号被退回：{title}"),
        "closed": _("已销号：{title}"),
        "reopened": _("重新打开：{title}"),
        "cancelled": _("任务已取消：{title}"),
    }[what]
