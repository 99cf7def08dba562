"""What is in force on a day, counted by the index.

It knows every edition's days, also where they follow from another. Sheets with a number of their
own are in it, as they are in the statement of coverage; invented editions are taken off.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import msgspec
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.metrics.asking import named_by
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.timelines import timelines
from biaozhun.cloud.metrics.counting import per_cent
from biaozhun.cloud.metrics.parameters import DIVISION, LEVEL, NATURE
from biaozhun.cloud.metrics.registry import (
    Arguments,
    Figure,
    FigureRow,
    Metric,
    NoRows,
    register,
)
from biaozhun.cloud.metrics.units import ITEMS
from biaozhun.cloud.search.port import MAX_DEPTH, RebuildRequiredError, Request
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.core.classification.division import divisions
from biaozhun.core.number import Nature
from biaozhun.core.succession import HOLDS, standing

_HOLDING: Final = tuple(str(status) for status in sorted(HOLDS))


class _InForce(msgspec.Struct, frozen=True):
    """Editions in force on a day, as the index knows them; what is invented is taken off."""

    arguments: Arguments
    on: dt.date
    nature: str = ""

    def count(self) -> int:
        """How many there are."""
        return self.total() - _invented_in_force([self])[0]

    def total(self) -> int:
        """Those of the index, the invented ones among them."""
        return reader().search(self._request(1)).total

    def stretch(self, first: int, last: int) -> list[FigureRow]:
        """Those from ``first`` to before ``last``, in the order of their numbers."""
        invented = Edition.objects.filter(invented=True).count()
        size = min(last + invented, MAX_DEPTH)
        if size < 1:
            return []
        hits = reader().search(self._request(size)).hits
        ids = [int(hit.id) for hit in hits if not hit.invented][first:last]
        held = Edition.objects.in_bulk(ids)
        return named_by("in_force")([held[pk] for pk in ids if pk in held])

    def takes(self, edition: Edition) -> bool:
        """Whether an edition is among those asked for, whatever its status."""
        told = {"level": edition.family, "nature": edition.nature, "region": edition.region}
        return all(told[name] in values for name, values in self._wanted().items())

    def _wanted(self) -> dict[str, tuple[str, ...]]:
        division = self.arguments.text("division")
        places = [one.code for one in divisions() if division and one.code.startswith(division)]
        nature = self.nature or self.arguments.text("nature")
        wanted = {
            "level": self.arguments.texts("level"),
            "nature": (nature,) if nature else (),
            "region": tuple(places),
        }
        return {name: values for name, values in wanted.items() if values}

    def _request(self, size: int) -> Request:
        filters = {"status": _HOLDING, **self._wanted()}
        return Request(
            query=parse_query(""), on=self.on, filters=filters, sort="number", size=size, facets=()
        )


def _invented_in_force(asked: Sequence[_InForce]) -> list[int]:
    """How many invented editions are among those of each question: a few hundred at most."""
    invented = list(Edition.objects.filter(invented=True))
    known = timelines(invented)
    return [
        sum(
            one.takes(edition) and standing(known[edition.pk], one.on).status in HOLDS
            for edition in invented
        )
        for one in asked
    ]


def _without_index(as_of: dt.date) -> Figure:
    note = gettext("检索索引尚未建立，暂时无法统计。")
    return Figure(value=None, rows=NoRows(), as_of=as_of, note=note)


def _in_force(arguments: Arguments, as_of: dt.date) -> Figure:
    rows = _InForce(arguments, as_of)
    try:
        return Figure(value=Decimal(rows.count()), rows=rows, as_of=as_of)
    except RebuildRequiredError:
        return _without_index(as_of)


def _totals(asked: Sequence[_InForce]) -> list[int] | None:
    try:
        totals = [one.total() for one in asked]
    except RebuildRequiredError:
        return None
    invented = _invented_in_force(asked)
    return [total - own for total, own in zip(totals, invented, strict=True)]


def _in_force_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    totals = _totals([_InForce(arguments, day) for day in days])
    return [Decimal(total) for total in totals] if totals is not None else [None] * len(days)


def _mandatory_in_force(arguments: Arguments, as_of: dt.date) -> Figure:
    rows = _InForce(arguments, as_of, Nature.MANDATORY)
    totals = _totals([rows, _InForce(arguments, as_of)])
    if totals is None:
        return _without_index(as_of)
    part, whole = totals
    return Figure(value=per_cent(part, whole), rows=rows, as_of=as_of, part=part, whole=whole)


def _mandatory_series(arguments: Arguments, days: Sequence[dt.date]) -> list[Decimal | None]:
    parts = [_InForce(arguments, day, Nature.MANDATORY) for day in days]
    totals = _totals([*parts, *(_InForce(arguments, day) for day in days)])
    if totals is None:
        return [None] * len(days)
    shares = zip(totals[: len(days)], totals[len(days) :], strict=True)
    return [per_cent(part, whole) for part, whole in shares]


register(
    Metric(
        key="catalogue.in_force",
        words=_("现行标准"),
        meaning=_("某一天现行有效的标准有多少项。"),
        formula=_(
            "按标准状态的判定规则，在这一天为现行或部分代替的条目数；单独编号的修改单计算在内。"
        ),
        unit=ITEMS,
        parameters=(LEVEL, NATURE, DIVISION),
        figure=_in_force,
        series=_in_force_series,
        rank=10,
    )
)
register(
    Metric(
        key="catalogue.mandatory_share",
        words=_("强制性标准占比"),
        meaning=_("某一天现行有效的标准中，强制性标准占多少。"),
        formula=_("编号为强制性的现行标准数 ÷ 现行标准数 × 100，保留一位小数。"),
        unit="%",
        parameters=(LEVEL, DIVISION),
        figure=_mandatory_in_force,
        series=_mandatory_series,
        rank=12,
    )
)
