"""The platform's own search, asked through its port as the pages ask it.

The bare index: documents are made of the records here, without database, provenance or outbox.
The number parser, the folding, the cut, the levels of the classes and the phases of the status
are the real ones. The port keeps facet counts it has given; that memory is emptied before every
query, for the peers have none.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from bench.engine import Page, folder_size
from bench.entries import FACET_VALUES, FACETS, PAGE, day_of, first_code, level_of, standing_of
from bench.queries import Query
from bench.records import AS_OF, Record
from bench.text import number_keys
from biaozhun.cloud.search.port import MAX_DEPTH, MAX_PAGE_SIZE, Request, Result, SearchDocument
from biaozhun.cloud.search.query import Query as Tree
from biaozhun.cloud.search.query_parser import parse as parse_query
from biaozhun.cloud.search.tantivy import TantivyIndex, prepare, rebuild
from biaozhun.core.classification import ccs, ics
from biaozhun.core.number import NumberError, parse
from biaozhun.core.succession import ALWAYS, NEVER, DayBounds, Status

_OUR_NAMES: Final = {name: name for name in FACETS} | {"year": "published_year"}
_ASKED: Final = tuple(_OUR_NAMES[name] for name in FACETS)
_SPLIT_BY: Final = ("published_year", "ccs", "ics", "issuer")


def _days(record: Record) -> DayBounds:
    """The facts of a generated record, so that the status on ``AS_OF`` is the one it states."""
    published, start = day_of(record.get("published", "")), day_of(record.get("implemented", ""))
    ended = standing_of(record.get("status", "")) == "withdrawn"
    return DayBounds(
        published=_ordinal(published, ALWAYS),
        start_doubt=NEVER,
        start=_ordinal(start, NEVER),
        partly=NEVER,
        suspended=NEVER,
        resumed=NEVER,
        end_doubt=NEVER,
        end=AS_OF.toordinal() if ended else NEVER,
        end_kind=Status.WITHDRAWN if ended else None,
    )


def _ordinal(day: date | None, absent: int) -> int:
    return absent if day is None else day.toordinal()


def _levels(cell: str, levels: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Every level of the first code of a cell."""
    first = first_code(cell)
    return levels(first) if first else ()


def document(line: int, record: Record) -> SearchDocument:
    """A record as search sees it."""
    code = record["code"]
    try:
        number = parse(code)
        canonical, slug, keys = number.canonical, number.slug, number.keys()
    except NumberError:
        canonical, slug, keys = code, code, tuple(number_keys(code))
    return SearchDocument(
        id=str(line),
        slug=slug,
        number=canonical,
        keys=keys,
        sort_key=canonical,
        title_zh=record.get("title_zh", ""),
        text=record.get("summary", ""),
        level=level_of(code),
        ics=_levels(record.get("ics", ""), ics.levels),
        ccs=_levels(record.get("ccs", ""), ccs.levels),
        issuer=record.get("issuer", ""),
        days=_days(record),
    )


class Ours:
    """The tantivy adapter behind the port."""

    name = "biaozhun"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = TantivyIndex(folder)

    def build(self, records: Iterable[Record]) -> None:
        """A whole index in one process, as a rebuild makes it."""
        documents = [document(line, record) for line, record in enumerate(records, 1)]
        rebuild(self._folder, map(prepare, documents), total=len(documents))

    def _search(self, query: Tree, **options: object) -> Result:
        return self._index.search(Request(query=query, on=AS_OF, **options))  # type: ignore[arg-type]  # checked by the request itself

    def page(self, query: Query) -> Page:
        """What a search page asks for, from the text as typed."""
        self._index._facets.clear()  # noqa: SLF001 - or repeated queries would not be counted
        tree = parse_query(query.text)
        found = self._search(tree, size=PAGE, facets=_ASKED, facet_size=FACET_VALUES)
        facets = {
            name: [(value.value, value.count) for value in found.facets[_OUR_NAMES[name]]]
            for name in FACETS
        }
        return Page([int(hit.id) for hit in found.hits], found.total, facets)

    def ids(self, query: Query) -> set[int]:
        """All hits, by paging; what lies deeper than can be paged to is split by filters."""
        return set(self._all(parse_query(query.text), {}, _SPLIT_BY))

    def _all(
        self, tree: Tree, filters: dict[str, list[str]], split_by: tuple[str, ...]
    ) -> Iterator[int]:
        listing = {"filters": filters, "size": MAX_PAGE_SIZE, "sort": "number", "facets": ()}
        first = self._search(tree, **listing)
        if first.total > MAX_DEPTH and split_by:
            facet, *others = split_by
            counted = self._search(tree, filters=filters, facets=(facet,), facet_size=100_000)
            for value in counted.facets[facet]:
                yield from self._all(tree, filters | {facet: [value.value]}, tuple(others))
            return
        yield from (int(hit.id) for hit in first.hits)
        for page in range(2, first.pages + 1):
            found = self._search(tree, **listing, page=page)
            yield from (int(hit.id) for hit in found.hits)

    def size(self) -> int:
        """Bytes of the index folder."""
        return folder_size(self._folder)

    def close(self) -> None:
        """Let the files go."""
        self._index.close()
