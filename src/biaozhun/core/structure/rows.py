"""Cells of tables in two drafts: each goes with the name of its row.

Half of the cells of a table are numbers, units and words such as 合格, equal to dozens of others.
What tells them apart is the row they stand in, and a row is known by its name: its first cell with
words. Its number does not do, since every row behind an inserted one has another.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

_FEW: Final = 6  # characters of a cell that says nothing without its row
_LEAST: Final = 2  # characters of a name


class Celled(Protocol):
    """A passage that may be a cell."""

    @property
    def text(self) -> str:
        """As printed."""
        ...

    @property
    def row(self) -> int:
        """From 1; 0 of anything else."""
        ...

    @property
    def column(self) -> int:
        """From 1; 0 of anything else."""
        ...


Rows = dict[int, dict[int, int]]


def pair_cells(old: Sequence[Celled], new: Sequence[Celled], pairs: dict[int, int]) -> None:
    """Part short cells that stand in rows of other names, and pair those of the same row.

    Args:
        old: the passages of the older draft, in their order.
        new: those of the newer.
        pairs: the index in the newer one, by that in the older; it is put right.
    """
    here, there = _rows(old), _rows(new)
    name_of = {cell: name for name, cells in there.items() for cell in cells.values()}
    for name, cells in here.items():
        for cell in cells.values():
            is_short = len(old[cell].text) < _FEW and cell != name
            if is_short and cell in pairs and name_of.get(pairs[cell]) != pairs.get(name, -1):
                del pairs[cell]
    taken = set(pairs.values())
    for name, cells in here.items():
        others = there.get(pairs.get(name, -1), {})
        if len(others) != len(cells):
            continue  # a column more or less: the place in the row says nothing
        for column, cell in cells.items():
            other = others.get(column)
            if cell not in pairs and other is not None and other not in taken:
                pairs[cell] = other
                taken.add(other)


def _rows(passages: Sequence[Celled]) -> Rows:
    """The cells of each row by column, by the index of the cell that names the row."""
    rows: Mapping[int, dict[int, int]] = _grouped(passages)
    found: Rows = {}
    for cells in rows.values():
        named = (cell for _, cell in sorted(cells.items()) if _is_name(passages[cell].text))
        name = next(named, None)
        if name is not None:
            found[name] = cells
    return found


def _grouped(passages: Sequence[Celled]) -> dict[int, dict[int, int]]:
    """Cells side by side in one row, by the index of the first of them."""
    rows: dict[int, dict[int, int]] = defaultdict(dict)
    first = -1
    for place, one in enumerate(passages):
        if not one.row:
            continue
        before = passages[place - 1] if place else None
        if before is None or before.row != one.row or before.column >= one.column:
            first = place
        rows[first][one.column] = place
    return rows


def _is_name(text: str) -> bool:
    words = [sign for sign in text if sign.isalpha()]
    return len(words) >= _LEAST
