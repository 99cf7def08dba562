"""The table of tasks of a plan (任务分解表), as a workbook and as an official document.

Its headings are those of the genre and stay Chinese in every language of the pages.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

import msgspec

from biaozhun.core.policy import PolicyReading, Task
from biaozhun.core.policy.tasks.titles import shortened
from biaozhun.documents.reports.official import Clause, Grid, OfficialPaper, official_docx
from biaozhun.documents.reports.spreadsheet import (
    Value,
    add_sheet,
    empty_book,
    lay_out,
    put_table,
    saved,
)

TABLE_NAME: Final = "任务分解表"
TARGETS_NAME: Final = "目标指标表"
_HEADS: Final = ("序号", "章节", "工作任务", "牵头单位", "配合单位", "完成时限")
_MORE_HEADS: Final = ("状态", "进展")
_TARGET_HEADS: Final = ("序号", "指标", "目标值", "单位", "年份", "原文")
_NOBODY: Final = "/"  # an empty cell would be read as merged with that above it
_SIGNS: Final = {">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "=": "", "~": "约", "range": ""}


class TaskRow(msgspec.Struct, frozen=True, kw_only=True):
    """One task of the table.

    Attributes:
        section: the heading above it.
        title: of the task.
        text: what is to be done; may be empty.
        leads: who leads, as to be printed.
        cooperators: who helps.
        deadline: until when, in words or as a date; empty where nobody said.
        state: how it stands, in words; empty before anybody works on it.
        progress: the last report, in words.
    """

    section: str
    title: str
    text: str = ""
    leads: tuple[str, ...] = ()
    cooperators: tuple[str, ...] = ()
    deadline: str = ""
    state: str = ""
    progress: str = ""


class TargetRow(msgspec.Struct, frozen=True, kw_only=True):
    """One target of the table; ``value`` with its sign, as to be printed."""

    indicator: str
    value: str
    unit: str
    year: int | None = None
    text: str = ""


class TaskTable(msgspec.Struct, frozen=True, kw_only=True):
    """The tasks and targets of one plan.

    Attributes:
        plan: its title.
        issuer: who makes the table; printed as its author.
        made: the day of the table.
        tasks: in the order of the plan.
        targets: likewise.
    """

    plan: str
    issuer: str = ""
    made: dt.date | None = None
    tasks: tuple[TaskRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()

    @property
    def is_worked_on(self) -> bool:
        """Whether any row says how it stands."""
        return any(row.state or row.progress for row in self.tasks)

    @property
    def title(self) -> str:
        """What is printed over it."""
        return f"{self.plan}{TABLE_NAME}" if self.plan else TABLE_NAME


def table_of(reading: PolicyReading) -> TaskTable:
    """The table of a text as it was read, before any person looked at it."""
    return TaskTable(
        plan=reading.document.title,
        issuer=reading.document.issuer,
        made=reading.document.day,
        tasks=tuple(map(_task, reading.tasks)),
        targets=tuple(
            TargetRow(
                indicator=one.indicator,
                value=printed_value(one.operator, str(one.value), one.value_max),
                unit=one.unit,
                year=one.year,
                text=one.text,
            )
            for one in reading.targets
        ),
    )


def _task(task: Task) -> TaskRow:
    return TaskRow(
        section=task.path[-2] if len(task.path) > 1 else "".join(task.path),
        title=task.title,
        text=task.text,
        leads=task.leads,
        cooperators=task.cooperators,
        deadline=_until(task),
    )


def _until(task: Task) -> str:
    """As the text says it; the day itself where that depends on the year of the text."""
    until = task.deadline
    if until is None:
        return ""
    day = until.day
    if day is None or str(day.year) in until.text:
        return until.text
    return f"{day.year}年{day.month}月{day.day}日"


def printed_value(operator: str, value: object, value_max: object | None = None) -> str:
    """A goal as printed: ``≥100``, ``3—5``, ``约50``."""
    if operator == "range" and value_max is not None:
        return f"{value}—{value_max}"
    return f"{_SIGNS.get(operator, '')}{value}"


def task_table_xlsx(table: TaskTable) -> bytes:
    """The table as a workbook: a sheet of tasks, and one of targets where there are any."""
    book = empty_book(table.title, author=table.issuer)
    sheet = add_sheet(book, TABLE_NAME)
    heads = (*_HEADS, *_MORE_HEADS) if table.is_worked_on else _HEADS
    rows: list[list[Value]] = [[n, *_cells(row)] for n, row in enumerate(table.tasks, start=1)]
    put_table(sheet, heads, [row[: len(heads)] for row in rows])
    lay_out(sheet, (6, 24, 60, 28, 28, 18, 10, 40)[: len(heads)], landscape=True)
    if table.targets:
        sheet = add_sheet(book, TARGETS_NAME)
        put_table(sheet, _TARGET_HEADS, _target_cells(table.targets))
        lay_out(sheet, (6, 50, 14, 12, 10, 60), landscape=True)
    return saved(book)


def task_table_docx(table: TaskTable) -> bytes:
    """The table as an official document across the page, section by section."""
    parts: list[Clause | Grid] = []
    place = 0
    for section, rows in groupby(table.tasks, key=lambda row: row.section):
        if section:
            parts.append(Clause(section, level=1))
        lines = [(str(place + n), *_cells(row)[1:]) for n, row in enumerate(rows, start=1)]
        place += len(lines)
        parts.append(_grid(lines, worked_on=table.is_worked_on))
    if table.targets:
        parts.append(Clause(TARGETS_NAME, level=1))
        cells = tuple(tuple(str(c) for c in row) for row in _target_cells(table.targets))
        parts.append(Grid(heads=_TARGET_HEADS, rows=cells, widths=(12, 70, 30, 20, 18, 75)))
    paper = OfficialPaper(
        title=table.title, parts=tuple(parts), issuer=table.issuer, day=table.made, across=True
    )
    return official_docx(paper)


def _grid(lines: Sequence[Sequence[str]], *, worked_on: bool) -> Grid:
    heads = (_HEADS[0], *_HEADS[2:], *_MORE_HEADS) if worked_on else (_HEADS[0], *_HEADS[2:])
    widths = (12, 75, 32, 32, 24, 18, 32) if worked_on else (12, 103, 42, 42, 26)
    return Grid(heads=heads, rows=tuple(tuple(row[: len(heads)]) for row in lines), widths=widths)


def _cells(row: TaskRow) -> tuple[str, ...]:
    nobody = "" if row.cooperators else _NOBODY
    return (
        row.section,
        _said(row),
        "、".join(row.leads) or nobody,
        "、".join(row.cooperators),
        row.deadline,
        row.state,
        row.progress,
    )


def _said(row: TaskRow) -> str:
    """Title and text, the title on a line that a colon ends; alone where it says the text."""
    if not row.text or row.text.strip("。") == row.title:
        return row.text or row.title
    return row.text if shortened(row.text) == row.title else f"{row.title}：\n{row.text}"


def _target_cells(rows: Iterable[TargetRow]) -> list[tuple[int | str, ...]]:
    return [
        (place, row.indicator, row.value, row.unit, str(row.year or ""), row.text)
        for place, row in enumerate(rows, start=1)
    ]
