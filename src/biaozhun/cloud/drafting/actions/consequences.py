"""What follows of itself from a step: papers become public, the timetable moves on."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.actions.documents import show_document
from biaozhun.cloud.drafting.models import DocumentKind, Project, ProjectDocument
from biaozhun.cloud.drafting.queries.course import REACHED_BY
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


def follow(
    project: Project,
    papers: Mapping[str, ProjectDocument],
    decision: Decision,
    *,
    actor: Person | None,
    day: dt.date,
) -> None:
    """Let everything follow that a step brings with it, in its transaction.

    Args:
        project: which one.
        papers: the newest of each kind of document that lies on it.
        decision: the step that was taken.
        actor: who took it.
        day: when.
    """
    for kind in SHOWN_BY.get(decision.action, ()):
        if kind in papers:
            show_document(papers[kind], is_public=True, actor=actor)
    if (reached := REACHED_BY.get(decision.action)) is not None:
        project.milestones.filter(kind=reached).update(done=day)
