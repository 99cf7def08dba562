"""Noting which run saw which row, so that a run can be taken back as if it had never been."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import connection

from biaozhun.cloud.catalogue.actions.bulk import Insert, Value
from biaozhun.cloud.catalogue.models import ImportRun, Sighting, SourceRecord
from biaozhun.cloud.catalogue.queries.lookup import Lookup, table_names


class Seen(NamedTuple):
    """A kept row that a run sees again, with what it reads out of it."""

    record: int
    run: int
    position: int
    seen: str
    announcement: int | None
    facts: str
    is_later: bool


_INSERT = Insert(
    Sighting,
    ("record", "run", "seen", "position", "announcement", "facts"),
    key=("record", "run"),
)
_FACTS = Lookup(SourceRecord, ("id", "facts"), key="id")


def note_seen(rows: Iterable[Seen], run: ImportRun) -> None:
    """Note that the run saw rows which other runs brought; call it before they are written."""
    others = [row for row in rows if row.run != run.id]
    held: Mapping[int, str] = dict(_FACTS([row.record for row in others]))
    changed = [row for row in others if row.is_later and row.facts != held[row.record]]
    _freeze([row.record for row in changed])
    changing = {row.record for row in changed}
    _INSERT(_values(row, run, held, changing) for row in others)


def _values(
    row: Seen, run: ImportRun, held: Mapping[int, str], changing: set[int]
) -> tuple[Value, ...]:
    same = row.record in changing or row.facts == held[row.record]
    facts = "" if same else row.facts
    return row.record, run.id, row.seen, row.position, row.announcement, facts


_ROW, _ROW_COLUMN = table_names(SourceRecord)
_SIGHTING, _SIGHTING_COLUMN = table_names(Sighting)
_FREEZE_THE_FIRST = (
    f"INSERT INTO {_SIGHTING} ("  # noqa: S608  -- names only, values are bound
    + ", ".join(
        _SIGHTING_COLUMN[name]
        for name in ("record", "run", "seen", "position", "announcement", "facts")
    )
    + ") SELECT "
    + ", ".join(
        _ROW_COLUMN[name]
        for name in ("id", "run", "first_seen", "position", "announcement", "facts")
    )
    + f" FROM {_ROW} WHERE {_ROW_COLUMN['id']} = %s ON CONFLICT DO NOTHING"
)
_FREEZE_THE_REST = (
    f"UPDATE {_SIGHTING} SET facts = "  # noqa: S608  -- likewise
    f"(SELECT facts FROM {_ROW} WHERE {_ROW_COLUMN['id']} = {_SIGHTING_COLUMN['record']}) "
    f"WHERE {_SIGHTING_COLUMN['record']} = %s AND facts = ''"
)


def _freeze(records: Iterable[int]) -> None:
    """Write down what the runs before read out of rows that are now read in another way."""
    rows = [(record,) for record in records]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_FREEZE_THE_FIRST, rows)
            cursor.executemany(_FREEZE_THE_REST, rows)


def note_changed_facts(record: SourceRecord, facts: str) -> None:
    """Before a row goes back to other facts: those that said nothing keep what it holds now."""
    record.sightings.filter(facts="").update(facts=record.facts)
    record.sightings.filter(facts=facts).update(facts="")
