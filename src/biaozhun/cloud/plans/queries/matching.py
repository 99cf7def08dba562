"""Which task of a plan a row of a table means."""

from collections.abc import Sequence
from typing import Final

from biaozhun.cloud.plans.models import Task
from biaozhun.cloud.plans.tables import ImportRow
from biaozhun.core.text import fold

_LEAST: Final = 0.5  # share of pairs of characters that two names have in common
_LONGEST: Final = 80  # characters that are compared


def matches(rows: Sequence[ImportRow], tasks: Sequence[Task]) -> list[Task | None]:
    """For each row the task it most probably means; nothing where none is near."""
    known = [(task, _pairs(task.title), _pairs(task.text)) for task in tasks]
    return [_nearest(row, known) for row in rows]


def _nearest(
    row: ImportRow, known: Sequence[tuple[Task, frozenset[str], frozenset[str]]]
) -> Task | None:
    said = _pairs(row.text)
    best, found = _LEAST, None
    for task, title, text in known:
        alike = max(_alike(said, title), _alike(said, text))
        if alike > best:
            best, found = alike, task
    return found


def _pairs(words: str) -> frozenset[str]:
    signs = "".join(sign for sign in fold(words[:_LONGEST]) if sign.isalnum())
    return frozenset(signs[place : place + 2] for place in range(len(signs) - 1))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 0.0
