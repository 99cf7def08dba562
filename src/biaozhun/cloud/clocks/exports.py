"""Boards and averages as tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from biaozhun.cloud.clocks import wording
from biaozhun.cloud.clocks.queries.averages import Averages, Line
from biaozhun.cloud.clocks.queries.clocked import Clocked
from biaozhun.cloud.drafting.wording import FIELD, PROCEDURE, STATE
from biaozhun.core.clocks import Forecast, NoForecast, Stage
from biaozhun.core.clocks.averages import Summary
from biaozhun.documents.reports.spreadsheet import (
    Value,
    add_sheet,
    empty_book,
    lay_out,
    put_table,
    saved,
)

BOARD: Final = (
    pgettext_lazy("clock column", "计划号"),
    pgettext_lazy("clock column", "名称"),
    pgettext_lazy("clock column", "主管部门"),
    pgettext_lazy("clock column", "申请立项的部门"),
    pgettext_lazy("clock column", "技术委员会"),
    pgettext_lazy("clock column", "领域"),
    pgettext_lazy("clock column", "程序"),
    pgettext_lazy("clock column", "状态"),
    pgettext_lazy("clock column", "阶段"),
    pgettext_lazy("clock column", "立项日期"),
    pgettext_lazy("clock column", "已用天数"),
    pgettext_lazy("clock column", "最先到期的期限"),
    pgettext_lazy("clock column", "到期日"),
    pgettext_lazy("clock column", "超期天数"),
    pgettext_lazy("clock column", "现由谁办"),
    pgettext_lazy("clock column", "办理事项"),
    pgettext_lazy("clock column", "自哪天起"),
    pgettext_lazy("clock column", "已等天数"),
    pgettext_lazy("clock column", "预计发布"),
    pgettext_lazy("clock column", "预计区间"),
)
AVERAGES: Final = (
    pgettext_lazy("clock column", "分组"),
    pgettext_lazy("clock column", "名称"),
    pgettext_lazy("clock column", "项目数"),
    pgettext_lazy("clock column", "平均天数"),
    pgettext_lazy("clock column", "平均月数"),
    pgettext_lazy("clock column", "中位天数"),
    pgettext_lazy("clock column", "九成不超过的天数"),
    pgettext_lazy("clock column", "一年内完成的比例（%）"),
    pgettext_lazy("clock column", "项目少"),
)

Rows = Iterator[Sequence[Value]]
Told = Mapping[int, Forecast | NoForecast]
_CHARACTERS: Final = (16, 34, 20, 20, 24, 10, 10, 10, 10, 12, 8, 16, 12, 10, 24, 16, 12, 8, 12, 22)


def board_rows(found: Iterable[Clocked], told: Told) -> Rows:
    """The projects of a board; offices are named, persons are not."""
    yield tuple(str(words) for words in BOARD)
    for one in found:
        yield _board_row(one, told.get(one.project.pk))


def _board_row(one: Clocked, forecast: Forecast | NoForecast | None) -> Sequence[Value]:
    project, due, holder = one.project, one.pressing, one.holder
    known = forecast if isinstance(forecast, Forecast) else None
    return (
        *(project.plan_number, project.title, project.authority.name, project.department.name),
        str(project.committee) if project.committee else "",
        str(FIELD[project.field]) if project.field else "",
        *(str(PROCEDURE[project.procedure]), str(STATE[project.state])),
        str(wording.STAGE[one.stage]) if one.stage else "",
        *(project.planned, one.total.days if one.total else None),
        *(str(wording.RULE[due.rule]) if due else "", due.day if due else None, one.late or None),
        wording.holder_name(holder, project) or str(wording.PART[holder.part]) if holder else "",
        str(wording.DOING[holder.doing]) if holder else "",
        *(holder.since if holder else None, holder.days(one.today) if holder else None),
        known.day if known else None,
        " – ".join(day.isoformat() if day else "…" for day in known.days) if known else "",
    )


def board_xlsx(found: Iterable[Clocked], told: Told, *, author: str) -> bytes:
    """The same as a workbook."""
    heading, *rows = board_rows(found, told)
    title = pgettext("clock", "进度时钟")
    book = empty_book(title, author=author)
    sheet = add_sheet(book, title)
    put_table(sheet, [str(one) for one in heading], rows)
    lay_out(sheet, _CHARACTERS, landscape=True)
    return saved(book)


def average_rows(told: Averages) -> Iterator[Sequence[object]]:
    """All averages, group by group."""
    stage_words = pgettext("clock column", "{stage}：平均天数")
    yield (
        *(str(words) for words in AVERAGES),
        *(stage_words.format(stage=wording.STAGE[stage]) for stage in Stage),
    )
    if told.all is not None:
        yield _average_row(pgettext("average", "全部"), "", told.all)
    for group, lines in told.groups.items():
        for line in lines:
            yield _average_row(str(wording.GROUP[group]), line_name(group, line), line)


def _average_row(group: str, name: str, line: Line) -> Sequence[object]:
    total: Summary = line.total
    return (
        *(group, name, total.n, total.mean, total.months, total.median, total.p90),
        "" if total.share is None else total.share,
        _("是") if total.is_small else "",
        *("" if one is None else one.mean for _stage, one in line.stages),
    )


def line_name(group: str, line: Line) -> str:
    """What a line is called."""
    if group == "field":
        return str(FIELD[line.key]) if line.key else _("没有填写领域")
    if group == "procedure":
        return str(PROCEDURE[line.key])
    if group == "committee" and not line.key:
        return _("没有技术委员会")
    return line.name or line.key
