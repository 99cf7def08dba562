"""Figures over the copies the library holds, and what is lent of them."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.holdings.models import Copy, Loan
from biaozhun.cloud.holdings.wording import MEDIUM
from biaozhun.cloud.metrics.counting import Counting, in_years
from biaozhun.cloud.metrics.parameters import LEVEL, YEARS
from biaozhun.cloud.metrics.registry import (
    Arguments,
    FigureRow,
    Kind,
    Metric,
    Parameter,
    register,
)
from biaozhun.cloud.metrics.units import OCCASIONS, PIECES

MEDIA = Parameter(name="medium", kind=Kind.CHOICE, words=_("载体"), choices=tuple(MEDIUM.items()))
ALWAYS: Final = dt.date(1900, 1, 1)  # a copy whose day of acquisition nobody wrote down


def _stock(arguments: Arguments) -> QuerySet[Copy]:
    """Copies that have not left; one without a day of acquisition counts on every day."""
    levels = arguments.texts("level")
    wanted = {"family__in": levels, "medium": arguments.text("medium")}
    return Copy.objects.filter(
        state__in=(Copy.State.RECEIVED, Copy.State.SHELVED),
        **{field: value for field, value in wanted.items() if value},
    ).annotate(figure_since=Coalesce("acquired", Value(ALWAYS)))


def _copies(found: Sequence[Copy]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.accession} {one.number} {one.title}".strip(),
            address=reverse("catalogue:standard", args=[one.slug]),
            day=one.acquired,
        )
        for one in found
    ]


def _lent(arguments: Arguments) -> QuerySet[Loan]:
    found = Loan.objects.filter(in_years("lent", arguments.years("years")))
    return found.select_related("copy")


def _loans(found: Sequence[Loan]) -> list[FigureRow]:
    """Copies that were lent; who has read what is not told."""
    return [
        FigureRow(
            text=one.copy.number,
            address=reverse("catalogue:standard", args=[one.copy.slug]),
            day=one.lent,
        )
        for one in found
    ]


STOCK = Counting(rows=_stock, since="figure_since", told=_copies)
LENT = Counting(rows=_lent, since="lent", told=_loans)

register(
    Metric(
        key="holdings.copies",
        words=_("标准馆藏量"),
        meaning=_("馆里有多少件标准文本，纸质和电子都算。"),
        formula=_(
            "到馆日不晚于统计日、现在仍在馆的册数；到馆日不详的各日都计，已注销和遗失的各日都不计。"
        ),
        unit=PIECES,
        parameters=(LEVEL, MEDIA),
        figure=STOCK.figure,
        series=STOCK.series,
        rank=1,
    )
)
register(
    Metric(
        key="holdings.loans",
        words=_("标准文本借阅"),
        meaning=_("某一时期借出了多少次。"),
        formula=_("借出日在所选年份之内、且不晚于统计日的借阅次数；只列借出的标准，不列读者。"),
        unit=OCCASIONS,
        parameters=(YEARS,),
        figure=LENT.figure,
        series=LENT.series,
        rank=2,
    )
)
