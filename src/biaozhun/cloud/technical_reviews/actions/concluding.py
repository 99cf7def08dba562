"""What a review comes to: the four answers, the conclusion, and what follows for the project."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.drafting.actions.proceedings import Conclusion, conclude_proceeding
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import DocumentKind, ProjectDocument
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import QUESTIONS, Answer, Review
from biaozhun.cloud.technical_reviews.permissions import roles_in

_PAPERS: Final = (
    DocumentKind.REVIEW_MINUTES,
    DocumentKind.REVIEWER_LIST,
    DocumentKind.BALLOT,
    DocumentKind.REVIEW_OPINIONS,
)


class Concluded(msgspec.Struct, frozen=True, kw_only=True):
    """What a review is to come to.

    Attributes:
        conclusion: ``passed``, ``revise`` or ``failed``; empty while nobody knows.
        text: in words, as it stands in the minutes.
        answers: to the four questions: finding and text.
    """

    conclusion: str
    text: str
    answers: Mapping[str, tuple[str, str]]


@transaction.atomic
def write_conclusion(review: Review, told: Concluded, *, actor: Person) -> Review:
    """Write down the answers and the conclusion; minutes written before say it no longer.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``not_counted``.
    """
    held = lock(Review, review.pk)
    if "desk" not in roles_in(actor, held):
        raise ReviewRefusedError("not_for_you")
    if held.state != "counted":
        raise ReviewRefusedError("not_counted")
    held.conclusion, held.conclusion_text = told.conclusion, told.text.strip()
    held.minutes = None
    held.save(update_fields=["conclusion", "conclusion_text", "minutes"])
    for question in QUESTIONS:
        finding, text = told.answers.get(question, ("", ""))
        rows = Answer.objects.filter(review=held, question=question)
        if not finding:
            rows.delete()
            continue
        Answer.objects.update_or_create(
            review=held,
            question=question,
            defaults={"finding": Answer.Finding(finding), "text": text.strip()},
        )
    facts = {"project": held.project.plan_number, "conclusion": held.conclusion}
    kind = "technical_reviews.conclusion_written"
    record(kind, subject=held.case_subject, actor=actor, facts=facts)
    return held


def conclude_project(
    review: Review, *, ends_project: bool, actor: Person | None, at: dt.datetime
) -> None:
    """Write the proceeding and take the project's step; in the transaction of the conclusion.

    What passed goes on to the approval; what did not goes back to the drafters, and what failed
    may end there and then, where the decision lies on the project.

    Raises:
        StepRefusedError: something at the project stands against it.
    """
    assert review.proceeding is not None  # noqa: S101  -- written when it began
    told = Conclusion(
        ended=max(day_of(at), review.day or day_of(at)),
        outcome=review.conclusion,
        note=review.conclusion_text,
        papers=_papers(review),
    )
    conclude_proceeding(review.proceeding, told, actor=actor)
    action, reason = "pass_review", ""
    if review.conclusion != "passed":
        action = "revise"
    if review.conclusion == "failed" and ends_project:
        action, reason = "terminate", review.conclusion_text
    step_project(review.project, action, actor=actor, at=at, reason=reason)


def _papers(review: Review) -> tuple[ProjectDocument, ...]:
    """The papers of this review: what lies there of an earlier round proves nothing of this one."""
    lying = documents_of(review.project)
    papers = (lying[kind] for kind in _PAPERS if kind in lying)
    own = review.minutes_id  # the same bytes as before are the same document
    return tuple(one for one in papers if one.added >= review.made or one.pk == own)
