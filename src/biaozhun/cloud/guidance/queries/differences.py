"""Two texts compared line by line, and changed lines word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile, zip_longest
from typing import Literal

import msgspec

_PIECE = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)  # a Chinese character is a word of its own
MOST = 1_000_000  # pairs of lines, and of words in all lines, that are compared
AROUND = 2  # unchanged lines shown beside a change

Kind = Literal["same", "removed", "added", "gap"]


class Line(msgspec.Struct, frozen=True):
    """A line of a comparison; of each piece: its text, and whether it is what changed."""

    kind: Kind
    pieces: tuple[tuple[str, bool], ...] = ()


def compare(before: str, after: str) -> list[Line]:
    """What was taken out and put in; long stretches that stayed are left out.

    What would take too long to compare in detail is shown as changed in one piece.
    """
    old, new = before.splitlines(), after.splitlines()
    lines: list[Line] = []
    pairing = _Pairing()
    for kind, first, last, start, end in _steps(old, new):
        if kind == "equal":
            lines.extend(Line("same", ((text, False),)) for text in old[first:last])
        else:
            lines.extend(pairing.changed(old[first:last], new[start:end]))
    return list(_without_gaps(lines))


Step = tuple[str, int, int, int, int]  # as ``SequenceMatcher`` gives them


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """From one sequence to the other; what both begin and end with is not compared at all.

    Comparing takes the product of the lengths and more: beyond ``MOST`` all between is replaced.
    """
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    ends = len(old) - tail, len(new) - tail
    between = old[head : ends[0]], new[head : ends[1]]
    steps: list[Step] = [("equal", 0, head, 0, head)]
    if len(between[0]) * len(between[1]) <= MOST:
        found = SequenceMatcher(None, *between, autojunk=False).get_opcodes()
        steps += [(kind, a + head, b + head, c + head, d + head) for kind, a, b, c, d in found]
    else:
        steps.append(("replace", head, ends[0], head, ends[1]))
    steps.append(("equal", ends[0], len(old), ends[1], len(new)))
    return [step for step in steps if step[1] < step[2] or step[3] < step[4]]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """With how many equal ones both begin."""
    pairs = zip(old, new, strict=False)  # the shorter one decides
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


class _Pairing:
    """Changed lines beside each other, word by word for as long as there is time."""

    def __init__(self) -> None:
        self._left = MOST

    def changed(self, old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
        """Each line that went with the one that came in its place."""
        for before, after in zip_longest(old, new):
            if before is None or after is None:
                kind: Kind = "added" if before is None else "removed"
                yield Line(kind, ((after if before is None else before, True),))
            else:
                yield from self._by_words(before, after)

    def _by_words(self, before: str, after: str) -> Iterator[Line]:
        old, new = _PIECE.findall(before), _PIECE.findall(after)
        self._left -= len(old) * len(new)
        if self._left < 0:
            yield Line("removed", ((before, True),))
            yield Line("added", ((after, True),))
            return
        steps = _steps(old, new)
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
