"""The pages of a checked text: what stands at the left, and the citations beside it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from biaozhun.cloud.validity.views.cutting import Mark, Marks, Piece, Unit, excerpts, units
from biaozhun.core.structure.blocks import BlockKind, BlockText, TextBlock
from biaozhun.core.validity import CheckedLine

LONGEST_WHOLE = 60_000  # characters; of a longer text a page shows what stands around citations
_PAGE = 12_000  # characters
_MOST_CELLS = 4_000  # of a table drawn with its empty cells
_MOST_LINES = 50  # citations of a page, but for one paragraph that has more


class Segment(msgspec.Struct, frozen=True):
    """Characters in one look; ``lines`` where they are cited, ``is_first`` at their beginning."""

    text: str
    lines: tuple[CheckedLine, ...] = ()
    is_first: bool = False


class Painted(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the text with its marks in place."""

    block: TextBlock
    segments: tuple[Segment, ...]
    cut_before: bool
    cut_behind: bool

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(segment.text for segment in self.segments)


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table with its paragraphs; one without any keeps the place of an empty one."""

    pieces: tuple[Painted, ...] = ()

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(piece.text for piece in self.pieces)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph, or the rows of a table that stand together.

    Attributes:
        where: the block that says where it stands, if that is elsewhere than the item before.
        pieces: of a paragraph.
        rows: of a table.
        left_out: how many passages without a citation in question stand before it unseen.
    """

    where: TextBlock | None
    pieces: tuple[Painted, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    left_out: int = 0


class TextPage(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the text with the citations that stand on it."""

    number: int
    last: int
    items: tuple[Item, ...]
    lines: tuple[CheckedLine, ...]
    left_out_behind: int = 0


class _Shown(msgspec.Struct, frozen=True):
    """A unit, and how many were left out before it."""

    unit: Unit
    left_out: int


def page_of(
    text: BlockText,
    lines: Sequence[CheckedLine],
    chosen: Sequence[CheckedLine],
    *,
    number: int,
    whole: bool,
) -> TextPage:
    """One page; the last one where there are not so many.

    Args:
        text: all of it.
        lines: every citation; all are marked.
        chosen: those that are asked for.
        number: of the page, from 1.
        whole: show the text between the citations too.
    """
    marks, wanted = Marks(lines), Marks(chosen)
    shown, behind = _shown(text, marks, wanted, whole=whole)
    leaves = list(_leaves(shown, wanted))
    place = min(number, len(leaves)) - 1
    leaf = leaves[place]
    return TextPage(
        number=place + 1,
        last=len(leaves),
        items=tuple(_items(leaf, text.text, marks)),
        lines=_lines_of(leaves, place, wanted, chosen),
        left_out_behind=behind if place + 1 == len(leaves) else 0,
    )


def _shown(
    text: BlockText, marks: Marks, wanted: Marks, *, whole: bool
) -> tuple[list[_Shown], int]:
    """The units to show, and how many are left out behind the last of them."""
    if whole:
        return [_Shown(unit, 0) for unit in units(text, marks)], 0
    shown: list[_Shown] = []
    left_out = 0
    for unit in units(text, marks):
        excerpt = excerpts(unit, wanted)
        if excerpt is None:
            left_out += 1
        else:
            shown.append(_Shown(excerpt, left_out))
            left_out = 0
    return shown, left_out


def _leaves(shown: Iterable[_Shown], wanted: Marks) -> Iterator[list[_Shown]]:
    """Pages; there is one at least."""
    leaf: list[_Shown] = []
    weight = cited = 0
    for one in shown:
        more = sum(len(mark.lines) for mark in _marks_of(one.unit, wanted))
        if leaf and (weight + one.unit.weight > _PAGE or cited + more > _MOST_LINES):
            yield leaf
            leaf, weight, cited = [], 0, 0
        leaf.append(one)
        weight += one.unit.weight
        cited += more
    yield leaf


def _marks_of(unit: Unit, marks: Marks) -> list[Mark]:
    """The marks that begin in a unit."""
    return [
        mark
        for piece in unit.pieces
        for mark in marks.within(piece.start, piece.end)
        if mark.start >= piece.start
    ]


def _lines_of(
    leaves: Sequence[Sequence[_Shown]], place: int, wanted: Marks, chosen: Sequence[CheckedLine]
) -> tuple[CheckedLine, ...]:
    """The chosen citations of a page; the last page has those too that stand in no block."""
    found = [line for one in leaves[place] for line in _begin_in(one.unit, wanted)]
    if place + 1 == len(leaves):
        placed = {
            line.position for leaf in leaves for one in leaf for line in _begin_in(one.unit, wanted)
        }
        found += [line for line in chosen if line.position not in placed]
    return tuple(found)


def _begin_in(unit: Unit, wanted: Marks) -> Iterator[CheckedLine]:
    for mark in _marks_of(unit, wanted):
        yield from mark.lines


def _items(leaf: Sequence[_Shown], text: str, marks: Marks) -> Iterator[Item]:
    """The units of a page as a template draws them; rows of one table together."""
    before: TextBlock | None = None
    for _, together in groupby(enumerate(leaf), key=lambda told: _table_of(*told)):
        group = [one for _, one in together]
        first = group[0].unit.first
        where = None if before is not None and _same_place(before, first) else first
        before = group[-1].unit.first
        if first.kind is BlockKind.CELL:
            rows = [_painted(one.unit, text, marks) for one in group]
            yield Item(where=where, rows=_aligned(rows), left_out=group[0].left_out)
        else:
            pieces = _painted(group[0].unit, text, marks)
            yield Item(where=where, pieces=pieces, left_out=group[0].left_out)


def _aligned(rows: Sequence[tuple[Painted, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table with the cells of a column under each other.

    Columns that are empty in all of the rows are left out. Where a table is so sparse that the
    empty cells would outweigh all else, its cells stand as they come.
    """
    cells = [_cells(row) for row in rows]
    columns = sorted({column for row in cells for column in row})
    if len(columns) * len(rows) > _MOST_CELLS:
        return tuple(tuple(row.values()) for row in cells)
    return tuple(tuple(row.get(column, Cell()) for column in columns) for row in cells)


def _cells(row: Iterable[Painted]) -> dict[int, Cell]:
    """The cells of a row by their columns; the paragraphs of a cell together."""
    pieces: dict[int, list[Painted]] = defaultdict(list)
    for piece in row:
        pieces[piece.block.column].append(piece)
    return {column: Cell(tuple(own)) for column, own in pieces.items()}


def _table_of(place: int, one: _Shown) -> tuple[object, ...]:
    """The same for rows of one table, different for everything else."""
    block = one.unit.first
    if block.kind is not BlockKind.CELL:
        return (place,)
    return (block.file, block.part, block.sheet, block.table)


def _same_place(one: TextBlock, other: TextBlock) -> bool:
    return (one.file, one.part, one.sheet, one.page) == (
        other.file,
        other.part,
        other.sheet,
        other.page,
    )


def _painted(unit: Unit, text: str, marks: Marks) -> tuple[Painted, ...]:
    return tuple(
        Painted(
            block=piece.block,
            segments=tuple(_segments(piece, text, marks)),
            cut_before=piece.cut_before,
            cut_behind=piece.cut_behind,
        )
        for piece in unit.pieces
    )


def _segments(piece: Piece, text: str, marks: Marks) -> Iterator[Segment]:
    """The characters of a piece; a mark that began before it is shown as far as it reaches in."""
    done = piece.start
    for mark in marks.within(piece.start, piece.end):
        start, end = max(mark.start, piece.start), min(mark.end, piece.end)
        if start > done:
            yield Segment(text[done:start])
        yield Segment(text[start:end], mark.lines, mark.start >= piece.start)
        done = end
    if done < piece.end:
        yield Segment(text[done : piece.end])
