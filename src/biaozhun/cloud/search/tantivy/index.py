"""The index itself: reading, writing, and staying current while another process writes."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Any, Final, Self

import tantivy
from tantivy import Occur, Order, Query, Searcher

from biaozhun.cloud.search.answering import (
    Match,
    best_match,
    first_of_each,
    typed_number,
    typed_title,
)
from biaozhun.cloud.search.embedded import counting, folder
from biaozhun.cloud.search.embedded.compiling import Compiler, both, either
from biaozhun.cloud.search.embedded.documents import prepare, read_hit
from biaozhun.cloud.search.number_keys import is_serial
from biaozhun.cloud.search.port import (
    MAX_SUGGESTIONS,
    FacetCount,
    Hit,
    IndexBusyError,
    NumberFound,
    Prepared,
    RebuildRequiredError,
    Request,
    Result,
    SearchDocument,
    Sort,
    Suggestion,
)
from biaozhun.cloud.search.query import Number
from biaozhun.cloud.search.timeline import HOLDING

HEAP: Final = 256_000_000  # bytes of the writer before it writes a segment
_SMALLEST_HEAP: Final = 15_000_000  # the engine's own limit
_KEPT_ANSWERS: Final = 512
_SUGGESTED_DEPTH: Final = 5  # times the lines wanted: titles repeat from edition to edition

_ORDER: Final[dict[Sort, dict[str, Any]]] = {
    "relevance": {"weight_by_field": "weight"},
    "date": {"order_by_field": "published", "order": Order.Desc},
    "number": {"order_by_field": "sort_key", "order": Order.Asc},
}

Facets = dict[str, tuple[FacetCount, ...]]


class TantivyIndex:
    """``SearchIndex`` over a folder. Open one per process; threads may share it."""

    def __init__(self, root: Path, *, heap: int = HEAP) -> None:
        """Open what is there.

        Args:
            root: the folder of the index.
            heap: bytes the writer may use, at least 15 MB.

        Raises:
            RebuildRequiredError: there is nothing here this version can read.
        """
        self._root = root
        self._heap = max(heap, _SMALLEST_HEAP)
        self._lock = RLock()
        self._writer: tantivy.IndexWriter | None = None
        self._facets: OrderedDict[object, Facets] = OrderedDict()
        self._open()

    @classmethod
    def create(cls, root: Path, *, heap: int = HEAP) -> Self:
        """Begin an empty index, in the place of one that may be there.

        Whoever does this puts every document into the outbox in the same breath.
        """
        folder.switch(root, folder.new_generation(root))
        return cls(root, heap=heap)

    def _open(self) -> None:
        self._current_mark = self._mark(self._root / folder.CURRENT)
        self._folder = folder.current(self._root)
        self._index = folder.open_generation(self._folder)
        self._meta_mark = self._mark(self._folder / "meta.json")
        self._index.reload()

    def _mark(self, path: Path) -> tuple[int, int]:
        try:
            return folder.mark(path)
        except FileNotFoundError:
            raise RebuildRequiredError("there is no search index yet") from None

    # -- writing --------------------------------------------------------------------------------

    def prepare(self, document: SearchDocument) -> Prepared:
        """See ``SearchIndex``."""
        return prepare(document)

    def update(self, documents: Iterable[SearchDocument]) -> int:
        """See ``SearchIndex``."""
        return self.put(map(prepare, documents))

    def put(self, prepared: Iterable[Prepared]) -> int:
        """See ``SearchIndex``."""
        writer = self._writing()
        count = 0
        for document in prepared:
            writer.delete_documents_by_term("id", document.id)
            writer.add_json(document.line)
            count += 1
        return count

    def delete(self, ids: Iterable[str]) -> None:
        """See ``SearchIndex``."""
        writer = self._writing()
        for document_id in ids:
            writer.delete_documents_by_term("id", document_id)

    def commit(self) -> None:
        """See ``SearchIndex``."""
        if self._writer is not None:
            self._writer.commit()

    def rollback(self) -> None:
        """See ``SearchIndex``."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer = None

    def close(self) -> None:
        """See ``SearchIndex``. Waits for merges that are under way."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.rollback()
            writer.wait_merging_threads()

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._fresh()
            try:
                self._writer = self._index.writer(self._heap, 1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise
                raise IndexBusyError(
                    "another process is writing to the search index",
                    hint="one worker writes; stop the other one or wait until it is done",
                ) from None
        return self._writer

    # -- reading --------------------------------------------------------------------------------

    def _fresh(self) -> tuple[Searcher, str]:
        """A searcher over the last commit of any process, and the mark of that commit."""
        with self._lock:
            if self._writer is None and self._current_mark != self._mark(
                self._root / folder.CURRENT
            ):
                self._open()
            mark = self._mark(self._folder / "meta.json")
            if mark != self._meta_mark:
                self._index.reload()
                self._meta_mark = mark
            return self._index.searcher(), f"{self._folder.name}:{mark[0]}:{mark[1]}"

    def count(self) -> int:
        """See ``SearchIndex``."""
        return self._fresh()[0].num_docs

    def generation(self) -> str:
        """See ``SearchIndex``."""
        return self._fresh()[1]

    def search(self, request: Request) -> Result:
        """See ``SearchIndex``."""
        searcher, generation = self._fresh()
        answer = _Answer(searcher, self._index.schema, request)
        return Result(
            total=answer.total,
            hits=answer.hits,
            facets=self._counted(answer, generation),
            page=request.page,
            size=request.size,
            capped=request.capped,
            numbers=answer.numbers,
            notes=request.query.notes,
        )

    def _counted(self, answer: "_Answer", generation: str) -> Facets:
        """Facet counts, kept for as long as the index stays: turning the page counts nothing."""
        asked = answer.request
        filters = tuple(sorted((name, tuple(values)) for name, values in asked.filters.items()))
        key = (
            generation,
            asked.query.nodes,
            filters,
            asked.on,
            asked.facets,
            asked.facet_size,
        )
        with self._lock:
            if key in self._facets:
                self._facets.move_to_end(key)
                return self._facets[key]
        counted = answer.facets()
        with self._lock:
            self._facets[key] = counted
            while len(self._facets) > _KEPT_ANSWERS:
                self._facets.popitem(last=False)
        return counted

    def suggest(self, text: str, *, on: date, limit: int = MAX_SUGGESTIONS) -> list[Suggestion]:
        """See ``SearchIndex``."""
        searcher, _ = self._fresh()
        compiler = Compiler(self._index.schema, on, lambda _: "none")
        lines: list[Suggestion] = []
        if key := typed_number(text):
            field = "serial" if is_serial(key) else "key"
            query = compiler.beginning(field, key)
            found = searcher.search(
                query, limit=limit, count=False, order_by_field="sort_key", order=Order.Asc
            )
            lines += [
                Suggestion(kind="number", text=hit.number, id=hit.id, slug=hit.slug)
                for hit in _hits(searcher, found)
            ]
        if len(lines) < limit and (wanted := typed_title(text)):
            query = compiler.words("title", wanted, unfinished=True)
            depth = limit * _SUGGESTED_DEPTH
            found = searcher.search(query, limit=depth, count=False, weight_by_field="weight")
            lines += [
                Suggestion(kind="title", text=hit.title, id=hit.id, slug=hit.slug)
                for hit in _hits(searcher, found)
            ]
        return first_of_each(lines, limit)


class _Answer:
    """One request against one state of the index."""

    def __init__(self, searcher: Searcher, schema: tantivy.Schema, request: Request) -> None:
        self._searcher = searcher
        self.request = request
        self._compiler = Compiler(schema, request.on, self._best)
        self.numbers = tuple(self._follow(number) for number in request.query.numbers)
        self._query = self._compiler.tree(request.query.nodes)
        self._filters = self._compiler.filters(request.filters)
        self.total, self.hits = self._page()

    def _narrowed(self, without: str = "") -> Query:
        """The query under all filters, or all but one."""
        narrowing = [query for name, query in self._filters.items() if name != without]
        return both([(Occur.Must, self._query)] + [(Occur.Must, query) for query in narrowing])

    def _page(self) -> tuple[int, tuple[Hit, ...]]:
        request = self.request
        query = self._narrowed()
        if request.sort == "relevance":
            pinned = [found.edition for found in self.numbers if found.edition is not None]
            query = self._compiler.pins(query, pinned)
        offset = 0 if request.capped else request.offset
        found = self._searcher.search(
            query, limit=request.size, offset=offset, **_ORDER[request.sort]
        )
        scored = request.sort == "relevance"
        hits = () if request.capped else _hits(self._searcher, found, scored=scored)
        total: int = found.count  # type: ignore[attr-defined]  # the engine's stub forgets it
        return total, tuple(hits)

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
        return counting.count(self._searcher, query, names, on=request.on, size=request.facet_size)

    def _best(self, number: Number) -> Match:
        return best_match(
            number,
            lambda key: self._any(self._compiler.term("key", key)),
            lambda key: self._any(self._compiler.beginning("key", key)),
        )

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
        holding = either([self._compiler.status(status) for status in HOLDING])
        for field in ("number", "key"):
            named = self._compiler.term(field, key)
            for query, newest in (
                (both([(Occur.Must, named), (Occur.Must, holding)]), "start"),
                (named, "published"),
            ):
                found = self._searcher.search(query, limit=1, count=False, order_by_field=newest)
                if found.hits:
                    return next(iter(_hits(self._searcher, found))).id
        return None


def _hits(searcher: Searcher, found: tantivy.SearchResult, *, scored: bool = False) -> list[Hit]:
    return [
        read_hit(bytes(searcher.doc(address)["shown"][0]), float(score) if scored else 0.0)
        for score, address in found.hits
    ]


def rebuild(
    root: Path, documents: Iterable[Prepared], *, heap: int = HEAP, every: int = 50_000
) -> int:
    """Build a whole new index beside the current one and switch to it; returns how many.

    Readers keep the old index until then. Changes made meanwhile stay in the outbox: drain it
    afterwards.

    Args:
        root: the folder of the index.
        documents: everything, prepared.
        heap: bytes the writer may use.
        every: documents between two commits.
    """
    generation = folder.new_generation(root)
    writer = folder.open_generation(generation).writer(max(heap, _SMALLEST_HEAP), 1)
    count = 0
    for count, document in enumerate(documents, 1):
        writer.add_json(document.line)
        if count % every == 0:
            writer.commit()
    writer.commit()
    writer.wait_merging_threads()
    folder.switch(root, generation)
    return count
