"""Comments come in, are looked at, kept back or taken back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record, record_each
from biaozhun.cloud.cases.actions import Acting, lock, take, take_each
from biaozhun.cloud.cases.receipts import code_of, kept
from biaozhun.cloud.consultations.actions.counting import keep_open_items
from biaozhun.cloud.consultations.actions.files import keep_files
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.life import CALENDAR, OPEN, CommentFacts
from biaozhun.cloud.consultations.models import Comment, Consultation, Letter
from biaozhun.cloud.consultations.permissions import roles_in
from biaozhun.cloud.consultations.queries.passages import (
    Passage,
    clause_of,
    passages_of,
    where,
)
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.core.lifecycle import Decision

ENTERED: Final = (*OPEN, "closed")
"""The states in which the desk still enters what came on paper."""
IN_HAND: Final = ENTERED
"""The states in which a comment can be taken back by its author."""
_AT_ONCE: Final = 100  # comments of one statement


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says of a draft.

    Attributes:
        text: the comment.
        kind: ``technical``, ``editorial`` or ``general``.
        proposal: the wording that is asked for.
        passage: id of the passage it is about; empty for the whole draft.
        start: first character in the passage; ``None`` for the whole of it.
        end: behind its last one.
        clause: as it was written in a table or a letter, where no passage is named.
        name: who says it.
        unit: for whom.
        organisation: the unit, where it is registered.
        contact: for the desk alone.
        is_named: agreed that name and unit are public.
        form: what names the form that was sent; sent twice, it gives one comment.
        receipt: the code of an earlier comment of the same visit; empty for a code of its own.
        files: sent with it.
    """

    text: str
    kind: str = "general"
    proposal: str = ""
    passage: str = ""
    start: int | None = None
    end: int | None = None
    clause: str = ""
    name: str = ""
    unit: str = ""
    organisation: Organisation | None = None
    contact: str = ""
    is_named: bool = False
    form: str = ""
    receipt: str = ""
    files: "Sequence[UploadedFile[bytes]]" = ()


@transaction.atomic
def file_comment(  # noqa: PLR0913  -- who, when and how; all but two by name
    consultation: Consultation,
    said: Said,
    *,
    person: Person | None,
    at: dt.datetime,
    origin: str,
    letter: Letter | None = None,
    entered_by: Person | None = None,
) -> Comment:
    """Take in a comment and give it its number; a form that was sent before gives what it gave.

    Args:
        consultation: which one.
        said: what is said.
        person: whose account it is; nobody without one.
        at: when.
        origin: one of :class:`Comment.Origin`.
        letter: it came with the reply to this letter.
        entered_by: who of the desk entered it.

    Raises:
        ConsultationRefusedError: ``comments_closed``, ``account_needed``, ``unknown_passage``,
            ``unknown_place``.
        FileRefusedError: of a file that is not taken.
    """
    held = lock(Consultation, consultation.pk)
    form = kept(code_of(said.form)) if said.form else ""
    before = held.comments.filter(form=form).first() if form else None
    if before is not None:
        return before
    _comes_in(held, person=person, at=at, origin=origin, entered_by=entered_by, letter=letter)
    came: dict[str, Any] = {"person": person, "letter": letter, "entered_by": entered_by}
    came |= {"origin": Comment.Origin(origin), "filed": at, "state_since": at}
    passages = passages_of(held.draft) if said.passage else []
    made = _made(held, said, form, {**came, **_place(said, passages)})
    _come_in(held, made, at=at)
    return made


@transaction.atomic
def file_comments(
    consultation: Consultation,
    came: Sequence[tuple[Said, Letter | None]],
    *,
    person: Person | None,
    at: dt.datetime,
    origin: str,
    entered_by: Person | None = None,
) -> list[Comment]:
    """Take in many comments with a few statements, all or none; none of them has files.

    Others wait meanwhile: nothing is asked of the database for one comment alone.

    Args:
        consultation: which one.
        came: what is said, each with the letter it came with.
        person: whose account it is; nobody without one.
        at: when.
        origin: one of :class:`Comment.Origin`.
        entered_by: who of the desk entered them.

    Raises:
        ConsultationRefusedError: as :func:`file_comment` says.
    """
    held = lock(Consultation, consultation.pk)
    passages = passages_of(held.draft)
    told: dict[str, Any] = {"person": person, "entered_by": entered_by, "filed": at}
    told |= {"origin": Comment.Origin(origin), "state_since": at}
    made: list[Comment] = []
    for said, letter in came:
        _comes_in(held, person=person, at=at, origin=origin, entered_by=entered_by, letter=letter)
        own = {**told, **_place(said, passages), **_words(said)}
        made.append(Comment(consultation=held, document=held.draft, letter=letter, **own))
    _keep_all(held, made)
    known = [one for one in made if _is_known(one) or not held.moderated]
    take_each(known, "release", by=Acting(None, CALENDAR, at), facts=CommentFacts())
    keep_open_items(held)
    return made


def _keep_all(held: Consultation, made: Sequence[Comment]) -> None:
    """Give comments the next numbers, keep them, and write down that they came."""
    for number, one in enumerate(made, held.last_number + 1):
        one.number = number
    Comment.objects.bulk_create(made, batch_size=_AT_ONCE)
    held.last_number += len(made)
    held.save(update_fields=["last_number"])
    events = [(one.case_subject, _facts(one)) for one in made]
    actor = next((one.entered_by or one.person for one in made), None)
    record_each("consultations.comment_filed", events, actor=actor)


def _made(held: Consultation, said: Said, form: str, told: Mapping[str, Any]) -> Comment:
    """The comment with the next number, and its files."""
    held.last_number += 1
    held.save(update_fields=["last_number"])
    made = Comment.objects.create(
        consultation=held,
        number=held.last_number,
        document=held.draft,
        form=form,
        receipt=kept(said.receipt) if said.receipt else form,
        **told,
        **_words(said),
    )
    keep_files(made, said.files)
    return made


def _come_in(held: Consultation, made: Comment, *, at: dt.datetime) -> None:
    """Write down that it came; what the desk has not to look at first is public at once."""
    actor = made.entered_by or made.person
    kind = "consultations.comment_filed"
    record(kind, subject=made.case_subject, actor=actor, facts=_facts(made))
    if _is_known(made) or not held.moderated:
        take(made, "release", by=Acting(None, CALENDAR, at), facts=CommentFacts())
    keep_open_items(held)


def _facts(made: Comment) -> dict[str, object]:
    return {"number": made.number, "kind": str(made.kind), "origin": str(made.origin)}


def _is_known(made: Comment) -> bool:
    """Whether a unit that was asked, or the desk itself, answers for it."""
    return made.letter_id is not None or made.entered_by_id is not None


def _comes_in(
    held: Consultation,
    *,
    person: Person | None,
    at: dt.datetime,
    origin: str,
    entered_by: Person | None,
    letter: Letter | None,
) -> None:
    """Whether the comment may come in: the calendar refuses, whether or not a task has run."""
    if entered_by is not None:
        if held.state not in ENTERED:
            raise ConsultationRefusedError("comments_closed")
        return
    if not takes_comments(held, on=day_of(at)):
        raise ConsultationRefusedError("comments_closed")
    asks = held.needs_account and origin == Comment.Origin.PAGE and letter is None
    if asks and person is None:
        raise ConsultationRefusedError("account_needed")


def takes_comments(consultation: Consultation, *, on: dt.date) -> bool:
    """Whether comments come in on a day: it is open, and the day is one of the period."""
    opens, closes = consultation.opens, consultation.closes
    if consultation.state not in OPEN or opens is None or closes is None:
        return False
    return opens <= on <= closes


def _place(said: Said, found: list[Passage]) -> dict[str, Any]:
    """Where it stands in the present draft, with the words it is about."""
    if not said.passage:
        return {"clause": said.clause[:60]}
    place = where(found, said.passage)
    if place is None:
        raise ConsultationRefusedError("unknown_passage", fragment=said.passage, field="passage")
    text = found[place].text
    told = {"passage": said.passage, "place": place, "clause": clause_of(found, place)[:60]}
    if said.start is None or said.end is None:
        return {**told, "quote": text}
    if not 0 <= said.start < said.end <= len(text):
        fragment = f"{said.start}-{said.end}"
        raise ConsultationRefusedError("unknown_place", fragment=fragment, field="passage")
    span = {"start": said.start, "end": said.end}
    return {**told, **span, "quote": text[said.start : said.end]}


def _words(said: Said) -> dict[str, Any]:
    return {
        "kind": Comment.Kind(said.kind),
        "text": said.text,
        "proposal": said.proposal,
        "name": said.name,
        "unit": said.unit,
        "organisation": said.organisation,
        "contact": said.contact,
        "is_named": said.is_named,
    }


@transaction.atomic
def step_comment(
    comment: Comment,
    action: str,
    reason: str = "",
    *,
    actor: Person | None,
    at: dt.datetime,
    by_receipt: bool = False,
) -> Decision:
    """Release a comment, keep it back, or take it back.

    Args:
        comment: which one; it is given its new state as well.
        action: ``release``, ``withhold``, ``withdraw``.
        reason: why; its author reads it, and so does everybody of what is kept back.
        actor: who takes the step.
        at: when.
        by_receipt: whoever takes it showed the code of the receipt.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Comment, comment.pk)
    roles = roles_in(actor, held.consultation)
    if by_receipt or (actor is not None and held.person_id == actor.pk):
        roles |= {"author"}
    facts = CommentFacts(
        reason=reason,
        is_running=held.consultation.state in IN_HAND,
        is_settled=held.consultation.state == "settled",
    )
    told = {"number": held.number, **({"reason": reason} if reason else {})}
    decision = take(held, action, by=Acting(actor, roles, at), facts=facts, told=told)
    held.withheld = reason if action == "withhold" else ""
    held.save(update_fields=["withheld"])
    keep_open_items(held.consultation)
    comment.refresh_from_db()
    return decision
