"""How long standards take, as figures that targets of plans bind to (平均制定周期)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.wording import FIELD
from biaozhun.cloud.metrics.counting import TableRows, in_years, per_cent
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
from biaozhun.core.clocks import Duration, summary, within_a_year

_DEPARTMENT = Parameter(
    name="department",
    kind=Kind.TEXT,
    words=pgettext_lazy("clock", "申请立项的部门"),
    hint=pgettext_lazy("clock", "名称中的几个字即可"),
)
_FIELD = Parameter(
    name="field",
    kind=Kind.CHOICE,
    words=pgettext_lazy("clock", "领域"),
    choices=tuple((str(code), words) for code, words in FIELD.items()),
)
_PARAMETERS = (YEARS, _DEPARTMENT, _FIELD)
Span = tuple[dt.date | None, dt.date | None]


def _finished(arguments: Arguments, on: dt.date) -> QuerySet[Project]:
    rows = Project.objects.filter(
        in_years("announced", arguments.years("years")),
        planned__isnull=False,
        announced__isnull=False,
        announced__lte=on,
    )
    if field := arguments.text("field"):
        rows = rows.filter(field=field)
    if department := arguments.text("department"):
        rows = rows.filter(department__name__icontains=department)
    return rows.order_by("-announced", "-pk")


def _told(found: Sequence[Project]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.number} {one.title}", address=f"/projects/{one.pk}", day=one.announced
        )
        for one in found
    ]


def _spans(rows: QuerySet[Project]) -> list[tuple[dt.date, dt.date]]:
    return [
        (planned, announced)
        for planned, announced in rows.values_list("planned", "announced")
        if planned and announced and planned <= announced
    ]


def _months(spans: Iterable[tuple[dt.date, dt.date]]) -> Decimal | None:
    told = summary([Duration((announced - planned).days) for planned, announced in spans])
    return told.months if told else None


def _duration(arguments: Arguments, as_of: dt.date) -> Figure:
    rows = _finished(arguments, as_of)
    return Figure(value=_months(_spans(rows)), rows=TableRows(rows, _told), as_of=as_of)


def _duration_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    spans = _spans(_finished(arguments, max(days))) if days else []
    return [_months([one for one in spans if one[1] <= day]) for day in days]


def _in_time(spans: Iterable[tuple[dt.date, dt.date]]) -> tuple[int, int]:
    told = [within_a_year(planned, announced) for planned, announced in spans]
    return sum(told), len(told)


def _share(arguments: Arguments, as_of: dt.date) -> Figure:
    rows = _finished(arguments, as_of)
    spans = {
        pk: (planned, announced)
        for pk, planned, announced in rows.values_list("pk", "planned", "announced")
        if planned and announced and planned <= announced
    }
    quick = [pk for pk, span in spans.items() if within_a_year(*span)]
    part, whole = len(quick), len(spans)
    shown = TableRows(rows.filter(pk__in=quick), _told)
    return Figure(value=per_cent(part, whole), rows=shown, as_of=as_of, part=part, whole=whole)


def _share_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    spans = _spans(_finished(arguments, max(days))) if days else []
    return [per_cent(*_in_time([one for one in spans if one[1] <= day])) for day in days]


register(
    Metric(
        key="clocks.duration",
        words=_("标准平均制定周期"),
        meaning=_("从立项到发布平均用多少个月。"),
        formula=_(
            "统计日以前发布的项目，从立项日期到发布日期的天数的平均值，折算成月；缺日期的不计。"
        ),
        unit=pgettext_lazy("measure", "个月"),
        parameters=_PARAMETERS,
        figure=_duration,
        series=_duration_series,
        counts_rows=False,
        rank=10,
    )
)
register(
    Metric(
        key="clocks.within_a_year",
        words=_("一年内完成制定的比例"),
        meaning=_("发布的项目里，从立项到发布不超过一年的占多少。"),
        formula=_("统计日以前发布的项目中，发布日期不晚于立项日期次年同日的比例；缺日期的不计。"),
        unit="%",
        parameters=_PARAMETERS,
        figure=_share,
        series=_share_series,
        rank=20,
    )
)
