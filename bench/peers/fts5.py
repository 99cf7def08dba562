"""SQLite FTS5 over edge bigrams: contentless index, facets by SQL or from columns in memory.

Two variants, because the fair best differs: counting by SQL is what SQLite itself offers;
columns held in memory by the application count several times faster and cost memory per process.
Both match and rank in one pass: a second query for the ranked page would match everything again.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import islice
from pathlib import Path

from bench.engine import FacetCounts, Labels, Page, folder_size
from bench.entries import FACET_VALUES, FACETS, PAGE, Entry, entries
from bench.queries import Query
from bench.records import Record
from bench.text import index_text, query_phrase

BATCH = 5000
_COLUMNS = ", ".join(FACETS)
_SCHEMA = f"""
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -400000;
PRAGMA mmap_size = 4000000000;
PRAGMA temp_store = MEMORY;
CREATE TABLE docs (id INTEGER PRIMARY KEY, {", ".join(f"{name} INTEGER" for name in FACETS)});
CREATE TABLE keys (key TEXT, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text USING fts5(
    title, summary, content = '', tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO text (text, rank) VALUES ('rank', 'bm25(2.0, 1.0)');
INSERT INTO text (text, rank) VALUES ('hashsize', 67108864);
CREATE TEMP TABLE hits (
    id INTEGER PRIMARY KEY, score REAL, {", ".join(f"{name} INTEGER" for name in FACETS)}
);
"""
_HIGHEST = "\U0010ffff"


def match_expression(query: Query) -> str:
    """The query in FTS5's language: a phrase a word, joined by AND."""
    phrases = []
    for word in query.words:
        phrase = query_phrase(word)
        quoted = f'"{" ".join(phrase.tokens)}"'
        phrases.append(f"{quoted} *" if phrase.open_end else quoted)
    return " AND ".join(phrases)


class FTS5:
    """SQLite FTS5, facets counted by SQL."""

    name = "fts5"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._labels = Labels()
        self._db = sqlite3.connect(folder / "index.sqlite3", isolation_level=None)
        self._db.executescript(_SCHEMA)

    def build(self, records: Iterable[Record]) -> None:
        """One transaction, then all segments merged into one."""
        self._db.execute("BEGIN")
        stream = entries(records)
        while batch := list(islice(stream, BATCH)):
            self._add(batch)
        self._db.execute("INSERT INTO text (text) VALUES ('optimize')")
        self._db.execute("COMMIT")
        self._db.execute("ANALYZE")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _add(self, batch: list[Entry]) -> None:
        code = self._labels.code
        self._db.executemany(
            "INSERT INTO text (rowid, title, summary) VALUES (?, ?, ?)",
            ((e.id, index_text(e.title), index_text(e.summary)) for e in batch),
        )
        self._db.executemany(
            f"INSERT INTO docs VALUES (?{', ?' * len(FACETS)})",
            ((e.id, *map(code, e.facets)) for e in batch),
        )
        self._db.executemany(
            "INSERT INTO keys VALUES (?, ?)", ((key, e.id) for e in batch for key in e.keys)
        )

    def _selection(self, query: Query) -> tuple[str, tuple[str, ...]]:
        """A subquery that yields ids with their scores (lowest best), and its parameters."""
        if query.words:
            return (
                "SELECT rowid AS id, rank AS score FROM text WHERE text MATCH ?",
                (match_expression(query),),
            )
        if query.prefix:
            return (
                "SELECT DISTINCT id, 0 AS score FROM keys WHERE key >= ? AND key < ?",
                (query.key, query.key + _HIGHEST),
            )
        return "SELECT id, 0 AS score FROM keys WHERE key = ?", (query.key,)

    def page(self, query: Query) -> Page:
        """Hits go into a temporary table in memory once; page and six counts come from it."""
        select, parameters = self._selection(query)
        self._db.execute("DELETE FROM hits")
        total = self._db.execute(
            f"INSERT INTO hits SELECT id, score, {_COLUMNS} FROM docs JOIN ({select}) USING (id)",
            parameters,
        ).rowcount
        rows = self._db.execute(f"SELECT id FROM hits ORDER BY score, id LIMIT {PAGE}")
        ids = [row[0] for row in rows]
        return Page(ids, total, {name: list(self._count(name)) for name in FACETS})

    def _count(self, facet: str) -> Iterator[tuple[str, int]]:
        rows = self._db.execute(
            f"SELECT {facet}, count(*) FROM hits GROUP BY 1 ORDER BY 2 DESC LIMIT {FACET_VALUES}"
        )
        for code, count in rows:
            yield self._labels.word(code), count

    def ids(self, query: Query) -> set[int]:
        """All hits."""
        return {row[0] for row in self._db.execute(*self._selection(query))}

    def size(self) -> int:
        """Bytes of the database file."""
        return folder_size(self._folder)

    def close(self) -> None:
        """Close the database."""
        self._db.close()


class FTS5Columns(FTS5):
    """SQLite FTS5, facets counted from columns the application holds in memory."""

    name = "fts5-columns"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._columns: list[list[int]] = []

    def build(self, records: Iterable[Record]) -> None:
        """As the base, then load the columns; row number = id."""
        super().build(records)
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM docs ORDER BY id")
        self._columns = [[0, *column] for column in zip(*rows, strict=True)]

    def page(self, query: Query) -> Page:
        """Scores and ids once into Python, counted and cut there."""
        select, parameters = self._selection(query)
        rows = self._db.execute(f"SELECT score, id FROM ({select})", parameters).fetchall()
        ids = [row[1] for row in rows]
        facets: FacetCounts = {}
        for name, column in zip(FACETS, self._columns, strict=True):
            counts = Counter(map(column.__getitem__, ids)).most_common(FACET_VALUES)
            facets[name] = [(self._labels.word(code), count) for code, count in counts]
        return Page([row[1] for row in nsmallest(PAGE, rows)], len(ids), facets)
