"""Set-based SQL for imports: the one module where rows go in without model instances.

An import touches some ten rows of six tables for each row of a source; building model instances
would cost more than everything else together. What is written here is the same on SQLite and
PostgreSQL; values are bound, names come from the models.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from django.db import connection, models

from biaozhun.cloud.catalogue.queries.lookup import table_names

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
