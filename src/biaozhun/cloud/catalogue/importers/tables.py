"""Tables with a header: CSV, TSV, and sheets of a workbook."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from biaozhun.cloud.catalogue.importers import announcements, iso_open_data
from biaozhun.cloud.catalogue.importers.headers import (
    HEADER_WITHIN,
    Cells,
    Header,
    column_names,
    find_header,
    number_hint,
    table_row,
)
from biaozhun.cloud.catalogue.importers.mapped import MappedImporter, SourceRow
from biaozhun.cloud.catalogue.importers.rows import Importer, ImportFormatError, RowError
from biaozhun.core.bibliography.mapping import Mapping
from biaozhun.core.bibliography.values import plain
from biaozhun.documents.delimited import BrokenRow, delimited_rows
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.grids import Block, Grid, Paragraph
from biaozhun.documents.streams import BytesRead, sample
from biaozhun.documents.workbook import Sheet, open_sheets


def open_delimited(path: Path, mapping: Mapping | None = None) -> Importer:
    """An importer for CSV or TSV.

    Raises:
        ImportFormatError: no row names the columns.
    """
    encoding = mapping.table.encoding if mapping else ""
    delimiter = mapping.table.delimiter if mapping else ""

    consumed = BytesRead()

    def read() -> Iterator[list[str] | BrokenRow]:
        return delimited_rows(path, encoding=encoding, delimiter=delimiter, progress=consumed)

    first = [row for row in itertools.islice(read(), HEADER_WITHIN) if not isinstance(row, str)]
    header = find_header(first, mapping)
    if header is None:
        raise _no_header(first, encoding or detect_encoding(sample(path)))
    names, skipped = header.names, header.index + 1

    def rows(start: int) -> Iterator[SourceRow]:
        try:
            for row in itertools.islice(read(), skipped + start, None):
                yield _broken(row) if isinstance(row, BrokenRow) else table_row(names, row)
        except DocumentError as error:
            yield SourceRow(b"", None, RowError(code=error.code, message=error.message))

    return _importer(rows, header, consumed=consumed)


def _importer(
    rows: Callable[[int], Iterator[SourceRow]],
    header: Header,
    *,
    total: int | None = None,
    consumed: BytesRead | None = None,
) -> MappedImporter:
    if header.mapping.name == "iso_open_data":
        return iso_open_data.open_deliverables(rows, header.mapping, consumed)
    return MappedImporter(rows, header.mapping, total=total, consumed=consumed)


def _broken(row: BrokenRow) -> SourceRow:
    fault = RowError(code="broken_row", message=f"The row cannot be read: {row}")
    return SourceRow(b"", None, fault)


def _no_header(rows: Sequence[Cells] = (), encoding: str = "utf-8") -> ImportFormatError:
    first = rows[0] if rows else ()
    return ImportFormatError(
        "No row names the columns of a list of standards",
        code="no_number_column",
        fragment=", ".join(str(cell) for cell in first)[:200],
        hint=number_hint(encoding),
    )


def open_workbook(path: Path, mapping: Mapping | None = None) -> Importer:
    """An importer for XLSX: a plain table, or an announcement with its head above the table.

    Of several sheets those are read whose header is the same as that of the first one with a
    header; the others are named among the unknown columns with their number of rows.

    Raises:
        ImportFormatError: no sheet has a header.
    """
    taken: list[tuple[str, int, int]] = []  # sheet, rows above its data, rows of data
    unread: dict[str, int] = {}
    header: Header | None = None
    for sheet in open_sheets(path):
        wanted = mapping.table.sheet if mapping else ""
        found = _sheet_header(sheet, mapping, header) if wanted in ("", sheet.name) else None
        if found is None:
            unread[f"sheet {sheet.name}"] = sheet.height
            continue
        if header is None:
            head = announcements.head_of(_above(sheet, found.index))
            if head is not None:
                return announcements.AnnouncementImporter(_sheet_blocks(sheet), name="xlsx")
        header = header or found
        taken.append((sheet.name, found.index + 1, sheet.height - found.index - 1))
    if header is None:
        raise _no_header()
    return _workbook_importer(path, header, taken, unread)


def _workbook_importer(
    path: Path, header: Header, taken: list[tuple[str, int, int]], unread: dict[str, int]
) -> MappedImporter:
    names = header.names
    above = {name: skipped for name, skipped, _ in taken}

    def rows(start: int) -> Iterator[SourceRow]:
        data = (
            table_row(names, cells)
            for sheet in open_sheets(path)
            if sheet.name in above
            for cells in itertools.islice(sheet.rows(), above[sheet.name], None)
            if any(cell != "" for cell in cells)
        )
        yield from itertools.islice(data, start, None)

    importer = _importer(rows, header, total=sum(count for _, _, count in taken))
    importer.unread = {name: height for name, height in unread.items() if height}
    return importer


def _sheet_header(sheet: Sheet, mapping: Mapping | None, first: Header | None) -> Header | None:
    """The header of a sheet; a further sheet must repeat that of the first."""
    if first is None:
        return find_header(sheet.rows(), mapping)
    for index, cells in enumerate(itertools.islice(sheet.rows(), HEADER_WITHIN)):
        if column_names(cells) == first.names:
            return Header(index, first.names, first.mapping)
    return None


def _above(sheet: Sheet, count: int) -> list[str]:
    rows = itertools.islice(sheet.rows(), count)
    return [" ".join(text for cell in row if (text := plain(cell))) for row in rows]


def _sheet_blocks(sheet: Sheet) -> list[Block]:
    """A sheet as an announcement: rows with one filled cell are paragraphs."""
    blocks: list[Block] = []
    for row in sheet.rows():
        texts = [plain(cell) or "" for cell in row]
        filled = [text for text in texts if text.strip()]
        if len(filled) > 1 and blocks and isinstance(blocks[-1], Grid):
            blocks[-1].rows.append(texts)
        elif len(filled) > 1:
            blocks.append(Grid([texts]))
        elif filled:
            blocks.append(Paragraph(filled[0]))
    return blocks
