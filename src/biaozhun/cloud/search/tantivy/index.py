"""The index itself: writing, reading, and staying current while another process writes."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Final

import tantivy
from tantivy import Order, Searcher

from biaozhun.cloud.search.answering import (
    first_of_each,
    typed_number,
    typed_title,
)
from biaozhun.cloud.search.beside import Beside
from biaozhun.cloud.search.loosening import loosening_search
from biaozhun.cloud.search.port import (
    MAX_SUGGESTIONS,
    IndexBusyError,
    Prepared,
    RebuildRequiredError,
    Request,
    Result,
    SearchDocument,
    Suggestion,
)
from biaozhun.cloud.search.tantivy import folder
from biaozhun.cloud.search.tantivy.answer import Answer, Facets, hits_of
from biaozhun.cloud.search.tantivy.compiling import Compiler
from biaozhun.cloud.search.tantivy.documents import ordinal, prepare
from biaozhun.cloud.search.tantivy.schema import ORDINAL
from biaozhun.core.number import is_serial

HEAP: Final = 256_000_000  # bytes of the writer before it writes a segment
_SMALLEST_HEAP: Final = 15_000_000  # the engine's own limit
_ONE_SEGMENT: Final = 100_000  # documents of usual length that fit the heap
_MERGED: Final = 8  # segments of one size are merged by the engine, once there are so many
_KEPT_ANSWERS: Final = 512
_SUGGESTED_DEPTH: Final = 5  # times the lines wanted: titles repeat from edition to edition


class TantivyIndex:
    """``SearchIndex`` over a folder. One for a process is enough; threads may share it.

    Any number of processes read while one writes. The writer is taken with the first change and
    kept until ``close`` or ``rollback``.
    """

    def __init__(self, root: Path, *, heap: int = HEAP) -> None:
        """Nothing is opened before it is needed.

        Args:
            root: the folder of the index.
            heap: bytes the writer may use, at least 15 MB.
        """
        self._root = root
        self._heap = max(heap, _SMALLEST_HEAP)
        self._lock = RLock()
        self._generation: folder.Generation | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._newest = 0
        self._uncommitted = False
        self._facets: OrderedDict[object, Facets] = OrderedDict()

    def begin(self) -> None:
        """Start an empty index, in the place of one that may be there.

        Whoever does this puts every document into the outbox in the same breath.

        Raises:
            IndexBusyError: another process is writing to the one that is there.
        """
        rebuild(self._root, ())

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
            if not self._is_new(document.id):
                writer.delete_documents_by_term("id", document.id)
            writer.add_json(document.line)
            count += 1
        return count

    def _is_new(self, document_id: str) -> bool:
        """Whether a document cannot be in the index: its id is above all that are in it.

        Ids count up, and looking for what is not there is a quarter of what the engine
        takes for a document.
        """
        number = ordinal(document_id)
        if number is None or number <= self._newest:
            return False
        self._newest = number
        return True

    def delete(self, ids: Iterable[str]) -> None:
        """See ``SearchIndex``."""
        writer = self._writing()
        for document_id in ids:
            writer.delete_documents_by_term("id", document_id)

    def commit(self) -> None:
        """See ``SearchIndex``."""
        if self._writer is not None:
            self._writer.commit()
            self._uncommitted = False

    def rollback(self) -> None:
        """See ``SearchIndex``."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.rollback()

    def close(self) -> None:
        """See ``SearchIndex``. Waits for merges of segments that the last commit began.

        A rollback would stop them, and an index of many small commits would never be merged.
        """
        if self._writer is not None:
            writer, self._writer = self._writer, None
            if self._uncommitted:
                writer.rollback()
            writer.wait_merging_threads()

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            index = self._current().index
            self._writer = take_writer(index, self._heap)
            index.reload()  # the last commit of whoever wrote before
            self._newest = _newest(index.searcher())
        self._uncommitted = True
        return self._writer

    # -- reading --------------------------------------------------------------------------------

    def _current(self) -> folder.Generation:
        with self._lock:
            held = self._generation
            if held is None or (self._writer is None and held.replaced):
                held = self._generation = folder.Generation(self._root)
            return held

    def _state(self) -> folder.State:
        with self._lock:
            return self._current().state()

    def count(self) -> int:
        """See ``SearchIndex``."""
        return self._state().searcher.num_docs

    def generation(self) -> str:
        """See ``SearchIndex``."""
        return self._state().name

    def search(self, request: Request) -> Result:
        """See ``SearchIndex``."""
        return loosening_search(self._search, request)

    def _search(self, request: Request) -> Result:
        state = self._state()
        answer = Answer(state, request)
        long = answer.is_long and bool(request.facets)
        beside = Beside(lambda: self._counted(answer, state.name)) if long else None
        total, hits = answer.page()
        return Result(
            total=total,
            hits=hits,
            facets=beside.result() if beside else self._counted(answer, state.name),
            page=request.page,
            size=request.size,
            capped=request.capped,
            numbers=answer.numbers,
            notes=request.query.notes,
            answered=request.query,
        )

    def _counted(self, answer: Answer, generation: str) -> Facets:
        """Facet counts, kept for as long as the index stays: turning the page counts nothing."""
        asked = answer.request
        filters = tuple(sorted((name, tuple(values)) for name, values in asked.filters.items()))
        question = (asked.query.nodes, filters, asked.on, asked.facets, asked.facet_size)
        key = (generation, question)
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
        state = self._state()
        compiler = Compiler(state, on, lambda _: "none")
        lines = _numbers(state.searcher, compiler, typed_number(text), limit)
        if len(lines) < limit:
            lines += _titles(state.searcher, compiler, typed_title(text), limit)
        return first_of_each(lines, limit)


def _newest(searcher: Searcher) -> int:
    """The highest id in the index that is a number; 0 where there is none."""
    found = searcher.search(
        tantivy.Query.all_query(), limit=1, count=False, order_by_field=ORDINAL, order=Order.Desc
    )
    return next((ordinal(hit.id) or 0 for hit in hits_of(searcher, found)), 0)


def _numbers(searcher: Searcher, compiler: Compiler, key: str, limit: int) -> list[Suggestion]:
    if not key:
        return []
    query = compiler.beginning("serial" if is_serial(key) else "key", key)
    found = searcher.search(
        query, limit=limit, count=False, order_by_field="sort_key", order=Order.Asc
    )
    return [
        Suggestion(kind="number", text=hit.number, id=hit.id, slug=hit.slug)
        for hit in hits_of(searcher, found)
    ]


def _titles(searcher: Searcher, compiler: Compiler, wanted: str, limit: int) -> list[Suggestion]:
    query = compiler.words("title", wanted, unfinished=True)
    query = compiler.opening_first(query, wanted)
    depth = limit * _SUGGESTED_DEPTH
    found = searcher.search(query, limit=depth, count=False, weight_by_field="weight")
    return [
        Suggestion(kind="title", text=hit.title, id=hit.id, slug=hit.slug)
        for hit in hits_of(searcher, found)
    ]


def take_writer(index: tantivy.Index, heap: int) -> tantivy.IndexWriter:
    """The one writer of an index; the engine's lock ends with the process that holds it.

    Raises:
        IndexBusyError: another process has it.
    """
    try:
        return index.writer(max(heap, _SMALLEST_HEAP), 1)
    except ValueError as error:
        if "LockBusy" not in str(error):
            raise
        raise IndexBusyError(
            "another process is writing to the search index",
            hint="one worker writes; stop the other one or wait until it is done",
        ) from None


def rebuild(root: Path, documents: Iterable[Prepared], *, heap: int = HEAP, total: int = 0) -> int:
    """Build a whole new index beside the current one and switch to it; returns how many.

    Readers keep the old index until then, and nobody else writes. Changes made meanwhile stay in
    the outbox: drain it afterwards.

    Args:
        root: the folder of the index.
        documents: everything, each id once.
        heap: bytes the writer may use.
        total: about how many documents there are, where the caller knows: the index then becomes
            one segment, which facets are counted on fastest, however large it is. Otherwise it
            becomes one for about 150 000 documents.

    Raises:
        IndexBusyError: another process is writing to the current one.
    """
    held = _hold_current(root)
    generation = folder.new_generation(root)
    writer = take_writer(folder.open_generation(generation), heap)
    share = -(-total // _MERGED) if total > _ONE_SEGMENT else 0
    count = 0
    for count, document in enumerate(documents, 1):
        writer.add_json(document.line)
        if share and count % share == 0:
            writer.commit()
    writer.commit()
    writer.wait_merging_threads()
    folder.switch(root, generation)
    del held
    return count


def _hold_current(root: Path) -> tantivy.IndexWriter | None:
    """Keep everybody else from writing to the current generation, if there is a readable one."""
    try:
        index = folder.open_generation(folder.current(root))
    except RebuildRequiredError:
        return None
    return take_writer(index, _SMALLEST_HEAP)
