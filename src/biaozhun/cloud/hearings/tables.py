"""The columns of a table of representatives, and what its cells say."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.ui.brought import day_told
from biaozhun.core.text import fold

MOST_LINES: Final = 5_000
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": ("类别", "kind", "代表类别"),
    "name": ("姓名", "name"),
    "level": ("层级", "level", "级别"),
    "division": ("行政区划代码", "division", "区划代码"),
    "unit": ("工作单位", "unit", "单位"),
    "fields": ("专业领域ICS", "fields", "ics", "ICS分类号"),
    "since": ("任期起", "since", "任期开始", "任期开始日期", "任期起始"),
    "until": ("任期止", "until", "任期结束", "任期结束日期", "任期终止"),
    "may_be_named": ("同意公开姓名", "may_be_named", "同意公开"),
    "contact": ("联系方式", "contact", "电话"),
}
NEEDED: Final = ("kind", "name", "level")
KINDS: Final[Mapping[str, str]] = {
    "人大代表": "deputy",
    "deputy": "deputy",
    "政协委员": "cppcc",
    "cppcc": "cppcc",
    "消费者代表": "consumer",
    "消费者": "consumer",
    "consumer": "consumer",
}
LEVELS: Final[Mapping[str, str]] = {
    "全国": "nation",
    "国家": "nation",
    "nation": "nation",
    "省": "province",
    "省级": "province",
    "province": "province",
    "市": "city",
    "市级": "city",
    "city": "city",
    "县": "county",
    "县级": "county",
    "区": "county",
    "county": "county",
}
_YES: Final[Mapping[str, bool]] = {
    "是": True,
    "同意": True,
    "yes": True,
    "1": True,
    "否": False,
    "不同意": False,
    "no": False,
    "0": False,
}
_ICS: Final = re.compile(r"\d{2}(\.\d{3}(\.\d{2})?)?", re.ASCII)
_BETWEEN: Final = re.compile(r"[\s,，、;；]+")
_DIVISION: Final = re.compile(r"\d{6}", re.ASCII)
LONGEST: Final[Mapping[str, int]] = {"name": 100, "unit": 200, "contact": 200}


def unknown_columns(heading: Sequence[str]) -> list[str]:
    """The names in a heading that are those of no column."""
    known = {fold(name).strip() for names in COLUMNS.values() for name in names}
    return [one for one in heading if one.strip() and fold(one).strip() not in known]


class RowRefusedError(Exception):
    """A row with all that is wrong with it."""

    def __init__(self, faults: Sequence[HearingRefusedError]) -> None:
        super().__init__(*(one.code for one in faults))
        self.faults = tuple(faults)


def cells_of(cells: Mapping[str, str]) -> dict[str, Any]:
    """What a line says of a representative; an empty cell says nothing.

    Raises:
        RowRefusedError: with each of ``cell_missing``, ``cell_too_long``, ``kind_unclear``,
            ``level_unclear``, ``division_unclear``, ``ics_unclear``, ``day_unclear``,
            ``consent_unclear``; the cell is the fragment.
    """
    said = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    faults = [
        HearingRefusedError("cell_missing", fragment=COLUMNS[name][0])
        for name in NEEDED
        if name not in said
    ]
    told: dict[str, Any] = {}
    for name, cell in said.items():
        try:
            told[name] = _READ[name](cell) if name in _READ else _short(name, cell)
        except HearingRefusedError as fault:
            faults.append(fault)
    if faults:
        raise RowRefusedError(faults)
    return told


def _short(name: str, cell: str) -> str:
    if len(cell) > LONGEST[name]:
        raise HearingRefusedError("cell_too_long", fragment=COLUMNS[name][0])
    return cell


def ics_told(text: str) -> list[str]:
    """Codes of ICS that stand in a text, each once.

    Raises:
        HearingRefusedError: ``ics_unclear``.
    """
    codes = [one for one in _BETWEEN.split(fold(text).strip()) if one]
    for one in codes:
        if not _ICS.fullmatch(one):
            raise HearingRefusedError("ics_unclear", fragment=one, field="fields")
    return list(dict.fromkeys(codes))


def division_told(text: str) -> str:
    """The six digits of a place.

    Raises:
        HearingRefusedError: ``division_unclear``.
    """
    code = fold(text).strip()
    if not _DIVISION.fullmatch(code):
        raise HearingRefusedError("division_unclear", fragment=code, field="division")
    return code


def _known(table: Mapping[str, Any], cell: str, code: str) -> Any:  # noqa: ANN401  -- what the table has
    found = table.get(fold(cell).strip().lower())
    if found is None:
        raise HearingRefusedError(code, fragment=cell)
    return found


def _day(cell: str) -> object:
    day = day_told(cell)
    if day is None:
        raise HearingRefusedError("day_unclear", fragment=cell)
    return day


_READ: Final[Mapping[str, Callable[[str], object]]] = {
    "kind": lambda cell: _known(KINDS, cell, "kind_unclear"),
    "level": lambda cell: _known(LEVELS, cell, "level_unclear"),
    "may_be_named": lambda cell: _known(_YES, cell, "consent_unclear"),
    "fields": ics_told,
    "division": division_told,
    "since": _day,
    "until": _day,
}
"""How the cells of a column are read; those of the others are texts."""
