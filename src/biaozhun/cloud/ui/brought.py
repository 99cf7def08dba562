"""Tables that people bring: CSV or XLSX, with the names of their columns in the first line."""

import csv
import datetime as dt
import io
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
from django.utils.translation import gettext as _

from biaozhun.core.text import fold
from biaozhun.documents.delimited import find_delimiter
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.formulas import unguarded
from biaozhun.documents.workbook import open_sheets

MOST_BYTES: Final = 5_000_000
LONGEST_CELL: Final = 2_000
_PACKAGE: Final = b"PK\x03\x04"
_DAY: Final = re.compile(
    r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})", re.ASCII
)


class TableRefusedError(Exception):
    """A table that cannot be read; the message is a sentence for the page, translated."""


class Line(msgspec.Struct, frozen=True):
    """A line under the heading.

    Attributes:
        number: its number in the file, from 1; the heading is line 1.
        row: its cells as they came.
        cells: the cells that were understood, by column.
    """

    number: int
    row: tuple[str, ...]
    cells: Mapping[str, str]


class Table(msgspec.Struct, frozen=True):
    """The heading as it came, and the lines below it."""

    heading: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(
    content: bytes,
    columns: Mapping[str, Sequence[str]],
    *,
    needed: Sequence[str],
    most_lines: int,
) -> Table:
    """A table by the names of its columns, in any order; columns nobody knows are let be.

    Args:
        content: the file.
        columns: the names a column may have, by what it is read as.
        needed: columns without which nothing can be read.
        most_lines: how many lines below the heading are taken at once.

    Raises:
        TableRefusedError: it is too large, cannot be read, or a needed column is lacking.
    """
    if len(content) > MOST_BYTES:
        raise TableRefusedError(_("文件太大，最多 5 MB。"))
    rows = _workbook(content, most_lines) if content.startswith(_PACKAGE) else _delimited(content)
    rows = [(n, row) for n, row in rows if any(row)]
    if len(rows) > most_lines + 1:
        raise _too_many(most_lines)
    heading = rows[0][1] if rows else ()
    named = {fold(name).strip(): column for column, names in columns.items() for name in names}
    known = [named.get(fold(cell).strip(), "") for cell in heading]
    lacking = [columns[column][0] for column in needed if column not in known]
    if lacking:
        raise TableRefusedError(
            _("第一行要写列名；缺少：{names}。").format(names=_("、").join(lacking))
        )
    lines = [Line(n, row, _cells(known, row)) for n, row in rows[1:]]
    return Table(tuple(heading), tuple(lines))


def _cells(known: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    pairs = zip(known, row, strict=False)  # a line may be shorter or longer than its heading
    return {name: cell for name, cell in pairs if name}


Rows = list[tuple[int, tuple[str, ...]]]


def day_told(cell: str) -> dt.date | None:
    """The day of a cell in any customary writing, as 2020年3月1日; none where it tells none."""
    found = _DAY.fullmatch(fold(cell).strip())
    if found is None:
        return None
    try:
        return dt.date(*(int(part) for part in found.groups() if part))
    except ValueError:  # 2020-02-30
        return None


def _delimited(content: bytes) -> Rows:
    try:
        text = content.decode(detect_encoding(content), "replace")
    except DocumentError as error:
        raise TableRefusedError(_("文件读不出来，请存成 XLSX 或 CSV（UTF-8）再传。")) from error
    text = text.lstrip("\ufeff").replace("\x00", "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text[:4000]))
    try:
        return [(reader.line_num, tuple(map(_cell, row))) for row in reader]
    except csv.Error as error:
        sentence = _("第 {n} 行起读不出来，请检查引号。")
        raise TableRefusedError(sentence.format(n=reader.line_num)) from error


def _workbook(content: bytes, most_lines: int) -> Rows:
    """The first sheet that holds anything."""
    with tempfile.TemporaryDirectory(prefix="biaozhun-table-") as folder:
        path = Path(folder) / "table.xlsx"
        path.write_bytes(content)
        try:
            for sheet in open_sheets(path):
                if sheet.height > 1:
                    return _numbered(sheet.rows(), most_lines)
        except DocumentError as error:
            raise TableRefusedError(_("文件读不出来，请存成 XLSX 或 CSV（UTF-8）再传。")) from error
    return []


def _numbered(rows: Iterable[Sequence[object]], most_lines: int) -> Rows:
    found: Rows = []
    for number, row in enumerate(rows, start=1):
        if number > most_lines + 1:
            raise _too_many(most_lines)
        found.append((number, tuple(map(_cell, row))))
    return found


def _too_many(most_lines: int) -> TableRefusedError:
    return TableRefusedError(_("一次最多 {n} 行，请分几次。").format(n=most_lines))


def _cell(value: object) -> str:
    match value:
        case dt.datetime():
            return value.date().isoformat()
        case dt.date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return unguarded(str(value).replace("\x00", "").strip())[:LONGEST_CELL]
