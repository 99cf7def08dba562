"""The register of units: as a tree on a day, one unit with all that belongs to it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.limits import LARGEST_ID
from biaozhun.cloud.organisations.models import (
    Kind,
    Level,
    Membership,
    OrganisationName,
    OrganisationPlace,
    UnitImport,
)
from biaozhun.cloud.organisations.queries.standing import exists_on
from biaozhun.core.unit_names import folded

PAGE = 100  # units


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which units; what is empty does not matter.

    Attributes:
        on: the day on which they exist; none for those of all times.
        text: part of any name they carry or carried, or the beginning of their credit code.
        level: one of the levels.
        kind: one of the kinds.
        division: the beginning of their division code.
    """

    on: dt.date | None
    text: str = ""
    level: str = ""
    kind: str = ""
    division: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything but the day is asked for."""
        return any((self.text, self.level, self.kind, self.division))


class Row(msgspec.Struct, frozen=True):
    """A unit in the tree; ``depth`` counts the units of the list above it."""

    unit: Organisation
    depth: int


def matching(wanted: Wanted) -> "QuerySet[Organisation]":
    """The units that are asked for, in no order."""
    found = Organisation.objects.all()
    if wanted.on:
        found = found.filter(exists_on(wanted.on))
    if wanted.text:
        named = OrganisationName.objects.filter(folded__contains=folded(wanted.text))
        by_code = Q(credit_code__startswith=wanted.text.upper())
        found = found.filter(Q(pk__in=named.values("organisation")) | by_code)
    if wanted.level:
        found = found.filter(place__level=wanted.level)
    if wanted.kind == Kind.OTHER:
        found = found.filter(Q(place__kind=wanted.kind) | Q(place=None))
    elif wanted.kind:
        found = found.filter(place__kind=wanted.kind)
    if wanted.division:
        found = found.filter(place__division__startswith=wanted.division)
    return found


def tree(wanted: Wanted, page: int) -> tuple[Page[tuple[int, int]], list[Row]]:
    """A page of the tree; two questions."""
    found = Paginator(_in_order(matching(wanted)), PAGE).get_page(page)
    units = _units().in_bulk([pk for pk, _depth in found])
    return found, [Row(units[pk], depth) for pk, depth in found if pk in units]


def every_unit(wanted: Wanted) -> Iterator[Row]:
    """The whole tree with the names of each, one after another."""
    order = _in_order(matching(wanted))
    for start in range(0, len(order), PAGE):
        some = order[start : start + PAGE]
        units = _units().prefetch_related("names").in_bulk([pk for pk, _depth in some])
        yield from (Row(units[pk], depth) for pk, depth in some if pk in units)


def _units() -> "QuerySet[Organisation]":
    return Organisation.objects.select_related("place", "place__successor", "parent")


def _in_order(units: "QuerySet[Organisation]") -> list[tuple[int, int]]:
    """Ids with their depth: parts below what they are part of, higher levels first."""
    known = units.values_list("pk", "parent_id", "place__level", "place__kind", "name")
    rows = sorted(known, key=lambda row: (_rank(row[2], Level), _rank(row[3], Kind), row[4]))
    listed = {row[0] for row in rows}
    parts: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent, *_rest in rows:
        parts[parent if parent in listed else None].append(pk)
    waiting = [(pk, 0) for pk in reversed(parts[None])]
    found = []
    while waiting:
        pk, depth = waiting.pop()
        found.append((pk, depth))
        waiting.extend((part, depth + 1) for part in reversed(parts[pk]))
    return found


def _rank(code: str | None, order: type[Level] | type[Kind]) -> int:
    values = list(order.values)
    return values.index(code) if code in values else len(values)


def unit_at(pk: int) -> Organisation | None:
    """A unit with its place, its parts, its names and the seats it has or had."""
    if pk > LARGEST_ID:
        return None
    parts = Organisation.objects.select_related("place").order_by("name")
    seats = Membership.objects.select_related("body").order_by("-since", "body__name")
    found = _units().prefetch_related(
        Prefetch("parts", parts), Prefetch("names"), Prefetch("memberships", seats)
    )
    return found.filter(pk=pk).first()


def came_from(unit: Organisation) -> list[OrganisationPlace]:
    """Those whose work a unit took over."""
    found = OrganisationPlace.objects.filter(successor=unit).select_related("organisation")
    return list(found.order_by("until", "organisation__name"))


def place_of(unit: Organisation) -> OrganisationPlace:
    """Where a unit stands; a place that says nothing where nobody placed it."""
    found: OrganisationPlace | None = getattr(unit, "place", None)
    return found or OrganisationPlace(organisation=unit)


def name_of(unit: Organisation, pk: int) -> OrganisationName | None:
    """A name of a unit."""
    found = OrganisationName.objects.filter(organisation=unit, pk=min(pk, LARGEST_ID))
    return found.select_related("organisation").first()


def import_at(pk: int) -> UnitImport | None:
    """What became of a table."""
    return UnitImport.objects.filter(pk=min(pk, LARGEST_ID)).first()
