"""Which records a query should find: a plain scan of all of them, for a sample of the queries."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from random import Random

from bench.entries import Entry
from bench.queries import Query
from biaozhun.core.text import fold

PER_KIND = 8

_LETTER = "[a-z0-9]"


def sample(queries: Sequence[Query], seed: int = 1) -> list[int]:
    """Places of at most ``PER_KIND`` queries of every kind."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for place, query in enumerate(queries):
        kinds[query.kind].append(place)
    rng = Random(seed)  # noqa: S311 - repeatable, not secret
    chosen = (rng.sample(places, min(PER_KIND, len(places))) for places in kinds.values())
    return sorted(place for places in chosen for place in places)


def _stands_in(word: str) -> Callable[[str], bool]:
    """Whether a folded text holds the word; letters and digits at its ends must end there too."""
    start = f"(?<!{_LETTER})" if re.match(_LETTER, word[0]) else ""
    end = f"(?!{_LETTER})" if re.match(_LETTER, word[-1]) else ""
    if not start and not end:
        return lambda text: word in text
    found = re.compile(start + re.escape(word) + end).search
    return lambda text: word in text and found(text) is not None


def _condition(query: Query) -> Callable[[str, str, Sequence[str]], bool]:
    if query.prefix:
        return lambda _title, _summary, keys: any(key.startswith(query.key) for key in keys)
    if query.key:
        return lambda _title, _summary, keys: query.key in keys
    tests = [_stands_in(word) for word in query.words]
    return lambda title, summary, _keys: all(test(title) or test(summary) for test in tests)


def true_hits(entries: Iterable[Entry], queries: Sequence[Query]) -> list[set[int]]:
    """For each query the ids of all records that satisfy it."""
    conditions = [_condition(query) for query in queries]
    found: list[set[int]] = [set() for _ in queries]
    for entry in entries:
        title, summary = fold(entry.title), fold(entry.summary)
        for condition, ids in zip(conditions, found, strict=True):
            if condition(title, summary, entry.keys):
                ids.add(entry.id)
    return found
