"""Letters to units: listed, sent, opened, answered, chased."""

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.cases.receipts import kept
from biaozhun.cloud.consultations.actions.commenting import Said, file_comment, takes_comments
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.models import Comment, Consultation, Letter
from biaozhun.cloud.consultations.permissions import roles_in
from biaozhun.cloud.consultations.queries.codes import letter_code
from biaozhun.cloud.consultations.tasks import mail_letter
from biaozhun.cloud.consultations.wording.letters import chasing_message, letter_message
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.organisations.queries.people import people_of
from biaozhun.cloud.plans.actions.telling import tell_each

MOST_UNITS = 500
LISTED = ("preparing", "open")
ANSWERED = ("open", "closed")


class NewUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit that is to be asked."""

    unit: str
    group: str = str(Letter.Group.OTHER)
    organisation: Organisation | None = None
    email: str = ""


class Replied(msgspec.Struct, frozen=True, kw_only=True):
    """What a unit answers.

    Attributes:
        reply: ``comments`` or ``none``.
        signed_by: who signs for the unit.
        comments: with the reply; none where it has none, or where a table was brought.
        received: the day a reply on paper came in; ``None`` for one that is given here.
    """

    reply: str
    signed_by: str
    comments: Sequence[Said] = ()
    received: dt.date | None = None


@transaction.atomic
def add_units(consultation: Consultation, units: Sequence[NewUnit], *, actor: Person) -> int:
    """Put units on the list; those that are on it already stay as they are.

    Returns:
        How many are new.

    Raises:
        ConsultationRefusedError: ``not_the_desk``, ``list_closed``, ``unit_missing``,
            ``too_many_units``.
    """
    held = lock(Consultation, consultation.pk)
    _desk(held, actor)
    if held.state not in LISTED:
        raise ConsultationRefusedError("list_closed")
    names = set(held.letters.values_list("unit", flat=True))
    made = 0
    for one in units:
        name = " ".join(one.unit.split())[:200]
        if not name:
            raise ConsultationRefusedError("unit_missing", field="unit")
        if name in names:
            continue
        names.add(name)
        if len(names) > MOST_UNITS:
            raise ConsultationRefusedError("too_many_units", fragment=str(MOST_UNITS))
        body = one.organisation or Organisation.objects.filter(name=name).first()
        Letter.objects.create(
            consultation=held,
            unit=name,
            group=Letter.Group(one.group),
            organisation=body,
            email=one.email,
            made_by=actor,
        )
        made += 1
    if made:
        _note("units_listed", held, actor, count=made)
    return made


@transaction.atomic
def remove_unit(letter: Letter, *, actor: Person) -> None:
    """Take a unit off the list before its letter is sent.

    Raises:
        ConsultationRefusedError: ``not_the_desk``, ``already_sent``.
    """
    held = lock(Consultation, letter.consultation_id)
    _desk(held, actor)
    current = held.letters.filter(pk=letter.pk).first()
    if current is None:
        return
    if current.sent:
        raise ConsultationRefusedError("already_sent", fragment=current.unit)
    _note("unit_removed", held, actor, unit=current.unit)
    current.delete()


@transaction.atomic
def send(
    consultation: Consultation,
    letters: Sequence[Letter],
    *,
    actor: Person,
    at: dt.datetime,
    due: dt.date | None = None,
) -> int:
    """Send letters: each gets a code; people on the platform are told, others get a mail.

    Sent again, nothing happens to those that are sent.

    Args:
        consultation: which one; it must be open.
        letters: of it.
        actor: who sends.
        at: when.
        due: the day to reply by; the last day of the consultation where none is given.

    Returns:
        How many were sent now.

    Raises:
        ConsultationRefusedError: ``not_the_desk``, ``not_open_yet``, ``due_outside``.
    """
    held = lock(Consultation, consultation.pk)
    _desk(held, actor)
    last = _last_day(held, due, today := day_of(at))
    chosen = [one.pk for one in letters]
    waiting = list(held.letters.select_for_update().filter(pk__in=chosen, sent=None))
    for one in waiting:
        one.sent, one.due = today, last
        one.receipt = kept(letter_code(one))
        one.save(update_fields=["sent", "due", "receipt"])
        _tell(one, letter_message, key=f"letter:{one.pk}")
        if one.email:
            mail_letter.later(one.pk)
    if waiting:
        _note("letters_sent", held, actor, count=len(waiting), until=last.isoformat())
    return len(waiting)


def _last_day(held: Consultation, due: dt.date | None, today: dt.date) -> dt.date:
    """The day to reply by.

    Raises:
        ConsultationRefusedError: ``not_open_yet``, ``due_outside``.
    """
    if not takes_comments(held, on=today) or held.closes is None:
        raise ConsultationRefusedError("not_open_yet")
    last = due or held.closes
    if not today <= last <= held.closes:
        raise ConsultationRefusedError("due_outside", fragment=last.isoformat(), field="due")
    return last


@transaction.atomic
def open_letter(letter: Letter, *, at: dt.datetime) -> None:
    """Note that the unit opened its page (签收), the first time."""
    held = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if held.opened is None:
        held.opened = at
        held.save(update_fields=["opened"])
        _note("letter_opened", held.consultation, None, unit=held.unit)
    letter.opened = held.opened


def reply(
    letter: Letter,
    answer: Replied,
    *,
    person: Person | None,
    at: dt.datetime,
    stated_by: Person | None = None,
) -> Letter:
    """Take in what a unit answers; one that comes after the end is refused, but noted.

    Args:
        letter: which one.
        answer: what it says.
        person: whose account it is given with; nobody who shows the code.
        at: when.
        stated_by: who of the desk enters a reply that came on paper.

    Raises:
        ConsultationRefusedError: ``reply_late``, ``not_sent``, ``signature_missing``,
            ``comments_missing``, ``has_comments``, ``not_the_desk``, ``received_outside``, and
            those of a comment.
    """
    consultation = letter.consultation
    day = answer.received or day_of(at)
    if _is_late(consultation, day) and letter.sent:
        record(
            "consultations.reply_late",
            subject=consultation.case_subject,
            actor=person or stated_by,
            facts={"unit": letter.unit, "day": day.isoformat(), "reply": answer.reply},
        )
        raise ConsultationRefusedError("reply_late", fragment=letter.unit)
    return _reply(letter, answer, person=person, at=at, stated_by=stated_by)


def _is_late(consultation: Consultation, day: dt.date) -> bool:
    return consultation.closes is None or day > consultation.closes


@transaction.atomic
def _reply(
    letter: Letter,
    answer: Replied,
    *,
    person: Person | None,
    at: dt.datetime,
    stated_by: Person | None,
) -> Letter:
    consultation = lock(Consultation, letter.consultation_id)
    held = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    _check(held, consultation, answer, at=at, stated_by=stated_by)
    for said in answer.comments:
        file_comment(
            consultation,
            msgspec.structs.replace(said, unit=held.unit, organisation=held.organisation),
            person=person,
            at=at,
            origin=Comment.Origin.STATED if stated_by else Comment.Origin.LETTER,
            letter=held,
            entered_by=stated_by,
        )
    held.reply = Letter.Reply(answer.reply)
    held.replied, held.replied_by, held.stated_by = at, answer.signed_by[:100], stated_by
    held.save(update_fields=["reply", "replied", "replied_by", "stated_by"])
    _note(
        "letter_replied",
        consultation,
        person or stated_by,
        unit=held.unit,
        reply=answer.reply,
        count=len(answer.comments),
    )
    return held


def _check(
    held: Letter,
    consultation: Consultation,
    answer: Replied,
    *,
    at: dt.datetime,
    stated_by: Person | None,
) -> None:
    """Refuse what is no answer.

    Raises:
        ConsultationRefusedError: as :func:`reply` says.
    """
    if stated_by is not None:
        _desk(consultation, stated_by)
    if held.sent is None:
        raise ConsultationRefusedError("not_sent", fragment=held.unit)
    if consultation.state not in (ANSWERED if stated_by else LISTED[1:]):
        raise ConsultationRefusedError("comments_closed")
    received = answer.received
    if received is not None and not held.sent <= received <= day_of(at):
        raise ConsultationRefusedError("received_outside", field="received")
    if not answer.signed_by.strip():
        raise ConsultationRefusedError("signature_missing", field="signed_by")
    has_some = held.comments.exclude(state="withdrawn").exists()
    says_some = answer.reply == Letter.Reply.COMMENTS
    if says_some and not (answer.comments or has_some):
        raise ConsultationRefusedError("comments_missing", field="text")
    if not says_some and (answer.comments or has_some):
        raise ConsultationRefusedError("has_comments", field="reply")


@transaction.atomic
def chase(
    consultation: Consultation, letters: Sequence[Letter], *, actor: Person, at: dt.datetime
) -> int:
    """Remind units that have not replied, each at most once a day.

    Returns:
        How many were reminded now.

    Raises:
        ConsultationRefusedError: ``not_the_desk``, ``not_open_yet``.
    """
    held = lock(Consultation, consultation.pk)
    _desk(held, actor)
    today = day_of(at)
    if not takes_comments(held, on=today):
        raise ConsultationRefusedError("not_open_yet")
    chosen = [one.pk for one in letters]
    silent = held.letters.select_for_update().filter(pk__in=chosen, sent__isnull=False, reply="")
    reminded = [one for one in silent if today not in {one.chased, one.sent}]
    for one in reminded:
        one.chased = today
        one.save(update_fields=["chased"])
        _tell(one, chasing_message, key=f"letter:{one.pk}:chased:{today.isoformat()}")
        if one.email:
            mail_letter.later(one.pk)
    if reminded:
        _note("letters_chased", held, actor, count=len(reminded))
    return len(reminded)


def _tell(letter: Letter, words: Callable[[Letter], tuple[str, str]], *, key: str) -> None:
    """Tell the people of a unit that work on this platform, each in the own language."""

    def message() -> Message:
        subject, text = words(letter)
        return Message(
            kind="consultations.letter",
            subject=subject,
            text=text,
            address=f"/desk/letters-to-us/{letter.pk}",
            key=f"consultations.{key}",
        )

    tell_each(people_of([letter.organisation_id]), message)


def _desk(consultation: Consultation, actor: Person) -> None:
    if "desk" not in roles_in(actor, consultation):
        raise ConsultationRefusedError("not_the_desk")


def _note(what: str, consultation: Consultation, actor: Person | None, **facts: object) -> None:
    kind, subject = f"consultations.{what}", consultation.case_subject
    record(kind, subject=subject, actor=actor, facts={**facts, "visibility": "parties"})
