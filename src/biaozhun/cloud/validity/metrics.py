"""Figures over checks. What was checked is nobody else's business: only issued reports are told."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.metrics.counting import Counting, TableRows, instants_in_years
from biaozhun.cloud.metrics.parameters import YEARS
from biaozhun.cloud.metrics.registry import (
    Arguments,
    Figure,
    FigureRow,
    Metric,
    register,
)
from biaozhun.cloud.metrics.units import COPIES, PLACES
from biaozhun.cloud.validity.models import Report


def _issued(arguments: Arguments) -> QuerySet[Report]:
    """Reports that were made to the end; one without a checksum is still being made."""
    years = instants_in_years("made", arguments.years("years"))
    return Report.objects.filter(years).exclude(sha256="")


def _rows(reports: Sequence[Report]) -> list[FigureRow]:
    return [
        FigureRow(
            text=one.number,
            address=reverse("validity:issued", args=[one.number]),
            day=day_of(one.made),
        )
        for one in reports
    ]


REPORTS = Counting(rows=_issued, since="made", told=_rows, by_instant=True)


def _checked(arguments: Arguments, as_of: dt.date) -> Figure:
    found = REPORTS.on(arguments, as_of)
    cited = sum(_citations(counts) for counts in found.values_list("counts", flat=True))
    return Figure(value=Decimal(cited), rows=TableRows(found, _rows), as_of=as_of)


def _checked_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    found = REPORTS.on(arguments, max(days)).values_list("made", "counts") if days else []
    told = [(day_of(made), _citations(counts)) for made, counts in found]
    return [Decimal(sum(cited for made, cited in told if made <= day)) for day in days]


def _citations(counts: Mapping[str, int]) -> int:
    return sum(counts.values())


register(
    Metric(
        key="validity.reports",
        words=_("出具的查新报告"),
        meaning=_("某一时期出具了多少份标准有效性报告。"),
        formula=_("出具日在所选年份之内、且不晚于统计日的报告数；没有出报告的查新不留记录，不计。"),
        unit=COPIES,
        parameters=(YEARS,),
        figure=REPORTS.figure,
        series=REPORTS.series,
        rank=1,
    )
)
register(
    Metric(
        key="validity.checked",
        words=_("查新的标准引用"),
        meaning=_("出具的报告里一共核对了多少处标准引用。"),
        formula=_("所选年份出具的各份报告中引用处数之和；下面列出的是这些报告。"),
        unit=PLACES,
        parameters=(YEARS,),
        figure=_checked,
        series=_checked_series,
        rank=2,
        counts_rows=False,
    )
)
