"""The blast radius as a table and as a workbook."""

import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from biaozhun.cloud.impact.queries.radius import Radius
from biaozhun.cloud.impact.wording import KIND
from biaozhun.cloud.validity.reliance import Reliant

_WIDTHS = (20, 14, 22, 18, 44, 16, 16, 28, 14)  # characters


def rows(found: Radius, site: str) -> Iterator[list[str]]:
    """One row for each place that rests on the list, its heading first."""
    yield [
        *(_("标准编号"), _("状态"), _("可改用"), _("类别"), _("引用它的文件")),
        *(_("文件中的位置"), _("引用的条款"), _("应告知的单位"), _("是否注日期"), _("网址")),
    ]
    for hit in found.hits:
        head = [hit.number.canonical, str(hit.answer.outcome), "；".join(hit.instead)]
        if not hit.reliants:
            yield [*head, *[""] * 7]
        for one in hit.reliants:
            yield [*head, *_cells(one, site)]


def _cells(one: Reliant, site: str) -> list[str]:
    dated = _("注日期") if one.dated else _("不注日期")
    place = f"{site}{one.address}" if one.address else ""
    return [str(KIND[one.kind]), one.title, one.clause, one.cited_clause, one.body, dated, place]


def workbook(found: Radius, site: str) -> bytes:
    """The same rows as a workbook; nothing in it is a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  -- a new workbook has one
    sheet.title = _("废止影响")
    for row in rows(found, site):
        sheet.append(row)
    for line in sheet.iter_rows():
        for cell in line:
            cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
