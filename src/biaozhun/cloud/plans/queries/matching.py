"""Which task of a plan a row of a table means."""

from collections.abc import Sequence
from typing import Final

import msgspec

from biaozhun.cloud.plans.models import Task
from biaozhun.cloud.plans.tables import ImportRow
from biaozhun.core.text import fold

_LEAST: Final = 0.5  # share of pairs of characters that two names have in common
_LONGEST: Final = 80  # characters that are compared
_MOST_OFFERED: Final = 5_000  # choices on a page
_NEAREST: Final = 8


class Match(msgspec.Struct, frozen=True):
    """The task a row most probably means, if any is near, and those to choose from."""

    task: Task | None
    offered: tuple[Task, ...]


def matches(rows: Sequence[ImportRow], tasks: Sequence[Task]) -> list[Match]:
    """For each row its task; all are offered while that makes no page too long to send."""
    known = [(task, _pairs(task.title), _pairs(task.text)) for task in tasks]
    offers_all = len(rows) * len(tasks) <= _MOST_OFFERED
    found = []
    for row in rows:
        said = _pairs(row.text)
        alike = [(max(_alike(said, t), _alike(said, x)), task) for task, t, x in known]
        near = sorted(alike, key=lambda one: -one[0])
        best = near[0][1] if near and near[0][0] > _LEAST else None
        offered = tasks if offers_all else [task for _, task in near[:_NEAREST]]
        found.append(Match(best, tuple(offered)))
    return found


def _pairs(words: str) -> frozenset[str]:
    signs = "".join(sign for sign in fold(words[:_LONGEST]) if sign.isalnum())
    return frozenset(signs[place : place + 2] for place in range(len(signs) - 1))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 0.0
