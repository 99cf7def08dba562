"""The line of succession an edition stands in: what came before it and what came after."""

import datetime as dt

import msgspec
from django.db.models import Q

from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.bibliography import RelationKind

ROUNDS = 4  # steps away from the standard; longer lines are read on the pages further along
LONGEST = 60  # editions on one page

_SUCCEEDS = (str(RelationKind.REPLACES), str(RelationKind.RENUMBERED_FROM))


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One place in the line; ``row`` is ``None`` where the edition is not held."""

    number: str
    slug: str
    row: Row | None
    here: bool


def line_of(edition: Edition, on: dt.date) -> list[Place]:
    """The editions of the standard and of those it replaced or was replaced by, oldest first."""
    numbers = _connected(edition.standard_id)
    held = _held(edition.standard_id, set(numbers))
    rows = {row.edition.slug: row for row in with_standings(held, on)}
    places = [
        Place(number=row.edition.number, slug=slug, row=row, here=slug == edition.slug)
        for slug, row in rows.items()
    ]
    places += [
        Place(number=number, slug=slug, row=None, here=False)
        for slug, number in numbers.items()
        if slug not in rows
    ]
    return sorted(places, key=_age)[:LONGEST]


def _held(standard_id: int, slugs: set[str]) -> list[Edition]:
    own = Q(standard_id=standard_id, kind=Edition.Kind.EDITION)
    editions = Edition.objects.filter(own | Q(slug__in=slugs)).select_related("standard")
    return list(editions[:LONGEST])


def _connected(standard_id: int) -> dict[str, str]:
    """Slug → number of what is tied to the standard's editions by replacement or renumbering.

    Each round asks once for everything tied to what was found before; a fixed number of rounds
    keeps the number of questions fixed.
    """
    numbers: dict[str, str] = {}
    known: set[str] = set()
    seeds = list(
        Edition.objects.filter(standard_id=standard_id, kind=Edition.Kind.EDITION).values_list(
            "slug", flat=True
        )
    )
    fresh = set(seeds)
    for _round in range(ROUNDS):
        if not fresh:
            break
        known |= fresh
        ties = Relation.objects.filter(Q(subject__in=fresh) | Q(object__in=fresh))
        found: set[str] = set()
        for tie in ties.filter(kind__in=_SUCCEEDS).select_related("edition"):
            for slug in {tie.subject, tie.object} - known:
                stating = tie.edition.slug == slug
                numbers[slug] = tie.edition.number if stating else tie.other_number
                found.add(slug)
        fresh = found
    return numbers


def _age(place: Place) -> tuple[int, str]:
    """Order by year; one without a year stands at the end."""
    if place.row is not None and place.row.edition.year:
        return (place.row.edition.year, place.number)
    tail = place.number[-4:]
    return (int(tail) if tail.isdecimal() else 9999, place.number)
