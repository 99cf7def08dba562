"""A table of units that somebody brings: CSV or XLSX, its columns named in the first line."""

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec
from django.utils.translation import gettext as _

from biaozhun.cloud.organisations.errors import RefusedError
from biaozhun.core.text import fold
from biaozhun.documents.delimited import find_delimiter
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.formulas import unguarded
from biaozhun.documents.workbook import open_sheets

MOST_BYTES: Final = 5_000_000
MOST_LINES: Final = 5_000
LONGEST_CELL: Final = 2_000
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("名称", "name", "单位名称", "机构名称"),
    "level": ("层级", "level", "级别"),
    "kind": ("类别", "kind", "单位性质"),
    "division": ("行政区划代码", "division", "区划代码"),
    "parent": ("上级单位", "parent", "主管单位"),
    "credit_code": ("统一社会信用代码", "credit_code", "信用代码"),
    "since": ("成立日期", "since"),
    "until": ("最后一天", "until", "撤销日期"),
    "successor": ("承接单位", "successor"),
    "names": ("其他名称", "names", "简称", "曾用名"),
}
_PACKAGE: Final = b"PK\x03\x04"


class Line(msgspec.Struct, frozen=True):
    """A line under the heading.

    Attributes:
        number: its number in the file; the heading is line 1.
        row: its cells as they came.
        cells: the cells of known columns.
    """

    number: int
    row: tuple[str, ...]
    cells: Mapping[str, str]


class Table(msgspec.Struct, frozen=True):
    """The heading as it came, and the lines below it."""

    heading: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(content: bytes) -> Table:
    """A table by the names of its columns, in any order; columns nobody knows are let be.

    Raises:
        RefusedError: it is too large, cannot be read, or has no column of names.
    """
    if len(content) > MOST_BYTES:
        raise RefusedError(_("文件太大，最多 5 MB。"))
    rows = _workbook(content) if content.startswith(_PACKAGE) else _delimited(content)
    rows = [(n, row) for n, row in rows if any(row)]
    if len(rows) > MOST_LINES + 1:
        raise RefusedError(_("一次最多 {n} 行，请分几次。").format(n=MOST_LINES))
    heading = rows[0][1] if rows else ()
    named = {fold(name): column for column, names in COLUMNS.items() for name in names}
    known = [named.get(fold(cell).strip(), "") for cell in heading]
    if "name" not in known:
        raise RefusedError(_("第一行要写列名，并且要有“名称”一列。"))
    lines = [Line(n, row, _cells(known, row)) for n, row in rows[1:]]
    return Table(tuple(heading), tuple(lines))


def _cells(known: Iterable[str], row: Iterable[str]) -> dict[str, str]:
    pairs = zip(known, row, strict=False)  # a line may be shorter or longer than its heading
    return {name: cell for name, cell in pairs if name}


Rows = list[tuple[int, tuple[str, ...]]]


def _delimited(content: bytes) -> Rows:
    try:
        text = content.decode(detect_encoding(content), "replace")
    except DocumentError as error:
        raise RefusedError(_("文件读不出来，请存成 XLSX 或 CSV（UTF-8）再传。")) from error
    text = text.lstrip("\ufeff").replace("\x00", "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text[:4000]))
    try:
        return [(reader.line_num, tuple(map(_cell, row))) for row in reader]
    except csv.Error as error:
        sentence = _("第 {n} 行起读不出来，请检查引号。")
        raise RefusedError(sentence.format(n=reader.line_num)) from error


def _workbook(content: bytes) -> Rows:
    """The first sheet that holds anything."""
    with tempfile.TemporaryDirectory(prefix="biaozhun-units-") as folder:
        path = Path(folder) / "table.xlsx"
        path.write_bytes(content)
        try:
            for sheet in open_sheets(path):
                if sheet.height > 1:
                    return _numbered(sheet.rows())
        except DocumentError as error:
            raise RefusedError(_("文件读不出来，请存成 XLSX 或 CSV（UTF-8）再传。")) from error
    return []


def _numbered(rows: Iterable[Iterable[object]]) -> Rows:
    found: Rows = []
    for number, row in enumerate(rows, start=1):
        if number > MOST_LINES + 1:
            raise RefusedError(_("一次最多 {n} 行，请分几次。").format(n=MOST_LINES))
        found.append((number, tuple(map(_cell, row))))
    return found


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
