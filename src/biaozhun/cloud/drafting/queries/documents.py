"""The documents of a project: the newest of each kind, and what is read of them."""

from collections.abc import Mapping
from typing import Final

from biaozhun.cloud.drafting.models import DocumentKind, Project, ProjectDocument

DRAFTS: Final = (
    DocumentKind.DRAFT_FOR_COMMENT,
    DocumentKind.DRAFT_FOR_REVIEW,
    DocumentKind.DRAFT_FOR_APPROVAL,
)
"""The drafts that the explanatory note travels with, in the order of the course."""
TEXTS: Final = (DocumentKind.WORKING_DRAFT, *DRAFTS, DocumentKind.STANDARD_TEXT)
"""The kinds that hold the text of the standard; they are checked."""
CHECKED: Final = frozenset({*TEXTS, DocumentKind.EXPLANATORY_NOTE})
"""The kinds whose text is read."""


def documents_of(project: Project) -> dict[str, ProjectDocument]:
    """The newest version of each kind of document; one question."""
    newest: dict[str, ProjectDocument] = {}
    for one in project.documents.order_by("version"):
        newest[one.kind] = one
    return newest


def newest_of(held: Mapping[str, ProjectDocument]) -> ProjectDocument | None:
    """The draft that came last among the newest documents of each kind."""
    drafts = [held[kind] for kind in DRAFTS if kind in held]
    return max(drafts, key=lambda one: (one.added, one.pk), default=None)


def newest_draft(project: Project) -> ProjectDocument | None:
    """The draft that came last; one question."""
    return newest_of(documents_of(project))


def note_is_current(held: Mapping[str, ProjectDocument]) -> bool:
    """Whether the explanatory note travels with the newest draft there is."""
    note, draft = held.get(DocumentKind.EXPLANATORY_NOTE), newest_of(held)
    return note is not None and draft is not None and note.accompanies_id == draft.pk
