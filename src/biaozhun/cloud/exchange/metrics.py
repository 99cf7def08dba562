"""Figures over agreements and exchanges with partners."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.exchange.models import Agreement, ExchangeRun
from biaozhun.cloud.exchange.wording import PARTNER_KIND, PROTOCOL
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.metrics.counting import Counting, instants_in_years
from biaozhun.cloud.metrics.parameters import YEARS
from biaozhun.cloud.metrics.registry import (
    Arguments,
    FigureRow,
    Kind,
    Metric,
    Parameter,
    register,
)
from biaozhun.cloud.metrics.units import COPIES, OCCASIONS

PARTNERS = Parameter(
    name="partner",
    kind=Kind.CHOICE,
    words=_("伙伴类别"),
    choices=tuple((str(code), words) for code, words in PARTNER_KIND.items()),
)


def _agreed(arguments: Arguments) -> QuerySet[Agreement]:
    kind = arguments.text("partner")
    found = Agreement.objects.filter(partner__kind=kind) if kind else Agreement.objects.all()
    return found.select_related("partner")


def _agreements(found: Sequence[Agreement]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.partner.name} {one.title}", address="/exchange/partners", day=one.begins
        )
        for one in found
    ]


def _done(arguments: Arguments) -> QuerySet[ExchangeRun]:
    years = instants_in_years("started", arguments.years("years"))
    return ExchangeRun.objects.filter(years, state=ExchangeRun.State.DONE)


def _runs(found: Sequence[ExchangeRun]) -> list[FigureRow]:
    return [
        FigureRow(
            text=" ".join(part for part in (str(PROTOCOL[one.protocol]), one.source) if part),
            address="/exchange",
            day=day_of(one.started),
        )
        for one in found
    ]


AGREED = Counting(rows=_agreed, since="begins", until="ends", told=_agreements)
RUNS = Counting(rows=_done, since="started", told=_runs, by_instant=True)

register(
    Metric(
        key="exchange.agreements",
        words=_("有效的交换协议"),
        meaning=_("某一天与伙伴有多少份标准信息交换协议有效。"),
        formula=_("这一天已经开始、还没有到期的协议数；最后一天仍算有效。"),
        unit=COPIES,
        parameters=(PARTNERS,),
        figure=AGREED.figure,
        series=AGREED.series,
        rank=1,
    )
)
register(
    Metric(
        key="exchange.runs",
        words=_("完成的交换"),
        meaning=_("某一时期完成了多少次数据交换。"),
        formula=_(
            "开始日在所选年份之内、且不晚于统计日、已经完成的收发次数；没有新内容和失败的不计。"
        ),
        unit=OCCASIONS,
        parameters=(YEARS,),
        figure=RUNS.figure,
        series=RUNS.series,
        rank=2,
    )
)
