"""Applications: drafted, changed, handed in, checked, returned, declined, withdrawn."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.proposals.actions.taking_up import (
    give_back_suggestions,
    take_up_suggestions,
)
from biaozhun.cloud.proposals.actions.telling import officers_of, parties_of, tell_each
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.life import EDITABLE
from biaozhun.cloud.proposals.models import Application, ApplicationUnit, Taken
from biaozhun.cloud.proposals.permissions import roles_in_application
from biaozhun.cloud.proposals.queries.eligibility import why_not
from biaozhun.cloud.proposals.queries.facts import application_facts
from biaozhun.cloud.proposals.wording import ACTION_TOLD
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.core.lifecycle import Circumstances, Decision

WRITTEN: Final = (
    "call",
    "title",
    "title_en",
    "kind",
    "revises",
    "field",
    "regime",
    "procedure",
    "urgency_ground",
    "urgency",
    "ics",
    "ccs",
    "scope",
    "necessity",
    "feasibility",
    "special_need",
    "relation",
    "effect",
    "work_plan",
    "months",
    "budget",
    "contact",
    "committee",
)
"""What the department writes into the form itself."""
_KEEPS_REASON: Final = frozenset({"send_back", "take_out", "decline", "withdraw"})
_ENDS: Final = frozenset({"decline", "withdraw"})
_TELLS_OFFICE: Final = frozenset({"submit", "withdraw"})


@transaction.atomic
def draft_application(
    told: Mapping[str, Any],
    *,
    department: Organisation,
    authority: Organisation,
    actor: Person,
    at: dt.datetime,
) -> Application:
    """Begin an application; it is nobody's but the department's until it is handed in.

    Args:
        told: the fields of :data:`WRITTEN`, ``units`` (names in order), ``taken`` (kind, id and
            title of each suggestion or demand); what is left out is empty.
        department: who applies.
        authority: to whom.
        actor: who writes it.
        at: when.

    Raises:
        RefusedError: the department may not apply there; the code says why.
    """
    if refused := why_not(department, authority):
        raise RefusedError(refused)
    made = Application(
        department=department, authority=authority, made=at, made_by=actor, state_since=at
    )
    _write(made, told)
    facts = {"title": made.title, "department": department.name, "authority": authority.name}
    record("proposals.application_drafted", subject=made.case_subject, actor=actor, facts=facts)
    return made


@transaction.atomic
def change_application(application: Application, told: Mapping[str, Any], *, actor: Person) -> None:
    """Write the form anew; only while it lies with the department.

    Args:
        application: which one.
        told: as for :func:`draft_application`.
        actor: who writes it.

    Raises:
        RefusedError: ``not_editable``, ``not_yours``.
    """
    held = hold_editable(application, actor)
    before = {name: getattr(held, name) for name in WRITTEN}
    _write(held, told)
    changed = [name for name in WRITTEN if getattr(held, name) != before[name]]
    facts = {"title": held.title, "fields": changed}
    record("proposals.application_changed", subject=held.case_subject, actor=actor, facts=facts)
    application.refresh_from_db()


def hold_editable(application: Application, actor: Person) -> Application:
    """The application as it stands, held for a change by its department.

    Raises:
        RefusedError: ``not_editable``, ``not_yours``.
    """
    held = lock(Application, application.pk)
    if "department" not in roles_in_application(actor, held):
        raise RefusedError("not_yours")
    if held.state not in EDITABLE:
        raise RefusedError("not_editable")
    return held


def _write(application: Application, told: Mapping[str, Any]) -> None:
    for name in WRITTEN:
        if name in told:
            setattr(application, name, told[name])
    application.save()
    if "units" in told:
        _name_units(application, told["units"])
    if "taken" in told:
        _name_taken(application, told["taken"])


def _name_units(application: Application, names: Sequence[str]) -> None:
    """The drafting units in their order; who stays keeps the undertaking."""
    held = {one.name: one for one in application.units.all()}
    known = Organisation.objects.in_bulk(list(names), field_name="name")
    application.units.all().delete()
    rows = []
    for position, name in enumerate(dict.fromkeys(names), 1):
        row = held.get(name) or ApplicationUnit(application=application, name=name)
        row.pk, row.position, row.organisation = None, position, known.get(name)
        rows.append(row)
    ApplicationUnit.objects.bulk_create(rows)


def _name_taken(application: Application, taken: Sequence[tuple[str, int, str]]) -> None:
    application.taken.all().delete()
    Taken.objects.bulk_create(
        Taken(application=application, kind=kind, key=key, title=title[:300])
        for kind, key, title in taken
    )


@transaction.atomic
def step_application(
    application: Application, action: str, *, actor: Person, at: dt.datetime, reason: str = ""
) -> Decision:
    """Take a step of an application; those who take part in it are told.

    Args:
        application: which one; it is given its new state as well.
        action: a verb of its life cycle that a person takes.
        actor: who.
        at: when.
        reason: what was written with it.

    Raises:
        StepRefusedError: something stands against it; everything is named.
    """
    held = lock(Application, application.pk)
    by = Acting(actor, roles_in_application(actor, held), at)
    decision = move(held, action, by=by, reason=reason)
    if action == "submit":
        held.submitted, held.reason = held.submitted or at, ""
        take_up_suggestions(held, actor=actor, at=at)
    if action in _KEEPS_REASON:
        held.reason = reason
    if action == "take_out":
        held.batch, held.conclusion, held.conclusion_reason = None, "", ""
    held.save(update_fields=["submitted", "reason", "batch", "conclusion", "conclusion_reason"])
    tell_of(held, action, actor=actor, at=at)
    application.refresh_from_db()
    return decision


def move(
    held: Application,
    action: str,
    *,
    by: Acting,
    reason: str = "",
    told: Mapping[str, object] | None = None,
) -> Decision:
    """Take a step of an application that is held already; its parties are not told yet.

    One that ends gives the suggestions it took up back to its department.

    Args:
        held: which one, its row locked.
        action: the verb.
        by: who takes it, in what roles.
        reason: what was written with it.
        told: what the event keeps besides title and reason.

    Raises:
        StepRefusedError: something stands against it.
    """
    on = day_of(by.at)
    rules = rules_for(held.authority, procedure=held.procedure, on=on)
    said = {"title": held.title, **({"reason": reason} if reason else {}), **(told or {})}
    decision = take(
        held,
        action,
        by=by,
        facts=application_facts(held, on=on, reason=reason),
        told=said,
        circumstances=Circumstances(rules=rules),
    )
    if action in _ENDS:
        give_back_suggestions(held, actor=by.person, at=by.at, reason=reason)
    return decision


def tell_of(
    application: Application, action: str, *, actor: Person | None, at: dt.datetime
) -> None:
    """Tell the other side of a step: the office what the department did, and the reverse."""
    to_office = action in _TELLS_OFFICE
    if to_office and application.submitted is None:
        return  # the office never knew of it
    people = officers_of(application.authority_id) if to_office else parties_of(application)
    tell_each(
        people,
        lambda: Message(
            kind="proposals.application_moved",
            subject=str(ACTION_TOLD[action]).format(title=application.title),
            text=application.reason or application.conclusion_reason,
            address=f"/desk/applications/{application.pk}",
            key=f"{application.case_subject}:{action}:{at.isoformat()}",
        ),
        but=actor,
    )
