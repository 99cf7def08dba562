"""Whose turn it is with a draft for review: the department that checks, those who review."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from biaozhun.cloud.drafting.holders import Holder, Part, register
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.technical_reviews.life import OPEN, RUNNING
from biaozhun.cloud.technical_reviews.models import DepartmentCheck, Review

_DOING: Final = {
    "preparing": "prepare_review",
    "convened": "meet",
    "voting": "decide_in_review",
    "counted": "conclude_review",
}


def _reviewing(projects: Sequence[Project], today: dt.date) -> dict[int, Holder]:  # noqa: ARG001  -- the registry's form
    """Two questions; a check that is asked for goes before a review that is prepared."""
    held = [one.pk for one in projects if one.state in OPEN]
    reviews = Review.objects.filter(project__in=held, state__in=RUNNING).order_by("round")
    found = {one.project_id: _of_review(one) for one in reviews}
    for check in DepartmentCheck.objects.filter(project__in=held, state="asked"):
        found[check.project_id] = Holder(
            part=Part.DEPARTMENT, doing="check", since=day_of(check.asked)
        )
    return found


def _of_review(review: Review) -> Holder:
    by_committee = review.route == Review.Route.COMMITTEE
    keeper = Part.COMMITTEE if by_committee else Part.HANDLER
    reviewer = Part.COMMITTEE if by_committee else Part.PANEL
    until = review.day if review.state == "convened" else review.closes
    is_ballot = review.state == "voting" and review.form == Review.Form.BALLOT
    return Holder(
        part=reviewer if review.state in {"convened", "voting"} else keeper,
        doing="vote" if is_ballot else _DOING[review.state],
        since=day_of(review.state_since),
        until=until if review.state in {"convened", "voting"} else None,
    )


register("technical_reviews", _reviewing)
