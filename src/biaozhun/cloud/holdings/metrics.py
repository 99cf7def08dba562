"""Figures over the copies the library holds, and what is lent of them."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import msgspec
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.holdings.models import Copy, Loan
from biaozhun.cloud.holdings.wording import MEDIUM
from biaozhun.cloud.metrics.counting import Counting, in_years
from biaozhun.cloud.metrics.parameters import LEVEL, YEARS
from biaozhun.cloud.metrics.registry import (
    Arguments,
    Figure,
    FigureRow,
    Kind,
    Metric,
    Parameter,
    register,
)
from biaozhun.cloud.metrics.units import OCCASIONS, PIECES

MEDIA = Parameter(name="medium", kind=Kind.CHOICE, words=_("载体"), choices=tuple(MEDIUM.items()))


def _narrowed(arguments: Arguments) -> QuerySet[Copy]:
    wanted = {"family__in": arguments.texts("level"), "medium": arguments.text("medium")}
    return Copy.objects.filter(**{field: value for field, value in wanted.items() if value})


def _stock(arguments: Arguments) -> QuerySet[Copy]:
    """Copies that have not left."""
    return _narrowed(arguments).filter(state__in=(Copy.State.RECEIVED, Copy.State.SHELVED))


class _Stock(msgspec.Struct, frozen=True):
    """Copies as of a day in the order of their numbers, which an index has."""

    arguments: Arguments
    on: dt.date

    def count(self) -> int:
        """All of the stock but what came later: counts that indexes answer."""
        stock, day = _stock(self.arguments).order_by(), self.on
        of_the_year = Q(acquired_year=day.year, acquired__gt=day)
        later = stock.filter(acquired_year__gt=day.year).count() + stock.filter(of_the_year).count()
        return stock.count() - later

    def stretch(self, first: int, last: int) -> list[FigureRow]:
        """Those from ``first`` to before ``last``."""
        known = Q(acquired=None) | Q(acquired__lte=self.on)
        gone = (Copy.State.WITHDRAWN, Copy.State.LOST)  # asked so, the order's own index is used
        rows = _narrowed(self.arguments).exclude(state__in=gone).filter(known)
        rows = rows.order_by("sort_key", "accession")
        return _copies(list(rows[first:last]))


def _copies_held(arguments: Arguments, as_of: dt.date) -> Figure:
    rows = _Stock(arguments, as_of)
    return Figure(value=Decimal(rows.count()), rows=rows, as_of=as_of)


def _copies_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    """The stock and what came after each day, told apart by year and, where need be, by day."""
    stock = _stock(arguments).order_by()
    total = stock.count()
    by_year = Counter(dict(stock.values_list("acquired_year").annotate(copies=Count("pk"))))
    within = {day.year for day in days if (day.month, day.day) != (12, 31)}
    in_years = stock.filter(acquired_year__in=within).values_list("acquired")
    by_day = Counter(dict(in_years.annotate(copies=Count("pk"))))
    return [
        Decimal(
            total
            - sum(n for year, n in by_year.items() if year is not None and year > day.year)
            - sum(n for came, n in by_day.items() if came.year == day.year and came > day)
        )
        for day in days
    ]


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
        figure=_copies_held,
        series=_copies_series,
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
