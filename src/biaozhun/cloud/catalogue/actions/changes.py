"""The log of changes: which editions were written or went, in the order of the commits."""

import json
from collections.abc import Collection

from django.db import connection

from biaozhun.cloud.catalogue.models import EditionChange
from biaozhun.cloud.catalogue.queries.lookup import table_names
from biaozhun.cloud.foundation.clock import now

_TABLE, _COLUMN = table_names(EditionChange)
_WRITTEN = ", ".join(_COLUMN[name] for name in ("slug", "sequence", "changed", "gone"))
_NEW_VALUES = ", ".join(
    f"{_COLUMN[name]} = excluded.{_COLUMN[name]}" for name in ("sequence", "changed", "gone")
)
_ROWS = {
    "sqlite": "SELECT value, %s + key, %s, %s FROM json_each(%s) WHERE true",
    "postgresql": "SELECT slug, %s + place - 1, %s, %s"
    " FROM unnest(%s::text[]) WITH ORDINALITY AS given (slug, place)",
}


def note_written(slugs: Collection[str]) -> None:
    """Log that these editions were written, whether or not a fact of them changed.

    To know that nothing changed each would have to be read and compared, which costs more than an
    entry. Call it in the transaction that wrote them, after ``one_batch_at_a_time``: that makes
    the numbers grow in the order of the commits.
    """
    _note(slugs, gone=False)


def note_gone(slugs: Collection[str]) -> None:
    """Log that these editions are no longer held; called as :func:`note_written` is."""
    _note(slugs, gone=True)


def _note(slugs: Collection[str], *, gone: bool) -> None:
    if not slugs:
        return
    names = list(slugs)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({_COLUMN['sequence']}) FROM {_TABLE}")  # noqa: S608  -- names only
        last: int | None = cursor.fetchone()[0]
        sqlite = connection.vendor == "sqlite"
        instant = connection.ops.adapt_datetimefield_value(now())
        cursor.execute(
            f"INSERT INTO {_TABLE} ({_WRITTEN}) {_ROWS[connection.vendor]} "
            f"ON CONFLICT ({_COLUMN['slug']}) DO UPDATE SET {_NEW_VALUES}",
            [(last or 0) + 1, instant, gone, json.dumps(names) if sqlite else names],
        )
