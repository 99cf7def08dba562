"""Answering comments: who sees to one, what is proposed, what is decided, and deciding anew."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.consultations.actions.counting import keep_open_items
from biaozhun.cloud.consultations.actions.telling import tell_assigned, tell_author, tell_proposed
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.life import UNDECIDED, CommentFacts
from biaozhun.cloud.consultations.models import Comment, Consultation, Disposition
from biaozhun.cloud.consultations.permissions import roles_in

LONGEST: Final = 5_000  # characters of an answer
ANSWERING: Final = ("consulting", "settling")
"""The states of a project in which decided answers may still be taken up again."""


class Meanwhile(msgspec.Struct, frozen=True):
    """What somebody else wrote to a comment since it was read.

    Attributes:
        disposition: what was proposed or decided; empty for neither.
        answer: with which words.
        by: who.
        at: when.
        is_decided: it was decided, not only proposed.
    """

    disposition: str
    answer: str
    by: Person | None
    at: dt.datetime
    is_decided: bool


class ChangedMeanwhileError(ConsultationRefusedError):
    """Somebody else answered the comment since it was read; ``theirs`` is what they wrote."""

    def __init__(self, theirs: Meanwhile) -> None:
        super().__init__("changed_meanwhile")
        self.theirs = theirs


def version_of(comment: Comment) -> str:
    """What a form keeps of the comment it shows, to be told of what others save meanwhile."""
    return f"{comment.state}@{comment.state_since.isoformat()}"


@transaction.atomic
def assign(
    comments: Sequence[Comment], to: Person | None, *, actor: Person, at: dt.datetime
) -> int:
    """Give comments to somebody who answers them, or to nobody; how many changed hands.

    Raises:
        ConsultationRefusedError: ``not_for_you``; ``not_a_drafter`` for somebody who takes no part;
            ``consultation_settled``.
    """
    consultation = _locked(comments)
    if "desk" not in roles_in(actor, consultation):
        raise ConsultationRefusedError("not_for_you")
    if consultation.state == "settled":
        raise ConsultationRefusedError("consultation_settled")
    if to is not None and not roles_in(to, consultation):
        raise ConsultationRefusedError("not_a_drafter", field="assigned_to")
    rows = _fresh(comments).filter(state__in=UNDECIDED)
    changed = [one for one in rows if one.assigned_to_id != (to.pk if to else None)]
    for one in changed:
        one.assigned_to = to
        one.save(update_fields=["assigned_to"])
        facts = {"number": one.number, "person": to.name if to else ""}
        kind = "consultations.comment_assigned"
        record(kind, subject=one.case_subject, actor=actor, facts=facts)
    if changed and to is not None:
        tell_assigned(consultation, to, len(changed), actor=actor, at=at)
    return len(changed)


@transaction.atomic
def propose(
    comment: Comment,
    disposition: str,
    answer: str,
    *,
    actor: Person,
    at: dt.datetime,
    seen: str = "",
) -> Comment:
    """Propose what comes of a comment; it is decided by the desk.

    Args:
        comment: which one; it is brought up to date.
        disposition: one of :class:`Disposition`.
        answer: the reason; needed unless it is accepted.
        actor: who proposes.
        at: when.
        seen: of :func:`version_of`, as the person read it; empty where nobody minds.

    Raises:
        ChangedMeanwhileError: somebody else answered it since.
        ConsultationRefusedError: ``too_long``, ``unknown_disposition``.
        StepRefusedError: something stands against it.
    """
    answer = _checked(disposition, answer)
    consultation = _locked([comment])
    held = lock(Comment, comment.pk)
    if _is_done(held, "proposed", disposition, answer, actor):
        return held
    _unchanged(held, seen)
    told = {"number": held.number, "disposition": disposition, "answer": answer}
    _step(held, "propose", consultation, disposition, answer, actor=actor, at=at, told=told)
    held.proposed, held.proposed_answer = Disposition(disposition), answer
    held.proposed_by = actor
    held.save(update_fields=["proposed", "proposed_answer", "proposed_by"])
    keep_open_items(consultation)
    tell_proposed(consultation, actor=actor, at=at)
    comment.refresh_from_db()
    return comment


@transaction.atomic
def propose_all(
    comments: Sequence[Comment], disposition: str, answer: str, *, actor: Person, at: dt.datetime
) -> int:
    """Propose the same of many comments, all or none; how many.

    Raises:
        ConsultationRefusedError, StepRefusedError: as of :func:`propose`.
    """
    _locked(comments)
    for one in comments:
        propose(one, disposition, answer, actor=actor, at=at)
    return len(comments)


@transaction.atomic
def decide(
    comments: Sequence[Comment],
    disposition: str,
    answer: str,
    *,
    actor: Person,
    at: dt.datetime,
    seen: Mapping[int, str] | None = None,
) -> int:
    """Decide what comes of comments, all or none; each author is told. How many were decided.

    Args:
        comments: of one consultation; they get one answer.
        disposition: one of :class:`Disposition`.
        answer: the reason its author reads; needed unless it is accepted.
        actor: who decides.
        at: when.
        seen: of :func:`version_of` by the id of a comment, as the person read it.

    Raises:
        ChangedMeanwhileError: somebody else answered one of them since.
        ConsultationRefusedError: ``no_comment_chosen``, ``too_long``, ``unknown_disposition``.
        StepRefusedError: something stands against it.
    """
    answer = _checked(disposition, answer)
    consultation, done = _locked(comments), 0
    for held in _fresh(comments):
        if _is_done(held, "decided", disposition, answer, actor):
            continue
        _unchanged(held, (seen or {}).get(held.pk, ""))
        told = {"number": held.number, "disposition": disposition, "answer": answer}
        _step(held, "decide", consultation, disposition, answer, actor=actor, at=at, told=told)
        held.decided, held.answer = Disposition(disposition), answer
        held.decided_by, held.decided_at = actor, at
        held.save(update_fields=["decided", "answer", "decided_by", "decided_at"])
        tell_author(held, at=at)
        done += 1
    keep_open_items(consultation)
    return done


@transaction.atomic
def decide_anew(comment: Comment, reason: str, *, actor: Person, at: dt.datetime) -> Comment:
    """Take a decided answer up again; it becomes the proposal, and its author is told.

    Raises:
        StepRefusedError: something stands against it.
    """
    consultation = _locked([comment])
    held = lock(Comment, comment.pk)
    told = {
        "number": held.number,
        "disposition": str(held.decided),
        "answer": held.answer,
        "reason": reason,
    }
    _step(held, "decide_anew", consultation, "", reason, actor=actor, at=at, told=told)
    held.proposed, held.proposed_answer = held.decided, held.answer
    held.proposed_by = held.decided_by
    held.decided, held.answer, held.decided_by, held.decided_at = "", "", None, None
    held.save()
    tell_author(held, at=at, reason=reason)
    keep_open_items(consultation)
    comment.refresh_from_db()
    return comment


def _locked(comments: Sequence[Comment]) -> Consultation:
    """The consultation of comments, held first by everything that changes one of them.

    Raises:
        ConsultationRefusedError: ``no_comment_chosen``; ``not_of_this_consultation``.
    """
    of = {one.consultation_id for one in comments}
    if not of:
        raise ConsultationRefusedError("no_comment_chosen")
    if len(of) > 1:
        raise ConsultationRefusedError("not_of_this_consultation")
    return lock(Consultation, of.pop())


def _fresh(comments: Sequence[Comment]) -> "QuerySet[Comment]":
    """Comments as they stand now, held until the transaction ends."""
    rows = Comment.objects.select_for_update(of=("self",))
    return rows.filter(pk__in=[one.pk for one in comments]).order_by("pk")


def _checked(disposition: str, answer: str) -> str:
    """An answer as it is kept.

    Raises:
        ConsultationRefusedError: ``too_long``, ``unknown_disposition``.
    """
    if disposition and disposition not in Disposition.values:
        raise ConsultationRefusedError("unknown_disposition", field="disposition")
    answer = answer.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(answer) > LONGEST:
        raise ConsultationRefusedError("too_long", fragment=str(LONGEST), field="answer")
    return answer


def _unchanged(held: Comment, seen: str) -> None:
    """Whether the comment is the one that was read.

    Raises:
        ChangedMeanwhileError: it is not.
    """
    if not seen or seen == version_of(held):
        return
    is_decided = held.state == "decided"
    theirs = Meanwhile(
        disposition=held.decided if is_decided else held.proposed,
        answer=held.answer if is_decided else held.proposed_answer,
        by=held.decided_by if is_decided else held.proposed_by,
        at=held.state_since,
        is_decided=is_decided,
    )
    raise ChangedMeanwhileError(theirs)


def _is_done(held: Comment, state: str, disposition: str, answer: str, actor: Person) -> bool:
    """Whether the same person has saved the same before; a form sent twice does nothing more."""
    if held.state != state:
        return False
    if state == "decided":
        said = (held.decided, held.answer, held.decided_by_id)
    else:
        said = (held.proposed, held.proposed_answer, held.proposed_by_id)
    return said == (disposition, answer, actor.pk)


def _step(  # noqa: PLR0913  -- what a step has
    held: Comment,
    action: str,
    consultation: Consultation,
    disposition: str,
    reason: str,
    *,
    actor: Person,
    at: dt.datetime,
    told: Mapping[str, object],
) -> None:
    facts = CommentFacts(
        reason=reason,
        disposition=disposition,
        is_running=consultation.state in {"open", "closed"},
        is_settled=consultation.state == "settled",
        has_moved_on=consultation.project.state not in ANSWERING,
    )
    by = Acting(actor, roles_in(actor, consultation), at)
    take(held, action, by=by, facts=facts, told=told)
