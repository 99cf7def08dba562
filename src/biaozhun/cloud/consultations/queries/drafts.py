"""Which draft everybody is asked about."""

from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.drafting.models import DocumentKind, Project, ProjectDocument


def draft_for_comment(project: Project) -> ProjectDocument:
    """The newest draft for comment.

    Raises:
        ConsultationRefusedError: ``no_draft``.
    """
    drafts = project.documents.filter(kind=DocumentKind.DRAFT_FOR_COMMENT)
    newest = drafts.order_by("version").last()
    if newest is None:
        raise ConsultationRefusedError("no_draft")
    return newest
