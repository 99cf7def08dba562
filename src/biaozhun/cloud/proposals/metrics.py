"""Figures over applications: how many were handed in, and what became of them."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.metrics.counting import Counting, in_years, instants_in_years
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
from biaozhun.cloud.proposals.models import Application
from biaozhun.cloud.proposals.wording import APPLICATION_STATE
from biaozhun.cloud.proposals.wording.choices import FIELD

_OUTCOME = Parameter(
    name="outcome",
    kind=Kind.CHOICE,
    words=_("结果"),
    choices=tuple(
        (state, APPLICATION_STATE[state])
        for state in ("submitted", "returned", "declined", "withdrawn", "planned")
    ),
)
_FIELD = Parameter(name="field", kind=Kind.CHOICE, words=_("领域"), choices=tuple(FIELD.items()))


def _narrowed(arguments: Arguments, *names: str) -> dict[str, str]:
    column = {"outcome": "state", "field": "field"}
    given = {column[name]: arguments.text(name) for name in names}
    return {name: value for name, value in given.items() if value}


def _handed_in(arguments: Arguments) -> QuerySet[Application]:
    return Application.objects.filter(
        instants_in_years("submitted", arguments.years("years")),
        submitted__isnull=False,
        **_narrowed(arguments, "outcome", "field"),
    )


def _planned(arguments: Arguments) -> QuerySet[Application]:
    return Application.objects.filter(
        in_years("programme__day", arguments.years("years")),
        state="planned",
        **_narrowed(arguments, "field"),
    ).select_related("programme")


def _told(found: Sequence[Application]) -> list[FigureRow]:
    return [
        FigureRow(
            text=one.title,
            address=f"/proposals/{one.pk}",
            day=day_of(one.submitted) if one.submitted else None,
        )
        for one in found
    ]


HANDED_IN = Counting(rows=_handed_in, since="submitted", told=_told, by_instant=True)
PLANNED = Counting(rows=_planned, since="programme__day", told=_told)

register(
    Metric(
        key="proposals.submitted",
        words=_("立项申请"),
        meaning=_("各部门申报了多少项地方标准，结果如何。"),
        formula=_("首次申报日不晚于统计日的立项申请数；结果按现在的状态。"),
        unit=EACH,
        parameters=(YEARS, _OUTCOME, _FIELD),
        figure=HANDED_IN.figure,
        series=HANDED_IN.series,
        rank=1,
    )
)
register(
    Metric(
        key="proposals.planned",
        words=_("列入计划的项目"),
        meaning=_("制修订计划下达了多少项地方标准项目。"),
        formula=_("计划下达日不晚于统计日的项目数，增补的一并计算。"),
        unit=EACH,
        parameters=(YEARS, _FIELD),
        figure=PLANNED.figure,
        series=PLANNED.series,
        rank=2,
    )
)
