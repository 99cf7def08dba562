"""Reports on a checked document: files made of :class:`CheckedDocument` in the reader's words."""

from biaozhun.documents.reports.annotated import annotate, annotated_docx, packed_remarks
from biaozhun.documents.reports.cards import ChangeCard, change_cards
from biaozhun.documents.reports.completed import completed_list
from biaozhun.documents.reports.forms_controlled import ControlledCopy, controlled_list_xlsx
from biaozhun.documents.reports.forms_letters import change_cards_docx, confirmation_form_docx
from biaozhun.documents.reports.forms_standards import key_of
from biaozhun.documents.reports.spreadsheet import report_xlsx
from biaozhun.documents.reports.text import report_docx
from biaozhun.documents.reports.web import report_html
from biaozhun.documents.reports.words import FormWords, ReportWords

__all__ = [
    "ChangeCard",
    "ControlledCopy",
    "FormWords",
    "ReportWords",
    "annotate",
    "annotated_docx",
    "change_cards",
    "change_cards_docx",
    "completed_list",
    "confirmation_form_docx",
    "controlled_list_xlsx",
    "key_of",
    "packed_remarks",
    "report_docx",
    "report_html",
    "report_xlsx",
]
