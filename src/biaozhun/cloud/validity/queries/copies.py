"""What a house's own list tells of the copies it keeps: columns beside those of the numbers."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.queries.checks import columns_of, lines_of, text_of
from biaozhun.core.bibliography.dates import read_date
from biaozhun.core.structure.blocks import BlockKind, BlockText
from biaozhun.core.text import fold
from biaozhun.documents.reports import ControlledCopy, key_of

HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "own_number": ("受控号", "受控编号", "文件编号", "内部编号", "own number", "document number"),
    "holder": ("持有人", "持有部门", "使用部门", "保管部门", "保管人", "holder", "department"),
    "copy": ("副本号", "分发号", "份号", "册号", "copy", "copy number"),
    "last_check": ("上次查新", "上次查新日期", "上次检查", "上次检查日期", "last check"),
    "next_check": ("下次查新", "下次查新日期", "下次检查", "下次检查日期", "next check"),
    "remark": ("备注", "remark", "remarks"),
}
"""The headings by which columns of a controlled list are known, in any case or width."""
_DAYS: Final = ("last_check", "next_check")


def copies_of(check: Check) -> dict[str, tuple[ControlledCopy, ...]]:
    """The copies that a list sent as a workbook tells of, by the key of their standard.

    Empty where it was no workbook, or has none of these columns.
    """
    columns = columns_of(check)
    if columns is None:
        return {}
    cells = _cells(text_of(check), columns.sheet)
    fields = _fields(cells.get(columns.first - 1, {}))
    if not fields:
        return {}
    row_at = {start: row for row, held in cells.items() for start, _ in held.values()}
    found: dict[str, list[ControlledCopy]] = defaultdict(list)
    for line in lines_of(check):
        held = cells.get(row_at.get(line.start, 0), {})
        told = {name: held[column][1] for name, column in fields.items() if column in held}
        found[key_of(line)].append(_copy(told))
    return {key: tuple(copies) for key, copies in found.items()}


def _cells(text: BlockText, sheet: str) -> dict[int, dict[int, tuple[int, str]]]:
    """Row → column → first character and words of a cell."""
    rows: dict[int, dict[int, tuple[int, str]]] = defaultdict(dict)
    for block in text.blocks:
        if block.kind is BlockKind.CELL and block.sheet == sheet:
            words = text.text[block.start : block.end].strip()
            rows[block.row].setdefault(block.column, (block.start, words))
    return rows


def _fields(heads: Mapping[int, tuple[int, str]]) -> dict[str, int]:
    """Field → column, by the headings right above the list."""
    known = {fold(name): field for field, names in HEADS.items() for name in names}
    found: dict[str, int] = {}
    for column, (_, words) in sorted(heads.items()):
        if field := known.get(fold(words)):
            found.setdefault(field, column)
    return found


def _copy(told: Mapping[str, str]) -> ControlledCopy:
    read: dict[str, Any] = dict(told)
    for name in _DAYS:
        read[name] = read_date(told[name]).date if told.get(name) else None
    return ControlledCopy(**read)
