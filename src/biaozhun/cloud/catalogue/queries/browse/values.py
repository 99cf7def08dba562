"""The values by which editions are sorted, with how many there are and how many hold today.

Every count is one of the index, so that a value leads to a search with just as many hits. The
index counts all values of a facet in one pass.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from biaozhun.cloud.search.port import Request, SearchIndex
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


def values(dimension: str, on: dt.date, index: SearchIndex) -> list[Value]:
    """All values of a dimension, the most frequent first.

    Raises:
        RebuildRequiredError: there is no index yet.
    """
    facet = DIMENSIONS[dimension]
    everything = counts(facet, on, index)
    holding = counts(facet, on, index, status=HOLDING)
    if facet == "status":  # a status in which nothing holds has none in force
        holding = {code: count for code, count in everything.items() if code in HOLDING}
    return [
        Value(code=code, total=total, in_force=holding.get(code, 0))
        for code, total in everything.items()
    ]


def counts(
    facet: str, on: dt.date, index: SearchIndex, *, status: Sequence[str] = ()
) -> Mapping[str, int]:
    """Every value of a facet with its count, the most frequent first; the index remembers them."""
    found = index.search(
        Request(
            query=EVERYTHING,
            on=on,
            filters={"status": status} if status and facet != "status" else {},
            size=1,
            facets=(facet,),
            facet_size=_ALL,
        )
    )
    return {count.value: count.count for count in found.facets[facet]}


def held(
    on: dt.date,
    index: SearchIndex,
    filters: Mapping[str, Sequence[str]],
    *,
    query: Query = EVERYTHING,
) -> int:
    """How many editions pass the filters on the day."""
    request = Request(query=query, on=on, filters=filters, size=1, facets=())
    return index.search(request).total


def listing(
    dimension: str, *, on: dt.date, index: SearchIndex, text: str = "", order: str = "", page: int
) -> Listing:
    """A page of the values whose name holds the text.

    ``order`` is ``name`` (of years the newest first) or, for anything else, by frequency.
    """
    found = _matching(values(dimension, on, index), text)
    if order == "name":
        found = sorted(found, key=lambda value: value.code, reverse=dimension == "year")
    pages = max(1, -(-len(found) // PAGE))
    shown = min(page, pages)
    return Listing(
        values=found[(shown - 1) * PAGE : shown * PAGE],
        found=found,
        page=shown,
        pages=pages,
        editions=held(on, index, {}),
        in_force=held(on, index, {"status": HOLDING}),
    )


def _matching(found: list[Value], text: str) -> list[Value]:
    wanted = fold(text).strip()
    return [value for value in found if wanted in fold(value.code)] if wanted else found
