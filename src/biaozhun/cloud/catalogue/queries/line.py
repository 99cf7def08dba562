"""The line of succession an edition stands in: what came before it and what came after.

Everything tied to the edition's standard by replacement or renumbering is found by one recursive
question, however long the line is; what follows what is decided by :mod:`core.succession`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
from django.db import connection
from django.db.models import Q

from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.cloud.catalogue.queries.natures import nature_history
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.catalogue.queries.timelines import neighbour_of
from biaozhun.core.bibliography import Extent, RelationKind
from biaozhun.core.succession import (
    SUCCEEDING,
    Chain,
    Link,
    NatureHistory,
    Renumbering,
    Replacement,
    chain,
    next_replacement,
)

LONGEST = 60  # editions on one page, those round the one it is about
MOST_REACHED = 2_000  # publications one line may hold; a wrong source may tie a whole library


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One place in the line; ``row`` is ``None`` where the edition is not held."""

    number: str
    slug: str
    row: Row | None
    here: bool


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The line of an edition.

    Attributes:
        places: the editions of the standard and of those tied to it, oldest first.
        onward: what takes the place of the edition, followed to its end.
        ends: those at the end, where there is more than one step to them.
        cycles: rings in which sources let editions replace one another, as slugs.
        natures: the nature of the text over time, under all the numbers it has borne.
    """

    places: list[Place]
    onward: Chain
    ends: list[str]
    cycles: list[tuple[str, ...]]
    natures: NatureHistory


def line_of(edition: Edition, on: dt.date) -> Line:
    """The line of the edition; three questions and those for the standings."""
    slugs = _connected(edition.standard_id)
    ties = _ties(slugs)
    numbers = _numbers(ties)
    rows = {row.edition.slug: row for row in with_standings(_held(edition, slugs), on)}
    places = [
        Place(number=row.edition.number, slug=slug, row=row, here=slug == edition.slug)
        for slug, row in rows.items()
    ]
    places += [
        Place(number=numbers.get(slug, slug), slug=slug, row=None, here=False)
        for slug in slugs
        if slug not in rows
    ]
    held = {slug: row.edition for slug, row in rows.items()}
    onward = chain(edition.slug, _successors(ties, held.values()))
    return Line(
        places=_nearest(sorted(places, key=_age)),
        onward=onward,
        ends=list(onward.ends) if len(onward.steps) > 1 else [],
        cycles=[_ring(cycle) for cycle in onward.cycles],
        natures=nature_history(edition, ties, held=held, numbers=numbers),
    )


def _held(edition: Edition, slugs: Iterable[str]) -> list[Edition]:
    own = Q(standard_id=edition.standard_id, kind=Edition.Kind.EDITION)
    editions = Edition.objects.filter(own | Q(slug__in=slugs)).select_related("standard")
    return list(editions.order_by("sort_key")[:MOST_REACHED])


_RELATION, _EDITION = Relation._meta.db_table, Edition._meta.db_table  # noqa: SLF001  -- Django's own name for it
# Both directions in one OR: the index of either column answers its half, on both databases.
_REACHED = f"""
WITH RECURSIVE reached (slug) AS (
    SELECT slug FROM {_EDITION} WHERE standard_id = %s AND kind = %s
    UNION
    SELECT CASE WHEN tie.subject = reached.slug THEN tie.object ELSE tie.subject END
    FROM reached
    JOIN {_RELATION} tie ON tie.subject = reached.slug OR tie.object = reached.slug
    WHERE tie.kind IN (%s, %s)
)
SELECT slug FROM reached LIMIT %s
"""  # noqa: S608  -- the names of our own tables; every value is a parameter


def _connected(standard_id: int) -> list[str]:
    """The slugs tied to the standard's editions by replacement or renumbering, to the end."""
    kinds = [str(kind) for kind in (Edition.Kind.EDITION, *SUCCEEDING)]
    given: list[str | int] = [standard_id, *kinds, MOST_REACHED]
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, given)
        return [slug for (slug,) in cursor.fetchall()]


def _ties(slugs: Iterable[str]) -> list[Relation]:
    stated = Relation.objects.filter(subject__in=slugs, kind__in=SUCCEEDING)
    return list(stated.select_related("edition"))


def _numbers(ties: Iterable[Relation]) -> dict[str, str]:
    """Slug → number for reading, of what is named by a relation.

    ``other_number`` is that of the end that does not state the relation.
    """
    numbers = {}
    for tie in ties:
        other = tie.object if tie.edition.slug == tie.subject else tie.subject
        numbers[other] = tie.other_number
        numbers[tie.edition.slug] = tie.edition.number
    return numbers


def _successors(ties: Iterable[Relation], held: Iterable[Edition]) -> Mapping[str, list[Link]]:
    """What follows each edition: as stated, and the next later edition where nothing is."""
    found: dict[str, dict[str, Link]] = defaultdict(dict)
    for tie in ties:
        found[tie.object].setdefault(tie.subject, _link(tie))
    siblings = defaultdict(list)
    for edition in held:
        siblings[edition.standard_id].append(neighbour_of(edition))
    for family in siblings.values():
        for sibling in family:
            if sibling.key not in found and (next_one := next_replacement(sibling, family)):
                found[sibling.key][next_one.successor] = next_one
    return {slug: list(links.values()) for slug, links in found.items()}


def _link(tie: Relation) -> Link:
    if tie.kind == RelationKind.RENUMBERED_FROM:
        return Renumbering(former=tie.object, latter=tie.subject, date=tie.date, basis=tie.basis)
    extent = Extent(tie.extent) if tie.extent else None
    return Replacement(predecessor=tie.object, successor=tie.subject, extent=extent)


def _nearest(places: list[Place]) -> list[Place]:
    here = next((at for at, place in enumerate(places) if place.here), 0)
    first = max(0, min(here - LONGEST // 2, len(places) - LONGEST))
    return places[first : first + LONGEST]


def _ring(cycle: tuple[str, ...]) -> tuple[str, ...]:
    """A ring from its first edition by name, so that every page writes it the same way."""
    round_once = cycle[:-1]
    first = round_once.index(min(round_once))
    turned = round_once[first:] + round_once[:first]
    return (*turned, turned[0])


def _age(place: Place) -> tuple[int, str]:
    """Order by year; one without a year stands at the end."""
    if place.row is not None and place.row.edition.year:
        return (place.row.edition.year, place.number)
    tail = place.number[-4:]
    return (int(tail) if tail.isdecimal() else 9999, place.number)
