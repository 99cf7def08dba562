"""One reader for every table of facts.

A table is ``<name>.csv`` (UTF-8, comma, first line the column names) beside ``<name>.toml``, which
says where the facts come from, under which licence, from when to when they hold, how many rows
there are and the SHA-256 of the CSV. A row that holds only for a time says so in its columns
``valid_from`` and ``valid_to`` (both days included; empty is open).
"""

import csv
import datetime as dt
import io
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from biaozhun.core.errors import BiaozhunError

Row = Mapping[str, str]
T = TypeVar("T")

# By the module's own place: ``importlib.resources`` brings in zipfile and tempfile, for which every
# start of the command would wait.
FOLDER: Final = Path(__file__).parents[1] / "data"


class TableError(BiaozhunError):
    """A table is missing, or is not what its sidecar says."""

    default_code = "reference_table_faulty"


class Provenance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a table comes from and what it promises.

    Attributes:
        title: what the table lists.
        source: who published the facts, in words.
        address: where the source can be read; empty where it has no address.
        licence: SPDX identifier of the data's licence, or ``facts`` where rows are plain facts.
        retrieved: the day the source was read (ISO), or the days where there are several sources.
        valid_from: first day the table as a whole describes; ``None`` where not limited.
        valid_to: last day the table as a whole describes; ``None`` while it is current.
        rows: number of rows below the heading.
        sha256: checksum of the CSV file's bytes.
        columns: what columns mean whose names do not say it; empty where none.
        note: what a user of the table must know; empty where nothing.
    """

    title: str
    source: str
    licence: str
    retrieved: str
    rows: int
    sha256: str
    address: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    columns: str = ""
    note: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one table with their provenance, in the order of the file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    provenance: Provenance

    def __iter__(self) -> Iterator[Row]:
        """The rows, in the order of the file."""
        return iter(self.rows)

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def as_of(self, day: dt.date) -> tuple[Row, ...]:
        """The rows that hold on a day; all of them where the table keeps no validity."""
        return tuple(row for row in self.rows if _holds(row, day))

    def typed(self, kind: type[T]) -> tuple[T, ...]:
        """The rows as structs of ``kind``; an empty cell counts as absent.

        Raises:
            TableError: a row does not fit the struct.
        """
        present = [{key: cell for key, cell in row.items() if cell} for row in self.rows]
        try:
            return tuple(msgspec.convert(row, kind, strict=False) for row in present)
        except msgspec.ValidationError as error:
            raise TableError(f"table {self.name}: {error}", code="reference_row_faulty") from error


def _holds(row: Row, day: dt.date) -> bool:
    start, end = row.get("valid_from", ""), row.get("valid_to", "")
    iso = day.isoformat()
    return (not start or start <= iso) and (not end or iso <= end)


def names() -> tuple[str, ...]:
    """The tables that are shipped, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.csv")))


@cache
def table(name: str) -> Table:
    """The shipped table of that name.

    Raises:
        TableError: there is no such table, its sidecar is missing or wrong, or a row is ragged.
    """
    try:
        body = FOLDER.joinpath(f"{name}.csv").read_bytes()
        sidecar = FOLDER.joinpath(f"{name}.toml").read_bytes()
    except FileNotFoundError as error:
        raise TableError(
            f"no table named {name!r}",
            code="reference_table_missing",
            fragment=name,
            hint="names() lists the tables",
        ) from error
    return parse_table(name, body, sidecar)


def parse_table(name: str, body: bytes, sidecar: bytes) -> Table:
    """A table from the bytes of its two files.

    Raises:
        TableError: the sidecar lacks a field or carries an unknown one, or a row is ragged.
    """
    try:
        provenance = msgspec.convert(tomllib.loads(sidecar.decode()), Provenance)
        heading, *lines = csv.reader(io.StringIO(body.decode(), newline=""))
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, ValueError) as error:
        raise TableError(f"table {name}: {error}") from error
    for number, line in enumerate(lines, start=2):
        if len(line) != len(heading):
            raise TableError(
                f"table {name}, line {number}: {len(line)} cells under {len(heading)} columns",
                code="reference_row_faulty",
                fragment=",".join(line),
            )
    rows = tuple(dict(zip(heading, line, strict=True)) for line in lines)
    return Table(name=name, columns=tuple(heading), rows=rows, provenance=provenance)
