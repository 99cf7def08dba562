"""Publishing how the comments were handled, with the table of all of them."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.consultations.exports.table import table_docx
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.models import DocumentKind, ProjectDocument
from biaozhun.cloud.foundation.clock import day_of


@transaction.atomic
def settle(
    consultation: Consultation, summary: str, *, actor: Person, at: dt.datetime
) -> ProjectDocument:
    """Settle a consultation; the table of comments (征求意见汇总处理表) goes on the project.

    The project asks for that table when the draft for review is handed in. It names units that
    were asked and those who agreed to be named, so everybody may read it.

    Args:
        consultation: which one; it is brought up to date.
        summary: how the comments were handled.
        actor: who publishes it.
        at: when.

    Returns:
        The table.

    Raises:
        StepRefusedError: something stands against it.
    """
    told = ConsultationStep(summary=summary)
    step_consultation(consultation, "settle", told, actor=actor, at=at)
    made = table_docx(consultation, day_of(at))
    kind = DocumentKind.COMMENT_TABLE
    upload = (made.name, made.content)
    table = add_document(consultation.project, kind, upload, actor=actor, at=at, is_public=True)
    if consultation.proceeding is not None:
        consultation.proceeding.papers.add(table)
    return table
