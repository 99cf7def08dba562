"""Lists as rows of a table, the heading first."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from biaozhun.cloud.hearings.models import Hearing, PoolRun, Registration
from biaozhun.cloud.hearings.queries.participation import COUNTED, Figures, Participation
from biaozhun.cloud.hearings.tables import COLUMNS
from biaozhun.cloud.hearings.wording import (
    FIGURE,
    GROUP,
    HEARING_STATE,
    KIND,
    REGISTRATION_STATE,
    STAGE,
)

Row = Sequence[object]


def hearing_rows(rows: Iterable[Hearing]) -> Iterator[Row]:
    """Hearings everybody reads of."""
    yield (
        _("听证事项"),
        _("标准"),
        _("计划编号"),
        _("提出部门"),
        _("听证日期"),
        _("地点"),
        _("报名的最后一天"),
        pgettext("table", "状态"),
    )
    for one in rows:
        yield (
            one.topic,
            one.project.title,
            one.project.plan_number,
            one.project.department.name,
            one.day,
            one.place or one.online,
            one.register_until,
            str(HEARING_STATE[one.state]),
        )


def registration_rows(rows: Iterable[Registration]) -> Iterator[Row]:
    """Who registered, with how they are reached: for the desk alone."""
    yield (
        _("编号"),
        _("代表哪一方"),
        _("姓名"),
        _("单位"),
        _("联系方式"),
        pgettext("table", "状态"),
        pgettext("participation", "到场"),
        _("想说什么"),
    )
    for one in rows:
        yield (
            one.number,
            str(GROUP[one.group]),
            one.name,
            one.unit,
            one.contact,
            str(REGISTRATION_STATE[one.state]),
            _came(one),
            one.view,
        )


def participation_rows(found: Participation) -> Iterator[Row]:
    """The four tables of the page, one below the other; the first column says which."""
    yield (_("按什么"), pgettext("participation", "分组"), *(str(FIGURE[name]) for name in COUNTED))
    yield (_("合计"), "", *_figures(found.total))
    for one in found.kinds:
        yield (pgettext("table", "类别"), str(KIND[one.label]), *_figures(one))
    for one in found.stages:
        yield (pgettext("participation", "环节"), str(STAGE[one.label]), *_figures(one))
    for one in found.years:
        yield (_("年份"), one.label, *_figures(one))
    for one in found.departments:
        yield (_("提出部门"), one.label, *_figures(one))


def _figures(one: Figures) -> Row:
    return tuple(getattr(one, name) for name in COUNTED)


def empty_pool() -> Iterator[Row]:
    """A table with the columns of the pool and nothing in it."""
    yield tuple(names[0] for names in COLUMNS.values())


def rejected_rows(run: PoolRun) -> Iterator[Row]:
    """The rows that were not taken as they came, with the reason behind them."""
    yield (*run.heading, "reason")
    for one in run.rejected:
        yield (*one["row"], one["reason"])


def _came(one: Registration) -> str:
    if one.attended is None:
        return ""
    return pgettext("participation", "到场") if one.attended else pgettext("participation", "未到")
