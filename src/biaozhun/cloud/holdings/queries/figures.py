"""Live counts of the holdings, by class, medium and year, and against the goals.

A *record* is a description in the catalogue; a *copy* is something the library has in its stock
(received or shelved); an *edition held* is an edition of which there is at least one copy.
"""

import datetime as dt

import msgspec
from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.holdings.models import Copy, Goal
from biaozhun.core.number import Family

IN_STOCK = (Copy.State.RECEIVED, Copy.State.SHELVED)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a table of figures; ``key`` is the family, the medium or the year."""

    key: str
    records: int
    editions: int
    copies: int


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a goal is reached."""

    goal: Goal
    reached: int

    @property
    def share(self) -> float:
        """Reached of the target; above 1 where it is passed."""
        return self.reached / self.goal.target


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of the holdings on a day."""

    on: dt.date
    total: Line
    families: list[Line]
    media: list[Line]
    years: list[Line]
    goals: list[Progress]


def figures(on: dt.date) -> Figures:
    """Count everything anew."""
    stock = Copy.objects.filter(state__in=IN_STOCK)
    records = _records()
    families = _lines(stock, "family", records)
    order = [str(family) for family in Family]
    families.sort(key=lambda line: order.index(line.key))
    whole = Line(
        key="",
        records=sum(records.values()),
        editions=sum(line.editions for line in families),  # an edition is of one class
        copies=sum(line.copies for line in families),
    )
    years = _lines(stock, "acquired_year", {})
    return Figures(
        on=on,
        total=whole,
        families=families,
        media=sorted(_lines(stock, "medium", {}), key=lambda line: -line.copies),
        years=sorted(years, key=lambda line: line.key, reverse=True),
        goals=_progress({line.key: line for line in [whole, *families]}),
    )


def _records() -> dict[str, int]:
    """Records of real editions in the catalogue, by family."""
    real = Edition.objects.filter(invented=False, kind=Edition.Kind.EDITION)
    counted = real.order_by().values_list("family").annotate(n=Count("pk"))
    return dict(counted)


def _lines(stock: QuerySet[Copy], field: str, records: dict[str, int]) -> list[Line]:
    grouped = stock.order_by().values(field).annotate(n=Count("pk"), m=Count("slug", distinct=True))
    counted = {str(row[field] or ""): (row["n"], row["m"]) for row in grouped}
    return [
        Line(
            key=key,
            records=records.get(key, 0),
            copies=counted.get(key, (0, 0))[0],
            editions=counted.get(key, (0, 0))[1],
        )
        for key in counted.keys() | records.keys()
    ]


def _progress(lines: dict[str, Line]) -> list[Progress]:
    """Every goal with what is counted for it now; a class without a line has nothing."""
    nothing = Line(key="", records=0, editions=0, copies=0)
    return [
        Progress(goal=goal, reached=getattr(lines.get(goal.family, nothing), goal.measure))
        for goal in Goal.objects.filter(Q(family="") | Q(family__in=[str(f) for f in Family]))
    ]
