"""One request against one state of the index."""

from typing import Any, Final

from tantivy import Occur, Order, Query, Searcher, SearchResult

from biaozhun.cloud.search.answering import Match, best_match, followed
from biaozhun.cloud.search.port import FacetCount, Hit, NumberFound, Request, Sort
from biaozhun.cloud.search.query import Number
from biaozhun.cloud.search.tantivy import counting
from biaozhun.cloud.search.tantivy.compiling import Compiler, both
from biaozhun.cloud.search.tantivy.documents import read_hit
from biaozhun.cloud.search.tantivy.folder import State

_ORDER: Final[dict[Sort, dict[str, Any]]] = {
    "relevance": {"weight_by_field": "weight"},
    "date": {"order_by_field": "published", "order": Order.Desc},
    "number": {"order_by_field": "sort_key", "order": Order.Asc},
}

_LONG: Final = 3_000  # documents; below it both together take less than a millisecond

Facets = dict[str, tuple[FacetCount, ...]]


class Answer:
    """One request against one state of the index."""

    def __init__(self, state: State, request: Request) -> None:
        self._state = state
        self._searcher = state.searcher
        self.request = request
        self._matches: dict[Number, Match] = {}
        self._compiler = Compiler(state, request.on, self._best)
        self.numbers = followed(request.query, self._follow)
        self._query = self._compiler.tree(request.query.nodes)
        self._filters = self._compiler.filters(request.filters)

    def _narrowed(self, without: str = "") -> Query:
        """The query under all filters, or all but one."""
        narrowing = [query for name, query in self._filters.items() if name != without]
        return both([(Occur.Must, self._query)] + [(Occur.Must, query) for query in narrowing])

    @property
    def is_long(self) -> bool:
        """Whether finding hits and counting facets takes longer than starting a thread."""
        return self._compiler.candidates(self.request.query.nodes) >= _LONG

    def page(self) -> tuple[int, tuple[Hit, ...]]:
        """How many hits there are, and those of the page."""
        request = self.request
        query = self._narrowed()
        if request.sort == "relevance":
            pinned = [found.edition for found in self.numbers if found.edition is not None]
            query = self._compiler.holding_first(query, request.query.nodes)
            query = self._compiler.pins(query, pinned)
        offset = 0 if request.capped else request.offset
        found = self._searcher.search(
            query, limit=request.size, offset=offset, **_ORDER[request.sort]
        )
        scored = request.sort == "relevance"
        shown = [] if request.capped else hits_of(self._searcher, found, scored=scored)
        total: int = found.count  # type: ignore[attr-defined]  # the engine's stub forgets it
        return total, tuple(shown)

    def facets(self) -> Facets:
        """Counts in one aggregation, and one more for each facet that is filtered itself."""
        free = [name for name in self.request.facets if name not in self._filters]
        counted = self._count(self._narrowed(), free)
        for name in self.request.facets:
            if name in self._filters:
                counted |= self._count(self._narrowed(without=name), [name])
        return {name: counted[name] for name in self.request.facets}

    def _count(self, query: Query, names: list[str]) -> Facets:
        request = self.request
        return counting.count(self._state, query, names, on=request.on, size=request.facet_size)

    def _best(self, number: Number) -> Match:
        if number not in self._matches:
            self._matches[number] = best_match(
                number,
                lambda key: self._any(self._compiler.term("key", key)),
                lambda key: self._any(self._compiler.beginning("key", key)),
            )
        return self._matches[number]

    def _any(self, query: Query) -> bool:
        return bool(self._searcher.search(query, limit=1, count=False).hits)

    def _follow(self, number: Number) -> NumberFound:
        match = self._best(number)
        edition = None
        if match in ("exact", "undated"):
            edition = self._first(number.undated if match == "undated" else number.exact)
        return NumberFound(text=number.text, edition=edition, match=match)

    def _first(self, key: str) -> str | None:
        """Of the editions that share a key: named exactly before shortened, in force, newest."""
        holding = self._compiler.holding()
        for field in ("number", "key"):
            named = self._compiler.term(field, key)
            for query, newest in (
                (both([(Occur.Must, named), (Occur.Must, holding)]), "in_force"),
                (named, "published"),
            ):
                found = self._searcher.search(query, limit=1, count=False, order_by_field=newest)
                if found.hits:
                    return next(iter(hits_of(self._searcher, found))).id
        return None


def hits_of(searcher: Searcher, found: SearchResult, *, scored: bool = False) -> list[Hit]:
    """What is shown of the documents found."""
    return [
        read_hit(bytes(searcher.doc(address)["shown"][0]), float(score) if scored else 0.0)
        for score, address in found.hits
    ]
