"""What is read of real policy texts, counted against tables made by hand.

The tables are those of ``gold/plans`` below the folder of real data; its README says what counts.
A task of the table is found where the text read begins with its first characters, or has them
near its beginning; units count within tasks found, those marked optional neither way; targets are
compared by value, kind of operator and unit, the year apart.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from biaozhun.core.policy import read
from biaozhun.core.policy.published import published

GOLD = "gold/plans"
TEXTS = {
    "000": "seeds/000.txt",
    "002": "seeds/002.txt",
    "p01": f"{GOLD}/p01.txt",
    "p06": f"{GOLD}/p06.txt",
    "p09": f"{GOLD}/p09.txt",
}
GOLD_FILES = tuple(path for name, text in TEXTS.items() for path in (f"{GOLD}/{name}.json", text))
FIELDS = ("tasks", "leads", "cooperators", "deadlines", "targets", "target years")
_NEAR = 60  # characters that may stand before the first ones of a task, such as number and title
_FLOORS = {">=": "floor", ">": "floor", "=": "floor", "<=": "ceiling", "<": "ceiling"}
_TIMES = {"万亿": 1e12, "萬億": 1e12, "亿": 1e8, "億": 1e8, "万": 1e4, "萬": 1e4}


class Tally(NamedTuple):
    """How many were found rightly, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(*(one + more for one, more in zip(self, other, strict=True)))


class TaskRow(msgspec.Struct):
    """A task of a table, or as printed by the command."""

    text: str = ""
    text_start: str = ""
    leads: list[str] = []
    cooperators: list[str] = []
    optional_units: list[str] = []
    deadline: str | None = None
    deadlines: list[str | dict[str, str]] = []


class TargetRow(msgspec.Struct):
    """A target of a table, or as printed by the command."""

    operator: str
    value: float
    unit: str = ""
    value_max: float | None = None
    year: int | None = None
    optional: bool = False
    operator_ok: list[str] = []
    year_ok: list[int] = []


class PlanRows(msgspec.Struct):
    """The tasks and targets of one text."""

    tasks: list[TaskRow]
    targets: list[TargetRow]


def tally(table: PlanRows, found: PlanRows) -> dict[str, Tally]:
    """Each field's tally of one text."""
    pairs = _paired(table.tasks, found.tasks)
    return {
        "tasks": Tally(len(pairs), len(found.tasks) - len(pairs), len(table.tasks) - len(pairs)),
        "leads": _units(table.tasks, found.tasks, pairs, "leads"),
        "cooperators": _units(table.tasks, found.tasks, pairs, "cooperators"),
        "deadlines": _deadlines(table.tasks, found.tasks, pairs),
        **_targets(table.targets, found.targets),
    }


@cache
def gold_tallies(folder: Path) -> dict[str, Tally]:
    """Each field's tally over all texts of the tables."""
    totals = dict.fromkeys(FIELDS, Tally(0, 0, 0))
    for name, text in TEXTS.items():
        table = msgspec.json.decode((folder / GOLD / f"{name}.json").read_bytes(), type=PlanRows)
        found = printed((folder / text).read_bytes().decode())
        for field, counts in tally(table, found).items():
            totals[field] = totals[field].plus(counts)
    return totals


def printed(text: str) -> PlanRows:
    """What the command prints of a text."""
    return msgspec.json.decode(msgspec.json.encode(published(read(text))), type=PlanRows)


# --- tasks and units -----------------------------------------------------------------------------


def _squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _paired(table: Sequence[TaskRow], found: Sequence[TaskRow]) -> dict[int, int]:
    """Which task of the table is which of those found, each used once."""
    pairs: dict[int, int] = {}
    texts = [_squashed(task.text) for task in found]
    for index, row in enumerate(table):
        key = _squashed(row.text_start)
        free = (at for at in range(len(found)) if at not in pairs.values())
        there = next((at for at in free if key and _begins(texts[at], key)), None)
        if there is not None:
            pairs[index] = there
    return pairs


def _begins(text: str, key: str) -> bool:
    return key in text[: len(key) + _NEAR]


def _units(
    table: Sequence[TaskRow], found: Sequence[TaskRow], pairs: dict[int, int], field: str
) -> Tally:
    right = wrong = missed = 0
    for index, row in enumerate(table):
        wanted = _names(getattr(row, field))
        optional = _names(row.optional_units) - wanted
        named = _names(getattr(found[pairs[index]], field)) - optional if index in pairs else set()
        right += len(wanted & named)
        wrong += len(named - wanted)
        missed += len(wanted - named)
    unpaired = [task for at, task in enumerate(found) if at not in pairs.values()]
    wrong += sum(len(getattr(task, field)) for task in unpaired)
    return Tally(right, wrong, missed)


def _names(units: Iterable[str]) -> set[str]:
    return {_squashed(unit) for unit in units}


def _deadlines(table: Sequence[TaskRow], found: Sequence[TaskRow], pairs: dict[int, int]) -> Tally:
    right = sum((found[at].deadline or None) in _days(table[index]) for index, at in pairs.items())
    return Tally(right, len(pairs) - right, len(table) - len(pairs))


def _days(row: TaskRow) -> set[str | None]:
    others = (one if isinstance(one, str) else one.get("deadline") for one in row.deadlines)
    return {row.deadline or None, *others}


# --- targets -------------------------------------------------------------------------------------

_Key = tuple[float | None, float | None, str, str]


def _targets(table: Sequence[TargetRow], found: Sequence[TargetRow]) -> dict[str, Tally]:
    left = list(found)
    right = wanted = dated = years = 0
    for row in sorted(table, key=lambda row: row.optional):
        wanted += not row.optional
        there = next((one for one in left if _key(one, one.operator) in _keys(row)), None)
        if there is None:
            continue
        left.remove(there)
        right += not row.optional
        if row.year and not row.optional:
            dated += 1
            years += there.year in {row.year, *row.year_ok}
    return {
        "targets": Tally(right, len(left), wanted - right),
        "target years": Tally(years, 0, dated - years),
    }


def _keys(row: TargetRow) -> set[_Key]:
    return {_key(row, operator) for operator in (row.operator, *row.operator_ok)}


def _key(row: TargetRow, operator: str) -> _Key:
    unit, times = _squashed(row.unit).replace("％", "%"), 1.0
    for mark, factor in _TIMES.items():
        if unit.startswith(mark):
            unit, times = unit.removeprefix(mark), factor
            break
    return (
        round(row.value * times, 6),
        None if row.value_max is None else round(row.value_max * times, 6),
        _FLOORS.get(operator, operator),
        unit,
    )
