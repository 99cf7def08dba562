"""Preparing a withdrawal: asking the bodies, taking their replies, closing."""

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

import msgspec
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.impact.models import OpenItem, WithdrawalPlan
from biaozhun.cloud.impact.queries.radius import radius
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.messaging.queries.ways import by_language
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.number import StandardNumber

MOST_PLACES = 1_000  # kept with one body's item


class PlanRefusedError(BiaozhunError):
    """Something that cannot be done with a plan.

    Codes: ``plan_closed``, ``not_asked``, ``reply_unknown``.
    """

    default_code: ClassVar[str] = "plan_refused"


class PlanOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be withdrawn, when, and by when answers are asked for."""

    title: str
    reason: str
    planned: dt.date
    due: dt.date
    numbers: tuple[StandardNumber, ...]


def open_plan(order: PlanOrder, *, actor: Person, at: dt.datetime) -> WithdrawalPlan:
    """Open a plan with an item for every body that answers for something resting on the list."""
    found = radius(order.numbers, order.planned, asker=actor)
    with transaction.atomic():
        plan = WithdrawalPlan.objects.create(
            title=order.title,
            reason=order.reason,
            planned=order.planned,
            due=order.due,
            numbers=[number.canonical for number in order.numbers],
            opened=at,
            opened_by=actor,
        )
        known = _organisations([one.body for one in found.affected])
        items = [
            OpenItem(
                plan=plan,
                body=one.body[:200],
                organisation=known.get(one.body),
                reliants=[msgspec.to_builtins(reliant) for reliant in one.reliants[:MOST_PLACES]],
            )
            for one in found.affected
        ]
        OpenItem.objects.bulk_create(items, batch_size=100)
        facts = {"numbers": plan.numbers, "planned": plan.planned.isoformat(), "bodies": len(items)}
        record("impact.plan_opened", subject=f"plan:{plan.pk}", actor=actor, facts=facts)
        for item in plan.items.exclude(organisation=None):
            _ask(item, order)
    return plan


def _organisations(bodies: Sequence[str]) -> dict[str, Organisation]:
    return {one.name: one for one in Organisation.objects.filter(name__in=bodies)}


def _ask(item: OpenItem, order: PlanOrder) -> None:
    people = Person.objects.filter(organisation=item.organisation, is_active=True)
    for language, told in by_language(people).items():
        with override(language):
            tell(told, _message(item, order))


def _message(item: OpenItem, order: PlanOrder) -> Message:
    subject = _("拟废止的标准有贵单位的文件在引用：{title}").format(title=order.title)
    count = len(item.reliants)
    text = ngettext(
        "共 {n} 处。请在 {day} 前答复如何处理。", "共 {n} 处。请在 {day} 前答复如何处理。", count
    ).format(n=count, day=order.due.isoformat())
    return Message(
        kind="impact.reply_asked",
        subject=subject[:200],
        text=text,
        address=reverse("impact:item", args=[item.pk]),
        key=f"impact:item:{item.pk}",
    )


def may_reply(item: OpenItem, person: Person) -> bool:
    """Whether somebody may answer for the body: its own people, and operators on its behalf."""
    is_own = item.organisation_id is not None and person.organisation_id == item.organisation_id
    return (is_own and person.is_active) or person.may(Role.OPERATOR)


@transaction.atomic
def reply(item_id: int, said: str, note: str, *, actor: Person, at: dt.datetime) -> OpenItem:
    """Take a body's reply; a later one takes the place of an earlier one.

    Raises:
        PlanRefusedError: ``plan_closed``, ``not_asked``, ``reply_unknown``.
    """
    item = OpenItem.objects.select_for_update().select_related("plan").get(pk=item_id)
    if not may_reply(item, actor):
        raise PlanRefusedError("Another body is asked", code="not_asked", fragment=item.body)
    if item.plan.closed is not None:
        raise PlanRefusedError("The plan is closed", code="plan_closed")
    if said not in OpenItem.Reply.values:
        raise PlanRefusedError("There is no such reply", code="reply_unknown", fragment=said[:40])
    item.reply, item.note = said, note
    item.replied, item.replied_by = at, actor
    item.save()
    facts = {"body": item.body, "reply": said, "note": note}
    record("impact.reply_given", subject=f"plan:{item.plan_id}", actor=actor, facts=facts)
    return item


@transaction.atomic
def close(plan_id: int, *, actor: Person, at: dt.datetime) -> WithdrawalPlan:
    """Close a plan; what was not answered stays open to see.

    Raises:
        PlanRefusedError: ``plan_closed`` where it is already.
    """
    plan = WithdrawalPlan.objects.select_for_update().get(pk=plan_id)
    if plan.closed is not None:
        raise PlanRefusedError("The plan is closed", code="plan_closed")
    plan.closed = at
    plan.save(update_fields=["closed"])
    unanswered = plan.items.filter(reply="").count()
    facts = {"unanswered": unanswered}
    record("impact.plan_closed", subject=f"plan:{plan.pk}", actor=actor, facts=facts)
    return plan
