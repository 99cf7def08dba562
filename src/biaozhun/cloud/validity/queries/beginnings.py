"""Rows of many beginnings of a key at once: the parts of many standards, their editions."""

import json
from collections.abc import Collection, Sequence
from typing import Any, Final

from django.db import connection, models

from biaozhun.cloud.catalogue.queries.lookup import table_names

_ON_SQLITE: Final = (
    "json_each(%s) asked",
    "json_extract(asked.value, '$[0]')",
    "json_extract(asked.value, '$[1]')",
    ">=",
    "<",
)
_ON_POSTGRESQL: Final = (
    "unnest(%s::text[], %s::text[]) asked (first, behind)",
    "asked.first",
    "asked.behind",
    "~>=~",
    "~<~",
)


class Beginnings:
    """A ``SELECT`` of some fields of the rows whose key begins with one of many texts.

    The texts travel as one parameter. Each is a range of the key, which its index answers: on
    PostgreSQL the one that Django makes for patterns, on SQLite, which compares bytes, any.

    Args:
        model: the table.
        fields: names of the fields wanted; the beginning that was met stands before them.
        key: an indexed text.
        only: a field and the values of it that are wanted, the same with every call.
    """

    def __init__(
        self,
        model: type[models.Model],
        fields: Sequence[str],
        *,
        key: str,
        only: tuple[str, Sequence[str]] = ("", ()),
    ) -> None:
        table, column = table_names(model)
        wanted = ", ".join(f"held.{column[name]}" for name in fields)
        field, self._only = only[0], [str(value) for value in only[1]]
        among = ", ".join(["%s"] * len(self._only))
        limit = f" AND held.{column[field]} IN ({among})" if field else ""
        self._sqlite, self._postgresql = (
            f"SELECT {first}, {wanted} FROM {given} CROSS JOIN {table} held "  # noqa: S608  -- names only, values are bound
            f"WHERE held.{column[key]} {least} {first} AND held.{column[key]} {less} {behind}"
            f"{limit}"
            for given, first, behind, least, less in (_ON_SQLITE, _ON_POSTGRESQL)
        )

    def __call__(self, beginnings: Collection[str]) -> list[tuple[Any, ...]]:
        """The rows found, in no order; none for an empty beginning."""
        firsts = [text for text in beginnings if text]
        if not firsts:
            return []
        behinds = [text[:-1] + chr(ord(text[-1]) + 1) for text in firsts]
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                ranges = json.dumps(list(zip(firsts, behinds, strict=True)))
                cursor.execute(self._sqlite, [ranges, *self._only])
            else:
                cursor.execute(self._postgresql, [firsts, behinds, *self._only])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
