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
from biaozhun.cloud.search.tantivy.schema import FIRST_STATUS, TURN, day_field, turn_field

# Every segment hands up its most frequent values. Where more exist than it may hand up, the sum
# is a guess; the engine says so and the facet is counted again with room for all.
_USUAL_ROOM: Final = 1_000
_ALL_ROOM: Final = 1_000_000
_STATUS: Final = "status"
_PHASE: Final = "phase "
_FIRST: Final = "first status"
_TURNS: Final = "turns"
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
    """The status every edition began with, and the changes of status up to today.

    What began less what was left are the editions in each status today. Asked side by side and
    not one inside the other: the engine makes what is inside anew for every bucket, which doubles
    with every phase.
    """
    asked: Aggregation = {_FIRST: _all_terms(FIRST_STATUS)}
    for place in range(phases - 1):
        ranges = [{"key": _REACHED, "to": today + 1}]
        asked[f"{_PHASE}{place}"] = {
            "range": {"field": day_field(place), "ranges": ranges},
            "aggs": {_TURNS: _all_terms(turn_field(place))},
        }
    return asked


def _all_terms(field: str) -> Aggregation:
    return {"terms": {"field": field, "size": len(STATUSES) ** 2}}


def _status_counts(answer: Aggregation, phases: int) -> Mapping[str, int]:
    counts = Counter(_of_buckets(answer[_FIRST]))
    for place in range(phases - 1):
        for bucket in answer[f"{_PHASE}{place}"]["buckets"]:
            if bucket["key"] == _REACHED:
                for change, count in _of_buckets(bucket[_TURNS]).items():
                    before, after = change.split(TURN)
                    counts[before] -= count
                    counts[after] += count
    return counts


def _of_buckets(answer: Aggregation) -> Mapping[str, int]:
    return {str(bucket["key"]): bucket["doc_count"] for bucket in answer["buckets"]}
