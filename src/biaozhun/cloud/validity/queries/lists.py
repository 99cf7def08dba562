"""A list of numbers: which column holds them, and what each row asks for."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.queries.checking import Reading, asked_of
from biaozhun.core.number import NumberError, parse
from biaozhun.core.structure.blocks import BlockKind, BlockText, TextBlock
from biaozhun.core.text import fold

_SAMPLE: Final = 200  # rows of a column that are tried
_NUMBER_HEADS: Final = ("标准编号", "标准号", "编号", "number", "standard number", "standard no")
_TITLE_HEADS: Final = ("标准名称", "中文名称", "名称", "title")
_LINE: Final = re.compile(r"[^\r\n]+")
_FIELD: Final = re.compile(r"[^\t,;，；]+")


class Columns(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which columns of which sheet make a list.

    Attributes:
        sheet: its name.
        number: column of the numbers, from 1.
        title: column of the titles; 0 where there is none.
        first: the first row of the list, from 1; those above are headings.
    """

    sheet: str
    number: int
    title: int = 0
    first: int = 1


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet of a workbook as one may choose columns of it.

    ``heads`` are the texts of its first row that is not empty, by their columns.
    """

    name: str
    rows: int
    heads: Mapping[int, str]


def sheets_of(text: BlockText) -> list[Sheet]:
    """The sheets that hold anything, in the order of the file."""
    found = []
    for name, cells in _sheets(text).items():
        first = min(cell.row for cell in cells)
        heads = {cell.column: _words(text, cell)[:100] for cell in cells if cell.row == first}
        found.append(Sheet(name=name, rows=len({cell.row for cell in cells}), heads=heads))
    return found


def _sheets(text: BlockText) -> dict[str, list[TextBlock]]:
    sheets: dict[str, list[TextBlock]] = defaultdict(list)
    for block in text.blocks:
        if block.kind is BlockKind.CELL and block.sheet:
            sheets[block.sheet].append(block)
    return sheets


def _words(text: BlockText, block: TextBlock) -> str:
    return text.text[block.start : block.end].strip()


def guessed(text: BlockText) -> Columns | None:
    """The column that holds most numbers, and the title column by its heading.

    ``None`` where the file is no workbook.

    Raises:
        CheckRefusedError: ``no_number_column`` where no column holds any.
    """
    sheets = _sheets(text)
    if not sheets:
        return None
    counts: Counter[tuple[str, int]] = Counter()
    for name, cells in sheets.items():
        tried: Counter[int] = Counter()
        for cell in cells:
            tried[cell.column] += 1
            if tried[cell.column] <= _SAMPLE and _is_number(_words(text, cell)):
                counts[name, cell.column] += 1
    if not counts:
        raise CheckRefusedError(
            "no column of the workbook holds numbers of standards",
            code="no_number_column",
            hint="say which column it is",
        )
    (sheet, number), _ = max(counts.items(), key=lambda one: (one[1], -one[0][1]))
    return _with_titles(text, sheets[sheet], Columns(sheet=sheet, number=number))


def _is_number(words: str) -> bool:
    try:
        parse(words)
    except NumberError:
        return False
    return not words.isdecimal()


def _with_titles(text: BlockText, cells: Sequence[TextBlock], columns: Columns) -> Columns:
    """The same with the column of titles and the first row, as far as headings tell."""
    own = [cell for cell in cells if cell.column == columns.number]
    first = next((cell.row for cell in own if _is_number(_words(text, cell))), 1)
    heads = {cell.column: fold(_words(text, cell)) for cell in cells if cell.row < first}
    titles = [column for column, head in heads.items() if head.endswith(_TITLE_HEADS)]
    return msgspec.structs.replace(columns, title=min(titles, default=0), first=first)


def readings_of_list(text: BlockText, columns: Columns | None) -> tuple[Reading, ...]:
    """What each row asks for; rows without anything in the column ask for nothing.

    Without columns each line is a row: its number, and behind a tab, a comma or a semicolon its
    title.

    Raises:
        CheckRefusedError: ``unknown_sheet``.
    """
    if columns is None:
        return tuple(_of_lines(text.text))
    cells = _sheets(text).get(columns.sheet)
    if cells is None:
        raise CheckRefusedError(
            "the workbook has no such sheet", code="unknown_sheet", fragment=columns.sheet[:60]
        )
    titles = {cell.row: _words(text, cell) for cell in cells if cell.column == columns.title}
    return tuple(
        Reading(
            start=cell.start,
            end=cell.end,
            asked=asked_of(_words(text, cell), titles.get(cell.row, "")),
        )
        for cell in cells
        if cell.column == columns.number and cell.row >= columns.first and _words(text, cell)
    )


def _of_lines(text: str) -> Iterable[Reading]:
    for number, line in enumerate(_LINE.finditer(text)):
        fields = [
            (found.start() + line.start(), found[0].strip('"').strip())
            for found in _FIELD.finditer(line[0])
            if found[0].strip(' "')
        ]
        if not fields or (number == 0 and _is_heading(fields[0][1])):
            continue
        at = next((place for place, (_, words) in enumerate(fields) if _is_number(words)), 0)
        start, printed = fields[at]
        title = fields[at + 1][1] if at + 1 < len(fields) else ""
        start = text.index(printed, start)
        yield Reading(start=start, end=start + len(printed), asked=asked_of(printed, title))


def _is_heading(words: str) -> bool:
    return fold(words) in _NUMBER_HEADS
