"""What everybody may read of a review: that it takes place; when it is over what came of it."""

import msgspec
from django.db.models import QuerySet

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.technical_reviews.models import QUESTIONS, Answer, Review, Reviewer
from biaozhun.cloud.technical_reviews.queries.facts import review_facts, tally_of
from biaozhun.cloud.technical_reviews.queries.measures import (
    Measure,
    day_of_rules,
    measures_of,
)
from biaozhun.cloud.technical_reviews.queries.page import whole_reviews
from biaozhun.cloud.technical_reviews.queries.papers import seated_people
from biaozhun.core.reviewing.counting import Tally

SHOWN = ("convened", "voting", "counted", "concluded")
"""The states in which everybody knows that a review takes place."""


class PublicReview(msgspec.Struct, frozen=True, kw_only=True):
    """A review as everybody sees it.

    Attributes:
        review: with its project.
        people: who sat, once it is concluded; never how they voted.
        tally: the counts of votes, likewise.
        answers: the four questions with their answers, likewise.
        measures: what the rules ask, with what was measured, likewise.
    """

    review: Review
    people: tuple[Reviewer, ...] = ()
    tally: Tally | None = None
    answers: tuple[tuple[str, Answer | None], ...] = ()
    measures: tuple[Measure, ...] = ()

    @property
    def is_concluded(self) -> bool:
        """Whether there is something to tell beside that it takes place."""
        return bool(self.review.state == "concluded")


def public_reviews() -> "QuerySet[Review]":
    """The reviews everybody knows of, the latest first."""
    return whole_reviews().filter(state__in=SHOWN).order_by("-made", "-pk")


def public_review(review: Review) -> PublicReview:
    """One of them; its number of questions does not grow with those who sat."""
    if review.state != "concluded":
        return PublicReview(review=review)
    answers = {one.question: one for one in review.answers.all()}
    facts = review_facts(review, on=day_of_rules(review, today()))
    return PublicReview(
        review=review,
        people=tuple(seated_people(review)),
        tally=tally_of(review),
        answers=tuple((code, answers.get(code)) for code in QUESTIONS),
        measures=tuple(measures_of(review, facts)),
    )
