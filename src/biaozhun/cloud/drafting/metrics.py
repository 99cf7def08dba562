"""Figures over projects: how many were planned, and how many came to an announcement."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.wording import FIELD, STATE
from biaozhun.cloud.metrics.counting import Counting, in_years
from biaozhun.cloud.metrics.parameters import YEARS
from biaozhun.cloud.metrics.registry import (
    Arguments,
    FigureRow,
    Kind,
    Metric,
    Parameter,
    register,
)
from biaozhun.cloud.metrics.units import EACH

_STATE = Parameter(
    name="state",
    kind=Kind.CHOICE,
    words=_("阶段"),
    choices=tuple((str(code), words) for code, words in STATE.items()),
)
_FIELD = Parameter(
    name="field",
    kind=Kind.CHOICE,
    words=_("领域"),
    choices=tuple((str(code), words) for code, words in FIELD.items()),
)
_DEPARTMENT = Parameter(
    name="department",
    kind=Kind.TEXT,
    words=_("申请立项的部门"),
    hint=_("名称中的几个字即可"),
)


def _narrowed(arguments: Arguments, *names: str) -> dict[str, str]:
    column = {"state": "state", "field": "field", "department": "department__name__icontains"}
    given = {column[name]: arguments.text(name) for name in names}
    return {name: value for name, value in given.items() if value}


def _planned(arguments: Arguments) -> QuerySet[Project]:
    years = in_years("planned", arguments.years("years"))
    narrowed = _narrowed(arguments, "state", "field", "department")
    return Project.objects.filter(years, planned__isnull=False, **narrowed)


def _told(found: Sequence[Project]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.plan_number} {one.title}", address=f"/projects/{one.pk}", day=one.planned
        )
        for one in found
    ]


PLANNED = Counting(rows=_planned, since="planned", told=_told)

register(
    Metric(
        key="drafting.planned",
        words=_("标准制修订项目"),
        meaning=_("立项了多少个标准制修订项目，走到哪一步。"),
        formula=_("立项日期不晚于统计日的项目数；阶段按现在的状态。"),
        unit=EACH,
        parameters=(YEARS, _STATE, _DEPARTMENT, _FIELD),
        figure=PLANNED.figure,
        series=PLANNED.series,
    )
)
