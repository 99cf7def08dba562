"""Figures over periodic review: what was concluded, and what is overdue."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.timelines import timelines
from biaozhun.cloud.catalogue.templatetags.catalogue import place, title
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
from biaozhun.cloud.metrics.units import ITEMS
from biaozhun.cloud.reviews.queries.due import age_of
from biaozhun.core.succession import HOLDS, Timeline, standing

CODE = Parameter(
    name="code",
    kind=Kind.TEXT,
    words=_("代号"),
    required=True,
    hint=_("标准编号的代号，如 DB44/T"),
)


def _reviewed(arguments: Arguments) -> QuerySet[Edition]:
    levels = arguments.texts("level")
    found = Edition.objects.filter(
        in_years("reviewed", arguments.years("years")), reviewed__isnull=False, invented=False
    )
    return found.filter(family__in=levels) if levels else found


def _told(editions: Sequence[Edition]) -> list[FigureRow]:
    return [
        FigureRow(
            text=f"{one.number} {title(one)}".strip(), address=place(one.slug), day=one.reviewed
        )
        for one in editions
    ]


class _Overdue(msgspec.Struct, frozen=True):
    """Editions overdue on a day, in the order in which their review fell due."""

    found: list[tuple[dt.date, Edition]]

    def count(self) -> int:
        """How many there are."""
        return len(self.found)

    def stretch(self, first: int, last: int) -> list[FigureRow]:
        """Those from ``first`` to before ``last``, each with the day its review was due."""
        return [
            FigureRow(text=f"{one.number} {title(one)}".strip(), address=place(one.slug), day=due)
            for due, one in self.found[first:last]
        ]


def _overdue_on(arguments: Arguments, days: Sequence[dt.date]) -> list[_Overdue]:
    """The overdue editions of a code on each day; read once, however many days are asked for."""
    editions = list(
        Edition.objects.filter(
            standard__code=arguments.text("code"),
            kind=Edition.Kind.EDITION,
            published__lte=max(days),
            invented=False,
        )
    )
    known = timelines(editions)
    return [
        _Overdue(sorted(_due(editions, known, day), key=lambda row: (row[0], row[1].pk)))
        for day in days
    ]


def _due(
    editions: Sequence[Edition], known: Mapping[int, Timeline], day: dt.date
) -> Iterator[tuple[dt.date, Edition]]:
    for edition in editions:
        age = age_of(edition, day) if edition.published and edition.published <= day else None
        if age is None or age.due is None or not age.overdue:
            continue
        if standing(known[edition.pk], day).status in HOLDS:
            yield age.due, edition


def _overdue(arguments: Arguments, as_of: dt.date) -> Figure:
    (rows,) = _overdue_on(arguments, [as_of])
    return Figure(value=Decimal(rows.count()), rows=rows, as_of=as_of)


def _overdue_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    return [Decimal(rows.count()) for rows in _overdue_on(arguments, days)] if days else []


REVIEWED = Counting(rows=_reviewed, since="reviewed", told=_told)

register(
    Metric(
        key="reviews.reviewed",
        words=_("有复审结论的标准"),
        meaning=_("某一时期有多少项标准得出复审结论。"),
        formula=_("来源写明的最近一次复审日期在所选年份之内、且不晚于统计日的标准数。"),
        unit=ITEMS,
        parameters=(YEARS, LEVEL),
        figure=REVIEWED.figure,
        series=REVIEWED.series,
        rank=1,
    )
)
register(
    Metric(
        key="reviews.overdue",
        words=_("超期未复审的标准"),
        meaning=_("某个代号的现行标准中，到期而未见复审结论的有多少项。"),
        formula=_("从发布日期或最近一次复审日期算起，超过法定复审周期、统计日仍现行的标准数。"),
        unit=ITEMS,
        parameters=(CODE,),
        figure=_overdue,
        series=_overdue_series,
        rank=2,
    )
)
