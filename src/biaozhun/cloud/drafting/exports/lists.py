"""Projects as tables."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.register import is_late
from biaozhun.cloud.drafting.wording import FIELD, KIND, PROCEDURE, STATE
from biaozhun.cloud.ui.tables import csv_file


def projects_csv(projects: Iterable[Project], today: dt.date) -> StreamingHttpResponse:
    """The list of projects as a table."""
    return csv_file("projects", _rows(projects, today))


def _rows(projects: Iterable[Project], today: dt.date) -> Iterator[Sequence[object]]:
    yield (
        *(_("计划号"), _("名称"), _("制定或修订"), _("阶段"), _("逾期"), _("主管部门")),
        *(_("申请立项的部门"), _("起草单位"), _("技术委员会"), _("领域"), _("程序")),
        *(_("立项日期"), _("完成时限"), _("标准编号"), _("批准日期"), _("发布日期")),
    )
    for one in projects:
        yield (
            *(one.plan_number, one.title, str(KIND[one.kind]), str(STATE[one.state])),
            _("是") if is_late(one, today) else "",
            *(one.authority.name, one.department.name),
            _("；").join(unit.name for unit in one.units.all()),
            str(one.committee) if one.committee else "",
            str(FIELD[one.field]) if one.field else "",
            str(PROCEDURE[one.procedure]),
            *(_day(one.planned), _day(one.deadline), one.number),
            *(_day(one.approved), _day(one.announced)),
        )


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
