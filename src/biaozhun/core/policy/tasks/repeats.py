"""Tasks of tables and attachments: they often repeat those of the text and add the units."""

from typing import Final

import msgspec

from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.responsibility import Charge
from biaozhun.core.policy.tasks.tables import Row, rows_of
from biaozhun.core.policy.value import Task
from biaozhun.core.text.folding import fold

_MARKS: Final = pattern(r"\W|_")
_KEY: Final = 18  # characters by which a row and an item are one
_KEY_LEAST: Final = 4


def with_repeats(found: list[Task], layout: Layout, *, first_leads: bool) -> tuple[Task, ...]:
    """The tasks of the text, with what tables and attachments say of them, and what they add."""
    made = [task for task in found if task.start < layout.body_end]
    known: dict[str, int] = {}
    for place, task in enumerate(made):
        for text in (task.text, task.title):
            known.setdefault(_key(text), place)
    added = [task for task in found if task.start >= layout.body_end]
    added += [_task(row, layout, first_leads=first_leads) for row in rows_of(layout)]
    for task in added:
        same = _same(task, known)
        if same is None:
            made.append(task)
        elif not made[same].units:
            made[same] = _charged(made[same], task)
    return tuple(sorted(made, key=lambda task: task.start))


def _same(task: Task, known: dict[str, int]) -> int | None:
    """The task of the text that a row or an item of an attachment repeats."""
    keys = (key for key in (_key(task.text), _key(task.title)) if len(key) >= _KEY_LEAST)
    return next((known[key] for key in keys if key in known), None)


def _key(text: str) -> str:
    return _MARKS.sub("", fold(text[: 3 * _KEY]))[:_KEY]


def _task(row: Row, layout: Layout, *, first_leads: bool) -> Task:
    charge = row.charge or Charge()
    if first_leads:
        charge = charge.with_first_leading()
    return Task(
        path=layout.path_of(row.start) + row.above,
        title=row.title,
        text=row.text.text,
        units=charge.units,
        mode=charge.mode,
        open_ended=charge.open_ended,
        deadline=charge.deadline,
        responsibility=charge.text,
        start=row.text.start,
        end=max(row.end, row.text.end),
    )


def _charged(task: Task, of_table: Task) -> Task:
    """A task of the text with the units that the table names."""
    return msgspec.structs.replace(
        task,
        units=of_table.units,
        mode=of_table.mode,
        open_ended=of_table.open_ended,
        deadline=of_table.deadline or task.deadline,
        responsibility=of_table.responsibility,
    )
