"""Tables that divide tasks among units (任务分解表), of workbooks and text documents, row by row.

The heads may stand in up to three rows; of a head over several columns the words below it count,
and where none stand there its own. A cell that is merged over several rows is filled in its first
one only: a row without a task goes on with the task above, and a row with nothing but one cell is
the heading of those below.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.responsibility import Charge, Part, combined, read_charge, squeezed
from biaozhun.core.policy.tasks.titles import title_of_cell
from biaozhun.core.policy.vocabulary import words
from biaozhun.core.structure.blocks import BlockKind, BlockText, TextBlock
from biaozhun.core.text import fold

MOST_ROWS: Final = 500
_LOOKED_THROUGH: Final = 15  # rows in which the heads begin
_HEAD_ROWS: Final = 3
_LONGEST_HEAD: Final = 14  # characters
_OWN: Final[Mapping[str, frozenset[str]]] = {
    "number": frozenset({"序号", "编号", "项号"}),
    "deadline": frozenset({"时间", "完成时间"}),
    "aim": frozenset(
        {
            *("目标", "工作目标", "阶段目标", "任务目标", "成果", "成果形式", "工作成果"),
            *("预期成果", "完成标志", "目标成果", "主要成果"),
        }
    ),
}
_LABELS: Final[Mapping[str, str]] = {
    "lead": "lead_label",
    "units": "charge_label",
    "cooperate": "cooperate_label",
    "deadline": "deadline_label",
}
_PARTS: Final[Mapping[str, Part]] = {
    "lead": Part.LEAD,
    "units": Part.CHARGE,
    "cooperate": Part.COOPERATE,
    "deadline": Part.DEADLINE,
}
Grid = dict[int, dict[int, str]]


class ImportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table.

    Attributes:
        number: of the row in its table, from 1.
        place: the sheet or table it stands in.
        title: of its task.
        text: what is to be done, as the cell says.
        path: headings above, and cells of coarser columns.
        units: names with their roles, in their order.
        mode: how they share the task; empty where nobody is named.
        open_ended: the units end in 等.
        deadline: the last day.
        ongoing: it goes on without end.
        deadline_text: the cell as written.
        responsibility: the cells of units as written.
        aim: what is to come of it.
        faults: codes of what a person must look at.
        cells: all of the row as it came.
    """

    number: int
    place: str
    title: str = ""
    text: str = ""
    path: tuple[str, ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    mode: str = ""
    open_ended: bool = False
    starts: dt.date | None = None
    deadline: dt.date | None = None
    ongoing: bool = False
    deadline_text: str = ""
    responsibility: str = ""
    aim: str = ""
    faults: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


class _Heads(msgspec.Struct, frozen=True):
    """Where the rows of heads end, and the columns by what they hold, from the left."""

    last: int
    columns: dict[int, str]

    def of(self, what: str) -> list[int]:
        return [column for column, held in sorted(self.columns.items()) if held == what]


def table_rows(text: BlockText, day: dt.date | None, *, fill: bool = False) -> list[ImportRow]:
    """The rows of all tables of a file that divide tasks.

    Args:
        text: the file.
        day: of the plan, from which 五年内 and 年底前 are counted.
        fill: an empty cell of units or time has what stands above it, as merged cells do.

    Raises:
        PlanRefusedError: ``no_table``, ``too_many_rows``.
    """
    found: list[ImportRow] = []
    for place, grid in _grids(text.blocks, text.text):
        heads = _heads(grid)
        if heads is not None:
            found.extend(_rows(grid, heads, place, day, fill=fill))
    if not found:
        raise PlanRefusedError("No table divides tasks", code="no_table")
    if len(found) > MOST_ROWS:
        raise PlanRefusedError("The table is too long", code="too_many_rows")
    return found


def _grids(blocks: Iterable[TextBlock], text: str) -> Iterator[tuple[str, Grid]]:
    """The cells of each table, by row and column."""
    grids: dict[tuple[str, int], Grid] = defaultdict(lambda: defaultdict(dict))
    for block in blocks:
        if block.kind is not BlockKind.CELL:
            continue
        row = grids[block.sheet, block.table][block.row]
        said = f"{block.numbering}{text[block.start : block.end]}".strip()
        row[block.column] = "\n".join(filter(None, (row.get(block.column, ""), said)))
    for (sheet, table), grid in grids.items():
        yield sheet or str(table), grid


def _heads(grid: Grid) -> _Heads | None:
    """The rows of heads, if the first of them names a column of tasks."""
    for first in sorted(grid)[:_LOOKED_THROUGH]:
        if not any(_meaning(cell) == "task" for cell in grid[first].values()):
            continue
        last = first
        while last + 1 < first + _HEAD_ROWS and _is_head(grid.get(last + 1, {})):
            last += 1
        columns = _columns([grid[row] for row in range(first, last + 1)])
        if "task" in columns.values() and {"lead", "units"} & set(columns.values()):
            return _Heads(last, columns)
    return None


def _is_head(row: Mapping[int, str]) -> bool:
    """Whether a row below a head has heads only."""
    cells = [cell for cell in row.values() if cell]
    return bool(cells) and all(_meaning(cell) for cell in cells)


def _columns(rows: Sequence[Mapping[int, str]]) -> dict[int, str]:
    """What each column holds: its lowest head, or the one that spans it from the left."""
    widest = max((column for row in rows for column in row), default=0)
    found: dict[int, str] = {}
    for column in range(1, widest + 1):
        heads = [_meaning(row[column]) for row in rows if row.get(column)]
        known = [head for head in heads if head]
        if known:
            found[column] = known[-1]
    return found


def _meaning(head: str) -> str:
    """What a column under a head holds; empty where nobody knows."""
    said = "".join(fold(head).split()).partition("(")[0].strip(":*")
    if not said or len(said) > _LONGEST_HEAD:
        return ""
    for what, use in _LABELS.items():
        if said in words(use):
            return what
    own = next((what for what, known in _OWN.items() if said in known), "")
    is_task = said.endswith(tuple(words("task_column") | words("measure_column")))
    return own or ("task" if is_task else "")


def _rows(
    grid: Grid, heads: _Heads, place: str, day: dt.date | None, *, fill: bool
) -> Iterator[ImportRow]:
    """The rows below the heads; those that go on with the one above are joined to it."""
    above: tuple[str, ...] = ()
    held: dict[int, str] = {}
    coarse = heads.of("task")[:-1]
    waiting: tuple[int, dict[int, str], tuple[str, ...]] | None = None
    for number in sorted(row for row in grid if row > heads.last):
        cells = {column: cell for column, cell in grid[number].items() if cell}
        if not cells or _is_head(cells):
            continue
        if _is_section(cells, heads):
            above = (next(iter(cells.values())),)
            continue
        if waiting and _goes_on(cells, heads):
            waiting = (waiting[0], _joined(waiting[1], cells), waiting[2])
            continue
        if waiting:
            yield _row(waiting, heads, place, day)
        held |= {column: cells[column] for column in coarse if column in cells}
        if fill and waiting:
            cells = _filled(cells, waiting[1], heads)
        waiting = (number, cells, (*above, *(held[c] for c in coarse if c in held)))
    if waiting:
        yield _row(waiting, heads, place, day)


def _is_section(cells: Mapping[int, str], heads: _Heads) -> bool:
    """Whether a row has one cell alone, which is no number and stands at the left."""
    if len(cells) != 1:
        return False
    [(column, cell)] = cells.items()
    leftmost = min(heads.columns)
    return column <= max(leftmost, heads.of("task")[0]) and not cell.strip(".、").isdecimal()


def _goes_on(cells: Mapping[int, str], heads: _Heads) -> bool:
    """Whether a row names no task and no number: it belongs to the one above."""
    own = {*heads.of("task"), *heads.of("number")}
    return not own & cells.keys()


def _joined(first: Mapping[int, str], more: Mapping[int, str]) -> dict[int, str]:
    return {
        column: "\n".join(filter(None, (first.get(column, ""), more.get(column, ""))))
        for column in sorted({*first, *more})
    }


def _filled(cells: Mapping[int, str], before: Mapping[int, str], heads: _Heads) -> dict[int, str]:
    """A row with its units and its time from the row above, each where it has none itself."""
    made = dict(cells)
    units = [c for what in ("lead", "units", "cooperate") for c in heads.of(what)]
    for columns in (units, heads.of("deadline")):
        if not any(column in cells for column in columns):
            made |= {column: before[column] for column in columns if column in before}
    return made


def _row(
    held: tuple[int, dict[int, str], tuple[str, ...]],
    heads: _Heads,
    place: str,
    day: dt.date | None,
) -> ImportRow:
    number, cells, path = held
    text = cells.get(heads.of("task")[-1], "")
    title, begins = title_of_cell(text)
    charge = _charge(cells, heads, day)
    units = tuple((one.text, str(one.role)) for one in charge.units) if charge else ()
    until = charge.deadline if charge else None
    written = _said(cells, heads.of("deadline"))
    faults = {
        "task_missing": not text,
        "units_missing": not units,
        "units_unread": bool(_named(cells, heads)) and not units,
        "deadline_unread": bool(written) and until is None,
    }
    return ImportRow(
        number=number,
        place=place,
        title=title[:300],
        text=text[begins:].strip(),
        path=path,
        units=units,
        mode=str(charge.mode or "") if charge else "",
        open_ended=charge.open_ended if charge else False,
        starts=until.since if until else None,
        deadline=until.day if until else None,
        ongoing=until is not None and until.day is None,
        deadline_text=written[:100],
        responsibility=_named(cells, heads),
        aim=_said(cells, heads.of("aim")),
        faults=tuple(code for code, holds in faults.items() if holds),
        cells=tuple(cells[column] for column in sorted(cells)),
    )


def _named(cells: Mapping[int, str], heads: _Heads) -> str:
    """The cells of units as written; a stroke that stands for nobody is left out."""
    columns = sorted(c for what in ("lead", "units", "cooperate") for c in heads.of(what))
    return _said(cells, (c for c in columns if any(map(str.isalpha, cells.get(c, "")))))


def _said(cells: Mapping[int, str], columns: Iterable[int]) -> str:
    return "；".join(cells[column] for column in columns if column in cells)


def _charge(cells: Mapping[int, str], heads: _Heads, day: dt.date | None) -> Charge | None:
    """What the cells of units and time say together."""
    whole: Charge | None = None
    has_lead = any(column in cells for column in heads.of("lead"))
    for column, what in sorted(heads.columns.items()):
        part = _PARTS.get(what)
        if part is None or not cells.get(column, "").strip():
            continue
        if part is Part.CHARGE and has_lead:
            part = Part.COOPERATE  # beside a column of those who lead
        tight = squeezed(_passage(cells[column]))
        charge = read_charge(tight, day, part=part) if tight.text else None
        if charge is not None:
            whole = combined(whole, charge) if whole else charge
    return whole


def _passage(cell: str) -> Passage:
    """A cell in one line; what stands in several lines is several."""
    lines = [line.strip().strip("、，,；;") for line in cell.splitlines() if line.strip()]
    return Passage("、".join(lines), ((0, 0),))
