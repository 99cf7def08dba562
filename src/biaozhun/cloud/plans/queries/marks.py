"""The text of a plan cut into lines and pieces, each with what it means; spans may overlap."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

WIDE: Final = frozenset({"task", "phase", "principle", "safeguard", "dropped"})
"""Spans of whole passages: they are shown beside the line and not under its words."""
SILENT: Final = frozenset({"heading", "principle", "safeguard"})
"""Spans without a word of their own before them."""


class Mark(msgspec.Struct, frozen=True):
    """A span of the text, what it is, and the row of the table it belongs to."""

    start: int
    end: int
    kind: str
    row: str


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Characters that lie in the same spans.

    Attributes:
        start: of the first of them, in the whole text.
        text: themselves.
        kinds: of the spans they lie in, the widest first.
        begins: the spans that begin here, the widest first.
    """

    start: int
    text: str
    kinds: tuple[str, ...]
    begins: tuple[Mark, ...]

    @property
    def looks(self) -> str:
        """The classes of the piece; empty where it means nothing of its own."""
        return " ".join(f"is-{kind}" for kind in self.kinds if kind not in WIDE)

    @property
    def said(self) -> tuple[Mark, ...]:
        """The spans that begin here and are said in a word."""
        return tuple(mark for mark in self.begins if mark.kind not in SILENT)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the text.

    Attributes:
        start: of its first character.
        pieces: of its characters.
        kinds: the wide spans any of it lies in.
        level: of the heading it begins with, else 0.
    """

    start: int
    pieces: tuple[Piece, ...]
    kinds: tuple[str, ...]
    level: int

    @property
    def looks(self) -> str:
        """The classes of the line."""
        return " ".join(f"in-{kind}" for kind in self.kinds)


def lines(text: str, marks: Iterable[Mark], levels: dict[int, int]) -> list[Line]:
    """The lines of a text with its marks in place; empty lines are left out.

    Args:
        text: all of it.
        marks: spans in any order; parts of one beyond the text are let be.
        levels: of the headings, by their start.
    """
    held = sorted(_within(marks, len(text)), key=lambda mark: (mark.start, -mark.end, mark.kind))
    return list(_lines(text, held, levels))


def _within(marks: Iterable[Mark], length: int) -> Iterator[Mark]:
    for mark in marks:
        start, end = max(mark.start, 0), min(mark.end, length)
        if start < end:
            yield Mark(start, end, mark.kind, mark.row)


def _lines(text: str, marks: Sequence[Mark], levels: dict[int, int]) -> Iterator[Line]:
    place = 0
    standing: list[Mark] = []
    start = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        while place < len(marks) and marks[place].start < end:
            standing.append(marks[place])
            place += 1
        standing = [mark for mark in standing if mark.end > start]
        if raw.strip():
            first = start + len(raw) - len(raw.lstrip())
            here = [mark for mark in standing if mark.start < end]
            yield Line(
                start=first,
                pieces=tuple(_pieces(text, here, first, end)),
                kinds=tuple(dict.fromkeys(mark.kind for mark in here if mark.kind in WIDE)),
                level=next((levels[at] for at in range(start, first + 1) if at in levels), 0),
            )
        start = end + 1


def _pieces(text: str, marks: Sequence[Mark], start: int, end: int) -> Iterator[Piece]:
    """A line cut wherever a span begins or ends; what begins in its indent begins with it."""
    cuts = {start, end}
    for mark in marks:
        cuts.update(place for place in (mark.start, mark.end) if start < place < end)
    places = sorted(cuts)
    coming, inside = 0, list[Mark]()
    for first, behind in pairwise(places):
        while coming < len(marks) and marks[coming].start <= first:
            inside.append(marks[coming])
            coming += 1
        inside = [mark for mark in inside if mark.end > first]
        begun = [
            mark
            for mark in inside
            if mark.start == first or (first == start and _before(text, mark.start, first))
        ]
        yield Piece(
            start=first,
            text=text[first:behind],
            kinds=tuple(dict.fromkeys(mark.kind for mark in inside)),
            begins=tuple(begun),
        )


def _before(text: str, start: int, first: int) -> bool:
    """Whether only blanks lie between a span's start and the first character of its line."""
    return start < first and not text[start:first].strip()
