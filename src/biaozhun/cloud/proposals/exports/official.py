"""The programme as an official paper (GB/T 9704); Chinese whatever language pages are read in."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse
from django.utils.translation import override

from biaozhun.cloud.catalogue.queries.addresses import readable
from biaozhun.cloud.proposals.exports.files import file_answer, han
from biaozhun.cloud.proposals.life import FAVOURED
from biaozhun.cloud.proposals.models import Application, Batch, Programme
from biaozhun.cloud.proposals.queries.scores import scores_of
from biaozhun.cloud.proposals.wording.choices import KIND
from biaozhun.documents.reports.official import Clause, Grid, OfficialPaper, official_docx

_HEADS: Final = ("序号", "计划编号", "项目名称", "制定/修订", "申报部门", "起草单位", "完成时限")
_WIDTHS: Final = (12, 34, 58, 17, 32, 48, 24)  # millimetres, across a page
_USUAL: Final = (
    "经组织论证{noticed}，现将{year}年{batch}地方标准制修订计划（共{count}项，见附表）下达给你们。"
    "请有关行政主管部门组织起草单位按照计划抓紧落实，按时完成起草、征求意见、送审和报批，"
    "确保标准质量。执行中需要变更或者终止的，应当及时报告。"
)


def programme_docx(programme: Programme, rows: Sequence[Application]) -> HttpResponse:
    """A programme that was issued."""
    batch = programme.batch
    told = programme.text or usual_text(batch, len(rows))
    paper = OfficialPaper(
        title=programme.title,
        number=programme.number,
        addressees="各有关单位",
        parts=_parts(told, rows),
        issuer=programme.authority.name,
        day=programme.day,
        across=True,
    )
    return file_answer(official_docx(paper), programme.title, "docx")


def programme_draft(batch: Batch) -> HttpResponse:
    """The programme of a batch before it is issued, without numbers."""
    rows = [
        line.application for line in scores_of(batch).lines if line.application.state in FAVOURED
    ]
    title = f"关于下达{batch.year}年{batch.title}地方标准制修订计划的通知"
    paper = OfficialPaper(
        title=f"{title}（送审稿）",
        addressees="各有关单位",
        parts=_parts(usual_text(batch, len(rows)), rows),
        issuer=batch.authority.name,
        across=True,
    )
    return file_answer(official_docx(paper), f"{title}（送审稿）", "docx")


def usual_text(batch: Batch, count: int) -> str:
    """What stands between the title and the list where nothing else was written."""
    noticed = "并向社会公示" if batch.noticed else ""
    return _USUAL.format(noticed=noticed, year=batch.year, batch=batch.title, count=count)


def _parts(text: str, rows: Sequence[Application]) -> tuple[Clause | Grid, ...]:
    lines = [Clause(line) for line in text.splitlines() if line.strip()]
    grid = Grid(heads=_HEADS, rows=tuple(project_rows(rows)), widths=_WIDTHS)
    return (*lines, Clause("附表：项目计划表", 1), grid)


def project_rows(rows: Sequence[Application]) -> list[tuple[str, ...]]:
    """The table of a programme."""
    with override("zh-hans"):
        return [_row(place, one) for place, one in enumerate(rows, 1)]


def _row(place: int, one: Application) -> tuple[str, ...]:
    project = one.project
    return (
        str(place),
        project.plan_number if project else "",
        one.title,
        f"{KIND[one.kind]}{f'（{readable(one.revises)}）' if one.revises else ''}",
        one.department.name,
        "、".join(unit.name for unit in one.units.all()),
        _until(project.deadline if project else None, one.months),
    )


def _until(deadline: dt.date | None, months: int | None) -> str:
    if deadline is not None:
        return han(deadline)
    return f"{months}个月" if months else ""
