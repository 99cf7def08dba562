"""The columns that are added to a list which comes back with the status of each number in it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.reports.rows import ResultRow, result_rows
from biaozhun.documents.reports.words import ReportWords

MOST_COLUMNS: Final = 16_384  # of a sheet (ECMA-376)
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WIDTHS: Final = (14, 30, 22, 34, 12, 34, 40, 12, 14)  # in characters
_BETWEEN: Final = "; "


class AddedColumns(msgspec.Struct, frozen=True, kw_only=True):
    """What is written beside a list; it crosses into the process that opens the file.

    Attributes:
        sheet: name of the worksheet; empty for a text table.
        column: the column of the numbers, from 1; 0 for a text table.
        heads: headings of the added columns.
        widths: of the added columns, in characters.
        rows: the added cells by the row they stand in (the line of a text table), from 1.
    """

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Mapping[int, tuple[str, ...]]
    sheet: str = ""
    column: int = 0


def columns_of_sheet(document: CheckedDocument, words: ReportWords) -> AddedColumns:
    """The columns for the worksheet in which the first number stands.

    Numbers in other sheets are left out: a list is one column of one sheet.
    """
    places = [
        (line.place.sheet, *(cell_place(line.place.cell) or (0, 0))) for line in document.lines
    ]
    sheet, column, _ = next((place for place in places if place[2]), ("", 0, 0))
    rows = [row if name == sheet else 0 for name, _, row in places]
    return _columns(document, words, rows, sheet=sheet, column=column)


def columns_of_table(document: CheckedDocument, words: ReportWords) -> AddedColumns:
    """The columns for a text table (CSV, TSV), whose rows are named by their lines."""
    rows = [line.place.paragraph or 0 for line in document.lines]
    return _columns(document, words, rows, sheet="", column=0)


def is_in_sheet(document: CheckedDocument) -> bool:
    """Whether the list is one of a workbook, and not of a text."""
    return any(line.place.sheet for line in document.lines)


def cell_place(text: str) -> tuple[int, int] | None:
    """Column and row of ``B7``, from 1; ``None`` where it names no cell."""
    found = _CELL.fullmatch(text)
    return (column_number(found[1]), int(found[2])) if found else None


def column_number(letters: str) -> int:
    """27 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """``AA`` for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _columns(
    document: CheckedDocument,
    words: ReportWords,
    rows: Sequence[int],
    *,
    sheet: str,
    column: int,
) -> AddedColumns:
    """The columns with what each row of the list was answered; several answers stand in one cell.

    Args:
        document: the checked list.
        words: in the reader's language.
        rows: the row of each line; 0 for one that stands in none.
        sheet: where they stand.
        column: likewise.
    """
    answered: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for row, result in zip(rows, result_rows(document, words), strict=True):
        if row:
            answered[row].append(_cells(result, document))
    return AddedColumns(
        sheet=sheet,
        column=column,
        heads=(
            words.outcome,
            words.consequence,
            words.meant,
            words.meant_title,
            words.since,
            words.successors,
            words.notes,
            words.verified,
            words.on,
        ),
        widths=_WIDTHS,
        rows={row: _joined(cells) for row, cells in sorted(answered.items())},
    )


def _cells(row: ResultRow, document: CheckedDocument) -> tuple[str, ...]:
    return (
        row.outcome_words,
        row.consequence_words,
        row.meant,
        row.title,
        row.since.isoformat() if row.since else "",
        _BETWEEN.join(row.successors),
        _BETWEEN.join((*row.amendments, *row.notes)),
        row.verified.isoformat() if row.verified else "",
        document.on.isoformat(),
    )


def _joined(answers: list[tuple[str, ...]]) -> tuple[str, ...]:
    columns = zip(*answers, strict=True)
    return tuple(_BETWEEN.join(dict.fromkeys(filter(None, cells))) for cells in columns)
