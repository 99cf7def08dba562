"""Lines and tables in their order into clauses: what Word documents and plain text have in common.

A line is a heading because its style says so, or because the number it begins with may follow the
one before. List items (列项) are known by the signs GB/T 1.1-2020, 7.5 gives them: ``——``, ``·``,
``a)``, ``1)``; notes and examples by 注 and 示例.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from biaozhun.core.structure.anchors import named
from biaozhun.core.structure.numbering import Label, follows, label_ahead
from biaozhun.core.structure.tree import (
    Aside,
    Block,
    Cell,
    Clause,
    ClauseKind,
    Figure,
    Item,
    Items,
    Para,
    StructuredText,
    Table,
    plain,
)
from biaozhun.core.text import fold

LONGEST_TITLE: Final = 60  # characters; what is longer behind a number is the text of the clause
_LEAP: Final = 3  # chapters ahead that a heading may be, where some were not recognised
_ENDS_SENTENCE: Final = "。；;：:，,"
_TERMS: Final = ("术语和定义", "术语、定义", "术语", "terms and definitions", "terms, definitions")
_ITEM: Final = re.compile(r"(-{1,2}|[·•●○]|\(?[a-z]{1,2}\)|\(?\d{1,2}\)|[①-⑳])\s*(?=\S)")
_NOTE: Final = re.compile(r"(注|note)\s*(\d{0,2})\s*(?::|-|(?<=\d)\s)\s*")
_EXAMPLE: Final = re.compile(r"(示例|例|example)\s*(\d{0,2})\s*:\s*")


class Line(msgspec.Struct, frozen=True):
    """A paragraph of a file.

    Attributes:
        text: what it says.
        heading: its level where its style says that it is a heading, else 0.
        counted: the file numbers it by itself, so its number is not among its words.
        titled: the heading is a title; false for a clause that begins with its text (无标题条).
    """

    text: str
    heading: int = 0
    counted: bool = False
    titled: bool = True


class Rows(msgspec.Struct, frozen=True):
    """A table of a file: texts of its cells."""

    rows: tuple[tuple[str, ...], ...]


class _Open:
    """The clause being filled."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.blocks: list[Block] = []
        self.items: list[Item] = []

    def add(self, block: Block) -> None:
        self.end_list()
        self.blocks.append(block)

    def end_list(self) -> None:
        if self.items:
            self.blocks.append(Items(tuple(self.items)))
            self.items = []

    def closed(self) -> Clause:
        self.end_list()
        return msgspec.structs.replace(self.clause, blocks=tuple(self.blocks))


def assembled(pieces: Iterable[Line | Rows]) -> StructuredText:
    """The clauses that lines and tables make; what stands before the first heading comes first."""
    maker = _Assembly()
    for piece in pieces:
        if isinstance(piece, Rows):
            maker.table(piece)
        elif piece.text.strip():
            maker.line(piece)
    return StructuredText(clauses=maker.clauses())


class _Assembly:
    """One pass over the pieces of a file."""

    def __init__(self) -> None:
        self._done: list[Clause] = []
        self._open = _Open(Clause(kind=ClauseKind.FRONT))
        self._last = ""  # the last number seen
        self._in_annex = False
        self._in_terms = ""  # the number of the chapter of terms
        self._counts: list[int] = []
        self._caption: tuple[str, str] | None = None

    def clauses(self) -> tuple[Clause, ...]:
        """All of them; a beginning without a word in it is none."""
        self._flush_caption()
        everything = [*self._done, self._open.closed()]
        return tuple(
            clause for clause in everything if clause.blocks or clause.number or clause.title
        )

    def line(self, line: Line) -> None:
        """A paragraph: a heading, a caption, an item of a list, a note, or running text."""
        if self._heading(line):
            return
        self._flush_caption()
        ahead = label_ahead(line.text)
        if ahead and ahead[0].kind in ("table", "figure") and _is_title(ahead[1]):
            if ahead[0].kind == "figure":
                self._open.add(Figure(number=ahead[0].number, title=ahead[1]))
            else:
                self._caption = (ahead[0].number, ahead[1])
            return
        self._running(line.text.strip())

    def table(self, rows: Rows) -> None:
        """A table, under the caption that stood before it."""
        number, title = self._caption or ("", "")
        self._caption = None
        cells = tuple(
            tuple(Cell(plain(text), heading=not place) for text in row)
            for place, row in enumerate(rows.rows)
        )
        self._open.add(Table(cells, number=number, title=title))

    def _flush_caption(self) -> None:
        """A caption with no table behind it is a line like others."""
        if self._caption:
            number, title = self._caption
            self._caption = None
            self._open.add(Para(plain(f"表{number} {title}".strip())))

    def _running(self, text: str) -> None:
        folded = fold(text)
        if found := _NOTE.match(folded) or _EXAMPLE.match(folded):
            kind = "note" if found[1] in ("注", "note") else "example"
            label = text[: found.end(2)].strip()
            inside = (Para(plain(text[found.end() :])),)
            self._open.add(Aside("note" if kind == "note" else "example", inside, label))
        elif found := _ITEM.match(folded):
            label = text[: found.end(1)]
            self._open.items.append(Item(label, (Para(plain(text[found.end() :].strip())),)))
        else:
            self._open.add(Para(plain(text)))

    def _heading(self, line: Line) -> bool:
        ahead = label_ahead(line.text)
        if ahead and ahead[0].kind in ("clause", "annex") and self._may_begin(line, ahead):
            self._begin_numbered(ahead[0], ahead[1], titled=line.titled)
            return True
        if line.heading and line.counted:
            self._begin_numbered(self._counted(line.heading), line.text.strip(), titled=line.titled)
            return True
        if line.heading or (named(line.text) and len(line.text.strip()) < 20):
            self._begin_unnumbered(line)
            return True
        return False

    def _may_begin(self, line: Line, ahead: tuple[Label, str]) -> bool:
        label, rest = ahead
        if line.heading:
            return True
        if label.kind == "annex":
            return len(rest) <= LONGEST_TITLE and rest[-1:] not in _ENDS_SENTENCE + "的和、"
        leap = _LEAP if _looks_like_title(rest) else 1
        if not follows(label.number, self._last, leap=leap):
            return False
        return bool(rest) and (label.level > 1 or _is_title(rest))

    def _counted(self, level: int) -> Label:
        """The number that the file's own counting gives a heading of this level."""
        self._counts = [*self._counts, *[0] * level][:level]
        self._counts[-1] += 1
        return Label("clause", ".".join(str(max(count, 1)) for count in self._counts))

    def _begin_numbered(self, label: Label, rest: str, *, titled: bool) -> None:
        self._in_annex = label.kind == "annex" or label.number[0].isalpha()
        if label.kind == "clause" and label.number[0].isdigit():
            self._counts = [int(step) for step in label.number.split(".")]
        as_title = titled and _is_title(rest)
        kind = ClauseKind.ANNEX if self._in_annex else self._kind_of(label, rest)
        title = rest if as_title else ""
        self._begin(Clause(kind=kind, number=label.number, title=title, level=label.level))
        self._last = label.number
        if rest and not as_title:
            self._running(rest)

    def _kind_of(self, label: Label, rest: str) -> ClauseKind:
        if label.level == 1:
            self._in_terms = label.number if fold(rest).startswith(_TERMS) else ""
        is_term = self._in_terms and label.number.startswith(f"{self._in_terms}.")
        return ClauseKind.TERM if is_term else ClauseKind.CLAUSE

    def _begin_unnumbered(self, line: Line) -> None:
        name = named(line.text)
        if name in {"bibliography", "terms-index"}:
            kind = ClauseKind.BACK
        elif not self._last:
            kind = ClauseKind.FRONT
        else:
            kind = ClauseKind.ANNEX if self._in_annex else ClauseKind.CLAUSE
        title = " ".join(line.text.split())
        title = title.replace(" ", "") if name and not title.isascii() else title
        self._begin(Clause(kind=kind, title=title, level=max(line.heading, 1)))

    def _begin(self, clause: Clause) -> None:
        self._flush_caption()
        self._done.append(self._open.closed())
        self._open = _Open(clause)


def _looks_like_title(text: str) -> bool:
    """Chinese words or a capital: ``3 Terms`` and ``3 术语``, not ``3 mm``."""
    begins = text[:1] > "\u2e80" or (text[:1].isupper() and text[1:2].islower())
    return begins and _is_title(text)


def _is_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and text[-1:] not in _ENDS_SENTENCE
