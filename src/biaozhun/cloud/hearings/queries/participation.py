"""How representatives take part: invited, accepted, came, spoke, adopted."""

from collections.abc import Iterable
from typing import Final

import msgspec
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from biaozhun.cloud.hearings.models import Invitation, RepresentativeKind, Stage

COUNTED: Final = {
    "invited": Q(),
    "accepted": Q(state__in=["accepted", "attended", "absent"]),
    "attended": Q(state="attended"),
    "spoke": ~Q(opinion=""),
    "adopted": Q(disposition__in=["accepted", "partly"]),
}
"""What is counted of invitations that were not cancelled; who came without an answer came."""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table.

    Attributes:
        label: a class, a stage, a year, or the name of a department.
        invited: how many were.
        accepted: said they would come, or came.
        attended: came.
        spoke: gave an opinion.
        adopted: of these, wholly or in part.
    """

    label: str
    invited: int = 0
    accepted: int = 0
    attended: int = 0
    spoke: int = 0
    adopted: int = 0

    @property
    def attendance(self) -> float | None:
        """The share of those invited who came; nothing of nobody."""
        return self.attended / self.invited if self.invited else None

    @property
    def adoption(self) -> float | None:
        """The share of the opinions that were adopted, wholly or in part."""
        return self.adopted / self.spoke if self.spoke else None


def counted(*, year: int = 0, kind: str = "", stage: str = "") -> "QuerySet[Invitation]":
    """Invitations that count: those that were not cancelled."""
    rows = Invitation.objects.exclude(state="cancelled")
    if year:
        rows = rows.annotate(year=ExtractYear("invited")).filter(year=year)
    if kind in RepresentativeKind.values:
        rows = rows.filter(kind=kind)
    if stage in Stage.values:
        rows = rows.filter(stage=stage)
    return rows


def figures_by(rows: "QuerySet[Invitation]", column: str) -> list[Figures]:
    """Figures by a column, in no order; one question."""
    counts = {
        name: Count("pk", filter=condition)
        for name, condition in COUNTED.items()
        if name != "invited"
    }
    found = rows.order_by().values(column).annotate(invited=Count("pk"), **counts)
    return [Figures(label=str(one.pop(column)), **one) for one in (dict(each) for each in found)]


class Participation(msgspec.Struct, frozen=True, kw_only=True):
    """All the tables of the page; ``total`` is of everything that was asked for."""

    total: Figures
    kinds: list[Figures]
    stages: list[Figures]
    years: list[Figures]
    departments: list[Figures]


def participation(rows: "QuerySet[Invitation]") -> Participation:
    """The figures by class, stage, year and department; four questions."""
    kinds = _in_order(figures_by(rows, "kind"), RepresentativeKind.values)
    dated = rows.annotate(invited_year=ExtractYear("invited"))
    return Participation(
        total=_sum(kinds),
        kinds=kinds,
        stages=_in_order(figures_by(rows, "stage"), Stage.values),
        years=sorted(figures_by(dated, "invited_year"), key=lambda one: one.label, reverse=True),
        departments=sorted(
            figures_by(rows, "project__department__name"), key=lambda one: (-one.invited, one.label)
        ),
    )


def _in_order(found: list[Figures], order: Iterable[str]) -> list[Figures]:
    places = {code: place for place, code in enumerate(order)}
    return sorted(found, key=lambda one: places[one.label])


def _sum(found: list[Figures]) -> Figures:
    return Figures(label="", **{name: sum(getattr(one, name) for one in found) for name in COUNTED})


def years() -> list[int]:
    """Years in which anybody was invited, the latest first."""
    rows = counted().annotate(year=ExtractYear("invited")).order_by()
    return sorted(rows.values_list("year", flat=True).distinct(), reverse=True)
