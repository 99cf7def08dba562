"""Facet counts as one aggregation of the engine."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from tantivy import FieldType, Occur, Query, Searcher

from biaozhun.cloud.search.answering import top_values
from biaozhun.cloud.search.port import FacetCount
from biaozhun.cloud.search.tantivy.folder import State
from biaozhun.cloud.search.tantivy.schema import LAST_STATUS, TURN, YEARS, day_field, turn_field
from biaozhun.core.succession import Status

# Every segment hands up its most frequent values, equal ones by value. Looking up the words behind
# them costs far more than counting, so no more are asked for than are needed. A single segment is
# exact with as many as are shown. Of several the sum is a guess where one of them held values
# back; the engine says by how much it may be wrong, and what may be among the first is recounted.
_SPARE: Final = 250
_ALL_ROOM: Final = 1_000_000
_STATUS: Final = "status"
_PHASE: Final = "phase "
_TURNS: Final = "turns"
_COMING: Final = "coming"

Aggregation = dict[str, Any]  # JSON of the engine's own shape, in both directions


def count(
    state: State, query: Query, names: Collection[str], *, on: date, size: int
) -> dict[str, tuple[FacetCount, ...]]:
    """The values of facets over all hits of a query, most frequent first."""
    wanted = [name for name in names if name != _STATUS]
    segments = state.searcher.num_segments
    room = size if segments <= 1 else 2 * size + _SPARE
    asked = {name: _terms(name, room=_room(name, room), size=room * segments) for name in wanted}
    if _STATUS in names:
        asked[_STATUS] = _all_terms(LAST_STATUS)
    if not asked:
        return dict.fromkeys(names, ())
    found = state.searcher.aggregate(query, asked)
    guessed = {name: found[name] for name in wanted if segments > 1 and _error(found[name])}
    if guessed:
        found |= _recounted(state.searcher, query, guessed, size=size)
    counted = {name: top_values(_of_buckets(found[name]), size) for name in wanted}
    if _STATUS in names:
        last = _of_buckets(found[_STATUS])
        counted[_STATUS] = top_values(_statuses(state, query, last, on.toordinal()), size)
    return counted


def _recounted(
    searcher: Searcher, query: Query, guessed: Mapping[str, Aggregation], *, size: int
) -> Aggregation:
    """Exact counts of the values that were handed up, and of all where that does not decide.

    A value no segment handed up has at most as many hits as the engine may be wrong by.
    """
    asked = {
        name: _terms(name, room=_ALL_ROOM, size=_ALL_ROOM, include=list(_of_buckets(answer)))
        for name, answer in guessed.items()
        if name not in YEARS
    }
    found = searcher.aggregate(query, asked) if asked else {}
    open_still = [
        name
        for name, answer in guessed.items()
        if name not in found or _last_count(found[name], size) <= _error(answer)
    ]
    if open_still:
        whole = {name: _terms(name, room=_ALL_ROOM, size=_ALL_ROOM) for name in open_still}
        found |= searcher.aggregate(query, whole)
    return found


def _last_count(answer: Aggregation, size: int) -> int:
    """Hits of the last value shown."""
    return sorted(_of_buckets(answer).values(), reverse=True)[:size][-1]


def _room(field: str, room: int) -> int:
    """Years are numbers: there is nothing to look up."""
    return _ALL_ROOM if field in YEARS else room


def _terms(
    field: str, *, room: int, size: int, include: Sequence[str] | None = None
) -> Aggregation:
    asked: Aggregation = {"field": field, "size": max(room, size), "segment_size": room}
    return {"terms": asked if include is None else asked | {"include": include}}


def _error(answer: Mapping[str, Any]) -> int:
    """By how many hits a value may be counted short."""
    return int(answer.get("doc_count_error_upper_bound") or 0)


def _statuses(state: State, query: Query, last: Mapping[str, int], today: int) -> Mapping[str, int]:
    """The status every edition ends with, less the changes of status that are still to come.

    Few editions have a change before them, so it is cheap to look for those among the hits and
    to count their changes. They are asked side by side and not one inside the other: the engine
    makes what is inside anew for every bucket, which doubles with every phase.
    """
    counts = Counter(last)
    if state.phases < 2:
        return counts
    changing = Query.range_query(
        state.schema,
        day_field(0),
        FieldType.Unsigned,
        lower_bound=today + 1,
        use_inverted_index=True,  # else all hits are found once more to be compared
    )
    both = Query.boolean_query([(Occur.Must, query), (Occur.Must, changing)])
    answer = state.searcher.aggregate(both, _changes(today, state.phases))
    for place in range(state.phases - 1):
        for bucket in answer[f"{_PHASE}{place}"]["buckets"]:
            if bucket["key"] == _COMING:
                for change, count in _of_buckets(bucket[_TURNS]).items():
                    before, after = change.split(TURN)
                    counts[before] += count
                    counts[after] -= count
    return counts


def _changes(today: int, phases: int) -> Aggregation:
    asked: Aggregation = {}
    for place in range(phases - 1):
        ranges = [{"key": _COMING, "from": today + 1}]
        asked[f"{_PHASE}{place}"] = {
            "range": {"field": day_field(place), "ranges": ranges},
            "aggs": {_TURNS: _all_terms(turn_field(place))},
        }
    return asked


def _all_terms(field: str) -> Aggregation:
    return {"terms": {"field": field, "size": len(Status) ** 2}}


def _of_buckets(answer: Aggregation) -> Mapping[str, int]:
    return {str(bucket["key"]): bucket["doc_count"] for bucket in answer["buckets"]}
