"""Figures over consultations and what became of the comments."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.consultations.life import COUNTED, PUBLIC
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.metrics.counting import Counting, TableRows, in_years, instants_in_years
from biaozhun.cloud.metrics.parameters import YEARS
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
from biaozhun.core.consulting.figures import Handled, median_days

_DEPARTMENT = Parameter(
    name="department", kind=Kind.TEXT, words=pgettext_lazy("figure", "提出部门")
)


def _held(arguments: Arguments) -> QuerySet[Consultation]:
    rows = Consultation.objects.filter(
        in_years("opens", arguments.years("years")), state__in=PUBLIC, opens__isnull=False
    )
    if department := arguments.text("department"):
        rows = rows.filter(project__department__name__contains=department)
    return rows.select_related("project")


def _told(found: Sequence[Consultation]) -> list[FigureRow]:
    return [
        FigureRow(
            text=one.project.title,
            address=f"/consultations/{one.pk}",
            day=one.opens,
        )
        for one in found
    ]


HELD = Counting(rows=_held, since="opens", told=_told)


def _comments(arguments: Arguments, on: dt.date) -> QuerySet[Comment]:
    rows = Comment.objects.filter(
        instants_in_years("filed", arguments.years("years")),
        state__in=COUNTED,
        consultation__state__in=PUBLIC,
        filed__date__lte=on,
    )
    if department := arguments.text("department"):
        rows = rows.filter(consultation__project__department__name__contains=department)
    return rows.select_related("consultation__project").order_by("-filed", "-pk")


def _said(found: Sequence[Comment]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.consultation.project.title} {one.number}",
            address=f"/consultations/{one.consultation_id}/comments/{one.number}",
            day=day_of(one.filed),
        )
        for one in found
    ]


def _count(arguments: Arguments, as_of: dt.date) -> Figure:
    rows = _comments(arguments, as_of)
    return Figure(value=Decimal(rows.count()), rows=TableRows(rows, _said), as_of=as_of)


def _handled(arguments: Arguments, on: dt.date) -> list[tuple[dt.date, dt.date]]:
    rows = _comments(arguments, on).filter(state="decided", decided_at__isnull=False)
    told = rows.values_list("filed", "decided_at")
    return [(day_of(filed), day_of(decided)) for filed, decided in told if decided]


def _median(spans: Sequence[tuple[dt.date, dt.date]], on: dt.date) -> Decimal | None:
    middle = median_days(Handled(*one) for one in spans if one[1] <= on)
    return None if middle is None else Decimal(str(middle))


def _days(arguments: Arguments, as_of: dt.date) -> Figure:
    rows = _comments(arguments, as_of).filter(state="decided", decided_at__date__lte=as_of)
    value = _median(_handled(arguments, as_of), as_of)
    return Figure(value=value, rows=TableRows(rows, _said), as_of=as_of)


def _days_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    spans = _handled(arguments, max(days)) if days else []
    return [_median(spans, day) for day in days]


def _count_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    filed = _comments(arguments, max(days)).values_list("filed", flat=True) if days else ()
    known = [day_of(one) for one in filed]
    return [Decimal(sum(1 for one in known if one <= day)) for day in days]


register(
    Metric(
        key="consultations.held",
        words=_("公开征求意见"),
        meaning=_("在本平台公开征求过多少次意见。"),
        formula=_("开始日期不晚于统计日的征求意见的次数。"),
        unit=ITEMS,
        parameters=(YEARS, _DEPARTMENT),
        figure=HELD.figure,
        series=HELD.series,
    )
)
register(
    Metric(
        key="consultations.comments",
        words=_("征求意见收到的意见"),
        meaning=_("公开征求意见一共收到多少条意见。"),
        formula=_("统计日以前提出的意见的条数；撤回、不公开和还没有审核的不计。"),
        unit=pgettext_lazy("measure", "条"),
        parameters=(YEARS, _DEPARTMENT),
        figure=_count,
        series=_count_series,
    )
)
register(
    Metric(
        key="consultations.answer_days",
        words=_("意见处理用时"),
        meaning=_("从提出意见到决定怎样处理，中间值是多少天。"),
        formula=_("统计日以前决定处理的意见，从提出到决定的天数的中位数。"),
        unit=pgettext_lazy("measure", "天"),
        parameters=(YEARS, _DEPARTMENT),
        figure=_days,
        series=_days_series,
        counts_rows=False,
        rank=60,
    )
)
