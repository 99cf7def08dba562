"""Demands and suggestions as tables and as workbooks, and what a year brought."""

from collections.abc import Iterable, Iterator
from typing import Final

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.queries.lists import YearOfField
from biaozhun.cloud.demands.wording import DEMAND_STATE, FIELD, LEVEL, SUGGESTION_STATE
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.number import parse
from biaozhun.documents.reports.spreadsheet import (
    Value,
    add_sheet,
    empty_book,
    lay_out,
    put_table,
    saved,
)

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEMAND_COLUMNS: Final = (
    "id",
    "title",
    "field",
    "level",
    "division",
    "standards",
    "filed",
    "department",
    "state",
    "supporters",
    "days_to_answer",
    "answer",
)
SUGGESTION_COLUMNS: Final = (
    "id",
    "title",
    "field",
    "scope",
    "standards",
    "drafting_unit",
    "filed",
    "department",
    "state",
    "application",
    "days_to_answer",
    "answer",
)
ANALYSIS_COLUMNS: Final = ("year", "field", "filed", "answered", "met", "days_to_answer")


def _standards(case: Demand | Suggestion) -> str:
    return ";".join(parse(slug).canonical for slug in case.standards)


def demands(found: Iterable[Demand]) -> HttpResponseBase:
    """Demands, a line each, with codes for states, fields and levels."""

    def rows() -> Iterator[tuple[object, ...]]:
        yield DEMAND_COLUMNS
        for one in found:
            yield (
                one.pk,
                one.title,
                one.field,
                one.level,
                one.division,
                _standards(one),
                day_of(one.filed).isoformat(),
                one.department.name if one.department else "",
                one.state,
                getattr(one, "supporters", 0),
                one.days_to_answer,
                one.answer,
            )

    return csv_file("demands", rows())


def suggestions(found: Iterable[Suggestion]) -> HttpResponseBase:
    """Suggestions, a line each, with codes for states and fields."""

    def rows() -> Iterator[tuple[object, ...]]:
        yield SUGGESTION_COLUMNS
        for one in found:
            yield (
                one.pk,
                one.title,
                one.field,
                one.scope,
                _standards(one),
                one.drafting_unit,
                day_of(one.filed).isoformat(),
                one.department.name if one.department else "",
                one.state,
                one.application_number,
                one.days_to_answer,
                one.answer,
            )

    return csv_file("suggestions", rows())


def analysis(found: Iterable[YearOfField]) -> HttpResponseBase:
    """What the years brought in each field."""

    def rows() -> Iterator[tuple[object, ...]]:
        yield ANALYSIS_COLUMNS
        for one in found:
            days = None if one.days is None else round(one.days, 1)
            yield one.year, one.field, one.filed, one.answered, one.met, days

    return csv_file("demand-analysis", rows())


def demands_paper(found: Iterable[Demand], *, title: str, author: str) -> HttpResponse:
    """The list of demands of a department and a year, as a workbook."""
    heads = (
        _("编号"),
        _("需要什么标准"),
        _("出了什么问题"),
        _("领域"),
        _("希望的层级"),
        _("已知标准"),
        _("提出日期"),
        _("附议"),
        _("状态"),
        _("首次答复用时（天）"),
        _("答复"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.pk,
            one.title,
            one.text,
            str(FIELD.get(one.field, "")),
            str(LEVEL[one.level]),
            _standards(one),
            day_of(one.filed),
            getattr(one, "supporters", 0),
            str(DEMAND_STATE[one.state]),
            one.days_to_answer,
            one.answer,
        )
        for one in found
    ]
    widths = (8, 32, 40, 10, 12, 20, 12, 8, 14, 12, 40)
    return _workbook("demands", title, author, heads, rows, widths)


def suggestions_paper(found: Iterable[Suggestion], *, title: str, author: str) -> HttpResponse:
    """The list of suggestions of a department and a year, as a workbook."""
    heads = (
        _("编号"),
        _("建议的标准"),
        _("必要性"),
        _("适用范围"),
        _("领域"),
        _("相关标准"),
        _("提出日期"),
        _("状态"),
        _("立项申请"),
        _("首次答复用时（天）"),
        _("答复"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.pk,
            one.title,
            one.necessity,
            one.scope,
            str(FIELD.get(one.field, "")),
            _standards(one),
            day_of(one.filed),
            str(SUGGESTION_STATE[one.state]),
            one.application_number,
            one.days_to_answer,
            one.answer,
        )
        for one in found
    ]
    widths = (8, 32, 40, 30, 10, 20, 12, 14, 16, 12, 40)
    return _workbook("suggestions", title, author, heads, rows, widths)


def _workbook(
    name: str,
    title: str,
    author: str,
    heads: tuple[str, ...],
    rows: list[tuple[Value, ...]],
    widths: tuple[int, ...],
) -> HttpResponse:
    book = empty_book(title, author=author)
    sheet = add_sheet(book, title)
    put_table(sheet, heads, rows)
    lay_out(sheet, widths, landscape=True)
    disposition = f'attachment; filename="{name}.xlsx"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(saved(book), content_type=XLSX, headers=headers)
