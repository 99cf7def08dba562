"""How the other ends of an edition's relations stand on a day, and whether a newer one is there.

A constant number of questions, however many ends there are.
"""

import contextlib
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from biaozhun.cloud.catalogue.models import Edition, Standard
from biaozhun.cloud.catalogue.queries.links import Link
from biaozhun.cloud.catalogue.queries.lookup import Lookup
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.number import NumberError, parse
from biaozhun.core.succession import newest_in_force


class End(msgspec.Struct, frozen=True, kw_only=True):
    """The other end of a relation on a day.

    Attributes:
        status: of the edition named; empty where only the standard is named or it is not held.
        newer: slug of a later edition of the same standard that is in force; for a reference
            without a year the edition it means on the day; empty where there is none.
        dated: whether an edition is named and not only a standard.
    """

    status: str
    newer: str
    dated: bool


Ends = Mapping[str, End]
"""Slug → its standing; ends of which nothing is known are left out."""

_BY_EDITION = Lookup(Edition, ("standard",), key="slug")
_BY_SLUG = Lookup(Standard, ("id",), key="slug")


def ends_of(links: Iterable[Link], on: dt.date) -> Ends:
    """The standing of each link's end; seven questions."""
    named = {link.slug: _Named.of(link) for link in links}
    rows = _rows(named, on)
    by_slug = {row.edition.slug: row for row in rows}
    by_standard: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_standard[row.edition.standard.slug].append(row)
    found = {}
    for slug, name in named.items():
        held = by_slug.get(slug)
        family = by_standard.get(held.edition.standard.slug if held else name.standard, [])
        if end := _end(slug, name, held, family=family, on=on):
            found[slug] = end
    return found


class _Named(NamedTuple):
    """What a link's number says: slug of the standard and year."""

    standard: str
    year: int | None

    @classmethod
    def of(cls, link: Link) -> "_Named":
        with contextlib.suppress(NumberError):
            number = parse(link.number)
            return cls(number.undated().slug, number.year)
        return cls(link.slug, None)


def _rows(named: Mapping[str, _Named], on: dt.date) -> list[Row]:
    """All editions of the standards named, with their standings."""
    standards = {name.standard for name in named.values()}
    ids = {pk for (pk,) in _BY_EDITION(named.keys())} | {pk for (pk,) in _BY_SLUG(standards)}
    editions = Edition.objects.filter(standard__in=ids, kind=Edition.Kind.EDITION)
    return with_standings(editions.select_related("standard"), on)


def _end(
    slug: str, name: _Named, row: Row | None, *, family: Sequence[Row], on: dt.date
) -> End | None:
    newest = newest_in_force([(other.edition.slug, other.timeline) for other in family], on).key
    years = {other.edition.slug: other.edition.year or 0 for other in family}
    dated = name.year is not None or row is not None
    later = newest is not None and (not dated or years[newest] > (name.year or 0))
    newer = newest if newest and newest != slug and later else ""
    if row is None and not newer:
        return None
    return End(status=str(row.standing.status) if row else "", newer=newer, dated=dated)
