"""The lines of a file as the reading of drafts takes them: words, printed number, place."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.core.structure.blocks import BlockKind, BlockText, Part, TextBlock
from biaozhun.core.text import fold

_PARTS: Final = frozenset({Part.BODY, Part.FOOTNOTE, Part.ENDNOTE})
_PAGE: Final = re.compile(r"[\s.·…\-]*(?:\(?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*\)?)?\s*$")
_LED: Final = re.compile(r"(?:[.·…]{3,}|\t)\s*(?:\d{1,4}|[ivxlc]{1,7})\s*$")
_LONGEST_ENTRY: Final = 300  # characters of an entry of the contents
_BREAK: Final = re.compile(r"[^\n]+")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A line.

    Attributes:
        start: first character of its words.
        end: first character behind them.
        text: its words, with the number that the file itself prints before them.
        ahead: how many of these characters are that number.
        kind: what the file says it is.
        heading: its level where the file says that it is a heading, else 0.
        table: which table a cell is of, else 0.
        row: of a cell.
        column: of a cell.
        is_footnote: it stands at the foot.
    """

    start: int
    end: int
    text: str
    ahead: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    heading: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    is_footnote: bool = False

    def at(self, place: int) -> int:
        """Where a character of the piece stands in the whole text."""
        return min(max(self.start + place - self.ahead, self.start), self.end)


def pieces(blocks: BlockText) -> list[Piece]:
    """The lines of body and feet that hold a word, in their order."""
    return [
        piece for block in blocks.blocks if block.part in _PARTS for piece in _of(blocks, block)
    ]


def _of(blocks: BlockText, block: TextBlock) -> Iterator[Piece]:
    start, end = block.start, block.end
    ahead = f"{block.numbering} " if block.numbering else ""
    words = blocks.text[start:end]
    lines = _lines(words) if block.kind is BlockKind.PARAGRAPH else _whole(words)
    if not lines and block.numbering:
        lines = [(0, 0)]
    for first, last in lines:
        yield Piece(
            start=start + first,
            end=start + last,
            text=ahead + words[first:last],
            ahead=len(ahead),
            kind=block.kind,
            heading=block.level if block.kind is BlockKind.HEADING else 0,
            table=block.table,
            row=block.row,
            column=block.column,
            is_footnote=block.part is not Part.BODY,
        )
        ahead = ""


def _lines(words: str) -> list[tuple[int, int]]:
    """Lines of a block without the blanks round them."""
    found = []
    for line in _BREAK.finditer(words):
        inner = line.group().strip()
        if inner:
            first = line.start() + line.group().index(inner[0])
            found.append((first, first + len(inner)))
    return found


def _whole(words: str) -> list[tuple[int, int]]:
    bare = words.strip()
    first = words.index(bare)
    return [(first, first + len(bare))] if bare else []


class Contents:
    """What of a table of contents comes again further down, so that its entries are no headings."""

    def __init__(self, found: list[Piece]) -> None:
        self._left = Counter(_bare(piece.text) for piece in found)

    def passes(self, piece: Piece) -> bool:
        """Whether a line, which is passed now, is an entry: a page stands behind, or it recurs."""
        key = _bare(piece.text)
        self._left[key] -= 1
        if len(piece.text) > _LONGEST_ENTRY:
            return False
        return self._left[key] > 0 or _LED.search(fold(piece.text)) is not None


def _bare(text: str) -> str:
    if len(text) > _LONGEST_ENTRY:
        return text
    return "".join(_PAGE.sub("", fold(text)).split())
