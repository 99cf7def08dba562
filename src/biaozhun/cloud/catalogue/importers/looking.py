"""Looking at a file before it is imported: what it is, its columns, and what they seem to be."""

import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from biaozhun.cloud.catalogue.importers.choose import open_importer
from biaozhun.cloud.catalogue.importers.headers import HEADER_WITHIN, column_names
from biaozhun.cloud.catalogue.importers.json_lines import ROWS_TO_RECOGNISE, JsonSource
from biaozhun.cloud.catalogue.importers.mapped import MappedImporter
from biaozhun.cloud.catalogue.importers.rows import ImportFormatError, Row
from biaozhun.core.bibliography.dates import read_date
from biaozhun.core.bibliography.mapping import Mapping, TableLayout, field_of_header
from biaozhun.core.bibliography.values import plain, storable
from biaozhun.core.classification import ccs, ics
from biaozhun.core.number import NumberError, parse
from biaozhun.documents.delimited import BrokenRow, delimited_rows
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.kinds import Kind, kind_of
from biaozhun.documents.streams import sample
from biaozhun.documents.workbook import open_sheets

SAMPLES = 5  # values shown of a column
READ = HEADER_WITHIN + 200  # rows that header and samples are taken from
MOST_COLUMNS = 300  # more cannot be pointed at on one page
MAPPABLE = (Kind.TABLE, Kind.WORKBOOK, Kind.JSON)
"""Kinds whose columns can be described; the others have words of their own."""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What a file was recognised as, and why; ``format`` is empty where nothing reads it.

    Attributes:
        kind: what the file is by its content.
        format: the importer that reads it.
        title: what that format is.
        encoding: of a text; empty for other files.
        columns: column → field, as far as the importer takes them by name.
        announcement: the number of the announcement it is.
        rows: how many there are, where that is known without reading them.
        code: why nothing reads it.
        message: the same as a sentence.
        fragment: what is wrong.
        hint: what to do.
    """

    kind: str
    format: str = ""
    title: str = ""
    encoding: str = ""
    columns: dict[str, str] = {}
    announcement: str = ""
    rows: int | None = None
    code: str = ""
    message: str = ""
    fragment: str = ""
    hint: str = ""

    @property
    def mappable(self) -> bool:
        """Whether an operator can say what its columns are."""
        return self.kind in MAPPABLE


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table: its name, some of its values, and the field it seems to be."""

    name: str
    samples: list[str]
    proposed: str


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of a table as they are found with a layout.

    Attributes:
        layout: the layout that was used, what was left open filled in.
        sheets: names of the sheets of a workbook.
        columns: the columns in their order.
    """

    layout: TableLayout
    sheets: list[str]
    columns: list[Column]


def look_at(path: Path, mapping: Mapping | None = None) -> Look:
    """Recognise a file by its content.

    Raises:
        ImportFormatError: it is none that anything here reads, whatever its columns mean.
    """
    try:
        kind = kind_of(path)
    except DocumentError as error:
        raise as_refusal(error) from error
    encoding = "" if kind in (Kind.WORKBOOK, Kind.WORD, Kind.PDF, Kind.TAR) else _encoding(path)
    try:
        importer = open_importer(path, mapping=mapping)
    except ImportFormatError as error:
        if kind not in MAPPABLE or error.code not in _MENDED_BY_MAPPING:
            raise
        return Look(
            kind=kind,
            encoding=encoding,
            code=error.code,
            message=storable(error.message),
            fragment=storable(error.fragment),
            hint=storable(error.hint),
        )
    announcement = importer.announcement
    return Look(
        kind=kind,
        format=importer.name,
        title=importer.title,
        encoding=encoding,
        columns=importer.mapping.columns if isinstance(importer, MappedImporter) else {},
        announcement=announcement.number if announcement else "",
        rows=importer.total,
    )


_MENDED_BY_MAPPING = frozenset(
    {"no_number_column", "unknown_vocabulary", "column_missing", "several_lists", "import_format"}
)


def as_refusal(error: DocumentError) -> ImportFormatError:
    """The refusal of a file that cannot be read as a document."""
    return ImportFormatError(
        error.message, code=error.code, fragment=error.fragment, hint=error.hint
    )


def _encoding(path: Path) -> str:
    return detect_encoding(sample(path))


def table_of(path: Path, layout: TableLayout) -> Table:
    """The columns of a table, its header where the layout says or where it seems to be.

    Raises:
        ImportFormatError: the table cannot be read with this layout.
    """
    try:
        kind = kind_of(path)
        if kind is Kind.JSON:
            return _of_objects(path)
        if kind is Kind.WORKBOOK:
            return _of_sheets(path, layout)
        return _of_text(path, layout)
    except DocumentError as error:
        raise as_refusal(error) from error


def _of_objects(path: Path) -> Table:
    rows = [
        dict(row.cells)
        for row in itertools.islice(JsonSource(path).rows(0), ROWS_TO_RECOGNISE)
        if row.cells is not None
    ]
    names = list(dict.fromkeys(name for row in rows for name in row))
    values = [[_shown(row.get(name)) for row in rows] for name in names]
    return Table(layout=TableLayout(), sheets=[], columns=_columns(names, values))


def _shown(value: object) -> str:
    if isinstance(value, str | int | float | None):
        return storable(plain(value) or "")
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _of_sheets(path: Path, layout: TableLayout) -> Table:
    sheets = {sheet.name: sheet for sheet in open_sheets(path)}
    if layout.sheet and layout.sheet not in sheets:
        raise ImportFormatError(
            "There is no such sheet", code="unknown_sheet", fragment=layout.sheet
        )
    filled = [name for name, sheet in sheets.items() if sheet.height > 1]
    chosen = layout.sheet or (filled or list(sheets))[0]
    upper = itertools.islice(sheets[chosen].rows(), READ)
    rows = [[plain(cell) or "" for cell in row] for row in upper]
    return _of_rows(rows, msgspec.structs.replace(layout, sheet=chosen), list(sheets))


def _of_text(path: Path, layout: TableLayout) -> Table:
    rows = delimited_rows(path, encoding=layout.encoding, delimiter=layout.delimiter)
    upper = itertools.islice(rows, READ)
    read = [[] if isinstance(row, BrokenRow) else list(row) for row in upper]
    return _of_rows(read, layout, [])


def _of_rows(rows: list[list[str]], layout: TableLayout, sheets: list[str]) -> Table:
    """Name the columns by the row the layout gives, else by the fullest of the first rows."""
    header = layout.header_row or _header_row(rows)
    if header > len(rows):
        raise ImportFormatError(
            "The table has no such row", code="no_such_row", fragment=str(header)
        )
    names = list(column_names(rows[header - 1]))
    values = [
        [row[place] if place < len(row) else "" for row in rows[header:]]
        for place in range(len(names))
    ]
    found = msgspec.structs.replace(layout, header_row=header)
    return Table(layout=found, sheets=sheets, columns=_columns(names, values))


def _header_row(rows: list[list[str]]) -> int:
    """The first of the upper rows that fills as many cells as any; 1-based."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[:HEADER_WITHIN]]
    return filled.index(max(filled)) + 1 if filled else 1


def _columns(names: Sequence[str], values: Sequence[Sequence[str]]) -> list[Column]:
    if len(names) > MOST_COLUMNS:
        raise ImportFormatError(
            f"The table has more than {MOST_COLUMNS} columns",
            code="too_many_columns",
            hint="delete what stands beside the list",
        )
    taken: set[str] = set()
    columns = []
    for name, column in zip(names, values, strict=True):
        samples = list(dict.fromkeys(value.strip() for value in column if value.strip()))
        proposed = field_of_header(name) or _by_content(samples[:20], taken)
        taken.add(proposed)
        columns.append(Column(name=name, samples=samples[:SAMPLES], proposed=proposed))
    return columns


def _by_content(samples: Sequence[str], taken: set[str]) -> str:
    """The field that most values of a column could be; empty where nothing speaks for one."""
    if not samples:
        return ""
    for fields, fits in _CONTENTS:
        free = next((field for field in fields if field not in taken), "")
        if free and sum(map(fits, samples)) * 5 >= len(samples) * 4:
            return free
    return ""


def _is_number(text: str) -> bool:
    try:
        parse(text)
    except NumberError:
        return False
    return True


def _is_day(text: str) -> bool:
    return read_date(text).date is not None


def _is_ics(text: str) -> bool:
    return bool(ics.read(text).codes) and "." in text


def _is_ccs(text: str) -> bool:
    return text.isascii() and bool(ccs.read(text).codes)


def _is_chinese(text: str) -> bool:
    return len(text) > 3 and sum("\u4e00" <= sign <= "\u9fff" for sign in text) * 2 > len(text)


def _is_english(text: str) -> bool:
    """Whether it could be a title; a list of what is replaced has as many signs and blanks."""
    return len(text) > 12 and text.isascii() and " " in text and not _is_number(text)


_CONTENTS = (
    (("number",), _is_number),
    (("published", "in_force"), _is_day),
    (("ics",), _is_ics),
    (("ccs",), _is_ccs),
    (("title_zh",), _is_chinese),
    (("title_en",), _is_english),
)


def tried(path: Path, mapping: Mapping, count: int) -> list[Row]:
    """The first rows as a mapping reads them.

    Raises:
        ImportFormatError: the file cannot be read with it.
    """
    return list(itertools.islice(open_importer(path, mapping=mapping).rows(), count))
