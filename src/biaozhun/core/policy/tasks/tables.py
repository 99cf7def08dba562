"""Tables that divide tasks among units: a row a task, its columns told by their heads.

A table is read if one of its first rows heads a column of tasks and one of units. Of several
columns of tasks the finest is taken: the last whose cells all differ. A cell left empty below a
filled one, as merged cells are, has what stands above it.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import msgspec

from biaozhun.core.policy.deadlines import reckoning
from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.passages import Paragraph, Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.periods import Reckoning
from biaozhun.core.policy.responsibility import (
    Charge,
    Part,
    combined,
    part_of,
    read_charge,
    squeezed,
)
from biaozhun.core.policy.tasks.titles import title_of_cell
from biaozhun.core.policy.vocabulary import any_of, words

_HEAD_ROWS: Final = 4  # rows in which the heads are looked for
_NOTE: Final = pattern(r"\([^()]*\)|[\s:*]")
_UNIT_PARTS: Final = (Part.LEAD, Part.CHARGE, Part.COOPERATE)
_TITLE_BEFORE: Final = pattern(r"^(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、.,)]\s*")
_TASK: Final = pattern(any_of("task_column"))
_MEASURE: Final = pattern(any_of("measure_column"))
_OTHER: Final = pattern(any_of("no_column", "measure_column"))
_STATE: Final = pattern(rf"{any_of('state_column')}$")
_AHEAD: Final = pattern("目标|计划|预期")  # 目标完成率 is a goal
_UNIT_ENDS: Final = pattern(rf"{any_of('strong_end')}$")
_GOING_ON: Final = ("(", "[", "等", "、", ",", ";", "。")
_LINE_CLOSED: Final = ("。", ":", ";", "!")
_LABEL_JOINED: Final = pattern(r"[与和及、/]")  # 责任主体与协同单位
_PARTY: Final = pattern("(?:^|、)[省市区县州]委$")  # 市委 goes on: 宣传部
_RULED: Final = pattern(r"[-:\s|]*")

_Cells = dict[int, Passage]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is a task.

    Attributes:
        title: of the task.
        text: the cell that says what is to be done.
        above: the cells of coarser columns of tasks, from the left.
        charge: who, and until when.
        start: of the first cell.
        end: behind the last cell.
    """

    title: str
    text: Passage
    above: tuple[str, ...]
    charge: Charge | None
    start: int
    end: int


class _Heads(msgspec.Struct, frozen=True):
    """Columns by what they hold."""

    row: int
    tasks: tuple[int, ...]
    measures: tuple[int, ...]
    parts: dict[int, Part]


def rows_of(layout: Layout) -> Iterator[Row]:
    """The rows of all tables that divide tasks, in the order of the text."""
    for rows in _tables(layout.paragraphs).values():
        heads = _heads(rows)
        if heads is not None:
            yield from _rows(rows, heads, layout)


def columns_without_goals(layout: Layout) -> dict[int, frozenset[int]]:
    """Of each table that divides tasks, the columns that say who does them or how they stand."""
    found: dict[int, frozenset[int]] = {}
    for number, rows in _tables(layout.paragraphs).items():
        heads = _heads(rows)
        if heads is not None:
            names = {column: _NOTE.sub("", c.folded) for column, c in rows[heads.row].items()}
            said = {c for c, name in names.items() if _STATE.search(name)}
            state = {column for column in said if not _AHEAD.search(names[column])}
            units = {column for column, part in heads.parts.items() if part in _UNIT_PARTS}
            found[number] = frozenset(state | units)
    return found


def _tables(paragraphs: tuple[Paragraph, ...]) -> dict[int, list[_Cells]]:
    """The cells of each table, row by row, by column."""
    tables: dict[int, dict[int, dict[int, list[Passage]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for paragraph in paragraphs:
        if (cell := paragraph.cell) is not None and not _RULED.fullmatch(paragraph.text):
            tables[cell.table][cell.row][cell.column].append(paragraph.passage)
    return {
        number: [
            {column: _one_below_the_other(parts) for column, parts in row.items()}
            for _, row in sorted(rows.items())
        ]
        for number, rows in sorted(tables.items())
    }


def _one_below_the_other(parts: list[Passage]) -> Passage:
    """The paragraphs of a cell, line feeds between them."""
    lines = [parts[0]]
    for part in parts[1:]:
        lines += [Passage("\n", ((0, lines[-1].end),)), part]
    return Passage.joined(lines)


def _heads(rows: list[_Cells]) -> _Heads | None:
    """The row that heads the columns."""
    for place, row in enumerate(rows[:_HEAD_ROWS]):
        names = {column: _NOTE.sub("", cell.folded) for column, cell in row.items()}
        parts = {
            column: part_of(_LABEL_JOINED.split(name)[0])
            for column, name in names.items()
            if all(_is_label(label) for label in _LABEL_JOINED.split(name))
        }
        tasks = tuple(c for c, name in names.items() if _TASK.search(name))
        tasks = tuple(c for c in tasks if not _OTHER.search(names[c]))
        measures = tuple(c for c, name in names.items() if _MEASURE.search(name) and c not in parts)
        if (tasks or measures) and any(part in _UNIT_PARTS for part in parts.values()):
            return _Heads(place, tasks, measures, parts)
    return None


def _is_label(name: str) -> bool:
    uses = ("lead_label", "charge_label", "cooperate_label", "deadline_label")
    return any(name in words(use) for use in uses)


def _rows(rows: list[_Cells], heads: _Heads, layout: Layout) -> Iterator[Row]:
    """The tasks below the heads; a row of a single cell is a title of those below it."""
    day = reckoning(layout.document)
    body = [row for row in rows[heads.row + 1 :] if not _repeats(row, rows[heads.row])]
    filled = _filled(body, heads)
    column = _finest([row for row in filled if len(row) > 1], heads)
    coarser = sorted(c for c in {*heads.tasks, *heads.measures} if c < column)
    title: tuple[str, ...] = ()
    for row, whole in zip(body, filled, strict=True):
        if len(row) == 1:
            title = tuple(cell.text for cell in row.values())
        elif (text := whole.get(column)) is not None:
            found = _TITLE_BEFORE.match(text.text)
            said = text.cut(found.end() if found else 0)
            heading, begins = title_of_cell(_in_lines(said, layout.text))
            yield Row(
                title=heading,
                text=said.cut(begins).stripped(),
                above=title + tuple(whole[other].text for other in coarser if other in whole),
                charge=_charge(whole, heads, day),
                start=min(cell.start for cell in row.values()),
                end=max(cell.end for cell in row.values()),
            )


def _in_lines(cell: Passage, written: str) -> str:
    """A cell with the ends of its lines that close a sentence or lead to the next."""
    seams = [
        index
        for index, offset in cell.pieces
        if index
        and cell.folded[:index].endswith(_LINE_CLOSED)
        and "\n" in written[cell.at(index - 1) + 1 : offset]
    ]
    return "\n".join(cell.text[a:b] for a, b in pairwise([0, *seams, len(cell.text)]))


def _repeats(row: _Cells, head: _Cells) -> bool:
    """Whether a row is the heads once more, as on every page."""
    return {c: cell.folded for c, cell in row.items()} == {c: h.folded for c, h in head.items()}


def _filled(rows: list[_Cells], heads: _Heads) -> list[_Cells]:
    """The rows, cells that are merged with those above them filled."""
    made: list[_Cells] = []
    leading = [column for column, part in heads.parts.items() if part in _UNIT_PARTS]
    for row in rows:
        whole = dict(row)
        if made and len(row) > 1:
            kept = [*heads.tasks, *heads.measures]
            kept += leading if not any(column in row for column in leading) else []
            for column in kept:
                if column not in whole and column in made[-1]:
                    whole[column] = made[-1][column]
        made.append(whole)
    return made


def _finest(rows: list[_Cells], heads: _Heads) -> int:
    """The column whose cells are the tasks."""
    columns = [*reversed(heads.tasks), *reversed(heads.measures)]
    for column in columns:
        cells = [row[column].folded for row in rows if column in row]
        if len(cells) == len(rows) == len(set(cells)):
            return column
    return columns[0]


def _line_by_line(cell: Passage) -> Passage:
    """A cell of units, the sign that parts them where one line ends a unit."""
    parts: list[Passage] = []
    begins = 0
    for seam in [index for index, _ in cell.pieces if index > 0]:
        line = cell.folded[begins:seam]
        goes_on = cell.folded.startswith(_GOING_ON, seam) or _PARTY.search(line)
        if _UNIT_ENDS.search(line) and not goes_on:
            parts += [cell.cut(begins, seam), Passage("、", ((0, cell.at(seam - 1) + 1),))]
            begins = seam
    return Passage.joined([*parts, cell.cut(begins)]) if parts else cell


def _charge(row: _Cells, heads: _Heads, day: Reckoning) -> Charge | None:
    """What the columns of units and time say."""
    whole: Charge | None = None
    for column, part in sorted(heads.parts.items()):
        cell = row.get(column)
        if cell is None:
            continue
        tight = squeezed(_line_by_line(cell))
        charge = read_charge(tight, day, part=part) if tight.text else None
        if charge is not None:
            placed = msgspec.structs.replace(charge, text=cell.text, offset=cell.start)
            whole = combined(whole, placed) if whole else placed
    return whole
