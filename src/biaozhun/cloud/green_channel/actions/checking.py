"""Auditing a use after the fact, and finding out whether an emergency standard is still used."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.green_channel.actions.telling import office_of, tell_of_check, tell_to_confirm
from biaozhun.cloud.green_channel.errors import ChannelRefusedError
from biaozhun.cloud.green_channel.life import USED
from biaozhun.cloud.green_channel.models import Check, Finding, Use
from biaozhun.cloud.green_channel.permissions import audits
from biaozhun.cloud.green_channel.queries.still_used import due_of, to_confirm
from biaozhun.cloud.organisations.permissions import acts_for


@transaction.atomic
def check(use: Use, finding: str, text: str, *, actor: Person, at: dt.datetime) -> Check:
    """Write down what an audit found of a use; a later check counts in the place of an earlier.

    Raises:
        ChannelRefusedError: ``not_used``, ``not_the_auditor`` (no officer of the authority, or one
            who asked or decided), ``finding_unknown``, ``reason_missing``, ``nothing_to_remedy``
            (it was not found unjustified before).
    """
    held = lock(Use, use.pk)
    if held.state not in USED:
        raise ChannelRefusedError("not_used")
    if not audits(actor, held):
        raise ChannelRefusedError("not_the_auditor")
    if finding not in Finding.values:
        raise ChannelRefusedError("finding_unknown", field="finding")
    if not text.strip():
        raise ChannelRefusedError("reason_missing", field="text")
    last = held.checks.order_by("-pk").first()
    if finding == Finding.REMEDIED and (last is None or last.finding != Finding.UNJUSTIFIED):
        raise ChannelRefusedError("nothing_to_remedy", field="finding")
    made = Check.objects.create(use=held, finding=finding, text=text.strip(), at=at, by=actor)
    facts = {"project": held.project.plan_number, "finding": finding, "reason": made.text}
    record("green_channel.checked", subject=held.case_subject, actor=actor, facts=facts)
    concerned = [one for one in (held.decided_by, held.asked_by) if one is not None]
    active = {one.pk: one for one in concerned if one.is_active}
    tell_of_check(held, active.values(), actor=actor, at=at)
    return made


@transaction.atomic
def confirm(use: Use, *, is_used: bool, text: str, actor: Person, at: dt.datetime) -> None:
    """Say whether a standard made by the emergency procedure is still in use (F-03).

    One that is not is to be abolished at once, which the review of standards does.

    Raises:
        ChannelRefusedError: ``not_the_authority``, ``not_an_emergency`` (it was made otherwise, or
            is not announced yet), ``disused_already``, ``reason_missing``.
    """
    held = lock(Use, use.pk)
    if not acts_for(actor, held.project.authority_id):
        raise ChannelRefusedError("not_the_authority")
    if due_of(held) is None:
        raise ChannelRefusedError("disused_already" if held.disused else "not_an_emergency")
    if not text.strip():
        raise ChannelRefusedError("reason_missing", field="text")
    if is_used:
        held.confirmed = day_of(at)
    else:
        held.disused, held.disused_note = day_of(at), text.strip()
    held.save(update_fields=["confirmed", "disused", "disused_note"])
    kind = "green_channel.still_used" if is_used else "green_channel.no_longer_used"
    facts = {"project": held.project.plan_number, "reason": text.strip(), "visibility": "public"}
    record(kind, subject=held.case_subject, actor=actor, facts=facts)
    use.refresh_from_db()


def remind(on: dt.date) -> int:
    """Tell officers once of every emergency standard that is to be looked at; how many are told."""
    told = 0
    for use, due in to_confirm(on):
        told += tell_to_confirm(use, office_of(use.project), due=due)
    return told
