"""The values by which editions are sorted, with how many there are and how many hold today.

Every count is one of the index, so that a value leads to a search with just as many hits. All are
counted in one pass and remembered while the index stays.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.search.port import TREES, Request
from biaozhun.cloud.search.query import Query
from biaozhun.core.succession import HOLDS
from biaozhun.core.text import fold

HOLDING: Final = tuple(sorted(str(status) for status in HOLDS))
"""The statuses in which an edition may be relied on, as filters of a search."""

DIMENSIONS: Final[Mapping[str, str]] = {
    "level": "level",
    "nature": "nature",
    "status": "status",
    "issuer": "issuer",
    "committee": "jurisdiction",
    "year": "published_year",
}
"""The dimensions without a tree, each with the facet of the index that counts it."""

EVERYTHING: Final = Query("")
_FACETS: Final = (*dict.fromkeys(DIMENSIONS.values()), *TREES, "region")
PAGE: Final = 100  # values on a page
_ALL: Final = 1_000_000  # values asked of a facet: every one


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One value: how many editions have it, and how many of those are in force on the day."""

    code: str
    total: int
    in_force: int


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A page of values.

    Attributes:
        values: those of the page.
        found: all that match the filter, in their order.
        page: number of the page, from 1.
        pages: how many there are, at least 1.
        editions: editions in the library, with a value or without.
        in_force: how many of them are in force on the day.
    """

    values: list[Value]
    found: list[Value]
    page: int
    pages: int
    editions: int
    in_force: int


class Counts(msgspec.Struct, frozen=True):
    """What the index counts in one pass: all editions, and those of every value of each facet."""

    total: int
    facets: Mapping[str, Mapping[str, int]]


def counts(on: dt.date, status: Sequence[str] = ()) -> Counts:
    """Editions by every facet that is browsed, the most frequent values first.

    Args:
        on: the day on which status is told.
        status: count only editions of these statuses; the facet ``status`` is not narrowed.

    Raises:
        RebuildRequiredError: there is no index yet.
    """
    return _counted(on, tuple(status), reader().generation())


@lru_cache(maxsize=8)
def _counted(on: dt.date, status: tuple[str, ...], generation: str) -> Counts:  # noqa: ARG001  -- the generation is part of the key
    found = reader().search(
        Request(
            query=EVERYTHING,
            on=on,
            filters={"status": status} if status else {},
            size=1,
            facets=_FACETS,
            facet_size=_ALL,
        )
    )
    facets = {name: {count.value: count.count for count in found.facets[name]} for name in _FACETS}
    return Counts(found.total, facets)


def values(dimension: str, on: dt.date) -> list[Value]:
    """All values of a dimension, the most frequent first.

    Raises:
        RebuildRequiredError: there is no index yet.
    """
    facet = DIMENSIONS[dimension]
    everything = counts(on).facets[facet]
    holding = counts(on, HOLDING).facets[facet]
    if facet == "status":  # a status in which nothing holds has none in force
        holding = {code: count for code, count in everything.items() if code in HOLDING}
    return [
        Value(code=code, total=total, in_force=holding.get(code, 0))
        for code, total in everything.items()
    ]


def listing(dimension: str, *, on: dt.date, text: str = "", order: str = "", page: int) -> Listing:
    """A page of the values whose name holds the text.

    ``order`` is ``name`` (of years the newest first) or, for anything else, by frequency.
    """
    found = _matching(values(dimension, on), text)
    if order == "name":
        found = sorted(found, key=lambda value: value.code, reverse=dimension == "year")
    pages = max(1, -(-len(found) // PAGE))
    shown = min(page, pages)
    return Listing(
        values=found[(shown - 1) * PAGE : shown * PAGE],
        found=found,
        page=shown,
        pages=pages,
        editions=counts(on).total,
        in_force=counts(on, HOLDING).total,
    )


def _matching(found: list[Value], text: str) -> list[Value]:
    wanted = fold(text).strip()
    return [value for value in found if wanted in fold(value.code)] if wanted else found
