"""Demands and suggestions in lists: what everybody may read, and what the desk has."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.demands.models import Demand, Filed, Suggestion
from biaozhun.cloud.demands.permissions import seen_at_desk
from biaozhun.cloud.metrics.counting import instants_in_years

Case = TypeVar("Case", Demand, Suggestion)

PAGE: Final = 30
WAITING: Final[Mapping[type[Demand] | type[Suggestion], tuple[str, ...]]] = {
    Demand: ("filed", "open", "assigned"),
    Suggestion: ("filed", "received", "with_department"),
}
"""States in which somebody has still to do something."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which of them; what is empty does not matter.

    Attributes:
        text: part of the title, or of what it is about.
        state: one of the states; ``waiting`` for those that somebody has still to deal with.
        field: of the four fields.
        department: id of the one that has it in hand.
        year: in which it was filed.
        division: of a demand, the place; a province takes in its cities.
        by_support: the most supported first.
    """

    text: str = ""
    state: str = ""
    field: str = ""
    department: int | None = None
    year: int | None = None
    division: str = ""
    by_support: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        said = (self.text, self.state, self.field, self.division)
        return any(said) or self.department is not None or self.year is not None


def public(kind: type[Case]) -> "QuerySet[Case]":
    """What everybody may read."""
    return kind.objects.exclude(published=None)


def at_desk(kind: type[Case], person: Person) -> "QuerySet[Case]":
    """What somebody deals with at the desk."""
    return kind.objects.filter(seen_at_desk(person))


def narrowed(found: "QuerySet[Case]", wanted: Wanted) -> "QuerySet[Case]":
    """Those that are asked for, the latest filed first, each with what its line shows."""
    rows = _state(_without_state(found, wanted), wanted).select_related("department")
    order: list[str] = []
    if _of_demands(found.model):
        rows = rows.annotate(supporters=Count("supports"))
        order = ["-supporters"] if wanted.by_support else []
    return rows.order_by(*order, "-filed", "-pk")


def page_of(found: "QuerySet[Case]", wanted: Wanted, page: int) -> Page[Case]:
    """A page of them."""
    return Paginator(narrowed(found, wanted), PAGE).get_page(page)


def by_state(found: "QuerySet[Case]", wanted: Wanted) -> dict[str, int]:
    """How many there are in each state, whichever state is asked for; one question."""
    counted = _without_state(found, wanted).order_by().values_list("state")
    return dict(counted.annotate(n=Count("pk")))


def _state(found: "QuerySet[Case]", wanted: Wanted) -> "QuerySet[Case]":
    if wanted.state == "waiting":
        return found.filter(state__in=WAITING[found.model])
    return found.filter(state=wanted.state) if wanted.state else found


def _of_demands(kind: type[Filed]) -> bool:
    return issubclass(kind, Demand)


def _without_state(found: "QuerySet[Case]", wanted: Wanted) -> "QuerySet[Case]":
    about = "text" if _of_demands(found.model) else "necessity"
    if wanted.text:
        said = {f"{about}__icontains": wanted.text}
        found = found.filter(Q(title__icontains=wanted.text) | Q(**said))
    exact = {"field": wanted.field, "department": wanted.department}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.year is not None:
        found = found.filter(instants_in_years("filed", (wanted.year, wanted.year)))
    if wanted.division and _of_demands(found.model):
        there = Demand.objects.filter(division__startswith=wanted.division)
        found = found.filter(pk__in=there.values("pk"))
    return found


def years(kind: type[Demand] | type[Suggestion]) -> list[int]:
    """The years in which something public was filed, the latest first."""
    told = kind.objects.exclude(published=None).annotate(year=ExtractYear("filed"))
    return list(told.order_by("-year").values_list("year", flat=True).distinct())


def charged(kind: type[Demand] | type[Suggestion]) -> list[Organisation]:
    """The departments that something public is with."""
    held = kind.objects.filter(department=OuterRef("pk")).exclude(published=None)
    return list(Organisation.objects.filter(Exists(held)).order_by("name"))


def mine(kind: type[Case], person: Person) -> "QuerySet[Case]":
    """What somebody filed with their account."""
    return kind.objects.filter(filer=person).select_related("department")


class YearOfField(msgspec.Struct, frozen=True, kw_only=True):
    """What a year brought in a field.

    Attributes:
        year: in which it was filed.
        field: empty where none was told.
        filed: demands that are public.
        answered: of these, those that somebody said a word on.
        met: of these, turned into a suggestion or a project.
        days: between filing and the first word, on average.
    """

    year: int
    field: str
    filed: int
    answered: int
    met: int
    days: float | None


def analysis() -> list[YearOfField]:
    """Public demands by year and field, the latest year first; one question."""
    met = Q(state__in=["suggested", "planned"])
    rows = (
        public(Demand)
        .annotate(year=ExtractYear("filed"))
        .order_by("-year", "field")
        .values("year", "field")
        .annotate(
            n=Count("pk"),
            n_answered=Count("answered"),
            n_met=Count("pk", filter=met),
            took=Avg(F("answered") - F("filed")),
        )
    )
    return [
        YearOfField(
            year=row["year"],
            field=row["field"],
            filed=row["n"],
            answered=row["n_answered"],
            met=row["n_met"],
            days=_days(row["took"]),
        )
        for row in rows
    ]


def _days(took: dt.timedelta | None) -> float | None:
    return None if took is None else took / dt.timedelta(days=1)
