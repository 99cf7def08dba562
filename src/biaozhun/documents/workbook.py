"""Sheets of a workbook (XLSX) as rows of values.

Formulas are never computed: the value the program that wrote the file has stored is taken, and the
text of a formula is not read. Before the sheet is laid out in memory, its extent is measured from
the cell references, since one cell at the far corner makes a small file a huge sheet.
"""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.grids import MAX_COLUMNS
from biaozhun.documents.packages import UNPACKING_ERRORS, open_package

MAX_CELLS = 20_000_000  # some thirty bytes each
# The place of a cell that is not empty, in any spelling that the reader of workbooks takes.
_CELL_REFERENCE = re.compile(
    rb"""<(?:\w+:)?c(?=\s)[^<>]*?\sr\s*=\s*["']([A-Za-z]+)(\d+)["'][^<>]*(?<!/)>"""
)
_MARK_AND_BLANKS = b"\xef\xbb\xbf \t\r\n"
_CHUNK = 1024 * 1024
_OVERLAP = 256

Value = str | float | int | bool | dt.date | dt.time | dt.timedelta


class Sheet:
    """One sheet: its name, the number of its rows, and the rows one by one."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self._sheet = sheet
        self.name = sheet.name
        self.height = sheet.height

    def rows(self) -> Iterator[list[Value]]:
        """The rows from the first that is used; empty cells are empty strings."""
        return iter(self._sheet.iter_rows())


def open_sheets(path: Path) -> Iterator[Sheet]:
    """The sheets of a workbook in their order, laid out one at a time.

    Raises:
        DocumentError: a broken or encrypted file, a bomb, or a sheet that is too wide or too large.
    """
    with open_package(path) as package:
        check_extents(package)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            yield Sheet(workbook.get_sheet_by_name(name))
    except CalamineError as error:
        raise DocumentError(f"The workbook cannot be read: {error}", fragment=path.name) from error


def check_extents(package: zipfile.ZipFile, *, cells: int = MAX_CELLS) -> None:
    """Refuse a workbook of which a sheet would take more room than a list of standards ever needs.

    Raises:
        DocumentError: ``too_many_columns``, ``too_large``, ``broken_file``.
    """
    for member in package.namelist():  # a sheet may have any name
        _check_extent(package, member, cells)


def _check_extent(package: zipfile.ZipFile, member: str, cells: int) -> None:
    width = height = 0
    for column, row in _references(package, member):
        width, height = max(width, column), max(height, row)
        if width > MAX_COLUMNS:
            raise DocumentError(
                f"The sheet has more than {MAX_COLUMNS} columns",
                code="too_many_columns",
                fragment=f"column {width}",
                hint="delete what stands beside the table",
            )
    if width * height > cells:
        raise DocumentError(
            f"The sheet reaches to row {height} of {width} columns",
            code="too_large",
            fragment=member,
            hint="export it as CSV, which is read row by row",
        )


def _references(package: zipfile.ZipFile, member: str) -> Iterator[tuple[int, int]]:
    rest = b""
    for chunk in _chunks(package, member):
        if not rest and not chunk.lstrip(_MARK_AND_BLANKS).startswith(b"<"):
            return  # a picture
        text = rest + chunk
        for match in _CELL_REFERENCE.finditer(text):
            yield _column_number(match[1]), int(match[2][:9])
        rest = text[-_OVERLAP:]


def _chunks(package: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """The unpacked content of a member, piece by piece."""
    try:
        with package.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except UNPACKING_ERRORS as error:
        raise DocumentError(f"The workbook is damaged: {error}", fragment=member) from error


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8]:
        number = number * 26 + (letter & 0x1F)
    return number
