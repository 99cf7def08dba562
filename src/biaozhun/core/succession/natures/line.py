"""The line of the numbers a text has borne, from the first to the last."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import pairwise

import msgspec

from biaozhun.core.bibliography.natures import NatureStatement, agree, finer
from biaozhun.core.bibliography.record import NatureWord
from biaozhun.core.succession.facts import Renumbering
from biaozhun.core.succession.natures.facts import (
    NatureClash,
    NatureContradiction,
    NatureRule,
    Numbered,
)


class Text:
    """The numbers of one text, and the clashes met so far."""

    def __init__(self, numbers: Mapping[str, Numbered]) -> None:
        self.numbers = numbers
        self._clashes: set[NatureContradiction] = set()

    def note(self, clash: NatureClash, detail: str, said: NatureStatement | None = None) -> None:
        """Add a clash."""
        self._clashes.add(NatureContradiction(clash, detail, said))

    def named(self, keys: Iterable[str]) -> str:
        """The numbers of some keys, for reading."""
        return " / ".join(self.numbers[key].number for key in keys)

    def listed(self) -> tuple[NatureContradiction, ...]:
        """Each clash once, in an order that does not depend on that of the statements."""
        return tuple(sorted(self._clashes, key=lambda found: (found.clash, repr(found))))


class Change(msgspec.Struct, frozen=True):
    """The change to a number; ``days`` are all that are stated for it, in order."""

    days: tuple[dt.date, ...] = ()
    basis: str = ""


Changes = dict[tuple[str, str], Change]


class Step(msgspec.Struct, frozen=True):
    """A number of the line with the change that gave it; the first one was given by none."""

    numbered: Numbered
    given: Change
    nature: NatureWord | None
    rule: NatureRule


def changes_of(renumbered: Iterable[Renumbering], text: Text) -> Changes:
    """Each change once, with every day stated for it and the basis that goes with the first."""
    stated: dict[tuple[str, str], set[tuple[dt.date | None, str]]] = {}
    for link in renumbered:
        ends = (link.former, link.latter)
        if link.former != link.latter and text.numbers.keys() >= set(ends):
            stated.setdefault(ends, set()).add((link.date, link.basis))
    found: Changes = {}
    for ends, said in stated.items():
        days = tuple(sorted({day for day, _ in said if day}))
        bases = sorted((day or dt.date.max, basis) for day, basis in said if basis)
        found[ends] = Change(days, bases[0][1] if bases else "")
        if len(days) > 1:
            written = " / ".join(map(str, days))
            text.note(NatureClash.DAYS_DIFFER, f"{text.named(ends)}: {written}")
    return found


def steps_to(key: str, changes: Changes, text: Text) -> list[Step]:
    """The numbers of the text from the first to the last, through ``key``."""
    path = [key]
    while former := _next(path, changes, text, backwards=True):
        path.insert(0, former)
    while latter := _next(path, changes, text, backwards=False):
        path.append(latter)
    given = [Change(), *(changes[pair] for pair in pairwise(path))]
    return [_step(text.numbers[one], change) for one, change in zip(path, given, strict=True)]


def _next(path: Sequence[str], changes: Changes, text: Text, *, backwards: bool) -> str:
    """The number before the first or behind the last of a path; of several the nearest in time."""
    key, here, other = (path[0], 1, 0) if backwards else (path[-1], 0, 1)
    known = {ends[other]: change for ends, change in changes.items() if ends[here] == key}
    for end in sorted(known.keys() & set(path)):
        text.note(NatureClash.RETURNS, text.named((key, end)))
    found = sorted(known.keys() - set(path))
    if len(found) > 1:
        clash = NatureClash.SEVERAL_FORMER if backwards else NatureClash.SEVERAL_LATTER
        text.note(clash, text.named(found))
    return min(found, key=lambda end: _far(known[end], backwards=backwards), default="")


def _far(change: Change, *, backwards: bool) -> int:
    """How far a change is from the one it is next to; one without a day is the farthest."""
    if not change.days:
        return dt.date.max.toordinal()
    return -change.days[-1].toordinal() if backwards else change.days[0].toordinal()


def _step(numbered: Numbered, given: Change) -> Step:
    """What is to be believed of the nature under a number."""
    decided = next((said.word for said in numbered.statements if said.decided), None)
    if decided is not None:
        return Step(numbered, given, decided, NatureRule.DECIDED)
    if numbered.nature is not None:
        return Step(numbered, given, numbered.nature, NatureRule.NUMBER)
    words = sorted({said.word for said in numbered.statements})
    if not words:
        return Step(numbered, given, None, NatureRule.SILENT)
    if not all(agree(one, other) for one in words for other in words):
        return Step(numbered, given, None, NatureRule.DISAGREE)
    return Step(numbered, given, reduce(finer, words), NatureRule.STATED)
