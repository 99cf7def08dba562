"""What follows of itself from a step: papers become public, the timetable moves on."""

import datetime as dt
from typing import Final

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.actions.documents import show_document
from biaozhun.cloud.drafting.models import DocumentKind, Project
from biaozhun.cloud.drafting.queries.course import REACHED_BY
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.core.lifecycle import Decision

SHOWN_BY: Final[dict[str, tuple[DocumentKind, ...]]] = {
    "consult": (
        DocumentKind.DRAFT_FOR_COMMENT,
        DocumentKind.EXPLANATORY_NOTE,
        DocumentKind.CONSULTATION_NOTICE,
    ),
    "announce": (DocumentKind.ANNOUNCEMENT,),
    "publish": (DocumentKind.STANDARD_TEXT, DocumentKind.ANNOUNCEMENT),
}
"""The kinds whose newest version everybody may read from a step on."""


def follow(project: Project, decision: Decision, *, actor: Person | None, day: dt.date) -> None:
    """Let everything follow that a step brings with it, in its transaction."""
    kinds = SHOWN_BY.get(decision.action, ())
    if kinds:
        held = documents_of(project)
        for kind in kinds:
            if kind in held:
                show_document(held[kind], is_public=True, actor=actor)
    if (reached := REACHED_BY.get(decision.action)) is not None:
        project.milestones.filter(kind=reached).update(done=day)
