"""What experts did in a review, written into the log of the bank when it is concluded."""

import datetime as dt

from biaozhun.cloud.committees.actions.experts import note
from biaozhun.cloud.committees.models import ExpertEvent
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.technical_reviews.queries.facts import active, is_meeting, reviewers_of


def log_experts(review: Review, at: dt.datetime) -> None:
    """Who attended, who was absent, who wrote opinions; of a ballot who voted attended.

    Call it within the transaction of the conclusion.
    """
    wrote = set(review.opinions.exclude(reviewer=None).values_list("reviewer_id", flat=True))
    for one in active(review, reviewers_of(review)):
        if one.expert is None:
            continue
        was_there = bool(one.present) if is_meeting(review) else bool(one.vote)
        kind = ExpertEvent.Kind.ATTENDED if was_there else ExpertEvent.Kind.ABSENT
        note(one.expert, kind, review.case_subject, review.day or day_of(at))
        if one.pk in wrote:
            note(one.expert, ExpertEvent.Kind.WROTE, review.case_subject, day_of(at))
