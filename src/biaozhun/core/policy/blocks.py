"""The paragraphs of a file, with what Word, PDF or HTML says of tables, headings and numbering."""

from itertools import groupby
from typing import Final

import msgspec

from biaozhun.core.policy.lines import Line, line_at, without_page_ends
from biaozhun.core.policy.paragraphs import (
    as_paragraphs,
    from_pages,
    lines_as_one,
    paragraphs_of,
)
from biaozhun.core.policy.passages import Cell, Paragraph, Passage
from biaozhun.core.structure.blocks import BlockKind, BlockText, Part, RunMark, TextBlock

_READ: Final = frozenset({Part.BODY, Part.TEXTBOX})


def paragraphs_of_blocks(file: BlockText) -> tuple[Paragraph, ...]:
    """The paragraphs of a file's body, the cells of its tables among them."""
    if not file.blocks:
        return paragraphs_of(file.text)
    made: list[Paragraph] = []
    blocks = [block for block in file.blocks if block.part in _READ]
    for in_table, group in groupby(blocks, lambda block: block.kind is BlockKind.CELL):
        members = list(group)
        if in_table:
            made += _cells(file.text, members)
        elif members[0].page:
            made += from_pages(without_page_ends(_lines(file.text, members)))
        else:
            made += as_paragraphs(without_page_ends(_lines(file.text, members)))
    return tuple(made)


def _cells(text: str, blocks: list[TextBlock]) -> list[Paragraph]:
    made = []
    for block in blocks:
        lines = _lines_of_block(text, block)
        if lines:
            passage = lines_as_one(lines).passage
            cell = Cell(block.table, block.row, block.column)
            made.append(Paragraph(passage=passage, cell=cell))
    return made


def _lines(text: str, blocks: list[TextBlock]) -> list[Line]:
    """The lines of the blocks; a gap stands before each block."""
    made: list[Line] = []
    page: int | None = None
    for block in blocks:
        for place, line in enumerate(_lines_of_block(text, block)):
            made.append(
                msgspec.structs.replace(
                    line,
                    gap=place == 0,
                    page=block.page != page,
                    depth=block.level if block.kind is BlockKind.HEADING else 0,
                    strong=_strong(line.passage, block),
                    numbering=block.numbering if place == 0 else "",
                )
            )
            page = block.page
    return made


def _lines_of_block(text: str, block: TextBlock) -> list[Line]:
    """The lines with words of one block."""
    lines = []
    offset = block.start
    for raw in text[block.start : block.end].split("\n"):
        line = line_at(raw, offset, gap=False, page=False)
        if line is not None:
            lines.append(line)
        offset += len(raw) + 1
    return lines


def _strong(passage: Passage, block: TextBlock) -> tuple[tuple[int, int], ...]:
    """The runs of a block set in bold, as indexes of a passage."""
    runs = [
        (passage.index(run.start), passage.index(run.end))
        for run in block.runs
        if RunMark.STRONG in run.marks and run.end > passage.start and run.start < passage.end
    ]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
