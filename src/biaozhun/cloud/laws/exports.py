"""The register and its citations as tables and as data."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from biaozhun.cloud.catalogue.wording import FAMILY
from biaozhun.cloud.laws import wording
from biaozhun.cloud.laws.actions.importing import COLUMNS
from biaozhun.cloud.laws.actions.registering import FIELDS
from biaozhun.cloud.laws.life import state_on
from biaozhun.cloud.laws.models import Instrument, Law, RegisterImport
from biaozhun.cloud.laws.queries.page import Shown
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.cloud.validity.wording import OUTCOME
from biaozhun.documents.formulas import guarded

_LEFT_OUT: Final = ("right", "is_draft")  # of no use outside
_WIDTHS: Final = (36, 16, 20, 12, 22, 14, 30, 10, 18, 12, 12, 16, 22)
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSX_CONTROL: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))


def laws_csv(laws: Iterable[Law]) -> StreamingHttpResponse:
    """The register as a table that an import takes."""
    names = [name for name in FIELDS if name in COLUMNS]
    heading = [COLUMNS[name][0] for name in names]
    rows = ([_cell(law, name) for name in names] for law in laws)
    return csv_file("laws", _chained(heading, rows))


def _chained(
    first: Sequence[object], rest: Iterable[Sequence[object]]
) -> Iterator[Sequence[object]]:
    yield first
    yield from rest


def _cell(law: Law, name: str) -> str:
    value = getattr(law, name)
    if name == "kind":
        return str(wording.KIND[value])
    if name == "confidence":
        return str(wording.CONFIDENCE[value])
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def laws_json(laws: Iterable[Law], on: dt.date) -> StreamingHttpResponse:
    """The register as JSON, a law at a time."""
    return StreamingHttpResponse(_json(laws, on), content_type="application/json; charset=utf-8")


def _json(laws: Iterable[Law], on: dt.date) -> Iterator[str]:
    yield f'{{"on":"{on.isoformat()}","laws":['
    for place, law in enumerate(laws):
        facts = {name: getattr(law, name) for name in FIELDS if name not in _LEFT_OUT}
        told = {"slug": law.slug, **facts, "state": str(state_on(law, on))}
        yield ("," if place else "") + msgspec.json.encode(told).decode()
    yield "]}"


def citation_heading() -> list[str]:
    """The columns of the table of citations."""
    return [
        *(
            pgettext("law", "法规政策"),
            _("种类"),
            _("文号"),
            _("公布"),
            _("发布机关"),
            pgettext("law", "条款"),
        ),
        *(
            _("引用的标准"),
            _("注日期"),
            _("引用标准的条款"),
            _("引用方式"),
            pgettext("law", "核对"),
        ),
        *(_("标准级别"), _("今天的状态"), _("现在可用")),
    ]


def citation_rows(shown: Iterable[Shown]) -> Iterator[list[str]]:
    """A row for each citation."""
    for each in shown:
        cited, law = each.cited, each.cited.law
        yield [
            law.title,
            str(wording.KIND[law.kind]),
            law.number,
            law.published.isoformat() if law.published else "",
            law.issuer,
            cited.label,
            cited.number,
            _("是") if cited.dated else _("否"),
            "、".join(cited.clauses) or _("整项"),
            str(wording.MODE[cited.mode]),
            str(wording.CITED_STATE[cited.state]),
            str(FAMILY[cited.family]),
            str(OUTCOME[each.answer.outcome]),
            each.answer.newest,
        ]


def citations_xlsx(shown: Iterable[Shown]) -> HttpResponse:
    """The table of citations as a workbook: text cells alone, no formula."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = _("法规引用标准")
    sheet.append(citation_heading())
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in citation_rows(shown):
        sheet.append([guarded(cell).translate(XLSX_CONTROL) for cell in row])
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    answer = HttpResponse(stream.getvalue(), content_type=_XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="law-citations.xlsx"'
    return answer


def rejected_csv(run: RegisterImport) -> StreamingHttpResponse:
    """The rows of a table that were not taken, to be mended and sent again, with their reasons."""
    heading = [*run.heading, _("退回原因"), _("行")]
    width = len(run.heading)
    rows = (
        [*(each["row"] + [""] * width)[:width], each["reason"], each["line"]]
        for each in run.rejected
    )
    return csv_file(f"rejected-{run.pk}", _chained(heading, rows))


def instruments_csv(instruments: Iterable[Instrument]) -> StreamingHttpResponse:
    """Instruments, a row for each limit."""
    heading = [
        *(_("种类"), _("名称"), _("发布机关"), _("依据"), _("标准"), _("标准的条款")),
        *(_("限制的量"), _("限值"), _("单位"), _("产品"), _("行业")),
        *(_("达不到限值的产品或产能"), _("开始执行"), _("停止执行")),
    ]
    return csv_file("instruments", _chained(heading, _instrument_rows(instruments)))


def _instrument_rows(instruments: Iterable[Instrument]) -> Iterator[list[str]]:
    for one in instruments:
        basis = f"{one.law.title} {one.article}".strip() if one.law else one.legal_basis
        before = [str(wording.INSTRUMENT[one.kind]), one.title, one.issuer, basis]
        days = [day.isoformat() if day else "" for day in (one.in_force, one.ended)]
        after = [one.products, one.industry, one.falling_below, *days]
        limits = [
            [each.number, each.clause, each.quantity, each.value, each.unit]
            for each in one.limits.all()
        ]
        for limit in limits or [[""] * 5]:
            yield [*before, *limit, *after]
