"""Pieces of a text that are read as one, though lines, pages and marks break them.

A passage is what a reader sees: without line feeds inside, page numbers and signs of Markdown.
Every character of it knows where it stands in the text as it was given.
"""

from bisect import bisect_right
from functools import cached_property
from typing import Self

import msgspec

from biaozhun.core.text.folding import fold


class Passage(msgspec.Struct, frozen=True, dict=True):
    """Clean characters and where they stand in the original.

    Attributes:
        text: as read, in the writing of the original.
        pieces: ``(index in text, offset in the original)`` of each unbroken run, in order.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]

    @cached_property
    def folded(self) -> str:
        """The text in the one writing used for matching; as long as the text."""
        return fold(self.text)

    @cached_property
    def _indexes(self) -> list[int]:
        return [index for index, _ in self.pieces]

    def at(self, index: int) -> int:
        """Offset in the original of the character at ``index``; of the end: behind the last."""
        if index >= len(self.text) > 0:
            return self.at(len(self.text) - 1) + 1
        index_of_piece, offset = self.pieces[max(bisect_right(self._indexes, index) - 1, 0)]
        return offset + index - index_of_piece

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original the characters ``start`` to before ``end`` stand."""
        first = self.at(start)
        return first, max(first, self.at(end - 1) + 1) if end > start else first

    @property
    def start(self) -> int:
        """Offset in the original of the first character."""
        return self.at(0)

    @property
    def end(self) -> int:
        """Offset in the original behind the last character."""
        return self.at(len(self.text))

    def index(self, offset: int) -> int:
        """The first character that stands at an offset of the original or behind it."""
        place = bisect_right(self.pieces, offset, key=lambda piece: piece[1]) - 1
        if place < 0:
            return 0
        index, begins = self.pieces[place]
        until = self.pieces[place + 1][0] if place + 1 < len(self.pieces) else len(self.text)
        return min(index + offset - begins, until)

    def cut(self, start: int, end: int | None = None) -> "Passage":
        """The characters ``start`` to before ``end``."""
        stop = len(self.text) if end is None else min(end, len(self.text))
        start = min(start, stop)
        if start == stop:
            return Passage("", ((0, self.at(start)),))
        inside = [(i - start, o) for i, o in self.pieces if start < i < stop]
        return Passage(self.text[start:stop], ((0, self.at(start)), *inside))

    def stripped(self) -> "Passage":
        """Without blanks at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, max(left, len(self.text.rstrip())))

    @classmethod
    def joined(cls, parts: "list[Passage]") -> Self:
        """Passages that follow each other, read as one."""
        pieces, length = [], 0
        for part in parts:
            pieces += [(index + length, offset) for index, offset in part.pieces]
            length += len(part.text)
        return cls("".join(part.text for part in parts), tuple(pieces))


class Cell(msgspec.Struct, frozen=True):
    """Which cell of which table a paragraph stands in; all from 1."""

    table: int
    row: int
    column: int


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """What was written as one paragraph, with lines, pages and marks taken out.

    Attributes:
        passage: its characters without blanks at both ends.
        strong: runs set in bold, as indexes of the passage.
        numbering: a number printed by the file's own numbering, which is not among its characters.
        depth: level of a heading, where the file says that it is one; else 0.
        parted: it was cut out of a paragraph that holds several headings.
        cell: where in a table it stands.
    """

    passage: Passage
    strong: tuple[tuple[int, int], ...] = ()
    numbering: str = ""
    depth: int = 0
    parted: bool = False
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """Its characters."""
        return self.passage.text

    @property
    def folded(self) -> str:
        """Its characters in the one writing used for matching."""
        return self.passage.folded

    @property
    def start(self) -> int:
        """Offset in the original of its first character."""
        return self.passage.start

    @property
    def end(self) -> int:
        """Offset in the original behind its last character."""
        return self.passage.end
