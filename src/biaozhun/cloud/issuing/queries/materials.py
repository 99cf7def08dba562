"""What must lie on a project before it is approved (domain-rules 2.6, 报批)."""

from typing import Final

from biaozhun.cloud.drafting.models import DocumentKind, Project

REQUIRED: Final = (
    DocumentKind.DRAFT_FOR_APPROVAL,
    DocumentKind.EXPLANATORY_NOTE,
    DocumentKind.REVIEW_MINUTES,
    DocumentKind.REVIEW_OPINIONS,
    DocumentKind.APPROVAL_LETTER,
)
"""Papers without which nothing is approved."""
CUSTOMARY: Final = (
    DocumentKind.COMMENT_TABLE,
    DocumentKind.REVIEWER_LIST,
    DocumentKind.DEPARTMENT_OPINION,
    DocumentKind.TEST_REPORT,
    DocumentKind.PATENT_STATEMENT,
)
"""Papers that are looked for and may be missing with good reason."""


def kinds_on(project: Project) -> frozenset[str]:
    """The kinds of documents that lie on a project; one question."""
    return frozenset(project.documents.order_by().values_list("kind", flat=True))


def missing_on(project: Project) -> tuple[str, ...]:
    """Required papers that do not lie on it."""
    held = kinds_on(project)
    return tuple(str(kind) for kind in REQUIRED if kind not in held)
