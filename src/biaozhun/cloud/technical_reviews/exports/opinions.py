"""The table of opinions and their handling (审查意见汇总处理表); Chinese, as such papers are."""

from collections import Counter
from typing import Final

from django.utils.translation import override

from biaozhun.cloud.technical_reviews.models import Opinion, Review
from biaozhun.cloud.technical_reviews.queries.opinions import opinions_of
from biaozhun.cloud.technical_reviews.wording.panels import DISPOSITION
from biaozhun.documents.reports.official import Clause, Grid, OfficialPaper, official_docx
from biaozhun.documents.reports.spreadsheet import (
    Value,
    add_sheet,
    empty_book,
    lay_out,
    put_table,
    saved,
)

TITLE: Final = "审查意见汇总处理表"
HEADS: Final = ("序号", "章条编号", "意见内容", "修改建议", "提出人", "处理意见", "理由或修改情况")
_MILLIMETRES: Final = (13, 22, 52, 42, 30, 24, 42)
_CHARACTERS: Final = (6, 14, 50, 40, 24, 12, 40)
_MEETING: Final = "审查会议"
_EXPERT: Final = "审查专家"


def table_name(review: Review) -> str:
    """The name of the file, without its ending."""
    return f"{review.project.plan_number} {TITLE}（第{review.round}轮）"


def opinions_docx(review: Review, *, names_sealed: bool = False) -> bytes:
    """The table as an official paper on its side.

    Args:
        review: of which.
        names_sealed: it is for somebody who may not know who sits in the panel.
    """
    with override("zh-hans"):
        opinions = opinions_of(review)
        rows = tuple(
            tuple(str(cell) for cell in _row(n, one, names_sealed=names_sealed))
            for n, one in enumerate(opinions, 1)
        )
        paper = OfficialPaper(
            title=f"《{review.project.title}》{TITLE}",
            parts=(
                *(Clause(line) for line in _head(review, opinions)),
                Grid(heads=HEADS, rows=rows, widths=_MILLIMETRES),
            ),
            across=True,
        )
    return official_docx(paper)


def opinions_xlsx(review: Review, *, names_sealed: bool = False) -> bytes:
    """The same as a workbook."""
    with override("zh-hans"):
        opinions = opinions_of(review)
        book = empty_book(table_name(review), author=review.project.authority.name)
        sheet = add_sheet(book, TITLE)
        rows = [_row(n, one, names_sealed=names_sealed) for n, one in enumerate(opinions, 1)]
        put_table(sheet, HEADS, rows)
        lay_out(sheet, _CHARACTERS, landscape=True)
    return saved(book)


def _head(review: Review, opinions: list[Opinion]) -> list[str]:
    project = review.project
    units = "、".join(one.name for one in project.units.all())
    counted = Counter(one.disposition for one in opinions)
    figures = "，".join(
        f"{word}{counted[code]}条" for code, word in (*DISPOSITION.items(), ("", "未处理"))
    )
    day = f"{review.day.year}年{review.day.month}月{review.day.day}日" if review.day else "—"
    return [
        f"计划编号：{project.plan_number}　审查日期：{day}",
        f"起草单位：{units or '—'}",
        f"共{len(opinions)}条意见：{figures}。",
    ]


def _by(one: Opinion, *, names_sealed: bool) -> str:
    by = one.reviewer
    if by is None:
        return _MEETING
    if names_sealed:
        return _EXPERT
    return "，".join(part for part in (by.name, by.unit) if part)


def _row(place: int, one: Opinion, *, names_sealed: bool) -> tuple[Value, ...]:
    return (
        place,
        one.clause or "整体",
        one.text,
        one.proposal,
        _by(one, names_sealed=names_sealed),
        str(DISPOSITION[one.disposition]) if one.disposition else "",
        one.answer,
    )
