"""Votes: cast on the own page or entered from paper, changed until they are counted, sealed."""

import datetime as dt
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.form_templates.actions.seals import keep_scan
from biaozhun.cloud.form_templates.queries.sealed import subject_of
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import roles_in
from biaozhun.cloud.technical_reviews.queries.facts import (
    is_here,
    is_meeting,
    reviewers_of,
    sitters,
)
from biaozhun.core.reviewing.counting import sitting

PAPER_VOTE: Final = "technical_reviews.vote"
"""The form under which the scan of a vote on paper is kept."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A vote.

    Attributes:
        vote: ``for``, ``against``, ``abstain``.
        dissent: why not, to be kept word for word.
    """

    vote: str
    dissent: str = ""


@transaction.atomic
def cast(reviewer: Reviewer, said: Said, *, actor: Person, at: dt.datetime) -> None:
    """Vote, or vote anew, oneself.

    Raises:
        ReviewRefusedError: ``not_for_you`` for another's vote, and those of :func:`_check`.
    """
    review, held = _held(reviewer)
    if held.person_id != actor.pk or not is_here(review, held):
        raise ReviewRefusedError("not_for_you")
    _check(review, held, at)
    _keep(review, held, said, actor=actor, at=at, entered_by=None)


@transaction.atomic
def enter_vote(
    reviewer: Reviewer, said: Said, scan: tuple[str, bytes], *, actor: Person, at: dt.datetime
) -> None:
    """Enter a vote that was given on paper, with the scan of the paper.

    What somebody voted on the own page is not overwritten.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``voted_already``, and those of :func:`_check`.
        TemplateRefusedError: the scan cannot be taken.
    """
    review, held = _held(reviewer)
    if "desk" not in roles_in(actor, review) or held.person_id == actor.pk:
        raise ReviewRefusedError("not_for_you")
    if held.vote and held.vote_entered_by_id is None:
        raise ReviewRefusedError("voted_already", fragment=held.name)
    _check(review, held, at)
    _keep(review, held, said, actor=actor, at=at, entered_by=actor)
    subject = scan_subject(held)
    keep_scan(subject, PAPER_VOTE, scan, day=day_of(at), actor=actor, at=at)


def scan_subject(reviewer: Reviewer) -> str:
    """What the scan of somebody's vote is kept under."""
    return subject_of(PAPER_VOTE, reviewer.pk)


def _held(reviewer: Reviewer) -> tuple[Review, Reviewer]:
    """The review, locked so that nothing is counted meanwhile, and who reviews."""
    review = lock(Review, reviewer.review_id)
    return review, Reviewer.objects.select_for_update(of=("self",)).get(pk=reviewer.pk)


def _check(review: Review, held: Reviewer, at: dt.datetime) -> None:
    """Whether a vote is taken from somebody now.

    Raises:
        ReviewRefusedError: ``not_voting``; ``ballot_over`` behind its last day; ``no_vote`` for
            who drafted it or has a conflict (Q-10); ``not_in_the_seat`` for who is not there, or
            whose place another takes.
    """
    if review.state != "voting":
        raise ReviewRefusedError("not_voting")
    if not is_meeting(review) and review.closes is not None and day_of(at) > review.closes:
        raise ReviewRefusedError("ballot_over")
    if not held.votes:
        raise ReviewRefusedError("no_vote", fragment=held.name)
    seated = {one.key: one for one in sitting(sitters(review, reviewers_of(review)))}
    if held.pk not in seated or (is_meeting(review) and not seated[held.pk].present):
        raise ReviewRefusedError("not_in_the_seat", fragment=held.name)


def _keep(
    review: Review,
    held: Reviewer,
    said: Said,
    *,
    actor: Person,
    at: dt.datetime,
    entered_by: Person | None,
) -> None:
    """The vote is kept; its event says that somebody voted, never what.

    Who is for it does not dissent: words of an earlier vote against it fall with that vote.
    """
    held.vote = Reviewer.Vote(said.vote)
    held.dissent = "" if held.vote == Reviewer.Vote.FOR else said.dissent.strip()
    held.voted_at, held.vote_entered_by = at, entered_by
    held.save(update_fields=["vote", "dissent", "voted_at", "vote_entered_by"])
    facts = {"project": review.project.plan_number, "person": held.name}
    kind = "technical_reviews.vote_entered" if entered_by else "technical_reviews.vote_cast"
    record(kind, subject=review.case_subject, actor=actor, facts=facts)
