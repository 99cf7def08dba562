"""Two texts compared line by line, and changed lines word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

import msgspec

_PIECE = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)  # a Chinese character is a word of its own
AROUND = 2  # unchanged lines shown beside a change

Kind = Literal["same", "removed", "added", "gap"]


class Line(msgspec.Struct, frozen=True):
    """A line of a comparison; of each piece: its text, and whether it is what changed."""

    kind: Kind
    pieces: tuple[tuple[str, bool], ...] = ()


def compare(before: str, after: str) -> list[Line]:
    """What was taken out and put in; long stretches that stayed are left out."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[Line] = []
    for kind, first, last, start, end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            lines.extend(Line("same", ((text, False),)) for text in old[first:last])
        else:
            lines.extend(_changed(old[first:last], new[start:end]))
    return list(_without_gaps(lines))


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for before, after in zip_longest(old, new):
        if before is None or after is None:
            kind: Kind = "added" if before is None else "removed"
            yield Line(kind, ((after if before is None else before, True),))
        else:
            yield from _by_words(before, after)


def _by_words(before: str, after: str) -> Iterator[Line]:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gone = [("".join(old[a:b]), kind != "equal") for kind, a, b, _, _ in steps if a < b]
    come = [("".join(new[c:d]), kind != "equal") for kind, _, _, c, d in steps if c < d]
    yield Line("removed", tuple(gone))
    yield Line("added", tuple(come))


def _without_gaps(lines: Sequence[Line]) -> Iterator[Line]:
    near = [
        any(one.kind != "same" for one in lines[max(at - AROUND, 0) : at + AROUND + 1])
        for at in range(len(lines))
    ]
    for at, line in enumerate(lines):
        if near[at]:
            yield line
        elif at == 0 or near[at - 1]:
            yield Line("gap")
