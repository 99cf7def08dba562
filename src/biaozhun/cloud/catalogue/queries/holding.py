"""How many editions are in force on a day, counted by the index; invented ones never count."""

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Mapping

import msgspec

from biaozhun.cloud.catalogue.models import Edition, Standard
from biaozhun.cloud.catalogue.queries.standings import with_standings
from biaozhun.cloud.search.port import (
    FACETS,
    RebuildRequiredError,
    Request,
    SearchIndex,
)
from biaozhun.cloud.search.query import Node, Not, NumberPrefix, Query
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.core.number import Family, Nature, search_key
from biaozhun.core.reference import published_totals
from biaozhun.core.succession import HOLDS

ALL = ""
_HOLDING = tuple(str(status) for status in sorted(HOLDS))
_FAMILIES = frozenset(str(family) for family in Family)


class Code(msgspec.Struct, frozen=True):
    """A code as numbers carry it, told apart from others by family and nature."""

    code: str
    family: str
    nature: str = ""


_NATIONAL = {
    "GB": Nature.MANDATORY,
    "GB/T": Nature.RECOMMENDED,
    "GB/Z": Nature.GUIDANCE,
}


def in_force_counts(on: dt.date, index: SearchIndex) -> Mapping[str, int]:
    """Editions in force on the day: in all (under the empty text), by family, by counted codes.

    Codes are counted where an authority publishes a total to compare with, each for itself: ISO
    does not count ISO/IEC or ISO/TR, GB does not count GBZ. Empty where there is no index.
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
    codes = counted_codes()
    held = list(Standard.objects.order_by().values_list("code", flat=True).distinct())
    for code in codes:
        request = _request(_of_code(code.code, held), on, code=code)
        counts[code.code] = index.search(request).total
    counts.subtract(_invented(on, {code.code for code in codes}))
    return counts


def counted_codes() -> list[Code]:
    """The codes with a published total; a total of a whole family is counted by its facet."""
    scopes = dict.fromkeys(total.scope for total in published_totals())
    return [
        Code(scope, Family.NATIONAL, _NATIONAL[scope])
        if scope in _NATIONAL
        else Code(scope, Family.INTERNATIONAL)
        for scope in scopes
        if scope not in _FAMILIES
    ]


def _of_code(code: str, held: Iterable[str]) -> Query:
    """Numbers that begin with the code and with no longer one that is held."""
    key = search_key(code)
    longer = {search_key(other) for other in held} - {key}
    others = sorted(other for other in longer if other.startswith(key))
    nodes: tuple[Node, ...] = (NumberPrefix(key), *(Not(NumberPrefix(other)) for other in others))
    return Query(text=code, nodes=nodes)


def _request(
    query: Query, on: dt.date, *, facets: tuple[str, ...] = (), code: Code | None = None
) -> Request:
    filters: dict[str, tuple[str, ...]] = {"status": _HOLDING}
    if code:
        filters["level"] = (code.family,)
    if code and code.nature:
        filters["nature"] = (code.nature,)
    return Request(
        query=query, on=on, filters=filters, size=1, facets=facets, facet_size=len(FACETS) * 2
    )


def _invented(on: dt.date, codes: Container[str]) -> Counter[str]:
    """The invented editions in force: a few hundred at most."""
    counts: Counter[str] = Counter()
    invented = Edition.objects.filter(invented=True).select_related("standard")
    for row in with_standings(invented, on):
        if row.standing.status in HOLDS:
            counts.update((ALL, row.edition.family))
            if row.edition.standard.code in codes:
                counts[row.edition.standard.code] += 1
    return counts
