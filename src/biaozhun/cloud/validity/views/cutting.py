"""A checked text cut into what a page can show: paragraphs and rows of tables, with their marks.

A mark is a stretch of the text that one or more citations stand on: the members of a range share
their characters. Everything is given in characters of the whole text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from biaozhun.core.structure.blocks import BlockKind, BlockText, TextBlock
from biaozhun.core.validity import CheckedLine

LONGEST_PIECE = 1_500  # characters; a longer block is cut at its line feeds
_AROUND = 120  # characters shown to each side of a citation in an excerpt


class Mark(msgspec.Struct, frozen=True):
    """Where citations stand."""

    start: int
    end: int
    lines: tuple[CheckedLine, ...]


class Piece(msgspec.Struct, frozen=True):
    """A stretch of one block; ``cut`` where the block goes on before or behind it."""

    block: TextBlock
    start: int
    end: int
    cut_before: bool = False
    cut_behind: bool = False


class Unit(msgspec.Struct, frozen=True):
    """What stays together on a page: the pieces of a paragraph, or the cells of a row."""

    pieces: tuple[Piece, ...]

    @property
    def first(self) -> TextBlock:
        """The block it begins with, which tells where it stands."""
        return self.pieces[0].block

    @property
    def weight(self) -> int:
        """Its characters."""
        return sum(piece.end - piece.start for piece in self.pieces)


class Marks:
    """The marks of a text, found by where they stand."""

    def __init__(self, lines: Iterable[CheckedLine]) -> None:
        self.all = tuple(_merged(lines))
        self._starts = [mark.start for mark in self.all]
        self._ends = [mark.end for mark in self.all]

    def within(self, start: int, end: int) -> Sequence[Mark]:
        """Those that have a character in the stretch, in their order."""
        return self.all[bisect_right(self._ends, start) : bisect_left(self._starts, end)]


def _merged(lines: Iterable[CheckedLine]) -> Iterator[Mark]:
    """Citations whose characters overlap, together."""
    together: list[CheckedLine] = []
    end = 0
    for line in sorted(lines, key=lambda line: (line.start, line.position)):
        if together and line.start >= end:
            yield Mark(together[0].start, end, tuple(together))
            together = []
        together.append(line)
        end = line.end if len(together) == 1 else max(end, line.end)
    if together:
        yield Mark(together[0].start, end, tuple(together))


def units(text: BlockText, marks: Marks) -> Iterator[Unit]:
    """The whole text, cut."""
    blocks = text.blocks or (TextBlock(start=0, end=len(text.text)),)
    for _, together in groupby(blocks, key=_row_of):
        row = tuple(together)
        if row[0].kind is BlockKind.CELL:
            yield Unit(tuple(Piece(cell, cell.start, cell.end) for cell in row))
        else:
            for block in row:
                yield from (Unit((piece,)) for piece in _pieces(block, text.text, marks))


def _row_of(block: TextBlock) -> tuple[object, ...]:
    """The same for the cells of a row, different from block to block elsewhere."""
    if block.kind is not BlockKind.CELL:
        return (block.start, block.end)
    return (block.file, block.part, block.sheet, block.table, block.row)


def _pieces(block: TextBlock, text: str, marks: Marks) -> Iterator[Piece]:
    """A block, cut behind line feeds where it is long, and never inside a mark."""
    start = block.start
    while block.end - start > LONGEST_PIECE:
        end = _cut(start, block.end, text, marks)
        if end >= block.end:
            break
        yield Piece(block, start, end, start > block.start, cut_behind=True)
        start = end
    if start < block.end:
        yield Piece(block, start, block.end, start > block.start)


def _cut(start: int, block_end: int, text: str, marks: Marks) -> int:
    """Where a piece that begins at ``start`` may end."""
    furthest = min(start + LONGEST_PIECE, block_end)
    feed = text.rfind("\n", start, furthest)
    end = feed + 1 if feed > start else furthest
    across = [mark.end for mark in marks.within(end - 1, end + 1) if mark.start < end < mark.end]
    return max([end, *across])


def excerpts(unit: Unit, chosen: Marks) -> Unit | None:
    """What stands around the chosen marks of a unit; ``None`` where it has none of them.

    The row of a table stays whole: its cells tell what the citation is about.
    """
    if not any(chosen.within(piece.start, piece.end) for piece in unit.pieces):
        return None
    if unit.first.kind is BlockKind.CELL:
        return unit
    return Unit(tuple(shown for piece in unit.pieces for shown in _around(piece, chosen)))


def _around(piece: Piece, chosen: Marks) -> Iterator[Piece]:
    """The stretches of a piece around its marks; those that meet are one."""
    stretches: list[tuple[int, int]] = []
    for mark in chosen.within(piece.start, piece.end):
        start = max(piece.start, mark.start - _AROUND)
        end = min(piece.end, mark.end + _AROUND)
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    for start, end in stretches:
        yield Piece(
            piece.block,
            start,
            end,
            piece.cut_before or start > piece.start,
            piece.cut_behind or end < piece.end,
        )
