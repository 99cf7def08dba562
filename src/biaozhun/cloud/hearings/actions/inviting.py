"""Representatives are invited to a stage of a project; what they answer, say and cause."""

import datetime as dt
import secrets
from collections.abc import Iterable

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.cases.receipts import code_of, kept
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.hearings.actions.opinions import check_disposition
from biaozhun.cloud.hearings.actions.preparing import permit_desk
from biaozhun.cloud.hearings.actions.stepping import keep_proceeding
from biaozhun.cloud.hearings.actions.telling import tell_handled, tell_invited
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.life import UNDER_WAY, InvitationFacts
from biaozhun.cloud.hearings.models import Hearing, Invitation, Representative, Stage
from biaozhun.cloud.hearings.permissions import desk_roles
from biaozhun.cloud.hearings.queries.pool import in_pool

_NONCE = 16  # bytes
SPEAKS = frozenset({"invited", "accepted", "attended", "absent"})
"""States of an invitation in which an opinion is taken: in writing before and after as well."""

ANSWERS = frozenset({"accept", "decline", "note_acceptance", "note_refusal"})
"""Steps of an invitation that answer it."""


class InvitationTold(msgspec.Struct, frozen=True, kw_only=True):
    """To what somebody is invited; fields as of :class:`Invitation`."""

    stage: str
    text: str = ""
    day: dt.date | None = None
    answer_until: dt.date | None = None


@transaction.atomic
def invite(
    project: Project,
    representatives: Iterable[Representative],
    told: InvitationTold,
    *,
    actor: Person,
    at: dt.datetime,
) -> list[Invitation]:
    """Invite representatives to a stage of a project, all of them or none.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``stage_unclear``, ``nobody_named``,
            ``answer_after_the_day``, ``not_in_pool``, ``invited_already``, ``no_hearing``.
    """
    held = lock(Project, project.pk)
    permit_desk(actor, held)
    chosen = list(representatives)
    hearing = _hearing_of(held) if told.stage == Stage.HEARING and chosen else None
    _check(held, chosen, told, day_of(at))
    _check_once(held, chosen, told.stage, hearing)
    return [_invite(held, one, told, hearing, actor, at) for one in chosen]


def _check(
    project: Project, chosen: list[Representative], told: InvitationTold, today: dt.date
) -> None:
    if told.stage not in Stage.values:
        raise HearingRefusedError("stage_unclear", field="stage")
    if not chosen:
        raise HearingRefusedError("nobody_named", field="representatives")
    if told.day and told.answer_until and told.answer_until > told.day:
        raise HearingRefusedError("answer_after_the_day", field="answer_until")
    pks = [one.pk for one in chosen]
    pool = Representative.objects.filter(in_pool(today), authority=project.authority_id)
    if pool.filter(pk__in=pks).count() != len(set(pks)):
        raise HearingRefusedError("not_in_pool", field="representatives")


def _check_once(
    project: Project, chosen: list[Representative], stage: str, hearing: Hearing | None
) -> None:
    """Nobody is invited twice to a stage; to the stage of hearings once to each of them."""
    rows = Invitation.objects.filter(project=project, stage=stage, representative__in=chosen)
    if hearing is not None:
        rows = rows.filter(hearing=hearing)
    twice = rows.exclude(state="cancelled").select_related("representative").first()
    if twice is not None:
        name = twice.representative.name
        raise HearingRefusedError("invited_already", fragment=name, field="representatives")


def _hearing_of(project: Project) -> Hearing:
    found = Hearing.objects.filter(project=project, state__in=UNDER_WAY).first()
    if found is None:
        raise HearingRefusedError("no_hearing", field="stage")
    return found


def _invite(
    project: Project,
    representative: Representative,
    told: InvitationTold,
    hearing: Hearing | None,
    actor: Person,
    at: dt.datetime,
) -> Invitation:
    nonce = secrets.token_hex(_NONCE)
    made = Invitation.objects.create(
        project=project,
        stage=told.stage,
        hearing=hearing,
        representative=representative,
        kind=representative.kind,
        text=told.text,
        day=told.day or (hearing.day if hearing else None),
        answer_until=told.answer_until,
        nonce=nonce,
        receipt=kept(code_for(nonce)),
        invited=at,
        invited_by=actor,
        state_since=at,
    )
    facts = {"stage": made.stage, "kind": made.kind}
    record("hearings.representative_invited", subject=made.case_subject, actor=actor, facts=facts)
    tell_invited(made)
    return made


def code_for(nonce: str) -> str:
    """The code by which who has no account answers; the desk puts it in the letter."""
    return code_of(f"invitation:{nonce}")


@transaction.atomic
def step_invitation(  # noqa: PLR0913  -- what is said with a step; all but the verb by name
    invitation: Invitation,
    action: str,
    *,
    actor: Person | None,
    at: dt.datetime,
    roles: frozenset[str] | None = None,
    reason: str = "",
    answered: dt.date | None = None,
) -> None:
    """Take a step of an invitation.

    Args:
        invitation: which one.
        action: the verb.
        actor: who is signed in, if anybody.
        at: when.
        roles: ``invitee`` where the code or the account was shown; else what the actor is.
        reason: why it is declined or cancelled.
        answered: the day of the answer that the desk notes; of today where none is stated.

    Raises:
        StepRefusedError: something stands against it.
        HearingRefusedError: ``answer_day_wrong`` for one before the invitation or to come.
    """
    held = lock(Invitation, invitation.pk)
    acting = roles if roles is not None else desk_roles(actor, held.project)
    facts = InvitationFacts(
        today=day_of(at), answer_until=held.answer_until, day=held.day, reason=reason
    )
    day = answered or day_of(at)
    if action in ANSWERS and not day_of(held.invited) <= day <= day_of(at):
        raise HearingRefusedError("answer_day_wrong", field="answered")
    take(held, action, by=Acting(actor, acting, at), facts=facts, told={"stage": held.stage})
    if action in ANSWERS:
        held.answered = day
    held.reason = reason.strip() or held.reason
    held.save(update_fields=["reason", "answered"])
    invitation.refresh_from_db()


@transaction.atomic
def record_opinion(
    invitation: Invitation,
    text: str,
    *,
    roles: frozenset[str],
    actor: Person | None,
    at: dt.datetime,
) -> None:
    """Record what a representative says; once it was handled it stays as it is.

    Args:
        invitation: by which they take part.
        text: the opinion.
        roles: ``invitee`` or ``desk``.
        actor: who is signed in, if anybody.
        at: when.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``opinion_empty``, ``not_taken_now``,
            ``handled_already``.
    """
    held = _with_hearing(invitation)
    if not roles & {"invitee", "desk"}:
        raise HearingRefusedError("not_the_desk")
    if not text.strip():
        raise HearingRefusedError("opinion_empty", field="text")
    if held.state not in SPEAKS or (held.hearing and held.hearing.state == "settled"):
        raise HearingRefusedError("not_taken_now")
    if held.disposition:
        raise HearingRefusedError("handled_already")
    held.opinion, held.opinion_at = text.strip(), at
    held.save(update_fields=["opinion", "opinion_at"])
    facts = {"stage": held.stage, "kind": held.kind}
    record("hearings.representative_spoke", subject=held.case_subject, actor=actor, facts=facts)
    if held.hearing is not None:
        keep_proceeding(held.hearing, actor=actor)


@transaction.atomic
def handle_opinion(
    invitation: Invitation, disposition: str, answer: str, *, actor: Person, at: dt.datetime
) -> None:
    """Say what came of the opinion of a representative, who is told.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``opinion_empty``, ``disposition_missing``,
            ``disposition_unclear``, ``answer_missing``, ``hearing_settled``.
    """
    held = _with_hearing(invitation)
    permit_desk(actor, held.project)
    if not held.opinion:
        raise HearingRefusedError("opinion_empty")
    if not disposition:
        raise HearingRefusedError("disposition_missing", field="disposition")
    check_disposition(disposition)
    if disposition != "accepted" and not answer.strip():
        raise HearingRefusedError("answer_missing", field="answer")
    if held.hearing is not None and held.hearing.state == "settled":
        raise HearingRefusedError("hearing_settled")
    held.disposition, held.answer, held.handled = disposition, answer.strip(), at
    held.save(update_fields=["disposition", "answer", "handled"])
    facts = {"stage": held.stage, "disposition": disposition}
    record("hearings.opinion_handled", subject=held.case_subject, actor=actor, facts=facts)
    if held.hearing is not None:
        keep_proceeding(held.hearing, actor=actor)
    person = held.representative.person
    if person is not None and person.is_active:
        key = f"invitation-opinion:{held.pk}:{at.isoformat()}"
        tell_handled([person], topic=held.project.title, answer=held.answer, key=key)


def _with_hearing(invitation: Invitation) -> Invitation:
    """The invitation, locked behind its hearing: a report is not published meanwhile."""
    hearing = lock(Hearing, invitation.hearing_id) if invitation.hearing_id else None
    held = lock(Invitation, invitation.pk)
    held.hearing = hearing
    return held
