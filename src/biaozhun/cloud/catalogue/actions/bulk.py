"""Set-based SQL for imports: the one module where rows go in without model instances.

An import touches some ten rows of six tables for each row of a source; building model instances
would cost more than everything else together. What is written here is the same on SQLite and
PostgreSQL; values are bound, names come from the models.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from django.db import connection, models

from biaozhun.cloud.catalogue.queries.lookup import table_names

BATCH_LOCK = 7_207_001  # any number that nothing else in the database locks

Value: TypeAlias = str | int | bool | None


class Insert:
    """An ``INSERT`` of many rows into one model's table.

    Args:
        model: the table.
        fields: names of the model's fields, in the order of the rows' values.
        key: fields of a unique constraint; a row that meets it updates the row that stands.
        update: fields that such a row updates; none of them leaves the row that stands alone.
    """

    def __init__(
        self,
        model: type[models.Model],
        fields: Sequence[str],
        *,
        key: Sequence[str] = (),
        update: Sequence[str] = (),
    ) -> None:
        table, column = table_names(model)
        names = ", ".join(column[name] for name in fields)
        marks = ", ".join(["%s"] * len(fields))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  -- names only, values are bound
        if key:
            target = ", ".join(column[name] for name in key)
            changes = ", ".join(f"{column[n]} = excluded.{column[n]}" for n in update)
            sql += f" ON CONFLICT ({target}) DO " + (
                f"UPDATE SET {changes}" if update else "NOTHING"
            )
        self._sql = sql

    def __call__(self, rows: Iterable[Sequence[Value]]) -> None:
        """Write the rows."""
        pending = list(rows)
        if pending:
            with connection.cursor() as cursor:
                cursor.executemany(self._sql, pending)


def one_batch_at_a_time() -> None:
    """Let a transaction that brings editions wait for the one that is doing so.

    Two that bring editions of one standard, or two rows of one edition, would not see what the
    other has not committed, and merge without it. SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BATCH_LOCK])


@contextlib.contextmanager
def written_through_at_the_end() -> Iterator[None]:
    """SQLite need not wait for the disk after every batch, only after the last one.

    A power cut may then undo the last batches, each whole and with the run's position in it, so the
    run goes on from there; what has been told to the operator is on the disk. A process that is
    killed loses nothing. Outside of this block every transaction is written through.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
