"""What somebody who reviews sees: the own reviews, and one of them."""

import datetime as dt

import msgspec
from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.technical_reviews.models import Review, Reviewer
from biaozhun.cloud.technical_reviews.queries.facts import is_meeting, reviewers_of, sitters
from biaozhun.cloud.technical_reviews.queries.page import SENT
from biaozhun.core.reviewing.counting import sitting

MOST = 50  # reviews in a list


class MyReview(msgspec.Struct, frozen=True, kw_only=True):
    """A review as somebody sees it who reviews in it.

    Attributes:
        review: with its project.
        reviewer: the person there.
        papers: what is to be read.
        may_vote: a vote is taken from the person now.
        why_not: why none is taken, as a code; empty where one is.
    """

    review: Review
    reviewer: Reviewer
    papers: tuple[ProjectDocument, ...]
    may_vote: bool
    why_not: str


def my_reviews(person: Person) -> "QuerySet[Reviewer]":
    """The reviews somebody was asked to, the latest first; one question."""
    rows = Reviewer.objects.filter(person=person).exclude(review__state="preparing", seat=None)
    return rows.select_related("review__project").order_by("-review__made", "-pk")


def reviews_to_vote(person: Person, on: dt.date) -> list[Reviewer]:
    """Those in which the person's vote is missing; one question."""
    rows = my_reviews(person).filter(review__state="voting", votes=True, vote="")
    rows = rows.exclude(present=False).exclude(instead_of__isnull=False, present=None)
    rows = rows.exclude(status__in=("declined", "replaced"))
    return [one for one in rows[:MOST] if one.review.closes is None or on <= one.review.closes]


def my_review(review: Review, reviewer: Reviewer, on: dt.date) -> MyReview:
    """One of the own reviews."""
    lying = documents_of(review.project)
    why_not = _why_not(review, reviewer, on)
    return MyReview(
        review=review,
        reviewer=reviewer,
        papers=tuple(lying[kind] for kind in SENT if kind in lying),
        may_vote=not why_not,
        why_not=why_not,
    )


_OVER = {"counted": "votes_counted", "concluded": "votes_counted", "cancelled": "cancelled"}


def _why_not(review: Review, reviewer: Reviewer, on: dt.date) -> str:
    if review.state != "voting":
        return _OVER.get(review.state, "not_voting")
    if not is_meeting(review) and review.closes is not None and on > review.closes:
        return "ballot_over"
    if not reviewer.votes:
        return "no_vote"
    seated = {one.key: one for one in sitting(sitters(review, reviewers_of(review)))}
    if reviewer.pk not in seated or (is_meeting(review) and not seated[reviewer.pk].present):
        return "not_in_the_seat"
    return ""
