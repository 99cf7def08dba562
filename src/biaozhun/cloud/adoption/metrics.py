"""Figures over what was decided of newer international editions."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.adoption.models import Assessment
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.metrics.counting import Counting, instants_in_years
from biaozhun.cloud.metrics.parameters import YEARS
from biaozhun.cloud.metrics.registry import (
    Arguments,
    FigureRow,
    Metric,
    register,
)
from biaozhun.cloud.metrics.units import OCCASIONS


def _assessed(arguments: Arguments) -> QuerySet[Assessment]:
    return Assessment.objects.filter(instants_in_years("assessed", arguments.years("years")))


def _rows(found: Sequence[Assessment]) -> list[FigureRow]:
    return [
        FigureRow(
            text=gettext("{ours}：国际标准新版 {newer}").format(
                ours=one.number, newer=one.newer_number
            ),
            address=reverse("catalogue:standard", args=[one.slug]),
            day=day_of(one.assessed),
        )
        for one in found
    ]


ASSESSED = Counting(rows=_assessed, since="assessed", told=_rows, by_instant=True)

register(
    Metric(
        key="adoption.assessed",
        words=_("国际标准新版评估"),
        meaning=_("某一时期对多少次国际标准新版作了评估。"),
        formula=_("评估日在所选年份之内、且不晚于统计日的评估次数；同一版再次评估另计。"),
        unit=OCCASIONS,
        parameters=(YEARS,),
        figure=ASSESSED.figure,
        series=ASSESSED.series,
    )
)
