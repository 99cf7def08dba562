"""A cache that all processes of an installation share: counts of tries, codes that were used.

A limit of guesses holds only where every process counts in the same place. With PostgreSQL that is
a table; it is unlogged, so that a count waits for no disk. With SQLite, which one machine has, it
is a file of its own beside the database: who only reads never waits for an import.

Each change is one statement, so two that count at once are both counted. Values are what JSON can
hold. What has ended is swept out once a minute, so the place is bounded by what comes meanwhile.
Several machines compare the end of a value with their own clocks, which should agree to the second.
"""

import json
import math
import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any, ClassVar, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import DatabaseError, connection

from biaozhun.cloud.foundation.locking import sole_process

SWEPT_EVERY: Final = 60  # seconds
PATIENCE: Final = 5  # seconds that a count in the file waits for another

KEEP: Final = """
    INSERT INTO foundation_sharedvalue AS held (name, kept, ends) VALUES (%s, %s, %s)
    ON CONFLICT (name) DO UPDATE SET kept = excluded.kept, ends = excluded.ends
    WHERE held.ends <= %s RETURNING name
"""
GET: Final = "SELECT kept FROM foundation_sharedvalue WHERE name = %s AND ends > %s"
COUNT: Final = """
    UPDATE foundation_sharedvalue SET kept = CAST(CAST(kept AS bigint) + %s AS text)
    WHERE name = %s AND ends > %s RETURNING kept
"""
TOUCH: Final = """
    UPDATE foundation_sharedvalue SET ends = %s WHERE name = %s AND ends > %s RETURNING name
"""
DELETE: Final = "DELETE FROM foundation_sharedvalue WHERE name = %s AND ends > %s RETURNING name"
CLEAR: Final = "DELETE FROM foundation_sharedvalue RETURNING name"
SWEEP: Final = "DELETE FROM foundation_sharedvalue WHERE ends <= %s RETURNING name"
SWEEP_BESIDE_OTHERS: Final = """
    DELETE FROM foundation_sharedvalue WHERE name IN (
        SELECT name FROM foundation_sharedvalue WHERE ends <= %s FOR UPDATE SKIP LOCKED
    ) RETURNING name
"""
MAKE: Final = """
    CREATE TABLE IF NOT EXISTS foundation_sharedvalue
    (name text PRIMARY KEY, kept text NOT NULL, ends real NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS ends_of_shared_values ON foundation_sharedvalue (ends);
"""

Version = int | None
Rows = list[tuple[Any, ...]]


class SharedCache(BaseCache):
    """What both places have in common; each says how it is asked."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.location = location
        self._swept = 0.0

    def _ask(self, statement: str, *values: str | float) -> Rows:
        """Do one statement, a transaction of its own; its rows.

        Raises:
            DatabaseError: the place cannot be reached, read or written.
        """
        raise NotImplementedError

    def _sweep(self) -> None:
        self._ask(SWEEP, time.time())

    def add(
        self,
        key: str,
        value: object,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: Version = None,
    ) -> bool:
        """Keep a value where there is none; of two that come at once one is told so."""
        return self._keep(key, value, timeout, version, over=time.time())

    def set(
        self,
        key: str,
        value: object,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: Version = None,
    ) -> None:
        """Keep a value, whatever was there."""
        self._keep(key, value, timeout, version, over=math.inf)

    def _keep(
        self, key: str, value: object, timeout: float | None, version: Version, *, over: float
    ) -> bool:
        """Keep a value over what ends at that instant or before it."""
        present = time.time()
        if not 0 <= present - self._swept < SWEPT_EVERY:
            self._swept = present
            self._sweep()
        name = self.make_and_validate_key(key, version)
        return bool(self._ask(KEEP, name, json.dumps(value), self._end(timeout), over))

    def _end(self, timeout: float | None) -> float:
        """When a value ends, in seconds since 1970."""
        end = self.get_backend_timeout(timeout)
        return math.inf if end is None else end

    def get(self, key: str, default: Any = None, version: Version = None) -> Any:  # noqa: ANN401  -- Django's form
        """The value, or the default where there is none."""
        rows = self._ask(GET, self.make_and_validate_key(key, version), time.time())
        return json.loads(rows[0][0]) if rows else default

    def incr(self, key: str, delta: int = 1, version: Version = None) -> int:
        """Add to a number, which keeps its end.

        Raises:
            ValueError: there is none.
        """
        name = self.make_and_validate_key(key, version)
        rows = self._ask(COUNT, delta, name, time.time())
        if not rows:
            raise ValueError(f"nothing is kept under {key!r}")
        return int(rows[0][0])

    def touch(
        self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: Version = None
    ) -> bool:
        """Let a value end later; whether there is one."""
        name = self.make_and_validate_key(key, version)
        return bool(self._ask(TOUCH, self._end(timeout), name, time.time()))

    def delete(self, key: str, version: Version = None) -> bool:
        """Drop a value; whether there was one."""
        return bool(self._ask(DELETE, self.make_and_validate_key(key, version), time.time()))

    def clear(self) -> None:
        """Drop all."""
        self._ask(CLEAR)


class TableCache(SharedCache):
    """Values in a table of the database."""

    def _ask(self, statement: str, *values: str | float) -> Rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            rows: Rows = cursor.fetchall()
        return rows

    def _sweep(self) -> None:
        """Pass over what another process counts in or sweeps: nobody waits in a circle."""
        apart = connection.features.has_select_for_update_skip_locked
        self._ask(SWEEP_BESIDE_OTHERS if apart else SWEEP, time.time())


class FileCache(SharedCache):
    """Values in a file that the processes of one machine share; each holds it open once.

    Not each thread: a server lets threads come and go, and what one had open is closed only when
    cycles are looked for, its descriptor perhaps never, since SQLite keeps it while another thread
    holds the file. What was open when a process forked is its parent's.

    It survives a killed process. That of a power failure may lose the last counts, and no more.
    """

    _open: ClassVar[dict[tuple[int, str], sqlite3.Connection]] = {}
    _turn: ClassVar = threading.Lock()

    def _ask(self, statement: str, *values: str | float) -> Rows:
        try:
            with self._turn:
                return self._connection().execute(statement.replace("%s", "?"), values).fetchall()
        except (sqlite3.Error, OSError) as error:
            raise DatabaseError(f"{self.location}: {error}") from error

    def _connection(self) -> sqlite3.Connection:
        place = os.getpid(), str(self.location)
        if place not in self._open:
            self._open[place] = _opened(Path(self.location))
        return self._open[place]


def _opened(path: Path) -> sqlite3.Connection:
    """The file, made where there is none, by one process at a time.

    Raises:
        OSError: there is no place for it.
        sqlite3.Error: it cannot be opened or made, or is no database.
    """
    with sole_process(path.with_suffix(".lock"), wait=True):
        opened = sqlite3.connect(
            path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            opened.execute("PRAGMA journal_mode=WAL")
            opened.execute("PRAGMA synchronous=NORMAL")
            opened.executescript(MAKE)
        except sqlite3.Error:
            opened.close()
            raise
    return opened
