"""Letters of supervision (督办单): sent, answered, accepted or sent back."""

import datetime as dt

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.holding import hold, note, permit, refuse
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.cloud.plans.addresses import letter_address
from biaozhun.cloud.plans.life import WorkFacts
from biaozhun.cloud.plans.models import SupervisionLetter
from biaozhun.cloud.plans.permissions import letter_roles, sight_of
from biaozhun.cloud.plans.queries.facts import facts_of_task


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A letter as it is to be sent.

    Attributes:
        number: as it is printed; no two letters have the same.
        addressee: the id of a unit that is charged with the task.
        demand: what is to be done.
        due: the last day for an answer.
    """

    number: str
    addressee: int
    demand: str
    due: dt.date


def issue(pk: int, order: Order, *, actor: Person, at: dt.datetime) -> SupervisionLetter:
    """Send a letter about a task.

    Raises:
        DoesNotExist: there is no such task.
        StepRefusedError: no letter may be sent about it.
        PlanRefusedError: ``number_taken``, ``not_charged``, ``date_is_past``.
    """
    with transaction.atomic():
        held = hold(pk, actor=actor, at=at)
        by = held.on_task()
        permit(held.task, "issue_letter", by=by, facts=facts_of_task(held.work, []))
        if order.addressee not in {one.organisation_id for one in held.work.duties}:
            raise refuse("not_charged")
        if order.due < day_of(at):
            raise refuse("date_is_past")
        letter = _written(pk, order, actor=actor, at=at)
        told = {"number": letter.number, "unit": letter.addressee.name}
        note(held.task, "issue_letter", by=by, told={**told, "due": order.due.isoformat()})
        _tell(letter, people_of([order.addressee]), "issued")
    return letter


def _written(task: int, order: Order, *, actor: Person, at: dt.datetime) -> SupervisionLetter:
    letter, made = SupervisionLetter.objects.get_or_create(
        number=order.number,
        defaults={
            "task_id": task,
            "addressee": Organisation.objects.get(pk=order.addressee),
            "demand": order.demand,
            "due": order.due,
            "issued": at,
            "issued_by": actor,
            "state_since": at,
        },
    )
    if not made:
        raise refuse("number_taken")
    return letter


def answer(pk: int, text: str, *, actor: Person, at: dt.datetime) -> None:
    """Answer a letter, as the unit it was sent to.

    Raises:
        DoesNotExist: there is no such letter.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        letter = _step(pk, "answer", WorkFacts(reason=text), actor=actor, at=at)
        letter.answer, letter.answered = text, at
        letter.save(update_fields=["answer", "answered"])
        _tell(letter, [letter.issued_by] if letter.issued_by else [], f"answered:{at.isoformat()}")


def accept(pk: int, remark: str, *, actor: Person, at: dt.datetime) -> None:
    """Take the answer; the letter is settled.

    Raises:
        DoesNotExist: there is no such letter.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        letter = _step(pk, "accept", WorkFacts(reason=remark), actor=actor, at=at)
        _remarked(letter, remark)


def send_back(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Ask for another answer.

    Raises:
        DoesNotExist: there is no such letter.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        letter = _step(pk, "send_back", WorkFacts(reason=reason), actor=actor, at=at)
        _remarked(letter, reason)
        _tell(letter, people_of([letter.addressee_id]), f"returned:{at.isoformat()}")


def take_back(pk: int, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Ask for nothing any more.

    Raises:
        DoesNotExist: there is no such letter.
        StepRefusedError: something stands against it.
    """
    with transaction.atomic():
        letter = _step(pk, "take_back", WorkFacts(reason=reason), actor=actor, at=at)
        _remarked(letter, reason)
        _tell(letter, people_of([letter.addressee_id]), "taken_back")


def _step(
    pk: int, action: str, facts: WorkFacts, *, actor: Person, at: dt.datetime
) -> SupervisionLetter:
    letter = lock(SupervisionLetter, pk)
    by = Acting(actor, letter_roles(sight_of(actor), letter), at)
    told = {"number": letter.number, "unit": letter.addressee.name, "reason": facts.reason}
    take(letter, action, by=by, facts=facts, told=told)
    return letter


def _remarked(letter: SupervisionLetter, remark: str) -> None:
    letter.remark = remark
    letter.save(update_fields=["remark"])


def _tell(letter: SupervisionLetter, people: list[Person], what: str) -> None:
    words = {"issued": letter.demand, "answered": letter.answer}
    text = words.get(what.partition(":")[0], letter.remark)
    tell_each(
        people,
        lambda: Message(
            kind="plans.letter",
            subject=_subject(what.partition(":")[0]).format(number=letter.number),
            text=text,
            address=letter_address(letter),
            key=f"plans.letter:{letter.pk}:{what}",
        ),
    )


def _subject(what: str) -> str:
    return {
        "issued": _("收到督办单 {number}"),
        "answered": _("督办单 {number} 已答复"),
        "returned": _("督办单 {number} 的答复被退回"),
        "taken_back": _("督办单 {number} 已撤回"),
    }[what]
