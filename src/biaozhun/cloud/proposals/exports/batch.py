"""A batch as a workbook, and the summary of its scores; Chinese, as such papers are."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import override

from biaozhun.cloud.catalogue.queries.addresses import readable
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.proposals.exports.files import file_answer, han
from biaozhun.cloud.proposals.queries.scores import BatchScores, ScoreLine
from biaozhun.cloud.proposals.wording import APPLICATION_STATE, CONCLUSION, CONFLICT
from biaozhun.cloud.proposals.wording.choices import FIELD, KIND
from biaozhun.documents.reports.official import Clause, Grid, OfficialPaper, official_docx
from biaozhun.documents.reports.spreadsheet import (
    Value,
    add_sheet,
    empty_book,
    lay_out,
    put_table,
    saved,
)

_LIST_HEADS = (
    *("序号", "项目名称", "制定/修订", "修订的标准", "领域", "申报部门", "起草单位"),
    *("完成时限（月）", "申报日期", "状态", "论证结论", "理由", "计划编号"),
)
_LIST_WIDTHS = (6, 44, 10, 20, 10, 24, 44, 12, 14, 14, 14, 40, 20)
_SCORE_HEADS = ("序号", "项目名称", "申报部门", "评分数", "平均分", "分差", "专家建议", "结论")


def batch_xlsx(scores: BatchScores) -> HttpResponse:
    """The applications of a batch as a workbook."""
    with override("zh-hans"):
        batch = scores.batch
        book = empty_book(f"{batch.year}年{batch.title}", author=batch.authority.name)
        sheet = add_sheet(book, "立项申请")
        put_table(sheet, _LIST_HEADS, [_row(n, one) for n, one in enumerate(scores.lines, 1)])
        lay_out(sheet, _LIST_WIDTHS, landscape=True)
    return file_answer(saved(book), f"{batch.year}年{batch.title}立项申请", "xlsx")


def _row(place: int, line: ScoreLine) -> tuple[Value, ...]:
    one = line.application
    return (
        place,
        one.title,
        str(KIND[one.kind]),
        readable(one.revises) if one.revises else "",
        str(FIELD[one.field]) if one.field else "",
        one.department.name,
        "、".join(unit.name for unit in one.units.all()),
        one.months,
        day_of(one.submitted) if one.submitted else None,
        str(APPLICATION_STATE[one.state]),
        str(CONCLUSION[one.conclusion]) if one.conclusion else "",
        one.conclusion_reason or one.reason,
        one.project.plan_number if one.project else "",
    )


def scores_xlsx(scores: BatchScores) -> HttpResponse:
    """The scores of a batch as a workbook: the summary, and every sheet."""
    with override("zh-hans"):
        batch = scores.batch
        book = empty_book(f"{batch.year}年{batch.title}评分汇总", author=batch.authority.name)
        summary = add_sheet(book, "评分汇总")
        put_table(summary, (*_SCORE_HEADS, *_names(scores)), _summary(scores))
        lay_out(
            summary, (6, 44, 24, 8, 10, 8, 24, 14, *(12 for _ in scores.criteria)), landscape=True
        )
        sheets = add_sheet(book, "专家评分")
        heads = ("项目名称", "专家", "单位", *_names(scores), "总分", "建议", "意见")
        put_table(sheets, heads, _sheet_rows(scores))
        lay_out(sheets, (44, 12, 24, *(12 for _ in scores.criteria), 10, 14, 50), landscape=True)
    return file_answer(saved(book), f"{batch.year}年{batch.title}评分汇总", "xlsx")


def _names(scores: BatchScores) -> tuple[str, ...]:
    return tuple(f"{one.name}（{one.weight}%）" for one in scores.criteria)


def _summary(scores: BatchScores) -> list[tuple[str, ...]]:
    return [
        (*_score_row(place, one), *(_figure(each) for each in one.by_criterion))
        for place, one in enumerate(scores.lines, 1)
    ]


def _score_row(place: int, line: ScoreLine) -> tuple[str, ...]:
    one = line.application
    return (
        str(place),
        one.title,
        one.department.name,
        f"{line.entered}/{line.asked}",
        _figure(line.average),
        _figure(line.spread),
        "；".join(f"{CONCLUSION[code]} {count}" for code, count in sorted(line.advice.items())),
        str(CONCLUSION[one.conclusion]) if one.conclusion else "",
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _sheet_rows(scores: BatchScores) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for line in scores.lines:
        for each in line.sheets:
            named = (line.application.title, each.assessor.name, each.assessor.unit)
            if each.sheet is None:
                empty = ("" for _ in scores.criteria)
                said = str(CONFLICT[each.conflict]) if each.conflict else ""
                rows.append((*named, *empty, "", "", said))
                continue
            advice = str(CONCLUSION[each.sheet.advice])
            rows.append((*named, *each.points, _figure(each.total), advice, each.sheet.comment))
    return rows


def scores_docx(scores: BatchScores) -> HttpResponse:
    """The summary of the scores as an official paper."""
    with override("zh-hans"):
        batch = scores.batch
        paper = OfficialPaper(
            title=f"{batch.year}年{batch.title}地方标准立项论证评分汇总表",
            parts=(*_opening(scores), _grid(scores.lines), *_experts(scores)),
            issuer=batch.authority.name,
            day=batch.meeting,
            across=True,
        )
        made = official_docx(paper)
    return file_answer(made, f"{batch.year}年{batch.title}评分汇总", "docx")


def _opening(scores: BatchScores) -> tuple[Clause, ...]:
    batch = scores.batch
    held = f"{han(batch.meeting)}召开论证会" if batch.meeting else "组织论证"
    weights = "、".join(f"{one.name}{one.weight}%" for one in scores.criteria)
    return (
        Clause(
            f"{held}，{len(scores.assessors)}名专家对{len(scores.lines)}项立项申请评分，"
            f"评分项和权重为：{weights}。汇总如下："
        ),
    )


def _grid(lines: Sequence[ScoreLine]) -> Grid:
    rows = tuple(_score_row(place, one) for place, one in enumerate(lines, 1))
    return Grid(heads=_SCORE_HEADS, rows=rows, widths=(12, 66, 36, 16, 18, 16, 37, 24))


def _experts(scores: BatchScores) -> tuple[Clause | Grid, ...]:
    rows = tuple(
        (str(place), one.name, one.unit, "") for place, one in enumerate(scores.assessors, 1)
    )
    if not rows:
        return ()
    grid = Grid(heads=("序号", "姓名", "单位", "签名"), rows=rows, widths=(15, 50, 100, 60))
    return (Clause("论证专家", 1), grid)
