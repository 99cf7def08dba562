"""Facet counts as one aggregation of the engine."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from tantivy import Query, Searcher

from biaozhun.cloud.search.answering import top_values
from biaozhun.cloud.search.days import MOST_PHASES, STATUSES
from biaozhun.cloud.search.port import FacetCount
from biaozhun.cloud.search.tantivy.schema import day_field, status_field

# Every segment hands up its most frequent values. Where more exist than it may hand up, the sum
# is a guess; the engine says so and the facet is counted again with room for all.
_USUAL_ROOM: Final = 1_000
_ALL_ROOM: Final = 1_000_000
_DECIDED: Final = "decided"
_EARLIER: Final = "earlier"

Aggregation = dict[str, Any]  # JSON of the engine's own shape, in both directions


def count(
    searcher: Searcher, query: Query, names: Iterable[str], *, on: date, size: int
) -> dict[str, tuple[FacetCount, ...]]:
    """The values of facets over all hits of a query, most frequent first."""
    wanted = list(names)
    if not wanted:
        return {}
    found = searcher.aggregate(query, {name: _asked(name, on, size) for name in wanted})
    again = [name for name in wanted if searcher.num_segments > 1 and _is_guess(found[name])]
    if again:
        found |= searcher.aggregate(
            query, {name: _terms(name, size=size, room=_ALL_ROOM) for name in again}
        )
    return {name: top_values(_counts(name, found[name]), size) for name in wanted}


def _asked(name: str, on: date, size: int) -> Aggregation:
    if name == "status":
        return _statuses(on.toordinal())
    return _terms(name, size=size, room=max(_USUAL_ROOM, size))


def _terms(field: str, *, size: int, room: int) -> Aggregation:
    return {"terms": {"field": field, "size": size, "segment_size": room}}


def _is_guess(answer: Mapping[str, Any]) -> bool:
    return bool(answer.get("doc_count_error_upper_bound"))


def _statuses(today: int) -> Aggregation:
    """The phases from the last to the first: begun by today, its status decides; else one earlier.

    The first phase of every edition began on day 0.
    """
    asked: Aggregation = {}
    for place in reversed(range(MOST_PHASES)):
        ranges = [{"key": _DECIDED, "to": today + 1}, {"key": _EARLIER, "from": today + 1}]
        inner: Aggregation = {
            _DECIDED: {"terms": {"field": status_field(place), "size": len(STATUSES)}}
        }
        if asked:
            inner[_EARLIER] = asked
        asked = {"range": {"field": day_field(place), "ranges": ranges}, "aggs": inner}
    return asked


def _counts(name: str, answer: Aggregation) -> Mapping[str, int]:
    if name == "status":
        counts: Counter[str] = Counter()
        _add_statuses(answer, counts)
        return counts
    return {str(bucket["key"]): bucket["doc_count"] for bucket in answer["buckets"]}


def _add_statuses(answer: Aggregation, counts: Counter[str]) -> None:
    for bucket in answer["buckets"]:
        if bucket["key"] == _DECIDED:
            for status in bucket[_DECIDED]["buckets"]:
                counts[status["key"]] += status["doc_count"]
        if bucket["key"] == _EARLIER and bucket["doc_count"]:
            _add_statuses(bucket[_EARLIER], counts)
