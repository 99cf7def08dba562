"""Workbooks (XLSX): every sheet, the hidden ones too, each cell a block with its place.

Read with calamine. Formulas are never computed: the value that the program which wrote the file has
stored is taken.
"""

import datetime as dt
import io
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from biaozhun.core.structure.blocks import BlockKind
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import open_package
from biaozhun.documents.reading.gathering import Gatherer
from biaozhun.documents.workbook import Value, check_extents

MAX_CELLS: Final = 4_000_000  # from the first used to the last, empty ones among them


def read_workbook(content: bytes, into: Gatherer) -> None:
    """The cells of all sheets, row by row.

    Raises:
        DocumentError: ``broken_file``, ``encrypted_file``, ``compression_bomb``, ``too_large``.
    """
    with open_package(io.BytesIO(content)) as package:
        check_extents(package, cells=MAX_CELLS)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue  # a chart has no cells
            if sheet.visible is not SheetVisibleEnum.Visible:
                into.hidden.append(sheet.name)
            _read_sheet(workbook, sheet.name, into)
    except CalamineError as error:
        raise DocumentError(
            f"The workbook cannot be read: {error}", hint="save it anew as XLSX"
        ) from error


def _read_sheet(workbook: CalamineWorkbook, name: str, into: Gatherer) -> None:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    table = into.table()
    merged = {
        start: end[0] - start[0] + 1
        for start, end in sheet.merged_cell_ranges or ()
        if end[0] > start[0]
    }
    for row, values in enumerate(sheet.to_python(), first_row + 1):
        for column, value in enumerate(values, first_column + 1):
            if value == "":
                continue
            into.add(
                said(value),
                kind=BlockKind.CELL,
                sheet=name,
                table=table,
                row=row,
                column=column,
                rows=merged.get((row - 1, column - 1), 1),
                paragraph=0,
            )


def said(value: Value) -> str:
    """A value of a cell in words; numbers without a needless fraction, days as ISO 8601."""
    match value:
        case str():
            return value.replace("\r\n", "\n").replace("\r", "\n")
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case dt.datetime():
            return value.isoformat(" ").removesuffix(" 00:00:00")
        case dt.date() | dt.time():
            return value.isoformat()
        case int() | float() | dt.timedelta():
            return str(value)
