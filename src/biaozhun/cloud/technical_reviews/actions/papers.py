"""Minutes, list for signature and vote sheet, put on the project."""

import datetime as dt
from typing import Final

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.drafting.actions.documents import Upload, add_document, standing_copy
from biaozhun.cloud.drafting.models import DocumentKind, ProjectDocument
from biaozhun.cloud.form_templates.actions.filling import filled
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.technical_reviews.permissions import roles_in

MADE: Final = {
    DocumentKind.REVIEW_MINUTES: "technical_reviews.minutes",
    DocumentKind.REVIEWER_LIST: "technical_reviews.reviewers",
    DocumentKind.BALLOT: "technical_reviews.votes",
}
"""The papers of a review, each with its form."""


@transaction.atomic
def make_papers(review: Review, *, actor: Person, at: dt.datetime) -> list[ProjectDocument]:
    """Write the minutes, the list for signature and the vote sheet from what was counted.

    They go on the project as documents of their kinds; the minutes are those of this review until
    the conclusion is written anew. Asked for again without any change nothing is added.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``not_counted``, ``conclusion_missing``.
        TemplateRefusedError: the region's template cannot be filled.
        FormError: likewise.
    """
    held = _held(review, actor)
    if not (held.conclusion and held.conclusion_text):
        raise ReviewRefusedError("conclusion_missing")
    authority, on = held.project.authority, day_of(at)
    made = []
    for kind, form in MADE.items():
        file = filled(form, held.pk, authority, on)
        upload = (file.name, file.content)
        stands = standing_copy(held.project, kind, file.content)
        made.append(stands or add_document(held.project, kind, upload, actor=actor, at=at))
    if held.minutes_id != made[0].pk:
        _keep(held, made[0], [str(one.kind) for one in made], actor)
    return made


@transaction.atomic
def bring_minutes(
    review: Review, upload: Upload, *, actor: Person, at: dt.datetime
) -> ProjectDocument:
    """Put minutes on the project that were written elsewhere.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``not_counted``.
        DraftingRefusedError: the file is not taken.
    """
    held = _held(review, actor)
    made = add_document(held.project, DocumentKind.REVIEW_MINUTES, upload, actor=actor, at=at)
    _keep(held, made, [str(made.kind)], actor)
    return made


def _held(review: Review, actor: Person) -> Review:
    held = lock(Review, review.pk)
    if "desk" not in roles_in(actor, held):
        raise ReviewRefusedError("not_for_you")
    if held.state != "counted":
        raise ReviewRefusedError("not_counted")
    return held


def _keep(held: Review, minutes: ProjectDocument, papers: list[str], actor: Person) -> None:
    held.minutes = minutes
    held.save(update_fields=["minutes"])
    facts = {"project": held.project.plan_number, "papers": papers}
    kind = "technical_reviews.papers_made"
    record(kind, subject=held.case_subject, actor=actor, facts=facts)
