"""An index without an engine: every document is looked at. The measure of the other adapters."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import msgspec

from biaozhun.cloud.search import analysis
from biaozhun.cloud.search.answering import (
    NUMBER_SCORE,
    OPENING_SCORE,
    PIN_SCORE,
    SERIAL_SCORE,
    SHORTENED_SCORE,
    TITLE_WEIGHT,
    Match,
    best_match,
    first_of_each,
    followed,
    holding_score,
    top_values,
    typed_number,
    typed_title,
    weight,
)
from biaozhun.cloud.search.loosening import loosening_search
from biaozhun.cloud.search.matching import begins, matches, number_matches, occurrences
from biaozhun.cloud.search.port import (
    MAX_SUGGESTIONS,
    FacetCount,
    Hit,
    NumberFound,
    Prepared,
    Request,
    Result,
    SearchDocument,
    Suggestion,
)
from biaozhun.cloud.search.query import InField, Lookalike, Number, Word
from biaozhun.core.number import exact_keys, is_serial, serial_keys
from biaozhun.core.succession import HOLDS, decide, holds_between


class MemoryIndex:
    """``SearchIndex`` for tests and very small collections; nothing outlives the process."""

    def __init__(self) -> None:
        self._committed: dict[str, SearchDocument] = {}
        self._pending: dict[str, SearchDocument | None] = {}
        self._commits = 0

    def begin(self) -> None:
        """See ``SearchIndex``."""
        self._committed.clear()
        self._pending.clear()
        self._commits += 1

    def prepare(self, document: SearchDocument) -> Prepared:
        """See ``SearchIndex``."""
        return Prepared(document.id, msgspec.json.encode(document).decode())

    def update(self, documents: Iterable[SearchDocument]) -> int:
        """See ``SearchIndex``."""
        return self.put(map(self.prepare, documents))

    def put(self, prepared: Iterable[Prepared]) -> int:
        """See ``SearchIndex``."""
        given = [msgspec.json.decode(each.line, type=SearchDocument) for each in prepared]
        self._pending.update((document.id, document) for document in given)
        return len(given)

    def delete(self, ids: Iterable[str]) -> None:
        """See ``SearchIndex``."""
        self._pending.update(dict.fromkeys(ids))

    def commit(self) -> None:
        """See ``SearchIndex``."""
        for document_id, document in self._pending.items():
            self._committed.pop(document_id, None)
            if document is not None:
                self._committed[document_id] = document
        self._pending.clear()
        self._commits += 1

    def rollback(self) -> None:
        """See ``SearchIndex``."""
        self._pending.clear()

    def count(self) -> int:
        """See ``SearchIndex``."""
        return len(self._committed)

    def generation(self) -> str:
        """See ``SearchIndex``."""
        return str(self._commits)

    def close(self) -> None:
        """See ``SearchIndex``."""
        self.rollback()

    def search(self, request: Request) -> Result:
        """See ``SearchIndex``."""
        return loosening_search(self._search, request)

    def _search(self, request: Request) -> Result:
        numbers = followed(request.query, lambda number: self._follow(number, request.on))
        hits = [doc for doc in self._matching(request) if _filtered(doc, request)]
        pins = [found.edition for found in numbers if found.edition is not None]
        ranked = self._ranked(hits, request, pins)
        shown = [] if request.capped else ranked[request.offset : request.offset + request.size]
        return Result(
            total=len(hits),
            hits=tuple(
                _hit(document, score if request.sort == "relevance" else 0.0)
                for score, document in shown
            ),
            facets={name: self._facet(name, request) for name in request.facets},
            page=request.page,
            size=request.size,
            capped=request.capped,
            numbers=numbers,
            notes=request.query.notes,
            answered=request.query,
        )

    def suggest(self, text: str, *, on: date, limit: int = MAX_SUGGESTIONS) -> list[Suggestion]:
        """See ``SearchIndex``."""
        found = self._numbers_beginning(typed_number(text)) + self._titles_holding(text, on)
        return first_of_each(found, limit)

    # -- hits -----------------------------------------------------------------------------------

    def _matching(self, request: Request) -> list[SearchDocument]:
        held = {number: self._best(number) for number in request.query.numbers}
        rest = [node for node in request.query.nodes if not isinstance(node, Number)]
        return [
            document
            for document in self._committed.values()
            if all(matches(node, document, request.on, self._best) for node in rest)
            and (not held or any(number_matches(node, document, held[node]) for node in held))
        ]

    def _ranked(
        self, hits: list[SearchDocument], request: Request, pins: list[str]
    ) -> list[tuple[float, SearchDocument]]:
        scored = [(self._score(doc, request, pins), doc) for doc in hits]
        match request.sort:
            case "relevance":
                return sorted(scored, key=lambda pair: -pair[0])
            case "date":
                return sorted(scored, key=lambda pair: _published(pair[1]), reverse=True)
            case "number":
                return sorted(scored, key=lambda pair: pair[1].sort_key)

    def _score(self, document: SearchDocument, request: Request, pins: list[str]) -> float:
        score = 0.0
        begun, over = holds_between(document.days)
        if begun <= request.on.toordinal() < over:
            score += holding_score(request.query.nodes)
        titles = f"{document.title_zh} {analysis.BARRIER} {document.title_en}"
        for node in request.query.nodes:
            match node:
                case Word(text=text) | InField(field="title", text=text):
                    score += TITLE_WEIGHT * bool(occurrences(text, titles))
                    score += bool(occurrences(text, document.text))
                    if _begins_title(text, document):
                        score += OPENING_SCORE * len(analysis.tokens(text))
                    if is_serial(text) and text in serial_keys(document.number):
                        score += SERIAL_SCORE
                case Number(exact=exact):
                    exactly = exact in exact_keys(document.keys)
                    score += NUMBER_SCORE if exactly else SHORTENED_SCORE * (exact in document.keys)
                case Lookalike(number=Number(exact=exact)):
                    score += NUMBER_SCORE * (exact in document.keys)
                case _:  # codes, dates and exclusions do not rank
                    continue
        pinned = (
            PIN_SCORE * 2 ** (len(pins) - pins.index(document.id)) if document.id in pins else 0.0
        )
        return score * (1 + weight(document)) + pinned

    # -- numbers --------------------------------------------------------------------------------

    def _best(self, number: Number) -> Match:
        documents = self._committed.values()
        return best_match(
            number,
            lambda key: any(key in document.keys for document in documents),
            lambda key: any(begins(key, document) for document in documents),
        )

    def _follow(self, number: Number, on: date) -> NumberFound:
        match = self._best(number)
        key = number.undated if match == "undated" else number.exact
        having = [doc for doc in self._committed.values() if key in doc.keys]
        if match in ("prefix", "none") or not having:
            return NumberFound(text=number.text, edition=None, match=match)
        first = max(having, key=lambda document: _precedence(document, key, on))
        return NumberFound(text=number.text, edition=first.id, match=match)

    # -- facets and suggestions -----------------------------------------------------------------

    def _facet(self, name: str, request: Request) -> tuple[FacetCount, ...]:
        counts: Counter[str] = Counter()
        for document in self._matching(request):
            if _filtered(document, request, without=name):
                counts.update(set(document.facet_values(name, request.on)))
        return top_values(counts, request.facet_size)

    def _numbers_beginning(self, key: str) -> list[Suggestion]:
        if not key:
            return []
        found = [
            document
            for document in self._committed.values()
            if begins(key, document)
            or any(serial.startswith(key) for serial in serial_keys(document.number))
        ]
        return [
            Suggestion(kind="number", text=doc.number, id=doc.id, slug=doc.slug)
            for doc in sorted(found, key=lambda doc: doc.sort_key)
        ]

    def _titles_holding(self, text: str, on: date) -> list[Suggestion]:
        del on
        wanted = typed_title(text)
        found = [
            document
            for document in self._committed.values()
            if occurrences(wanted, document.title_zh, unfinished=True)
            or occurrences(wanted, document.title_en, unfinished=True)
        ]
        return [
            Suggestion(kind="title", text=doc.title_zh or doc.title_en, id=doc.id, slug=doc.slug)
            for doc in sorted(
                found, key=lambda doc: (_begins_title(wanted, doc), weight(doc)), reverse=True
            )
        ]


def _begins_title(text: str, document: SearchDocument) -> bool:
    openings = analysis.openings(document.title_zh, document.title_en).split()
    return analysis.opening(text) in openings


def _filtered(document: SearchDocument, request: Request, *, without: str = "") -> bool:
    return all(
        not values or not set(values).isdisjoint(document.filter_values(name, request.on))
        for name, values in request.filters.items()
        if name != without
    )


def _published(document: SearchDocument) -> date:
    return document.published or date.min


def _precedence(document: SearchDocument, key: str, on: date) -> tuple[bool, bool, date]:
    """Which of the editions that share a key comes first: named exactly, in force, newest."""
    holding = decide(document.days, on.toordinal())[0] in HOLDS
    day = document.in_force if holding else document.published
    return key in exact_keys(document.keys), holding, day or date.min


def _hit(document: SearchDocument, score: float) -> Hit:
    return Hit(
        id=document.id,
        slug=document.slug,
        number=document.number,
        title=document.title_zh or document.title_en,
        score=score,
        invented=document.invented,
    )
