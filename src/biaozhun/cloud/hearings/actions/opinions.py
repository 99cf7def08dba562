"""What participants said, and how it is handled."""

import datetime as dt

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.hearings.actions.preparing import permit_desk
from biaozhun.cloud.hearings.actions.stepping import keep_proceeding
from biaozhun.cloud.hearings.actions.telling import tell_handled
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.life import OpinionFacts
from biaozhun.cloud.hearings.models import Disposition, Group, Hearing, Opinion, Registration
from biaozhun.cloud.hearings.permissions import desk_roles

MOST_WRITTEN = 20  # opinions that one participant hands in


class OpinionTold(msgspec.Struct, frozen=True, kw_only=True):
    """What was said; fields as of :class:`Opinion`."""

    text: str
    place: str = ""


@transaction.atomic
def note_opinion(
    registration: Registration, told: OpinionTold, *, actor: Person, at: dt.datetime
) -> Opinion:
    """Take down what a participant said at the hearing.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``not_held``, ``not_present``, ``not_chosen`` of
            an observer, ``opinion_empty``.
    """
    hearing = lock(Hearing, registration.hearing_id)
    permit_desk(actor, hearing.project)
    if hearing.state != "held":
        raise HearingRefusedError("not_held")
    held = Registration.objects.get(pk=registration.pk)
    if held.state != "chosen" or not held.attended:
        raise HearingRefusedError("not_present", field="registration")
    if held.group == Group.OBSERVER:
        raise HearingRefusedError("not_chosen", field="registration")
    return _enter(hearing, held, told, actor=actor, at=at, is_written=False)


@transaction.atomic
def hand_in_opinion(
    registration: Registration, told: OpinionTold, *, actor: Person | None, at: dt.datetime
) -> Opinion:
    """A participant hands an opinion in, from the selection until the report is published.

    The caller has asked for the account or the code of the receipt.

    Raises:
        HearingRefusedError: ``not_chosen``, ``not_taken_now``, ``opinion_empty``,
            ``too_many_opinions``.
    """
    hearing = lock(Hearing, registration.hearing_id)
    held = Registration.objects.get(pk=registration.pk)
    if held.state != "chosen" or held.group == Group.OBSERVER:
        raise HearingRefusedError("not_chosen")
    if hearing.state not in {"selected", "held"}:
        raise HearingRefusedError("not_taken_now")
    if held.opinions.filter(is_written=True).count() >= MOST_WRITTEN:
        raise HearingRefusedError("too_many_opinions", fragment=str(MOST_WRITTEN))
    return _enter(hearing, held, told, actor=actor, at=at, is_written=True)


def _enter(
    hearing: Hearing,
    registration: Registration,
    told: OpinionTold,
    *,
    actor: Person | None,
    at: dt.datetime,
    is_written: bool,
) -> Opinion:
    if not told.text.strip():
        raise HearingRefusedError("opinion_empty", field="text")
    words = {"place": told.place.strip(), "text": told.text.strip(), "is_written": is_written}
    before = registration.opinions.filter(state="open", **words).first()
    if before is not None:  # sent twice by a second click
        return before
    made = Opinion.objects.create(
        hearing=hearing,
        registration=registration,
        number=hearing.opinions.count() + 1,
        entered=at,
        entered_by=actor,
        state_since=at,
        **words,
    )
    facts = {"number": made.number, "registration": registration.number}
    record("hearings.opinion_entered", subject=hearing.case_subject, actor=actor, facts=facts)
    keep_proceeding(hearing, actor=actor)
    return made


@transaction.atomic
def decide_opinion(
    opinion: Opinion, disposition: str, answer: str, *, actor: Person, at: dt.datetime
) -> None:
    """Decide how an opinion is handled; who said it is told.

    Raises:
        StepRefusedError: ``disposition_missing``, ``answer_missing``, ``hearing_settled``.
        HearingRefusedError: ``disposition_unclear``.
    """
    hearing = lock(Hearing, opinion.hearing_id)
    held = lock(Opinion, opinion.pk)
    check_disposition(disposition)
    facts = OpinionFacts(
        disposition=disposition, reason=answer, is_settled=hearing.state == "settled"
    )
    by = Acting(actor, desk_roles(actor, hearing.project), at)
    told = {"number": held.number, "disposition": disposition}
    held.disposition, held.answer = disposition, answer.strip()
    held.decided, held.decided_by = at, actor
    held.save(update_fields=["disposition", "answer", "decided", "decided_by"])
    take(held, "decide", by=by, facts=facts, told=told)  # after: the database wants a disposition
    keep_proceeding(hearing, actor=actor)
    author = held.registration.person
    if author is not None and author.is_active:
        key = f"hearing-opinion:{held.pk}:{at.isoformat()}"
        tell_handled([author], topic=hearing.topic, answer=held.answer, key=key)


@transaction.atomic
def decide_anew(opinion: Opinion, reason: str, *, actor: Person, at: dt.datetime) -> None:
    """Take a decision on an opinion back.

    Raises:
        StepRefusedError: ``reason_missing``, ``hearing_settled``.
    """
    hearing = lock(Hearing, opinion.hearing_id)
    held = lock(Opinion, opinion.pk)
    facts = OpinionFacts(reason=reason, is_settled=hearing.state == "settled")
    by = Acting(actor, desk_roles(actor, hearing.project), at)
    take(held, "decide_anew", by=by, facts=facts, told={"number": held.number, "reason": reason})
    held.disposition, held.answer, held.decided, held.decided_by = "", "", None, None
    held.save(update_fields=["disposition", "answer", "decided", "decided_by"])
    keep_proceeding(hearing, actor=actor)


def check_disposition(disposition: str) -> None:
    """Let go on what is empty or known.

    Raises:
        HearingRefusedError: ``disposition_unclear``.
    """
    if disposition and disposition not in Disposition.values:
        raise HearingRefusedError("disposition_unclear", field="disposition")
