"""How many editions are in force on a day, counted by the index; invented ones never count."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.standings import with_standings
from biaozhun.cloud.search.port import (
    FACETS,
    RebuildRequiredError,
    Request,
    SearchIndex,
)
from biaozhun.cloud.search.query import NumberPrefix, Query
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.core.succession import HOLDS

ALL = ""
_HOLDING = tuple(str(status) for status in sorted(HOLDS))
_NATIONAL = {"mandatory": "GB", "recommended": "GB/T", "guidance": "GB/Z"}
_BY_PREFIX = ("ISO",)  # codes with a published total that no facet counts


def in_force_counts(on: dt.date, index: SearchIndex) -> Mapping[str, int]:
    """Editions in force on the day: in all (under the empty text), by family, by some codes.

    Empty where there is no index to count them.
    """
    try:
        return _counted(on, index)
    except RebuildRequiredError:
        return {}


def _counted(on: dt.date, index: SearchIndex) -> Mapping[str, int]:
    everything = parse_query("")
    counts: Counter[str] = Counter()
    found = index.search(_request(everything, on, facets=("level",)))
    counts[ALL] = found.total
    counts.update({count.value: count.count for count in found.facets["level"]})
    national = index.search(_request(everything, on, facets=("nature",), level="national"))
    counts.update(
        {
            _NATIONAL[count.value]: count.count
            for count in national.facets["nature"]
            if count.value in _NATIONAL
        }
    )
    for code in _BY_PREFIX:
        query = Query(text=code, nodes=(NumberPrefix(key=code),))
        counts[code] = index.search(_request(query, on, facets=(), level="international")).total
    counts.subtract(_invented(on))
    return counts


def _request(query: Query, on: dt.date, *, facets: tuple[str, ...], level: str = "") -> Request:
    filters = {"status": _HOLDING} | ({"level": (level,)} if level else {})
    return Request(
        query=query, on=on, filters=filters, size=1, facets=facets, facet_size=len(FACETS) * 2
    )


def _invented(on: dt.date) -> Counter[str]:
    """The invented editions in force: a few hundred at most."""
    counts: Counter[str] = Counter()
    for row in with_standings(Edition.objects.filter(invented=True), on):
        if row.standing.status in HOLDS:
            counts.update((ALL, row.edition.family))
    return counts
