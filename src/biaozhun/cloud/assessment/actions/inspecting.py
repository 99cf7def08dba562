"""Inspections, what they find, and what units do about it."""

import datetime as dt

import msgspec
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.assessment.life import UNSETTLED, AssessmentFacts
from biaozhun.cloud.assessment.models import Finding, Inspection
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.cloud.plans.models import Plan
from biaozhun.core.errors import BiaozhunError


class InspectionConcludedError(BiaozhunError):
    """Nothing more is found by an inspection that is over. Code: ``inspection_concluded``."""

    default_code = "inspection_concluded"


class InspectionOrder(msgspec.Struct, frozen=True, kw_only=True):
    """An inspection as an officer wants it."""

    title: str
    plan: Plan | None
    purpose: str
    inspectors: str
    since: dt.date
    until: dt.date


class FindingOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What was found at whom, what is demanded, and by when."""

    organisation: Organisation
    text: str
    demand: str
    due: dt.date


@transaction.atomic
def open_inspection(order: InspectionOrder, *, actor: Person, at: dt.datetime) -> Inspection:
    """Begin an inspection."""
    made = Inspection.objects.create(
        **msgspec.structs.asdict(order), made=at, made_by=actor, state_since=at
    )
    facts = {"title": made.title, "since": str(made.since), "until": str(made.until)}
    record("assessment.inspection_open", subject=made.case_subject, actor=actor, facts=facts)
    return made


@transaction.atomic
def step(pk: int, action: str, *, reason: str, by: Acting) -> Inspection:
    """Conclude an inspection, or reopen it.

    Raises:
        StepRefusedError: findings are not settled, or no reason is given.
    """
    held = lock(Inspection, pk)
    unsettled = held.findings.filter(state__in=UNSETTLED).count()
    facts = AssessmentFacts(reason=reason, unsettled=unsettled)
    take(held, action, by=by, facts=facts, told={"reason": reason} if reason else None)
    return held


@transaction.atomic
def find(inspection: Inspection, order: FindingOrder, *, actor: Person, at: dt.datetime) -> Finding:
    """Write down what was found; the people of the unit are told.

    Raises:
        InspectionConcludedError: it is over.
    """
    if lock(Inspection, inspection.pk).state != "open":
        raise InspectionConcludedError("It is over", fragment=inspection.title)
    made = Finding.objects.create(
        inspection=inspection, **msgspec.structs.asdict(order), state_since=at
    )
    facts = {"unit": order.organisation.name, "text": order.text, "due": order.due.isoformat()}
    record("assessment.finding_found", subject=made.case_subject, actor=actor, facts=facts)
    _tell(made, "found")
    return made


@transaction.atomic
def rectify(pk: int, text: str, evidence: str, *, by: Acting) -> Finding:
    """Say what was done about a finding.

    Raises:
        StepRefusedError: nothing is said, or it is not this person's.
    """
    held = lock(Finding, pk)
    told = {"rectification": text, "evidence": evidence}
    take(held, "rectify", by=by, facts=AssessmentFacts(rectification=text), told=told)
    held.rectification, held.evidence = text, evidence
    held.save(update_fields=["rectification", "evidence"])
    return held


@transaction.atomic
def judge(pk: int, action: str, *, reason: str, by: Acting) -> Finding:
    """Verify what was done, send it back, or drop the finding.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Finding, pk)
    is_open = lock(Inspection, held.inspection_id).state == "open"
    facts = AssessmentFacts(reason=reason, is_open=is_open)
    take(held, action, by=by, facts=facts, told={"reason": reason} if reason else None)
    held.reason = reason
    held.save(update_fields=["reason"])
    if action == "send_back":
        _tell(held, f"send_back:{by.at.isoformat()}")
    return held


def _tell(one: Finding, occasion: str) -> None:
    tell_each(
        people_of([one.organisation_id]),
        lambda: Message(
            kind="assessment.finding",
            subject=_("请整改：{title}").format(title=one.inspection.title)[:200],
            text=_("请在 {day} 前整改。").format(day=one.due.isoformat()),
            address=reverse("assessment:finding", args=[one.pk]),
            key=f"finding:{one.pk}:{occasion}",
        ),
    )
