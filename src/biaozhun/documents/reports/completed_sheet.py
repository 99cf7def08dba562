"""Columns written into the XML of one worksheet, and nothing else of it changed.

The new cells hold their texts themselves (inline strings), so that no other part of the workbook
has to know of them: shared strings, styles, tables and the chain of computing stay as they are.
"""

import copy
from collections.abc import Iterator
from typing import Final

from lxml import etree

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.formulas import guarded
from biaozhun.documents.reports.rows import printable
from biaozhun.documents.reports.sheet_columns import (
    MOST_COLUMNS,
    AddedColumns,
    cell_place,
    column_letters,
)

_MOST_CHARACTERS: Final = 32_767  # of a cell; a longer one makes Excel repair the file
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def parsed(content: bytes, name: str) -> etree._Element:
    """A part of an office file as a tree; nothing outside it is read and no entity is resolved.

    Raises:
        DocumentError: ``broken_file``.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(
            f"A part of the workbook is damaged: {error}",
            fragment=name[:200],
            hint="save it anew with the program it comes from",
        ) from error


def with_columns(content: bytes, name: str, added: AddedColumns) -> bytes:
    """The worksheet with the columns behind its last used one.

    Raises:
        DocumentError: ``broken_file``; ``too_many_columns`` where no room is left.
    """
    root = parsed(content, name)
    sheet = _Worksheet(root, name)
    head = sheet.heading_row(added)
    first = 1 + sheet.last_column(from_row=head or min(added.rows, default=1))
    last = first + len(added.heads) - 1
    if last > MOST_COLUMNS:
        raise DocumentError(
            f"The sheet uses column {first - 1}: there is no room for {len(added.heads)} more",
            code="too_many_columns",
            fragment=column_letters(first - 1),
            hint="delete what stands far to the right of the table",
        )
    if head:
        sheet.write(head, first, added.heads, style=sheet.last_style(head))
    for row, cells in added.rows.items():
        sheet.write(row, first, cells)
    sheet.enlarge(last, max((*added.rows, head)))
    _set_widths(sheet, first, added.widths)
    tree = root.getroottree()
    return bytes(
        etree.tostring(
            tree,
            xml_declaration=True,
            encoding="UTF-8",
            standalone=tree.docinfo.standalone,  # type: ignore[arg-type]  # the stub forgets None
        )
    )


class _Worksheet:
    """The rows and cells of a worksheet by their places, stated or counted.

    Raises:
        DocumentError: ``broken_file`` where it has no rows or its places make no sense.
    """

    def __init__(self, root: etree._Element, name: str) -> None:
        self.root = root
        self.space = f"{{{etree.QName(root).namespace}}}"
        self._name = name
        data = self.child("sheetData")
        if data is None:
            raise self._broken("it has no rows")
        self._rows: dict[int, etree._Element] = {}
        number = 0
        for row in data.iterchildren(f"{self.space}row"):
            number = self._number(row.get("r"), number + 1)
            self._rows.setdefault(number, row)

    def child(self, tag: str) -> etree._Element | None:
        """A child of the worksheet."""
        return self.root.find(self.space + tag)

    def _broken(self, why: str) -> DocumentError:
        return DocumentError(
            f"The worksheet makes no sense: {why}",
            fragment=self._name[:200],
            hint="save it anew with the program it comes from",
        )

    def _number(self, stated: str | None, counted: int) -> int:
        if stated is None:
            return counted
        if not (stated.isascii() and stated.isdecimal() and len(stated) < 8):
            raise self._broken(f"row {stated[:20]}")
        return int(stated)

    def _cells(self, row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
        column = 0
        for cell in row.iterchildren(f"{self.space}c"):
            stated = cell.get("r")
            place = cell_place(stated.upper()) if stated is not None else (column + 1, 0)
            if place is None:
                raise self._broken(f"cell {str(stated)[:20]}")
            column = place[0]
            yield column, cell

    def _is_filled(self, cell: etree._Element) -> bool:
        return any(
            child.tag == f"{self.space}f" or any(map(str.strip, map(str, child.itertext())))
            for child in cell.iterchildren(f"{self.space}f", f"{self.space}v", f"{self.space}is")
        )

    def _filled(self, row: etree._Element) -> list[int]:
        return [column for column, cell in self._cells(row) if self._is_filled(cell)]

    def heading_row(self, added: AddedColumns) -> int:
        """The row of the headings: the nearest above the list with a word over the numbers.

        Where the numbers have no heading, it is the row right above them if it holds anything; 0
        where there is none.
        """
        first = min(added.rows, default=0)
        above = sorted((number for number in self._rows if number < first), reverse=True)
        for number in above:
            if added.column in self._filled(self._rows[number]):
                return number
        return first - 1 if above[:1] == [first - 1] and self._filled(self._rows[first - 1]) else 0

    def last_column(self, *, from_row: int) -> int:
        """The last column that holds anything, or is merged with one at or below a row."""
        used = [column for row in self._rows.values() for column in self._filled(row)]
        merged = self.child("mergeCells")
        for one in merged if merged is not None else ():
            _, _, corner = one.get("ref", "").partition(":")
            place = cell_place(corner.replace("$", ""))
            if place and place[1] >= from_row:
                used.append(place[0])
        return max(used, default=0)

    def last_style(self, number: int) -> str | None:
        """The style of the last filled cell of a row."""
        filled = [cell for _, cell in self._cells(self._rows[number]) if self._is_filled(cell)]
        return filled[-1].get("s") if filled else None

    def write(
        self, number: int, first: int, texts: tuple[str, ...], *, style: str | None = None
    ) -> None:
        """Write texts side by side into a row; a cell that is there and empty keeps its style."""
        row = self._rows.get(number)
        if row is None:
            raise self._broken(f"it has no row {number}, though something was read in it")
        there = dict(self._cells(row))
        for column, cell in there.items():  # so that counting cells goes on to be right
            cell.set("r", f"{column_letters(column)}{number}")
        for column, text in enumerate(texts, start=first):
            if not text:
                continue
            found = there.get(column)
            cell = _fill(found, self.space) if found is not None else self._new(row, there, column)
            cell.set("r", f"{column_letters(column)}{number}")
            if style is not None:
                cell.set("s", style)
            self._put(cell, text)
        _widen_spans(row, first + len(texts) - 1)

    def _new(
        self, row: etree._Element, there: dict[int, etree._Element], column: int
    ) -> etree._Element:
        """A new cell in its place among those of the row."""
        cell = etree.Element(f"{self.space}c")
        behind = min((other for other in there if other > column), default=0)
        before = max((other for other in there if other < column), default=0)
        if behind:
            there[behind].addprevious(cell)
        elif before:
            there[before].addnext(cell)
        else:
            row.insert(0, cell)
        there[column] = cell
        return cell

    def _put(self, cell: etree._Element, text: str) -> None:
        cell.set("t", "inlineStr")
        held = etree.SubElement(etree.SubElement(cell, f"{self.space}is"), f"{self.space}t")
        held.text = guarded(printable(text))[:_MOST_CHARACTERS]
        held.set(_SPACE, "preserve")

    def enlarge(self, column: int, row: int) -> None:
        """State the new extent of the sheet where one is stated."""
        extent = self.child("dimension")
        if extent is None:
            return
        start, _, end = extent.get("ref", "").partition(":")
        place = cell_place((end or start).replace("$", ""))
        if cell_place(start.replace("$", "")) and place:
            corner = f"{column_letters(max(column, place[0]))}{max(row, place[1])}"
            extent.set("ref", f"{start}:{corner}")


def _fill(cell: etree._Element, space: str) -> etree._Element:
    """An empty cell made ready for a text; its style stays."""
    for child in cell.iterchildren(f"{space}v", f"{space}is"):
        cell.remove(child)
    return cell


def _widen_spans(row: etree._Element, last: int) -> None:
    """The columns a row says it spans, with the new ones among them."""
    spans = row.get("spans", "").split()
    if spans:
        start, _, end = spans[-1].partition(":")
        if start.isdecimal() and end.isdecimal():
            row.set("spans", " ".join((*spans[:-1], f"{start}:{max(int(end), last)}")))


def _set_widths(sheet: _Worksheet, first: int, widths: tuple[int, ...]) -> None:
    """Give the new columns their widths; what was said of them and of others is divided."""
    last = first + len(widths) - 1
    columns = sheet.child("cols")
    if columns is None:
        columns = etree.Element(f"{sheet.space}cols")
        data = sheet.child("sheetData")
        if data is None:  # pragma: no cover  -- it was found before
            raise AssertionError
        data.addprevious(columns)
    kept: list[etree._Element] = []
    for column in columns.iterchildren(f"{sheet.space}col"):
        kept.extend(_outside(column, first, last))
    for number, width in enumerate(widths, start=first):
        new = etree.Element(f"{sheet.space}col")
        new.set("min", str(number))
        new.set("max", str(number))
        new.set("width", str(width))
        new.set("customWidth", "1")
        kept.append(new)
    columns[:] = sorted(kept, key=_first)


def _first(column: etree._Element) -> int:
    return _whole(column.get("min"))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 0


def _outside(column: etree._Element, first: int, last: int) -> Iterator[etree._Element]:
    """What remains of the statement about columns outside the new ones."""
    start, end = _whole(column.get("min")), _whole(column.get("max"))
    for least, most in ((start, min(end, first - 1)), (max(start, last + 1), end)):
        if least <= most:
            piece = copy.copy(column)
            piece.set("min", str(least))
            piece.set("max", str(most))
            yield piece
