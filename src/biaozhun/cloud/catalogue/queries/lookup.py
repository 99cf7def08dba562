"""Rows of many keys at once, as tuples: what imports and the index read by the thousand."""

import datetime as dt
import json
from collections.abc import Collection, Sequence
from typing import Any, overload

import msgspec
from django.db import connection, models


def table_names(model: type[models.Model]) -> tuple[str, dict[str, str]]:
    """The quoted name of a model's table, and of its columns by field."""
    quote = connection.ops.quote_name
    meta = model._meta  # noqa: SLF001  -- Django's documented model API
    return quote(meta.db_table), {f.name: quote(str(f.column)) for f in meta.concrete_fields}


class Lookup:
    """A ``SELECT`` of some fields of the rows whose key is among many values.

    The values travel as one parameter, so their number has no limit and costs no placeholder.

    Args:
        model: the table.
        fields: names of the fields wanted.
        key: the field that is among the values.
        within: a field that has one value; with ``key`` it makes an index of two columns usable.
        only: a field and the values of it that are wanted, the same with every call.
    """

    def __init__(
        self,
        model: type[models.Model],
        fields: Sequence[str],
        *,
        key: str,
        within: str = "",
        only: tuple[str, Sequence[str]] = ("", ()),
    ) -> None:
        table, column = table_names(model)
        one = f"{column[within]} = %s AND " if within else ""
        field, self._only = only[0], [str(value) for value in only[1]]
        if field:
            one = f"{column[field]} IN ({', '.join(['%s'] * len(self._only))}) AND {one}"
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
        given: list[str | int] = [*self._only, *within]
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                chosen = " IN (SELECT value FROM json_each(%s))"
                cursor.execute(self._head + chosen, [*given, json.dumps(wanted)])
            else:
                cursor.execute(self._head + " = ANY(%s)", [*given, wanted])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


@overload
def read_day(value: dt.date | str) -> dt.date: ...
@overload
def read_day(value: None) -> None: ...
@overload
def read_day(value: dt.date | str | None) -> dt.date | None: ...
def read_day(value: dt.date | str | None) -> dt.date | None:
    """A date as a cursor gives it: SQLite's are text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


_decode = msgspec.json.Decoder(list[Any]).decode


def read_list(value: str) -> list[Any]:
    """A JSON list as a cursor gives it; most are empty."""
    return [] if value == "[]" else _decode(value)
