"""Uses of the green channel as rows of a table, the heading first, and as a workbook."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from biaozhun.cloud.drafting.wording import STATE
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.green_channel import wording
from biaozhun.cloud.green_channel.queries.uses import Row
from biaozhun.documents.formulas import guarded

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CONTROL: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))
_WIDTHS: Final = (16, 44, 26, 26, 12, 26, 60, 14, 34, 12, 12, 16)


def use_rows(rows: Iterable[Row]) -> Iterator[Sequence[object]]:
    """What everybody may know of each use: the office that decided, not the person."""
    yield (
        _("计划编号"),
        _("标准名称"),
        _("提出部门"),
        _("批准单位"),
        pgettext("channel", "程序"),
        pgettext("channel", "依据"),
        pgettext("channel", "为什么急需"),
        _("批准日期"),
        _("省去的步骤"),
        _("从立项到发布（天）"),
        pgettext("channel", "结果"),
        pgettext("channel", "核查结论"),
    )
    for one in rows:
        project = one.use.project
        yield (
            project.plan_number,
            project.title,
            project.department.name,
            project.authority.name,
            str(wording.PROCEDURE[one.use.procedure]),
            one.ground,
            one.use.justification,
            day_of(one.use.decided).isoformat() if one.use.decided else "",
            "、".join(one.skipped),
            "" if one.days is None else one.days,
            str(STATE[one.result]),
            str(wording.FINDING[one.finding]) if one.finding else "",
        )


def workbook(rows: Sequence[Sequence[object]]) -> HttpResponse:
    """The same as a workbook: text and figures alone, no formula."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = _("绿色通道")
    for row in rows:
        sheet.append([_cell(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    answer = HttpResponse(stream.getvalue(), content_type=_XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="green-channel.xlsx"'
    return answer


def _cell(value: object) -> object:
    return guarded(value).translate(_CONTROL) if isinstance(value, str) else value
