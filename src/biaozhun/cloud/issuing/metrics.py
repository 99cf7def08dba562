"""Figures over what is issued here."""

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.models import Approval
from biaozhun.cloud.issuing.wording import FIELD
from biaozhun.cloud.metrics.counting import Counting, TableRows, in_years, instants_in_years
from biaozhun.cloud.metrics.parameters import ISSUER, YEARS
from biaozhun.cloud.metrics.registry import (
    Arguments,
    Figure,
    FigureRow,
    Kind,
    Metric,
    Parameter,
    register,
)
from biaozhun.cloud.metrics.units import ITEMS

_TENTH = Decimal("0.1")
_FIELD = Parameter(
    name="field",
    kind=Kind.CHOICE,
    words=pgettext_lazy("figure", "领域"),
    choices=tuple(FIELD.items()),
)


def _issued(arguments: Arguments) -> QuerySet[Project]:
    rows = Project.objects.filter(in_years("announced", arguments.years("years")))
    if field := arguments.text("field"):
        rows = rows.filter(field=field)
    if issuer := arguments.text("issuer"):
        rows = rows.filter(authority__name__contains=issuer)
    return rows.filter(announced__isnull=False)


def _told(found: Sequence[Project]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.number} {one.title}", address=f"/projects/{one.pk}", day=one.announced
        )
        for one in found
    ]


ISSUED = Counting(rows=_issued, since="announced", told=_told)


def _completed(arguments: Arguments, on: dt.date) -> QuerySet[Approval]:
    rows = Approval.objects.filter(
        instants_in_years("ended", arguments.years("years")), state="completed"
    )
    if issuer := arguments.text("issuer"):
        rows = rows.filter(project__authority__name__contains=issuer)
    return rows.filter(ended__date__lte=on).select_related("project").order_by("-ended", "-pk")


def _approved(found: Sequence[Approval]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.project.number} {one.project.title}",
            address=f"/projects/{one.project_id}",
            day=day_of(one.ended) if one.ended else None,
        )
        for one in found
    ]


def _average(spans: Sequence[tuple[dt.datetime, dt.datetime | None]]) -> Decimal | None:
    """Days from begin to end, averaged, with one decimal; ``None`` of nothing."""
    days = [Decimal((end - begin).total_seconds()) / 86_400 for begin, end in spans if end]
    if not days:
        return None
    return (sum(days, Decimal(0)) / len(days)).quantize(_TENTH, ROUND_HALF_UP)


def _days(arguments: Arguments, as_of: dt.date) -> Figure:
    rows = _completed(arguments, as_of)
    spans = list(rows.values_list("started", "ended"))
    return Figure(value=_average(spans), rows=TableRows(rows, _approved), as_of=as_of)


def _days_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    if not days:
        return []
    spans = list(_completed(arguments, max(days)).values_list("started", "ended"))
    return [_average([one for one in spans if one[1] and day_of(one[1]) <= day]) for day in days]


register(
    Metric(
        key="issuing.issued",
        words=_("发布的地方标准"),
        meaning=_("在本平台发布的地方标准有多少项。"),
        formula=_("公告日期不晚于统计日的标准项数。"),
        unit=ITEMS,
        parameters=(YEARS, ISSUER, _FIELD),
        figure=ISSUED.figure,
        series=ISSUED.series,
    )
)
register(
    Metric(
        key="issuing.approval_days",
        words=_("审批用时"),
        meaning=_("从进入审批到批准平均用多少天。"),
        formula=_("统计日以前批准的项目，从进入审批到批准的天数的平均值；退回和停止的不计。"),
        unit=pgettext_lazy("measure", "天"),
        parameters=(YEARS, ISSUER),
        figure=_days,
        series=_days_series,
        counts_rows=False,
        rank=60,
    )
)
