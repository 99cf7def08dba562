"""Opinions of those who review, on the draft's clauses, and what comes of each."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.models import DocumentKind, Project, ProjectDocument
from biaozhun.cloud.drafting.permissions import roles_in as roles_in_project
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.exports.opinions import opinions_docx, table_name
from biaozhun.cloud.technical_reviews.models import Opinion, Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import GONE, roles_in
from biaozhun.cloud.technical_reviews.queries.opinions import HANDLED, TAKEN
from biaozhun.core.lifecycle import Visibility

MOST: Final = 2000  # opinions on one review


class OpinionTold(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says.

    Attributes:
        clause: number of the clause, the table or the figure; empty for the whole.
        text: the opinion.
        proposal: what it should say instead.
    """

    text: str
    clause: str = ""
    proposal: str = ""


class Handling(msgspec.Struct, frozen=True):
    """What is to come of an opinion.

    Attributes:
        disposition: ``accepted``, ``partly`` or ``rejected``.
        answer: why, and what was changed.
    """

    disposition: str
    answer: str = ""


@transaction.atomic
def enter_opinion(
    review: Review,
    reviewer: Reviewer | None,
    told: OpinionTold,
    *,
    actor: Person,
    at: dt.datetime,
) -> Opinion:
    """Write down an opinion: the own, or by the desk that of anybody who reviews.

    Args:
        review: of which.
        reviewer: whose; nobody's where the meeting as a whole said it.
        told: what.
        actor: who writes it.
        at: when.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``opinions_closed``, ``opinion_empty``,
            ``left_already``, ``opinions_too_many``.
    """
    held = _held(review, TAKEN, "opinions_closed")
    _permit(held, reviewer, actor)
    if not told.text.strip():
        raise ReviewRefusedError("opinion_empty", field="text")
    words = {name: value.strip() for name, value in msgspec.structs.asdict(told).items()}
    before = held.opinions.filter(reviewer=reviewer, disposition="", **words).first()
    if before is not None:  # sent twice by a second click
        return before
    if held.opinions.count() >= MOST:
        raise ReviewRefusedError("opinions_too_many", fragment=str(MOST))
    made = Opinion.objects.create(
        review=held, reviewer=reviewer, entered=at, entered_by=actor, **words
    )
    _note("opinion_entered", made, actor, {"clause": made.clause, "text": made.text})
    return made


def _permit(review: Review, reviewer: Reviewer | None, actor: Person) -> None:
    """The own opinion is one's own to write, every other the desk's.

    Raises:
        ReviewRefusedError: ``not_for_you``; ``left_already`` for who does not review any longer.
    """
    if reviewer is not None and reviewer.review_id != review.pk:
        raise ReviewRefusedError("not_for_you")
    roles = roles_in(actor, review)
    own = reviewer is not None and reviewer.person_id == actor.pk and "reviewer" in roles
    if not own and "desk" not in roles:
        raise ReviewRefusedError("not_for_you")
    if reviewer is not None and reviewer.status in GONE:
        raise ReviewRefusedError("left_already", fragment=reviewer.name)


@transaction.atomic
def change_opinion(opinion: Opinion, told: OpinionTold, *, actor: Person) -> Opinion:
    """Word an opinion anew while nobody decided on it.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``opinions_closed``, ``opinion_empty``,
            ``decided_already``.
    """
    one = _one(opinion, TAKEN, "opinions_closed")
    _permit(one.review, one.reviewer, actor)
    if one.disposition:
        raise ReviewRefusedError("decided_already")
    if not told.text.strip():
        raise ReviewRefusedError("opinion_empty", field="text")
    before = one.text
    one.clause, one.text = told.clause.strip(), told.text.strip()
    one.proposal = told.proposal.strip()
    one.proposed, one.proposed_answer, one.proposed_by = "", "", None
    one.save()
    facts = {"clause": one.clause, "before": before, "after": one.text}
    _note("opinion_changed", one, actor, facts)
    return one


@transaction.atomic
def withdraw_opinion(opinion: Opinion, *, actor: Person) -> None:
    """Take an opinion back while nobody decided on it; the journal keeps what it said.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``opinions_closed``, ``decided_already``.
    """
    one = _one(opinion, TAKEN, "opinions_closed")
    _permit(one.review, one.reviewer, actor)
    if one.disposition:
        raise ReviewRefusedError("decided_already")
    _note("opinion_withdrawn", one, actor, {"clause": one.clause, "text": one.text})
    one.delete()


@transaction.atomic
def propose_handling(opinion: Opinion, told: Handling, *, actor: Person) -> Opinion:
    """A drafter says what is to come of an opinion; the desk decides.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``opinions_closed``, ``decided_already``,
            ``disposition_missing``, ``answer_missing``.
    """
    one = _one(opinion, HANDLED, "opinions_closed")
    if "drafter" not in roles_in_project(actor, one.review.project):
        raise ReviewRefusedError("not_for_you")
    if one.disposition:
        raise ReviewRefusedError("decided_already")
    _check(told)
    one.proposed = Opinion.Disposition(told.disposition)
    one.proposed_answer, one.proposed_by = told.answer.strip(), actor
    one.save(update_fields=["proposed", "proposed_answer", "proposed_by"])
    facts = {"clause": one.clause, "disposition": str(one.proposed), "answer": one.proposed_answer}
    _note("handling_proposed", one, actor, facts)
    return one


@transaction.atomic
def decide_handling(opinion: Opinion, told: Handling, *, actor: Person, at: dt.datetime) -> Opinion:
    """Decide what comes of an opinion; it may be decided anew until the review is concluded.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``opinions_closed``, ``decided_already`` once the
            review is concluded, ``disposition_missing``, ``answer_missing``.
    """
    one = _one(opinion, HANDLED, "opinions_closed")
    if "desk" not in roles_in(actor, one.review):
        raise ReviewRefusedError("not_for_you")
    if one.disposition and one.review.state == "concluded":
        raise ReviewRefusedError("decided_already")
    _check(told)
    one.disposition = Opinion.Disposition(told.disposition)
    one.answer, one.answered, one.answered_by = told.answer.strip(), at, actor
    one.save(update_fields=["disposition", "answer", "answered", "answered_by"])
    facts = {"clause": one.clause, "disposition": str(one.disposition), "answer": one.answer}
    _note("handling_decided", one, actor, facts)
    return one


def _check(told: Handling) -> None:
    """What is not accepted wholly needs a reason.

    Raises:
        ReviewRefusedError: ``disposition_missing``, ``answer_missing``.
    """
    if told.disposition not in Opinion.Disposition.values:
        raise ReviewRefusedError("disposition_missing", field="disposition")
    if told.disposition != Opinion.Disposition.ACCEPTED and not told.answer.strip():
        raise ReviewRefusedError("answer_missing", field="answer")


@transaction.atomic
def put_table(review: Review, *, actor: Person, at: dt.datetime) -> ProjectDocument:
    """Put the table of opinions (审查意见汇总处理表) on the project.

    The parties read it there: who sits in a panel stands in it once the votes are counted.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``opinions_closed`` before it was convened,
            ``no_opinions``.
    """
    held = _held(review, HANDLED, "opinions_closed")
    if "desk" not in roles_in(actor, held):
        raise ReviewRefusedError("not_for_you")
    if not held.opinions.exists():
        raise ReviewRefusedError("no_opinions")
    sealed = held.route == Review.Route.PANEL and held.state in {"convened", "voting"}
    upload = (f"{table_name(held)}.docx", opinions_docx(held, names_sealed=sealed))
    return add_document(held.project, DocumentKind.REVIEW_OPINIONS, upload, actor=actor, at=at)


def _held(review: Review, states: tuple[str, ...], code: str) -> Review:
    """The review, locked with its project, in one of the states."""
    held = lock(Review, review.pk)
    held.project = lock(Project, held.project_id)
    if held.state not in states:
        raise ReviewRefusedError(code)
    return held


def _one(opinion: Opinion, states: tuple[str, ...], code: str) -> Opinion:
    held = _held(opinion.review, states, code)
    one = Opinion.objects.select_related("reviewer").get(pk=opinion.pk)
    one.review = held
    return one


def _note(kind: str, one: Opinion, actor: Person, facts: Mapping[str, object]) -> None:
    told = {
        "project": one.review.project.plan_number,
        "opinion": one.pk,
        "name": one.reviewer.name if one.reviewer else "",
        **facts,
        "visibility": str(Visibility.PARTIES),
    }
    subject = one.review.case_subject
    record(f"technical_reviews.{kind}", subject=subject, actor=actor, facts=told)
