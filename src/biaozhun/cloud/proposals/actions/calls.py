"""Calls for applications: drafted, changed, published, ended."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.organisations.models import Kind
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.organisations.queries.people import people_of
from biaozhun.cloud.proposals.actions.telling import tell_each
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.life import CallFacts
from biaozhun.cloud.proposals.models import Call
from biaozhun.cloud.proposals.queries.eligibility import place_of, why_not

_WRITTEN: Final = ("year", "kind", "title", "text", "priorities", "opens", "closes")


@transaction.atomic
def draft_call(
    told: Mapping[str, Any], *, authority: Organisation, actor: Person, at: dt.datetime
) -> Call:
    """Write a call; nobody outside the authority sees it before it is published.

    Raises:
        RefusedError: ``not_yours``.
    """
    if not acts_for(actor, authority.pk):
        raise RefusedError("not_yours")
    fields = {name: told[name] for name in _WRITTEN}
    made = Call.objects.create(authority=authority, state_since=at, **fields)
    facts = {"title": made.title, "year": made.year}
    record("proposals.call_drafted", subject=made.case_subject, actor=actor, facts=facts)
    return made


@transaction.atomic
def change_call(call: Call, told: Mapping[str, Any], *, actor: Person) -> None:
    """Write a call anew; one that is published only lets its last day be put off.

    Raises:
        RefusedError: ``not_yours``, ``call_over``, ``call_published``.
    """
    held = lock(Call, call.pk)
    if not acts_for(actor, held.authority_id):
        raise RefusedError("not_yours")
    if held.state == "ended":
        raise RefusedError("call_over")
    changed = [name for name in _WRITTEN if getattr(held, name) != told[name]]
    if held.state == "published":
        _only_put_off(held, told, changed)
    for name in changed:
        setattr(held, name, told[name])
    held.save()
    facts = {
        "title": held.title,
        "fields": changed,
        "closes": held.closes.isoformat() if held.closes else "",
    }
    record("proposals.call_changed", subject=held.case_subject, actor=actor, facts=facts)
    call.refresh_from_db()


def _only_put_off(call: Call, told: Mapping[str, Any], changed: list[str]) -> None:
    closes: dt.date | None = told["closes"]
    if set(changed) - {"closes"}:
        raise RefusedError("call_published")
    if "closes" in changed and (closes is None or call.closes is None or closes < call.closes):
        raise RefusedError("call_published", field="closes")


@transaction.atomic
def step_call(call: Call, action: str, *, actor: Person, at: dt.datetime, reason: str = "") -> None:
    """Publish a call or end it; the departments of its level are told when it is published.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Call, call.pk)
    roles = {"authority"} if acts_for(actor, held.authority_id) else set()
    facts = CallFacts(
        reason=reason,
        has_text=bool(held.text.strip()),
        has_days=held.opens is not None and held.closes is not None,
        is_over=held.closes is not None and held.closes < day_of(at),
    )
    told = {"title": held.title, **({"reason": reason} if reason else {})}
    take(held, action, by=Acting(actor, frozenset(roles), at), facts=facts, told=told)
    if action == "publish":
        held.published = at
        _tell_departments(held, actor)
    if action == "end":
        held.ended = reason
    held.save(update_fields=["published", "ended"])
    call.refresh_from_db()


def _tell_departments(call: Call, actor: Person) -> None:
    seat = place_of(call.authority)
    level = seat.level if seat else ""
    near = Organisation.objects.filter(place__kind=Kind.DEPARTMENT, place__level=level)
    able = [one.pk for one in near.select_related("place") if not why_not(one, call.authority)]
    tell_each(
        people_of(able),
        lambda: Message(
            kind="proposals.call_published",
            subject=_("立项指南：{title}").format(title=call.title),
            text=call.text[:500],
            address=f"/proposals/calls/{call.pk}",
            key=f"{call.case_subject}:published",
        ),
        but=actor,
    )
