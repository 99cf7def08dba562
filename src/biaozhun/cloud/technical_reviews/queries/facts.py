"""What the guards of a review ask about, read once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from django.db.models import Q

from biaozhun.cloud.cases.calendars import calendar
from biaozhun.cloud.committees.models import Expert, ExpertConflict
from biaozhun.cloud.drafting.models import DocumentKind, Proceeding
from biaozhun.cloud.technical_reviews.life import OPEN, ReviewFacts
from biaozhun.cloud.technical_reviews.models import QUESTIONS, Answer, Review, Reviewer, Seat
from biaozhun.cloud.technical_reviews.permissions import GONE
from biaozhun.cloud.technical_reviews.queries.drafters import Drafters, drafters_of
from biaozhun.core.lifecycle.calendar import CalendarError
from biaozhun.core.lifecycle.rules import share_of
from biaozhun.core.reviewing import Line, make_up
from biaozhun.core.reviewing.counting import Sitter, Tally, count
from biaozhun.core.text import fold


def review_facts(review: Review, *, on: dt.date, reason: str = "") -> ReviewFacts:
    """What is asked before a step of a review; at most eleven questions, however many review.

    Args:
        review: with its project.
        on: the day of the step.
        reason: what was written with it; of a conclusion its text.
    """
    people = reviewers_of(review)
    drafters = drafters_of(review.project)
    seated = active(review, people)
    told = count(sitters(review, people), in_meeting=is_meeting(review))
    answers = list(review.answers.all())
    return ReviewFacts(
        today=on,
        reason=reason,
        is_panel=review.route == Review.Route.PANEL,
        is_ballot=review.form == Review.Form.BALLOT,
        **_make_up(seated),
        **_seats(review, people),
        drafters=sum(_drafted(one, drafters) for one in seated if _counts(review, one)),
        conflicted=_conflicted(seated, drafters, on),
        **_draft(review),
        day=review.day,
        closes=review.closes,
        is_sent=review.papers_sent is not None and review.day is not None,
        days_ahead=days_ahead(review),
        **_votes(told),
        unanswered_questions=len(set(QUESTIONS) - {one.question for one in answers}),
        refused_questions=sum(one.finding == Answer.Finding.NO for one in answers),
        open_opinions=review.opinions.filter(disposition="").count(),
        conclusion=review.conclusion,
        rounds_before=_rounds_before(review),
        has_minutes=review.minutes_id is not None,
    )


def reviewers_of(review: Review) -> list[Reviewer]:
    """Everybody who was ever asked to a review, in the order they were; one question."""
    return list(review.reviewers.select_related("seat", "organisation").order_by("pk"))


def is_meeting(review: Review) -> bool:
    """Whether it is held as a meeting."""
    return bool(review.form == Review.Form.MEETING)


def is_here(review: Review, one: Reviewer) -> bool:
    """Whether somebody belongs to it: of a panel who did not decline; a member stays a member."""
    if review.route == Review.Route.COMMITTEE:
        return one.status != Reviewer.Status.REPLACED
    return one.status not in GONE


def active(review: Review, people: Iterable[Reviewer]) -> list[Reviewer]:
    """Those who have a seat; who stands in for somebody only has it while that one is away."""
    return [one for one in people if is_here(review, one) and one.instead_of_id is None]


def sitters(review: Review, people: Iterable[Reviewer]) -> list[Sitter]:
    """Everybody who belongs to it, as the counting wants them.

    A member who sent word of not coming counts as away where nobody entered it.
    """
    return [
        Sitter(
            key=one.pk,
            may_vote=one.votes,
            present=_presence(one),
            vote=one.vote,
            stands_in_for=one.instead_of_id,
        )
        for one in people
        if is_here(review, one)
    ]


def tally_of(review: Review) -> Tally:
    """What was counted; one question."""
    return count(sitters(review, reviewers_of(review)), in_meeting=is_meeting(review))


def days_ahead(review: Review) -> int | None:
    """Working days between the sending of the papers and the day.

    ``None`` where they were not sent, or no day is set, or the holidays of a year are not loaded:
    then nothing is promised (D-05).
    """
    if review.papers_sent is None or review.day is None:
        return None
    try:
        return calendar().working_days(review.papers_sent, review.day)
    except CalendarError:
        return None


def _presence(one: Reviewer) -> bool | None:
    if one.present is None and one.status == Reviewer.Status.DECLINED:
        return False
    return one.present


def unit_key(one: Expert | Reviewer) -> str:
    """By what it is told that two work for one unit: its name in the register, else as written."""
    return fold(one.organisation.name if one.organisation else one.unit)


def _make_up(seated: Sequence[Reviewer]) -> dict[str, Any]:
    told = make_up([Line(interest=one.interest, unit=unit_key(one)) for one in seated])
    largest = share_of(told.largest_unit.numerator, told.largest_unit.denominator)
    return {**msgspec.structs.asdict(told), "largest_unit": largest}


def _seats(review: Review, people: Iterable[Reviewer]) -> dict[str, Any]:
    """Of a panel: whether it was drawn, and how many seats are empty."""
    if review.route != Review.Route.PANEL:
        return {}
    seats = set(Seat.objects.filter(review=review).values_list("pk", flat=True))
    taken = {one.seat_id for one in people if is_here(review, one)}
    return {"is_drawn": review.draws.filter(set_aside=None).exists(), "undrawn": len(seats - taken)}


def _counts(review: Review, one: Reviewer) -> bool:
    """Whether somebody's being there counts against Q-10: on a panel always."""
    return review.route == Review.Route.PANEL or one.votes


def _drafted(one: Reviewer, drafters: Drafters) -> bool:
    return drafters.include(
        name=one.name, unit=one.unit, person=one.person_id, organisation=one.organisation_id
    )


def _conflicted(seated: Sequence[Reviewer], drafters: Drafters, on: dt.date) -> int:
    """How many with a vote have a conflict: declared for this review, or in the bank of experts."""
    experts = [one.expert_id for one in seated if one.expert_id]
    standing = ExpertConflict.objects.filter(
        Q(until=None) | Q(until__gte=on), expert__in=experts, declared__lte=on
    )
    with_unit = {
        one.expert_id
        for one in standing
        if drafters.is_unit(name=one.unit, organisation=one.organisation_id)
    }
    return sum(bool(one.conflict) or one.expert_id in with_unit for one in seated if one.votes)


def _draft(review: Review) -> dict[str, Any]:
    checks = review.project.proceedings.filter(kind=Proceeding.Kind.DEPARTMENT_CHECK)
    last = checks.order_by("round").last()
    of_this = last is not None and last.draft_id in {None, review.draft_id}
    drafts = review.project.documents.filter(kind=DocumentKind.DRAFT_FOR_REVIEW)
    return {
        "is_checked": last is not None and last.outcome == "passed" and of_this,
        "is_there": review.project.state in OPEN,
        "is_newest": not drafts.filter(version__gt=review.draft.version).exists(),
    }


def _votes(told: Tally) -> dict[str, Any]:
    return {
        name: getattr(told, name)
        for name in ("present", "eligible", "voted", "in_favour", "against", "unmarked")
    }


def _rounds_before(review: Review) -> int:
    """Reviews of the project that asked for a revision, also those held on paper."""
    rounds = review.project.proceedings.filter(
        kind=Proceeding.Kind.TECHNICAL_REVIEW, outcome=Proceeding.Outcome.REVISE
    )
    return rounds.exclude(review=review).count()
