"""The text of a standard as a tree: clauses in their order, each with its blocks.

Readers of files build it, pages and search read it. Nothing of a source's own markup survives in
it: what is not one of these kinds is text. Levels and numbers follow GB/T 1.1-2020, 6 and 7: a
text is divided into clauses (章 1), subclauses (条 1.1, 1.1.1 …), annexes (附录 A) with theirs
(A.1), and front and back matter without numbers.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Literal

import msgspec

Mark = Literal["", "strong", "em", "sub", "sup", "code", "formula"]


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """A run of text in one hand.

    Attributes:
        text: as printed; a line break is a line feed.
        mark: how it is set apart.
        to: the anchor it points to in the same text; while reading, the source's own id.
    """

    text: str
    mark: Mark = ""
    to: str = ""


Spans = tuple[Span, ...]


class Para(msgspec.Struct, frozen=True, tag="p", omit_defaults=True):
    """A paragraph."""

    spans: Spans


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """An item of a list with the sign that stands before it (——, a), 1))."""

    label: str
    blocks: "tuple[Block, ...]"


class Items(msgspec.Struct, frozen=True, tag="list", omit_defaults=True):
    """A list (列项)."""

    items: tuple[Item, ...]


class Definition(msgspec.Struct, frozen=True, omit_defaults=True):
    """A symbol or an abbreviation with what it means."""

    term: Spans
    blocks: "tuple[Block, ...]"


class Definitions(msgspec.Struct, frozen=True, tag="definitions", omit_defaults=True):
    """A list of symbols or abbreviations."""

    items: tuple[Definition, ...]


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cell of a table with the columns and rows it spans."""

    spans: Spans
    columns: int = 1
    rows: int = 1
    heading: bool = False


class Table(msgspec.Struct, frozen=True, tag="table", omit_defaults=True):
    """A table with its number (1, A.1), its title and what stands below it."""

    rows: tuple[tuple[Cell, ...], ...]
    number: str = ""
    title: str = ""
    notes: "tuple[Block, ...]" = ()


class Figure(msgspec.Struct, frozen=True, tag="figure", omit_defaults=True):
    """A figure; ``image`` is what the source calls its picture, which no text holds."""

    number: str = ""
    title: str = ""
    image: str = ""
    notes: "tuple[Block, ...]" = ()


class Formula(msgspec.Struct, frozen=True, tag="formula", omit_defaults=True):
    """A formula on a line of its own, as text."""

    text: str
    label: str = ""


class Code(msgspec.Struct, frozen=True, tag="code", omit_defaults=True):
    """Text whose blanks and lines matter."""

    text: str


class Aside(msgspec.Struct, frozen=True, tag="aside", omit_defaults=True):
    """What gives information only, or warns: a note (注), an example (示例), a footnote (脚注)."""

    kind: Literal["note", "example", "footnote", "warning", "source"]
    blocks: "tuple[Block, ...]"
    label: str = ""


Block = Para | Items | Definitions | Table | Figure | Formula | Code | Aside
Blocks = tuple[Block, ...]


class ClauseKind(StrEnum):
    """What a division of the text is."""

    FRONT = "front"  # 前言, 引言
    CLAUSE = "clause"  # 章, 条
    TERM = "term"  # an entry of 术语和定义
    ANNEX = "annex"  # 附录 and its clauses
    BACK = "back"  # 参考文献, 索引


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A division of a text with what stands in it before its first subdivision.

    Attributes:
        kind: what it is.
        number: ``5.2``, ``A``, ``A.1``; empty for front and back matter.
        title: its heading; empty for a clause without one.
        level: 1 for a chapter or an annex, 2 for 5.2 or A.1 …
        blocks: its text.
        source: the id the source gives it, for references; empty where it gives none.
        anchor: where it is found in an address; given by :func:`anchors.anchored`.
    """

    kind: ClauseKind
    number: str = ""
    title: str = ""
    level: int = 1
    blocks: Blocks = ()
    source: str = ""
    anchor: str = ""


class Finding(msgspec.Struct, frozen=True):
    """Something about a text that a person should look at.

    Codes: ``number_twice``, ``number_skipped``, ``clause_empty``, ``element_unknown``,
    ``picture_missing``, ``no_clauses``, ``other_number``.
    """

    code: str
    place: str
    text: str = ""


class StructuredText(msgspec.Struct, frozen=True, kw_only=True):
    """A whole text and what its file says of itself; empty where it says nothing."""

    clauses: tuple[Clause, ...]
    number: str = ""
    title: str = ""
    language: str = ""
    findings: tuple[Finding, ...] = ()


_TREE = msgspec.json.Decoder(tuple[Block, ...])


def written(blocks: Blocks) -> str:
    """Blocks as JSON."""
    return msgspec.json.encode(blocks).decode()


def read_back(text: str) -> Blocks:
    """Blocks from what :func:`written` made of them."""
    return _TREE.decode(text)


def words(blocks: Iterable[Block]) -> str:
    """What can be read in blocks, a line each: what is searched."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Para(spans=spans):
            yield said(spans)
        case Items(items=items):
            yield from (f"{item.label} {words(item.blocks)}".strip() for item in items)
        case Definitions(items=items):
            yield from (f"{said(entry.term)} {words(entry.blocks)}".strip() for entry in items)
        case Table(rows=rows, title=title, notes=notes):
            yield title
            yield from (" ".join(said(cell.spans) for cell in row) for row in rows)
            yield words(notes)
        case Figure(title=title, notes=notes):
            yield title
            yield words(notes)
        case Formula(text=text) | Code(text=text):
            yield text
        case Aside(label=label, blocks=blocks):
            yield f"{label} {words(blocks)}".strip()


def said(spans: Spans) -> str:
    """Spans as one text."""
    return "".join(span.text for span in spans)


def plain(text: str) -> Spans:
    """A text without marks as spans."""
    return (Span(text),) if text else ()
