"""What a lead, who handed a part on, or the authority says to what was reported."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import Acting, take
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.holding import Held, hold, task_of
from biaozhun.cloud.plans.actions.splitting import roll_up
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.cloud.plans.addresses import task_address
from biaozhun.cloud.plans.life import WorkFacts
from biaozhun.cloud.plans.models import Duty, ProgressReport
from biaozhun.cloud.plans.queries.facts import facts_of_duty


def approve_report(pk: int, remark: str, *, actor: Person, at: dt.datetime) -> None:
    """Take a report as it is; the duty has come as far as it says.

    Raises:
        DoesNotExist: there is no such report.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held, report = _reported(pk, actor=actor, at=at)
        duty = held.duty(report.duty_id)
        _approve(report, by=held.on_duty(duty), unit=duty.named, remark=remark)
        roll_up(duty)


def return_report(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Send a report back to who wrote it.

    Raises:
        DoesNotExist: there is no such report.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held, report = _reported(pk, actor=actor, at=at)
        duty = held.duty(report.duty_id)
        told = {"unit": duty.named, "reason": reason}
        facts = WorkFacts(reason=reason)
        take(report, "send_back", by=held.on_duty(duty), facts=facts, told=told)
        report.remark = reason
        report.save(update_fields=["remark"])
        _tell_returned(held, duty, reason, key=f"report:{report.pk}:returned")


def approve_duty(pk: int, remark: str, *, actor: Person, at: dt.datetime) -> None:
    """Agree that a duty is done, and with the reports that said so.

    Raises:
        DoesNotExist: there is no such duty.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held = hold(task_of(Duty, pk, "task_id"), actor=actor, at=at)
        duty = held.duty(pk)
        told = {"unit": duty.named, "remark": remark}
        take(duty, "approve", by=held.on_duty(duty), facts=WorkFacts(), told=told)
        settle(held, duty)


def return_duty(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Say that a duty is not done after all.

    Raises:
        DoesNotExist: there is no such duty.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held = hold(task_of(Duty, pk, "task_id"), actor=actor, at=at)
        duty = held.duty(pk)
        send_duty_back(held, duty, reason)
        _tell_returned(held, duty, reason, key=f"duty:{pk}:returned:{at.isoformat()}")


def send_duty_back(held: Held, duty: Duty, reason: str) -> None:
    """Open a duty again within the transaction of an action."""
    told = {"unit": duty.named, "reason": reason}
    facts = facts_of_duty(held.work, duty, reason=reason)
    take(duty, "send_back", by=held.on_duty(duty), facts=facts, told=told)
    roll_up(duty)


def release(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Take a duty from a unit, with the parts it has handed on.

    Raises:
        DoesNotExist: there is no such duty.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        held = hold(task_of(Duty, pk, "task_id"), actor=actor, at=at)
        duty = held.duty(pk)
        by, facts = held.on_duty(duty), WorkFacts(reason=reason)
        take(duty, "release", by=by, facts=facts, told={"unit": duty.named, "reason": reason})
        for part in _open_below(held, duty):
            told = {"unit": part.named, "reason": reason}
            # who may take the whole away takes what was handed on of it away with it
            above = Acting(by.person, by.roles | {"parent"}, by.at)
            take(part, "release", by=above, facts=facts, told=told)
        roll_up(duty)


def _open_below(held: Held, duty: Duty) -> list[Duty]:
    """What was handed on of a duty, and of its parts, and is still to be done."""
    found: list[Duty] = []
    for part in held.work.parts_of(duty):
        found.extend([part] if part.state in ("open", "reported") else [])
        found.extend(_open_below(held, part))
    return found


def settle(held: Held, duty: Duty) -> None:
    """Take what is still to be looked at of a duty that is done, and count it as done wholly."""
    by = held.on_duty(duty)
    for report in held.work.reports_of(duty):
        if report.state == "submitted":
            _approve(report, by=by, unit=duty.named, remark="")
    duty.share = 100
    duty.save(update_fields=["share"])
    roll_up(duty)


def _reported(pk: int, *, actor: Person, at: dt.datetime) -> tuple[Held, ProgressReport]:
    held = hold(task_of(ProgressReport, pk, "duty__task_id"), actor=actor, at=at)
    return held, next(one for one in held.work.reports if one.pk == pk)


def _approve(report: ProgressReport, *, by: Acting, unit: str, remark: str) -> None:
    told = {"unit": unit, "share": report.share, "remark": remark}
    take(report, "approve", by=by, facts=WorkFacts(), told=told)
    report.remark = remark
    report.save(update_fields=["remark"])


def _tell_returned(held: Held, duty: Duty, reason: str, *, key: str) -> None:
    task = held.task
    tell_each(
        people_of([duty.organisation_id]),
        lambda: Message(
            kind="plans.sent_back",
            subject=_("需要补充：{title}").format(title=task.title),
            text=reason,
            address=task_address(task),
            key=f"plans.{key}",
        ),
    )
