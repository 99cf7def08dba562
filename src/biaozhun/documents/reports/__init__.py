"""Reports on a checked document: files made of :class:`CheckedDocument` in the reader's words."""

from biaozhun.documents.reports.cards import ChangeCard, change_cards
from biaozhun.documents.reports.spreadsheet import report_xlsx
from biaozhun.documents.reports.text import report_docx
from biaozhun.documents.reports.web import report_html
from biaozhun.documents.reports.words import FormWords, ReportWords

__all__ = [
    "ChangeCard",
    "FormWords",
    "ReportWords",
    "change_cards",
    "report_docx",
    "report_html",
    "report_xlsx",
]
