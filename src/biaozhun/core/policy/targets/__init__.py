"""The targets of a policy text: every number that is a goal."""

from bisect import bisect_right

import msgspec

from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.targets.rows import dues_of_rows, tables, targets_of_table
from biaozhun.core.policy.targets.scopes import Walk
from biaozhun.core.policy.targets.stating import in_time, left, targets_of
from biaozhun.core.policy.value import Target

__all__ = ["targets"]


def targets(layout: Layout) -> tuple[Target, ...]:
    """Every number of a text that is a goal, in the order of the text."""
    walk = Walk(layout)
    told: dict[int, list[Target]] = {}
    dues: list[tuple[int, int, int]] = []
    for number, rows in tables(layout).items():
        stated = targets_of_table(rows, layout, walk.since)
        if stated is None:
            dues += dues_of_rows(rows, walk.issued, walk.since)
        else:
            told[number] = stated
    listed = [target for stated in told.values() for target in stated]
    spoken = [_in_row(one, dues, walk) for one in _of_sentences(walk, frozenset(told))]
    found = [*listed, *(one for one in spoken if not _is_quoted(one, listed))]
    return tuple(sorted(found, key=lambda target: target.start))


def _is_quoted(target: Target, listed: list[Target]) -> bool:
    """Whether a list of targets has it, with the clause that states it."""
    clause = "".join(target.text.split())
    return any(
        (target.value, target.value_max, target.unit) == (one.value, one.value_max, one.unit)
        and clause in "".join(one.text.split())
        for one in listed
    )


def _in_row(target: Target, dues: list[tuple[int, int, int]], walk: Walk) -> Target:
    """The target with the year of the row of a table of tasks it stands in."""
    place = bisect_right(dues, target.start, key=lambda due: due[0]) - 1
    if place < 0 or dues[place][1] <= target.start:
        return target
    return _dated(target, dues[place][2], walk.default)


def _of_sentences(walk: Walk, told: frozenset[int]) -> list[Target]:
    """The targets of everything but the tables of targets."""
    found: list[Target] = []
    undated, first, below = 0, 0, None
    for heading, sentence in walk.sentences(told):
        if heading != below:
            undated = first = len(found)
            below = heading
        due = walk.due(sentence)
        if due is not None:
            found[undated:] = [_dated(target, due, walk.default) for target in found[undated:]]
            undated = len(found)
        moments = in_time(sentence, walk.standing(heading))
        walk.leave(heading, left(moments, walk.standing(heading)))
        last = found[-1].indicator if len(found) > first else ""
        found.extend(targets_of(sentence, moments, last))
    return found


def _dated(target: Target, due: int, default: int | None) -> Target:
    """The target with the year by which its task is to be done, where it names none itself."""
    return msgspec.structs.replace(target, year=due) if target.year in {None, default} else target
