"""Ballots whose last day is over are counted by the calendar."""

import datetime as dt

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.technical_reviews.actions.reviewing import step_review
from biaozhun.cloud.technical_reviews.models import Review


def count_over(at: dt.datetime) -> list[Review]:
    """Count the ballots whose last day is over; what comes of them the desk concludes.

    Returns:
        Those that were counted.
    """
    due = Review.objects.filter(state="voting", form="ballot", closes__lt=day_of(at))
    found = []
    for one in due.select_related("project").order_by("closes", "pk"):
        try:
            step_review(one, "count", actor=None, at=at)
        except StepRefusedError:  # the desk took a step in the same moment
            continue
        found.append(one)
    return found
