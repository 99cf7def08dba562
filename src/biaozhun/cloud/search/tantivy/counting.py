"""Facet counts as one aggregation of the engine."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from tantivy import Query

from biaozhun.cloud.search.answering import top_values
from biaozhun.cloud.search.days import STATUSES
from biaozhun.cloud.search.port import FacetCount
from biaozhun.cloud.search.tantivy.folder import State
from biaozhun.cloud.search.tantivy.schema import day_field, status_field

# Every segment hands up its most frequent values. Where more exist than it may hand up, the sum
# is a guess; the engine says so and the facet is counted again with room for all.
_USUAL_ROOM: Final = 1_000
_ALL_ROOM: Final = 1_000_000
_STATUS: Final = "status"
_PHASE: Final = "phase "
_BEGUN: Final = "begun"
_ENDED: Final = "ended"
_REACHED: Final = "reached"

Aggregation = dict[str, Any]  # JSON of the engine's own shape, in both directions


def count(
    state: State, query: Query, names: Collection[str], *, on: date, size: int
) -> dict[str, tuple[FacetCount, ...]]:
    """The values of facets over all hits of a query, most frequent first."""
    wanted = [name for name in names if name != _STATUS]
    asked = {name: _terms(name, size=size, room=max(_USUAL_ROOM, size)) for name in wanted}
    statuses = _STATUS in names
    if statuses:
        asked |= _statuses(on.toordinal(), state.phases)
    if not asked:
        return dict.fromkeys(names, ())
    found = state.searcher.aggregate(query, asked)
    again = [name for name in wanted if state.searcher.num_segments > 1 and _is_guess(found[name])]
    if again:
        whole = {name: _terms(name, size=size, room=_ALL_ROOM) for name in again}
        found |= state.searcher.aggregate(query, whole)
    counted = {name: top_values(_of_buckets(found[name]), size) for name in wanted}
    if statuses:
        counted[_STATUS] = top_values(_status_counts(found, state.phases), size)
    return counted


def _terms(field: str, *, size: int, room: int) -> Aggregation:
    return {"terms": {"field": field, "size": size, "segment_size": room}}


def _is_guess(answer: Mapping[str, Any]) -> bool:
    return bool(answer.get("doc_count_error_upper_bound"))


def _statuses(today: int, phases: int) -> Aggregation:
    """For every phase that has begun: its status, and the status of the one before it.

    A phase that has begun ends the one before, so the sums of the first less the sums of the
    second are the editions in each status today. Asked side by side and not one inside the other:
    the engine makes what is inside anew for every bucket, which doubles with every phase.
    """
    asked: Aggregation = {}
    for place in range(phases):
        inner = {_BEGUN: _words(place)}
        if place + 1 < phases:
            inner[_ENDED] = _words(place + 1)
        ranges = [{"key": _REACHED, "to": today + 1}]
        asked[f"{_PHASE}{place}"] = {
            "range": {"field": day_field(place), "ranges": ranges},
            "aggs": inner,
        }
    return asked


def _words(place: int) -> Aggregation:
    return {"terms": {"field": status_field(place), "size": len(STATUSES)}}


def _status_counts(answer: Aggregation, phases: int) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for place in range(phases):
        for bucket in answer[f"{_PHASE}{place}"]["buckets"]:
            if bucket["key"] == _REACHED:
                counts.update(_of_buckets(bucket[_BEGUN]))
                if place + 1 < phases:
                    counts.subtract(_of_buckets(bucket[_ENDED]))
    return counts


def _of_buckets(answer: Aggregation) -> Mapping[str, int]:
    return {str(bucket["key"]): bucket["doc_count"] for bucket in answer["buckets"]}
