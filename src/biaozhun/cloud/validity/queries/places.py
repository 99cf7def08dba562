"""Where in a file a citation stands, in the words of the file's own kind."""

from bisect import bisect_right

from biaozhun.core.structure.blocks import BlockKind, BlockText, TextBlock
from biaozhun.core.validity import Place


class Places:
    """Finds the block of a character; built once for a text."""

    def __init__(self, text: BlockText) -> None:
        self._blocks = text.blocks
        self._starts = [block.start for block in text.blocks]

    def at(self, offset: int) -> Place:
        """The place of the character at this offset; the body where it belongs to no block."""
        before = bisect_right(self._starts, offset) - 1
        if before < 0 or offset >= max(self._blocks[before].end, self._starts[before] + 1):
            return Place()
        return _place(self._blocks[before])


def _place(block: TextBlock) -> Place:
    return Place(
        file=block.file,
        part=str(block.part),
        page=block.page,
        sheet=block.sheet,
        cell=cell_name(block.row, block.column) if block.kind is BlockKind.CELL else "",
        paragraph=block.paragraph or None,
    )


def cell_name(row: int, column: int) -> str:
    """``B7`` for row 7, column 2; empty without a row and a column."""
    if row < 1 or column < 1:
        return ""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """``AB`` for column 28."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
