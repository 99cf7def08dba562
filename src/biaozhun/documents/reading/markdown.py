"""Markdown: the characters of the file as they are; its signs stay where they are."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from biaozhun.core.structure.blocks import BlockKind
from biaozhun.documents.reading.gathering import Gatherer, Traits
from biaozhun.documents.reading.plain import put_lines, text_of

MAX_CHARACTERS: Final = 2_000_000  # a longer text is read line by line
_SIGNS: Final = re.compile(
    r"^ {0,3}(?:#{1,6} \S|```|~~~|\|? *:?-{3,}:? *\|)|(?<!!)\[[^\[\]\n]+\]\([^()\s]+\)",
    re.MULTILINE,
)
_LEAD: Final = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?[ \t>]*")
_HEADING: Final = re.compile(r"#{1,6}[ \t]+")
_WORD: Final = re.compile(r"\w")
_BARRED: Final = re.compile(r"[ \t>]*\|")
_CELL: Final = re.compile(r"(?:\\.|[^|\\\r\n])+")
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def looks_like_markdown(text: str) -> bool:
    """Whether a text has a sign of Markdown that a plain text hardly has."""
    return _SIGNS.search(text) is not None


def read_markdown(content: bytes, into: Gatherer) -> None:
    """Blocks of a Markdown file by the lines they stand on.

    Raises:
        DocumentError: ``binary_file``, ``wrong_encoding``, ``too_large``.
    """
    text = text_of(content, into)
    if len(text) > MAX_CHARACTERS:
        put_lines(text, into)
        return
    behind = 0
    for begin, end, traits in _spans(text):
        start = max(begin, behind)
        if not text[start:end].strip():
            continue
        into.between(text[behind:start])
        into.add_here(text[start:end], **traits)
        behind = end
    into.between(text[behind:])


class _Span(NamedTuple):
    """A block by its lines: from ``first`` to before ``last``, counted from 0."""

    first: int
    last: int
    traits: Traits


def _spans(text: str) -> Iterator[tuple[int, int, Traits]]:
    """Start, end and traits of each block; what no rule of Markdown takes is a block a line."""
    lines = [found.span() for found in _LINE.finditer(text)]
    reached = 0
    for first, last, traits in _blocks(text):
        for line in range(reached, first):
            yield from _paragraph(text, lines[line], {})
        if "table" in traits:
            yield from _cells(text, lines[first], traits)
        else:
            start, end = lines[first][0], lines[min(last, len(lines)) - 1][1]
            yield from _paragraph(text, (start, end), traits)
        reached = max(reached, last)
    for span in lines[reached:]:
        yield from _paragraph(text, span, {})


def _paragraph(
    text: str, span: tuple[int, int], traits: Traits
) -> Iterator[tuple[int, int, Traits]]:
    """The span without the signs before and the line ends behind it."""
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    is_code = traits.get("kind") is BlockKind.CODE
    lead = _LEAD.match(text, start, end)
    if lead and not is_code:
        if traits.get("kind") is BlockKind.ITEM:
            traits["numbering"] = lead[0].strip(" \t>")
        start = lead.end()
    if traits.get("kind") is BlockKind.HEADING and (signs := _HEADING.match(text, start, end)):
        start = signs.end()
    if _WORD.search(text, start, end):
        yield start, end, traits


def _cells(text: str, span: tuple[int, int], traits: Traits) -> Iterator[tuple[int, int, Traits]]:
    """The cells of one row of a table."""
    start, end = span
    bar = _BARRED.match(text, start, end)
    begin = bar.end() if bar else start
    for column, cell in enumerate(_CELL.finditer(text, begin, end), 1):
        inside = cell[0].strip()
        if inside:
            at = cell.start() + cell[0].index(inside)
            yield at, at + len(inside), {**traits, "column": column}


def _blocks(text: str) -> Iterator[_Span]:
    """Blocks by their lines, in the order of the text."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.disable("reference")
    walk = _Walk()
    for token in parser.parse(text):
        yield from walk.taken(token)


class _Walk:
    """Follows the tokens of a text: in which list, heading and table they stand."""

    def __init__(self) -> None:
        self._lists = 0
        self._heading = 0
        self._in_table = False
        self._table = 0
        self._row = 0

    def taken(self, token: Token) -> Iterator[_Span]:
        """The block that a token is, if it is one."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self._lists -= 1
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "table_open":
                self._in_table = True
                self._table += 1
                self._row = 0
            case "tr_open" if token.map:
                self._row += 1
                row: Traits = {"kind": BlockKind.CELL, "table": self._table, "row": self._row}
                yield _Span(token.map[0], token.map[1], row)
            case "fence" | "code_block" if token.map:
                yield _Span(token.map[0], token.map[1], {"kind": BlockKind.CODE})
            case "inline" | "html_block" if token.map and not self._in_table:
                yield _Span(token.map[0], token.map[1], self._traits())
            case "table_close":
                self._in_table = False
            case _:
                pass  # what closes a block, and rules across the page

    def _traits(self) -> Traits:
        if self._heading:
            return {"kind": BlockKind.HEADING, "level": self._heading}
        if self._lists:
            return {"kind": BlockKind.ITEM, "level": self._lists}
        return {}
