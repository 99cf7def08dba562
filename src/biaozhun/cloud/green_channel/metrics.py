"""Figures over the green channel: how often, what share of projects, how fast, how well founded."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.drafting.models import Procedure, Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.green_channel.life import USED
from biaozhun.cloud.green_channel.models import Check, Finding, Use
from biaozhun.cloud.green_channel.queries.figures import middle
from biaozhun.cloud.green_channel.queries.grounds import lazy_name
from biaozhun.cloud.green_channel.wording import PROCEDURE
from biaozhun.cloud.metrics.counting import (
    Counting,
    Sharing,
    TableRows,
    in_years,
    instants_in_years,
)
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
from biaozhun.cloud.metrics.units import OCCASIONS
from biaozhun.core import urgency

_GROUND = Parameter(
    name="ground",
    kind=Kind.CHOICE,
    words=pgettext_lazy("channel", "依据"),
    choices=tuple((one.code, lazy_name(one)) for one in urgency.grounds().values()),
)
_DEPARTMENT = Parameter(
    name="department", kind=Kind.TEXT, words=_("提出部门"), hint=_("名称中的几个字即可")
)
_WAY = Parameter(
    name="procedure",
    kind=Kind.CHOICE,
    words=pgettext_lazy("channel", "程序"),
    choices=tuple(PROCEDURE.items()),
)


def _used(arguments: Arguments) -> QuerySet[Use]:
    rows = Use.objects.filter(
        instants_in_years("decided", arguments.years("years")), state__in=USED
    )
    if ground := arguments.text("ground"):
        rows = rows.filter(ground=ground)
    if department := arguments.text("department"):
        rows = rows.filter(project__department__name__icontains=department)
    return rows.select_related("project")


def _unjustified(arguments: Arguments) -> QuerySet[Use]:
    latest = Check.objects.filter(use=OuterRef("pk")).order_by("-pk").values("finding")[:1]
    rows = _used(arguments).annotate(found=Subquery(latest))
    return rows.filter(found__in=[Finding.UNJUSTIFIED, Finding.REMEDIED])


def _uses(found: Sequence[Use]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.project.plan_number} {one.project.title}",
            address=f"/green-channel/{one.pk}",
            day=day_of(one.decided) if one.decided else None,
        )
        for one in found
    ]


def _projects(arguments: Arguments) -> QuerySet[Project]:
    rows = Project.objects.filter(
        in_years("planned", arguments.years("years")), planned__isnull=False
    )
    if department := arguments.text("department"):
        rows = rows.filter(department__name__icontains=department)
    return rows


def _urgent(arguments: Arguments) -> QuerySet[Project]:
    used = Use.objects.filter(state__in=USED).order_by().values("project")
    return _projects(arguments).filter(pk__in=used)


def _named(found: Sequence[Project]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.plan_number} {one.title}", address=f"/projects/{one.pk}", day=one.planned
        )
        for one in found
    ]


USES = Counting(rows=_used, since="decided", told=_uses, by_instant=True)
UNJUSTIFIED = Counting(rows=_unjustified, since="decided", told=_uses, by_instant=True)
SHARE = Sharing(
    part=Counting(rows=_urgent, since="planned", told=_named),
    whole=Counting(rows=_projects, since="planned", told=_named),
)


def _announced(arguments: Arguments, on: dt.date) -> QuerySet[Project]:
    """Announced projects that were made by a procedure; of the faster two without one."""
    rows = _projects(arguments).filter(announced__lte=on)
    way = arguments.text("procedure")
    if way:
        return rows.filter(procedure=way).order_by("-announced", "-pk")
    return rows.exclude(procedure=Procedure.NORMAL).order_by("-announced", "-pk")


def _spans(arguments: Arguments, on: dt.date) -> list[tuple[dt.date, int]]:
    told = _announced(arguments, on).values_list("planned", "announced")
    return [(end, (end - began).days) for began, end in told if began and end]


def _days(arguments: Arguments, as_of: dt.date) -> Figure:
    value = middle([days for _end, days in _spans(arguments, as_of)])
    rows = TableRows(_announced(arguments, as_of), _named)
    return Figure(value=None if value is None else Decimal(value), rows=rows, as_of=as_of)


def _days_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    spans = _spans(arguments, max(days)) if days else []
    found = [middle([length for end, length in spans if end <= day]) for day in days]
    return [None if one is None else Decimal(one) for one in found]


register(
    Metric(
        key="green_channel.used",
        words=_("绿色通道使用次数"),
        meaning=_("批准使用过多少次优先或应急程序。"),
        formula=_("批准日期不晚于统计日的使用次数，后来停止使用的也算。"),
        unit=OCCASIONS,
        parameters=(YEARS, _GROUND, _DEPARTMENT),
        figure=USES.figure,
        series=USES.series,
    )
)
register(
    Metric(
        key="green_channel.share",
        words=_("走绿色通道的项目占比"),
        meaning=_("立项的项目里有多少走过绿色通道。"),
        formula=_("使用过绿色通道的项目数除以全部项目数，都按立项日期不晚于统计日。"),
        unit="%",
        parameters=(YEARS, _DEPARTMENT),
        figure=SHARE.figure,
        series=SHARE.series,
        rank=60,
    )
)
register(
    Metric(
        key="green_channel.unjustified",
        words=_("绿色通道使用不当"),
        meaning=_("事后核查认定使用不当的有多少次，已补救的也算。"),
        formula=_("最近一次核查结论是使用不当或已补救的使用次数，按批准日期不晚于统计日。"),
        unit=OCCASIONS,
        parameters=(YEARS, _GROUND, _DEPARTMENT),
        figure=UNJUSTIFIED.figure,
        series=UNJUSTIFIED.series,
        rank=61,
    )
)
register(
    Metric(
        key="green_channel.median_days",
        words=_("绿色通道从立项到发布的天数"),
        meaning=_("走绿色通道的项目从立项到发布一般多少天；选一般程序可以对照。"),
        formula=_(
            "统计日以前发布的项目从立项到发布天数的中位数；不选程序时算优先和应急；不足 5 个不算。"
        ),
        unit=pgettext_lazy("measure", "天"),
        parameters=(YEARS, _WAY, _DEPARTMENT),
        figure=_days,
        series=_days_series,
        counts_rows=False,
        rank=62,
    )
)
