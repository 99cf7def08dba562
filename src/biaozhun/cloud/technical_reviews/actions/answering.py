"""What those who are asked to review answer: they come, they do not, they have a conflict."""

import datetime as dt

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.committees.actions.experts import declare_conflict, note
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.models import Expert, ExpertEvent
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.technical_reviews.actions.drawing import let_next_sit
from biaozhun.cloud.technical_reviews.actions.inviting import tell_of_answer
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import GONE, roles_in
from biaozhun.core.lifecycle import Visibility

_ANSWERABLE = ("preparing", "convened")
_MOST = 300  # characters of a declaration that are kept


class Conflict(msgspec.Struct, frozen=True):
    """A conflict of interest, as it is declared.

    Attributes:
        unit: with whom: a unit that drafts.
        text: of what kind.
    """

    unit: str
    text: str


@transaction.atomic
def answer_invitation(
    reviewer: Reviewer,
    *,
    accepts: bool,
    conflict: Conflict | None = None,
    reason: str = "",
    actor: Person,
    at: dt.datetime,
) -> Reviewer | None:
    """Say that somebody comes, or does not; of a panel the next of the sealed order takes the seat.

    Who has a conflict of interest does not come, and the conflict stands in the bank of experts.
    An answer counts also after its day, while the seat was not given to another.

    Args:
        reviewer: who was asked.
        accepts: they come.
        conflict: what they declare.
        reason: why they do not come.
        actor: themselves, or who keeps the review and was told.
        at: when.

    Returns:
        Who sits there now instead.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``invitation_over``, ``left_already``,
            ``conflicted_reviewer``, ``reason_missing``, ``conflict_missing``.
    """
    one = _asked(reviewer, actor)
    _check(accepts=accepts, conflict=conflict, reason=reason)
    one.status = Reviewer.Status.ACCEPTED if accepts else Reviewer.Status.DECLINED
    one.reason, one.answered = "" if accepts else reason.strip(), at
    if conflict is not None:
        _declare(one, conflict, actor, at)
    one.save(update_fields=["status", "reason", "answered", "conflict", "votes"])
    _note(one, actor)
    follows = None if accepts else _leave(one, at)
    tell_of_answer(one, follows, actor)
    return follows


def _asked(reviewer: Reviewer, actor: Person) -> Reviewer:
    """Who was asked, with the review locked, for who may answer.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``invitation_over``, ``left_already``.
    """
    review = lock(Review, reviewer.review_id)
    review.project = lock(Project, review.project_id)
    related = ("draw", "seat", "person", "expert__organisation", "expert__person")
    rows = review.reviewers.select_related(*related)
    one = rows.select_for_update(of=("self",)).get(pk=reviewer.pk)
    one.review = review
    if one.person_id != actor.pk and "desk" not in roles_in(actor, review):
        raise ReviewRefusedError("not_for_you")
    if review.state not in _ANSWERABLE:
        raise ReviewRefusedError("invitation_over")
    if one.status in GONE:
        raise ReviewRefusedError("left_already", fragment=one.name)
    return one


def _check(*, accepts: bool, conflict: Conflict | None, reason: str) -> None:
    """An answer that says why, and does not contradict itself.

    Raises:
        ReviewRefusedError: ``conflicted_reviewer``, ``conflict_missing``, ``reason_missing``.
    """
    if accepts and conflict is not None:
        raise ReviewRefusedError("conflicted_reviewer")
    if conflict is not None and not (conflict.unit.strip() and conflict.text.strip()):
        raise ReviewRefusedError("conflict_missing", field="conflict")
    if not accepts and conflict is None and not reason.strip():
        raise ReviewRefusedError("reason_missing", field="reason")


def _declare(one: Reviewer, conflict: Conflict, actor: Person, at: dt.datetime) -> None:
    """The conflict, on the review and in the bank.

    Raises:
        ReviewRefusedError: ``not_for_you`` where the bank is another authority's.
    """
    text = conflict.text.strip()
    one.conflict, one.votes = f"{conflict.unit.strip()}：{text}"[:_MOST], False
    one.reason = one.reason or one.conflict
    if one.expert is None:
        return
    told = {"unit": conflict.unit.strip(), "reason": text[:_MOST], "declared": day_of(at)}
    try:
        declare_conflict(one.expert, told, actor=actor)
    except RefusedError as error:
        raise ReviewRefusedError("not_for_you") from error


def _leave(one: Reviewer, at: dt.datetime) -> Reviewer | None:
    expert: Expert | None = one.expert
    if expert is None:
        return None
    subject = one.review.case_subject
    note(expert, ExpertEvent.Kind.REFUSED, subject, day_of(at), text=one.reason)
    return let_next_sit(one.review, one, at)


def _note(one: Reviewer, actor: Person) -> None:
    facts = {
        "project": one.review.project.plan_number,
        "name": one.name,
        "status": str(one.status),
        "reason": one.reason,
        "visibility": str(Visibility.PARTIES),
    }
    kind = "technical_reviews.invitation_answered"
    record(kind, subject=one.review.case_subject, actor=actor, facts=facts)
