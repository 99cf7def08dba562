"""What a document consists of for a reader of tables: paragraphs and grids, in their order."""

from collections.abc import Iterable
from typing import NamedTuple

MAX_COLUMNS = 500  # wider than any list of standards
MAX_SPAN = 200  # of one merged cell


class Paragraph(NamedTuple):
    """A paragraph of running text."""

    text: str


class Grid(NamedTuple):
    """A table as rows of cell texts; merged cells repeat their text."""

    rows: list[list[str]]


Block = Paragraph | Grid


class MergedCell(NamedTuple):
    """A cell with the columns and rows it spans."""

    text: str
    columns: int = 1
    rows: int = 1


def spread(rows: Iterable[Iterable[MergedCell]]) -> list[list[str]]:
    """Rows of merged cells as a plain grid; spans are bounded."""
    above: dict[int, tuple[str, int]] = {}  # column: text of a cell from above, rows it still fills
    return [_spread_row(row, above) for row in rows]


def _spread_row(row: Iterable[MergedCell], above: dict[int, tuple[str, int]]) -> list[str]:
    line: list[str] = []
    below: dict[int, tuple[str, int]] = {}
    for cell in row:
        _fill_from_above(line, above, below)
        for _ in range(min(max(cell.columns, 1), MAX_SPAN)):
            if cell.rows > 1:
                below[len(line)] = (cell.text, min(cell.rows, MAX_SPAN) - 1)
            line.append(cell.text)
        if len(line) >= MAX_COLUMNS:
            break
    _fill_from_above(line, above, below)
    above.clear()
    above.update(below)
    return line


def _fill_from_above(
    line: list[str], above: dict[int, tuple[str, int]], below: dict[int, tuple[str, int]]
) -> None:
    while len(line) in above:
        text, left = above[len(line)]
        if left > 1:
            below[len(line)] = (text, left - 1)
        line.append(text)
