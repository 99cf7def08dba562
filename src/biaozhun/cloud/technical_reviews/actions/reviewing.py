"""The life of a technical review: prepared, convened, begun, counted, concluded, held again."""

import datetime as dt

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.drafting.actions.proceedings import (
    Conclusion,
    conclude_proceeding,
    record_proceeding,
)
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import DocumentKind, Procedure, Proceeding, Project
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.cloud.technical_reviews.actions.concluding import conclude_project
from biaozhun.cloud.technical_reviews.actions.logging_reviews import log_experts
from biaozhun.cloud.technical_reviews.actions.seating import seat_members
from biaozhun.cloud.technical_reviews.actions.telling import (
    invite,
    reviewing_people,
    tell_of_conclusion,
    tell_reviewers,
)
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.life import CALENDAR, OPEN, RUNNING
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.technical_reviews.permissions import desk_roles, roles_in
from biaozhun.cloud.technical_reviews.queries.facts import review_facts, tally_of
from biaozhun.cloud.technical_reviews.queries.route import committee_in_charge, route_of
from biaozhun.core.lifecycle import Circumstances, Decision


class ReviewTold(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a review when it is prepared.

    Attributes:
        form: ``meeting`` or ``ballot``.
        day: of the meeting, or the first of the ballot.
        closes: the last day of a ballot.
        place: of the meeting.
        clerk: who keeps the minutes.
    """

    form: str
    day: dt.date | None = None
    closes: dt.date | None = None
    place: str = ""
    clerk: str = ""


class ReviewStep(msgspec.Struct, frozen=True, kw_only=True):
    """What goes with a step.

    Attributes:
        reason: why it is put off, held again or cancelled.
        ends_project: of a draft that failed: the project ends with it (its decision lies there).
    """

    reason: str = ""
    ends_project: bool = False


NOTHING = ReviewStep()


@transaction.atomic
def prepare(project: Project, told: ReviewTold, *, actor: Person, at: dt.datetime) -> Review:
    """Open the next round of review of a project; who reviews is a fact, not a choice.

    The draft is the newest one for review. The members of a committee are seated at once.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``not_submitted``, ``draft_missing``,
            ``review_running``, ``meeting_required``.
    """
    held, on = lock(Project, project.pk), day_of(at)
    route = route_of(held, on)
    if "desk" not in desk_roles(actor, held, route=route):
        raise ReviewRefusedError("not_for_you")
    if held.state not in OPEN:
        raise ReviewRefusedError("not_submitted")
    if held.reviews.filter(state__in=RUNNING).exists():
        raise ReviewRefusedError("review_running")
    draft = documents_of(held).get(DocumentKind.DRAFT_FOR_REVIEW)
    if draft is None:
        raise ReviewRefusedError("draft_missing")
    check_form(held, told.form)
    made = Review.objects.create(
        project=held,
        round=held.reviews.count() + 1,
        route=route,
        committee=committee_in_charge(held, on),
        draft=draft,
        made_by=actor,
        made=at,
        state_since=at,
        **msgspec.structs.asdict(told),
    )
    if made.route == Review.Route.COMMITTEE:
        seat_members(made, told.day or on)
    _note("review_prepared", made, actor, {"route": made.route, "form": made.form})
    return made


def check_form(project: Project, form: str) -> None:
    """A draft of the emergency procedure is reviewed in a meeting (F-03), never by ballot.

    Raises:
        ReviewRefusedError: ``meeting_required``.
    """
    if project.procedure == Procedure.EMERGENCY and form == Review.Form.BALLOT:
        raise ReviewRefusedError("meeting_required", field="form")


@transaction.atomic
def change_review(review: Review, told: ReviewTold, *, actor: Person) -> Review:
    """Say anew how, when and where, while it is prepared.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``not_preparing``, ``meeting_required``.
    """
    held = _held(review)
    if "desk" not in roles_in(actor, held):
        raise ReviewRefusedError("not_for_you")
    if held.state != "preparing":
        raise ReviewRefusedError("not_preparing")
    check_form(held.project, told.form)
    for name, value in msgspec.structs.asdict(told).items():
        setattr(held, name, value)
    held.save(update_fields=list(msgspec.structs.asdict(told)))
    if held.route == Review.Route.COMMITTEE and held.day is not None:
        seat_members(held, held.day)
    _note("review_changed", held, actor, {"form": held.form, "day": _iso(held.day)})
    return held


@transaction.atomic
def send_papers(review: Review, day: dt.date, *, actor: Person, at: dt.datetime) -> None:
    """Keep the day on which the papers went to those who review (Q-08); they are told.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``not_preparing`` once voting began, ``day_to_come``.
    """
    held = _held(review)
    if "desk" not in roles_in(actor, held):
        raise ReviewRefusedError("not_for_you")
    if held.state not in {"preparing", "convened"}:
        raise ReviewRefusedError("not_preparing")
    if day > day_of(at):
        raise ReviewRefusedError("day_to_come", field="day")
    held.papers_sent = day
    held.save(update_fields=["papers_sent"])
    review.papers_sent = day
    _note("papers_sent", held, actor, {"day": day.isoformat()})
    tell_reviewers(held, reviewing_people(held), step="papers")


@transaction.atomic
def step_review(
    review: Review,
    action: str,
    told: ReviewStep = NOTHING,
    *,
    actor: Person | None,
    at: dt.datetime,
) -> Decision:
    """Take a step of a review, and the step of the project that goes with it.

    Args:
        review: which one; it is given its new state as well.
        action: a verb of its life cycle.
        told: what goes with it.
        actor: who takes it; nobody where the day has come.
        at: when.

    Raises:
        StepRefusedError: something stands against it, here or at the project.
        ReviewRefusedError: ``meeting_required`` of a ballot of what became an emergency.
    """
    held, on = _held(review), day_of(at)
    if action == "convene":
        check_form(held.project, held.form)
    if action == "convene" and held.route == Review.Route.COMMITTEE:
        seat_members(held, held.day or on)
    reason = held.conclusion_text if action == "conclude" else told.reason
    facts = review_facts(held, on=on, reason=reason)
    rules = rules_for(held.project.authority, procedure=held.project.procedure, on=on)
    decision = take(
        held,
        action,
        by=Acting(actor, roles_in(actor, held) if actor else CALENDAR, at),
        facts=facts,
        told=_told(held, action, told),
        circumstances=Circumstances(rules=rules),
    )
    _FOLLOW[action](held, told, actor, at)
    review.state, review.state_since = held.state, held.state_since
    return decision


def _convened(review: Review, told: ReviewStep, actor: Person | None, at: dt.datetime) -> None:  # noqa: ARG001  -- the form of what follows a step
    invite(review, key=at.isoformat())


def _begun(review: Review, told: ReviewStep, actor: Person | None, at: dt.datetime) -> None:  # noqa: ARG001  -- likewise
    """The project is under review from now on; a review held again goes on in its proceeding."""
    if review.proceeding is None:
        review.proceeding = record_proceeding(
            review.project,
            Proceeding.Kind.TECHNICAL_REVIEW,
            began=review.day,
            ended=None,
            outcome="",
            note="",
            papers=(),
            origin=Proceeding.Origin.HERE,
            actor=actor,
            at=at,
            draft=review.draft,
        )
        review.save(update_fields=["proceeding"])
    if review.project.state == "submitted":
        step_project(review.project, "begin_review", actor=actor, at=at)
    tell_reviewers(review, reviewing_people(review), step="begin")


def _counted(review: Review, told: ReviewStep, actor: Person | None, at: dt.datetime) -> None:
    """Nothing follows: the event says how many voted, and the desk reads the rest."""


def _concluded(review: Review, told: ReviewStep, actor: Person | None, at: dt.datetime) -> None:
    conclude_project(review, ends_project=told.ends_project, actor=actor, at=at)
    log_experts(review, at)
    tell_of_conclusion(review, actor)


def _held_again(review: Review, told: ReviewStep, actor: Person | None, at: dt.datetime) -> None:  # noqa: ARG001  -- the form of what follows a step
    """Presence and votes are taken anew, and so is what was concluded from them."""
    review.reviewers.update(present=None, vote="", dissent="", voted_at=None, vote_entered_by=None)
    review.repeated = "\n".join(part for part in (review.repeated, told.reason.strip()) if part)
    review.conclusion, review.conclusion_text, review.minutes = "", "", None
    review.save(update_fields=["repeated", "conclusion", "conclusion_text", "minutes"])
    tell_reviewers(review, reviewing_people(review), step="repeat", reason=told.reason)


def _put_off(review: Review, told: ReviewStep, actor: Person | None, at: dt.datetime) -> None:  # noqa: ARG001  -- likewise
    review.reviewers.update(present=None)
    tell_reviewers(review, reviewing_people(review), step="postpone", reason=told.reason)


def _cancelled(review: Review, told: ReviewStep, actor: Person | None, at: dt.datetime) -> None:
    """One that had begun and was to be held again ends its proceeding without an outcome."""
    if review.proceeding is not None:
        ended = Conclusion(
            ended=max(day_of(at), review.proceeding.began or day_of(at)),
            outcome=Proceeding.Outcome.DONE,
            note=told.reason.strip(),
        )
        conclude_proceeding(review.proceeding, ended, actor=actor)
    tell_reviewers(review, reviewing_people(review), step="cancel", reason=told.reason)


_FOLLOW = {
    "convene": _convened,
    "begin": _begun,
    "count": _counted,
    "conclude": _concluded,
    "repeat": _held_again,
    "postpone": _put_off,
    "cancel": _cancelled,
}


def _told(review: Review, action: str, told: ReviewStep) -> dict[str, object]:
    """What the event of a step keeps: of a count the numbers, never who said what.

    Votes that were counted and are taken anew stay in the journal, so that no result disappears.
    """
    facts: dict[str, object] = {"project": review.project.plan_number}
    if action == "count":
        counted = tally_of(review)
        facts |= {"eligible": counted.eligible, "present": counted.present, "voted": counted.voted}
    if action == "repeat" and review.state == "counted":
        counted = tally_of(review)
        facts |= {"in_favour": counted.in_favour, "against": counted.against}
        facts["abstained"] = counted.abstained
    if action == "conclude":
        facts["conclusion"] = str(review.conclusion)
    return facts | ({"reason": told.reason.strip()} if told.reason.strip() else {})


def _held(review: Review) -> Review:
    """The review with its project, both locked until the transaction ends."""
    held = lock(Review, review.pk)
    held.project = lock(Project, held.project_id)
    return held


def _note(kind: str, review: Review, actor: Person | None, facts: dict[str, object]) -> None:
    told = {"project": review.project.plan_number, **facts}
    record(f"technical_reviews.{kind}", subject=review.case_subject, actor=actor, facts=told)


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
