"""Set-based SQL for imports: the one module where rows go in and out without model instances.

An import touches some ten rows of six tables for each row of a source; building model instances
would cost more than everything else together. What is written here is the same on SQLite and
PostgreSQL; values are bound, names come from the models.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeAlias

from django.db import connection, models

Value: TypeAlias = str | int | bool | None


def _names(model: type[models.Model]) -> tuple[str, dict[str, str]]:
    """The quoted name of a model's table, and of its columns by field."""
    quote = connection.ops.quote_name
    meta = model._meta  # noqa: SLF001  -- Django's documented model API
    return quote(meta.db_table), {f.name: quote(str(f.column)) for f in meta.concrete_fields}


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
        table, column = _names(model)
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


class Lookup:
    """A ``SELECT`` of some fields of the rows whose key is among many values.

    The values travel as one parameter, so their number has no limit and costs no placeholder.

    Args:
        model: the table.
        fields: names of the fields wanted.
        key: the field that is among the values.
        within: a field that has one value; with ``key`` it makes an index of two columns usable.
    """

    def __init__(
        self, model: type[models.Model], fields: Sequence[str], *, key: str, within: str = ""
    ) -> None:
        table, column = _names(model)
        one = f"{column[within]} = %s AND " if within else ""
        self._head = (
            f"SELECT {', '.join(column[name] for name in fields)} FROM {table} "  # noqa: S608  -- names only, values are bound
            f"WHERE {one}{column[key]}"
        )

    def __call__(
        self, values: Collection[str] | Collection[int], *within: int
    ) -> list[tuple[Any, ...]]:
        """The rows found, in no order."""
        if not values:
            return []
        wanted = list(values)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                chosen = " IN (SELECT value FROM json_each(%s))"
                cursor.execute(self._head + chosen, [*within, json.dumps(wanted)])
            else:
                cursor.execute(self._head + " = ANY(%s)", [*within, wanted])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def read_day(value: dt.date | str) -> dt.date:
    """A date as a cursor gives it: SQLite's are text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
