"""What is asked of an engine: an index of entries, and a page with its total and six facets."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from bench.queries import Query
from bench.records import Record

FacetCounts = dict[str, list[tuple[str, int]]]


class Page(NamedTuple):
    """The answer to a query: ids of the first hits, exact total, values with counts."""

    ids: list[int]
    total: int
    facets: FacetCounts


class Engine(Protocol):
    """An engine under measurement; one client, one thread, warm."""

    name: str

    def __init__(self, folder: Path) -> None:
        """An engine that keeps its index in the folder."""

    def build(self, records: Iterable[Record]) -> None:
        """Index everything and be ready to answer; an id is the place in the stream, from 1."""

    def page(self, query: Query) -> Page:
        """First 20 hits by relevance, exact total, the 20 most frequent values of each facet."""

    def ids(self, query: Query) -> set[int]:
        """All hits; used to judge recall, never timed."""

    def size(self) -> int:
        """Bytes the index occupies on disk."""

    def close(self) -> None:
        """Give back processes and files."""


class Labels:
    """Facet values as small whole numbers, because engines count numbers faster than words."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._words: list[str] = []

    def code(self, word: str) -> int:
        """The number of a value, a new one at its first appearance."""
        found = self._codes.get(word)
        if found is None:
            found = self._codes[word] = len(self._words)
            self._words.append(word)
        return found

    def word(self, code: int) -> str:
        """The value of a number given out before."""
        return self._words[code]


def folder_size(folder: Path) -> int:
    """Bytes allocated by the files below a folder."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())
