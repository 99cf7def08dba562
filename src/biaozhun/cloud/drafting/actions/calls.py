"""Open calls and what is sent in answer to them (S010)."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.actions.team import set_units
from biaozhun.cloud.drafting.call_life import ApplicationFacts, CallFacts
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import CallApplication, OpenCall
from biaozhun.cloud.drafting.permissions import roles_in_call
from biaozhun.cloud.drafting.wording.records import APPLICATION_STATE
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import people_of, tell_each

FIELDS = ("kind", "title", "text", "caller", "project", "plan", "opens", "closes", "contact")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sends in answer to a call.

    Attributes:
        name: who.
        contact: how they are reached; seen by who calls alone.
        text: experience, what can be contributed; the comment.
        unit: for whom.
    """

    name: str
    contact: str
    text: str
    unit: str = ""


@transaction.atomic
def make_call(told: Mapping[str, Any], *, actor: Person, at: dt.datetime) -> OpenCall:
    """Write a call; nobody sees it until it is published.

    Args:
        told: the fields of :class:`OpenCall` named in ``FIELDS``.
        actor: who writes it.
        at: when.
    """
    fields = {name: told[name] for name in FIELDS}
    made = OpenCall.objects.create(**fields, made_by=actor, state_since=at)
    _note("drafting.call_made", made, actor)
    return made


@transaction.atomic
def change_call(call: OpenCall, told: Mapping[str, Any], *, actor: Person) -> None:
    """Change a call; its last day may be put off while it runs."""
    held = lock(OpenCall, call.pk)
    changed = [name for name in FIELDS if getattr(held, name) != told[name]]
    if not changed:
        return
    for name in changed:
        setattr(held, name, told[name])
    held.save(update_fields=changed)
    _note("drafting.call_changed", held, actor, changed=changed)


@transaction.atomic
def step_call(call: OpenCall, action: str, *, actor: Person, at: dt.datetime, text: str) -> None:
    """Publish, finish or cancel a call.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(OpenCall, call.pk)
    facts = CallFacts(
        text=text,
        waiting=held.applications.filter(state="sent").count(),
        is_past=held.closes < day_of(at),
    )
    by = Acting(actor, roles_in_call(actor, held), at)
    take(held, action, by=by, facts=facts, told={"reason": text} if text else {})


@transaction.atomic
def apply_to_call(
    call: OpenCall, told: Answer, *, actor: Person | None, at: dt.datetime
) -> tuple[CallApplication, str]:
    """Answer a call; who calls is told.

    Returns:
        The application, and the code that opens it without an account; empty with one.

    Raises:
        DraftingRefusedError: ``call_not_open``.
    """
    held = lock(OpenCall, call.pk)
    if held.state != "open" or not held.opens <= day_of(at) <= held.closes:
        raise DraftingRefusedError("the call is not open", code="call_not_open")
    code = "" if actor else secrets.token_urlsafe(18)
    made = CallApplication.objects.create(
        call=held,
        person=actor,
        receipt=digest_of(code) if code else "",
        organisation=_organisation(told.unit, actor),
        sent=at,
        state_since=at,
        **msgspec.structs.asdict(told),
    )
    subject = made.case_subject
    facts = {"call": held.title, "unit": told.unit}
    record("drafting.call_application_sent", subject=subject, actor=actor, facts=facts)

    def message() -> Message:
        return Message(
            kind="drafting.call_application",
            subject=_("{title}：收到报名").format(title=held.title),
            text=told.unit or told.name,
            address=f"/desk/calls/{held.pk}",
            key=f"call-application:{made.pk}",
        )

    tell_each(people_of([held.caller_id]), message)
    return made, code


@transaction.atomic
def step_application(
    application: CallApplication,
    action: str,
    *,
    actor: Person | None,
    at: dt.datetime,
    text: str = "",
    joins: bool = False,
) -> None:
    """Accept, decline or take back an application; the applicant is told what came of it.

    Args:
        application: which one.
        action: a verb of its life cycle.
        actor: who; nobody for an applicant without an account, who has shown the code.
        at: when.
        text: the answer.
        joins: an accepted unit becomes the last of the drafting units.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(CallApplication, application.pk)
    roles = roles_in_call(actor, held.call)
    if actor is None or held.person_id == actor.pk:
        roles |= {"applicant"}
    facts = ApplicationFacts(text=text)
    take(held, action, by=Acting(actor, roles, at), facts=facts, told={"answer": text})
    if action == "take_back":
        return
    held.answer, held.decided, held.decided_by = text, at, actor
    held.save(update_fields=["answer", "decided", "decided_by"])
    if action == "accept" and joins and held.call.project and held.unit:
        _join(held, actor)
    _tell_applicant(held)


def digest_of(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def _organisation(unit: str, actor: Person | None) -> Organisation | None:
    own = actor.organisation if actor else None
    if own is not None and (not unit or own.name == unit):
        return own
    return Organisation.objects.filter(name=unit).first() if unit else None


def _join(application: CallApplication, actor: Person | None) -> None:
    project = application.call.project
    if project is None:
        return
    names = list(project.units.order_by("position").values_list("name", flat=True))
    if application.unit not in names:
        set_units(project, [*names, application.unit], actor=actor)


def _tell_applicant(application: CallApplication) -> None:
    def message() -> Message:
        outcome = APPLICATION_STATE[application.state]
        return Message(
            kind="drafting.call_answered",
            subject=_("{title}：{outcome}").format(title=application.call.title, outcome=outcome),
            text=application.answer,
            address=f"/calls/applications/{application.pk}",
            key=f"call-answer:{application.pk}:{application.state}",
        )

    tell_each([application.person] if application.person else [], message)


def _note(kind: str, call: OpenCall, actor: Person, **facts: object) -> None:
    told = {"title": call.title, "closes": call.closes.isoformat(), **facts}
    record(kind, subject=call.case_subject, actor=actor, facts=told)
