"""PostgreSQL full text: GIN over a tsvector of edge bigrams, ranked by ts_rank.

Tokens get their positions here, title before summary with a gap no phrase crosses; unlogged
tables; the index is made after the rows are in. One statement answers hits, total and facets.
"""

from collections.abc import Iterable
from pathlib import Path

import psycopg

from bench.engine import FacetCounts, Labels, Page
from bench.entries import FACET_VALUES, FACETS, PAGE, Entry, entries
from bench.peers.cluster import Cluster
from bench.queries import Query
from bench.records import Record
from bench.text import index_text, query_phrase

_GAP = 8
_COLUMNS = ", ".join(FACETS)
_TABLES = f"""
CREATE UNLOGGED TABLE docs (id integer, {" integer, ".join(FACETS)} integer, words tsvector)
    WITH (toast_tuple_target = 8160);
CREATE UNLOGGED TABLE keys (key text COLLATE "C", id integer);
"""
_INDEXES = (
    "CREATE INDEX docs_words ON docs USING gin (words) WITH (fastupdate = off)",
    "CREATE UNIQUE INDEX docs_id ON docs (id)",
    "CREATE INDEX keys_key ON keys (key, id)",
    "VACUUM ANALYZE docs",
    "VACUUM ANALYZE keys",
)
_HIGHEST = "\U0010ffff"
_BY_TEXT = (
    f"SELECT id, {_COLUMNS}, ts_rank('{{0.1, 0.2, 0.5, 1.0}}', words, asked) AS score"
    " FROM docs, CAST(%(words)s AS tsquery) AS asked WHERE words @@ asked"
)
_BY_KEY = f"SELECT id, {_COLUMNS}, -id AS score FROM docs WHERE id IN (%s)"
_KEY = "SELECT id FROM keys WHERE key = %(key)s"
_KEY_START = "SELECT id FROM keys WHERE key >= %(key)s AND key < %(end)s"
_COUNTS = " UNION ALL ".join(
    f"(SELECT {place}, {name}, count(*) FROM hit GROUP BY 2 ORDER BY 3 DESC LIMIT {FACET_VALUES})"
    for place, name in enumerate(FACETS)
)
_ANSWER = f"""
WITH hit AS MATERIALIZED (%s)
SELECT -2, 0, count(*) FROM hit
UNION ALL (SELECT -1, id, 0 FROM hit ORDER BY score DESC LIMIT {PAGE})
UNION ALL {_COUNTS}
"""


def vector_literal(entry: Entry) -> str:
    """The tokens with positions and weights in the input form of a tsvector."""
    title = index_text(entry.title).split()
    parts = [f"{token}:{place}A" for place, token in enumerate(title, 1)]
    start = len(title) + _GAP
    summary = index_text(entry.summary).split()
    parts += [f"{token}:{place}" for place, token in enumerate(summary, start)]
    return " ".join(parts)


def query_literal(query: Query) -> str:
    """The query in the input form of a tsquery."""
    words = []
    for word in query.words:
        phrase = query_phrase(word)
        tail = ":*" if phrase.open_end else ""
        words.append("(" + " <-> ".join(f"'{token}'" for token in phrase.tokens) + tail + ")")
    return " & ".join(words)


class Postgres:
    """PostgreSQL with a GIN index over bigrams."""

    name = "postgres"

    def __init__(self, folder: Path) -> None:
        del folder  # the server brings its own, owned by its user
        self._labels = Labels()
        self._cluster = Cluster()
        self._db = psycopg.connect(self._cluster.conninfo, autocommit=True)
        self._db.execute(_TABLES)

    def build(self, records: Iterable[Record]) -> None:
        """COPY everything, then make the indexes."""
        code = self._labels.code
        keys: list[tuple[str, int]] = []
        with self._db.cursor() as cursor:
            with cursor.copy(f"COPY docs (id, {_COLUMNS}, words) FROM STDIN") as copy:
                for e in entries(records):
                    copy.write_row((e.id, *map(code, e.facets), vector_literal(e)))
                    keys.extend((key, e.id) for key in e.keys)
            with cursor.copy("COPY keys FROM STDIN") as copy:
                for row in keys:
                    copy.write_row(row)
        for statement in _INDEXES:
            self._db.execute(statement)

    def _selection(self, query: Query) -> tuple[str, dict[str, str]]:
        if query.words:
            return _BY_TEXT, {"words": query_literal(query)}
        select = _KEY_START if query.prefix else _KEY
        return _BY_KEY % select, {"key": query.key, "end": query.key + _HIGHEST}

    def page(self, query: Query) -> Page:
        """One statement, one round trip."""
        select, parameters = self._selection(query)
        total, ids = 0, []
        facets: FacetCounts = {name: [] for name in FACETS}
        for place, value, count in self._db.execute(_ANSWER % select, parameters):
            if place == -2:
                total = count
            elif place == -1:
                ids.append(value)
            else:
                facets[FACETS[place]].append((self._labels.word(value), count))
        return Page(ids, total, facets)

    def ids(self, query: Query) -> set[int]:
        """All hits."""
        select, parameters = self._selection(query)
        return {row[0] for row in self._db.execute(select, parameters)}

    def size(self) -> int:
        """Bytes of tables and indexes."""
        row = self._db.execute(
            "SELECT pg_total_relation_size('docs') + pg_total_relation_size('keys')"
        ).fetchone()
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Stop the server and remove its files."""
        self._db.close()
        self._cluster.close()
