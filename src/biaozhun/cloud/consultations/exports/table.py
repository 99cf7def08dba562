"""The table of comments as a Word file, by the region's template, and as a workbook."""

import datetime as dt
from typing import Final

from django.utils.translation import override
from openpyxl.styles import Alignment

from biaozhun.cloud.consultations.exports.rows import table_rows
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.paper_forms import TABLE
from biaozhun.cloud.consultations.queries.figures import Figures, figures_of
from biaozhun.cloud.drafting.queries.note import han
from biaozhun.cloud.form_templates.actions.filling import Filled, filled
from biaozhun.documents.reports.spreadsheet import (
    Value,
    add_sheet,
    cell_at,
    empty_book,
    lay_out,
    put,
    put_table,
    saved,
)

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE: Final = "征求意见汇总处理表"
_HEADS: Final = ("序号", "章条编号", "意见内容", "提出单位", "处理意见", "理由")
_ONE_LINE: Final = Alignment(horizontal="left", vertical="center")
_HEAD_HEIGHT: Final = 18  # points
_WIDTHS: Final = (8, 18, 58, 26, 12, 40)


def table_docx(consultation: Consultation, on: dt.date) -> Filled:
    """The table by the template that holds for the authority on a day.

    Raises:
        TemplateRefusedError: the file of the template is gone.
        FormError: the template names what the form does not know.
    """
    made = filled(TABLE, consultation.pk, consultation.project.authority, on)
    return Filled(f"{TITLE}-{_named(consultation)}.docx", made.content)


def table_xlsx(consultation: Consultation, on: dt.date) -> Filled:
    """The table as a workbook: project, date and the four figures above the rows."""
    project = consultation.project
    figures = figures_of(consultation, on)
    with override("zh-hans"):
        rows: list[tuple[Value, ...]] = [
            (place, one.clause, one.said, one.unit, one.disposition, one.answer)
            for place, one in enumerate(table_rows(consultation), 1)
        ]
    book = empty_book(f"{project.title} {TITLE}", author=project.authority.name)
    sheet = add_sheet(book, TITLE)
    head = _head(consultation, figures, on)
    for row, (label, value) in enumerate(head, 1):
        put(cell_at(sheet, row, 1), label, bold=True).alignment = _ONE_LINE
        put(cell_at(sheet, row, 3), value).alignment = _ONE_LINE
        sheet.row_dimensions[row].height = _HEAD_HEIGHT
    put_table(sheet, _HEADS, rows, top=len(head) + 2)
    lay_out(sheet, _WIDTHS, landscape=True)
    return Filled(f"{TITLE}-{_named(consultation)}.xlsx", saved(book))


def _head(
    consultation: Consultation, figures: Figures, on: dt.date
) -> tuple[tuple[str, Value], ...]:
    project = consultation.project
    days = f"{han(consultation.opens)}至{han(consultation.closes)}"
    return (
        ("标准项目名称", project.title),
        ("计划编号", project.plan_number),
        ("起草单位", "、".join(one.name for one in project.units.all())),
        ("征求意见", f"第{consultation.round}轮，{days}"),
        ("填表日期", han(on)),
        ("发函单位数", figures.asked),
        ("回函单位数", figures.replied),
        ("回函并有意见的单位数", figures.with_comments),
        ("没有回函的单位数", figures.unanswered),
    )


def _named(consultation: Consultation) -> str:
    return f"{consultation.project.plan_number}-{consultation.round}".replace("/", "-")
