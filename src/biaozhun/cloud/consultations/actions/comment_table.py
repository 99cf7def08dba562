"""The table of comments goes onto the project when the handling is published."""

import datetime as dt

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.models import DocumentKind, ProjectDocument
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.foundation.clock import day_of


def put_comment_table(
    consultation: Consultation, *, actor: Person | None, at: dt.datetime
) -> ProjectDocument:
    """Put the table (征求意见汇总处理表) on the project, as a version of its kind.

    It is for who takes part: units stand in it by name, whether or not they agreed that everybody
    reads it.

    Raises:
        ConsultationRefusedError: ``template_unusable``: the region's own template cannot be filled.
    """
    from biaozhun.cloud.consultations.exports.table import table_docx  # noqa: PLC0415  -- writes Word
    from biaozhun.documents.reports.form_walls import FormError  # noqa: PLC0415  -- likewise

    try:
        table = table_docx(consultation, day_of(at))
    except (FormError, TemplateRefusedError) as error:
        raise ConsultationRefusedError("template_unusable", fragment=error.fragment) from error
    upload = (table.name, table.content)
    kind = DocumentKind.COMMENT_TABLE
    return add_document(consultation.project, kind, upload, actor=actor, at=at)
