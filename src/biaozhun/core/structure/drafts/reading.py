"""Reading a draft: the lines of a file become the tree that GB/T 1.1-2020 gives a standard.

A line is a heading because its style says so, or because the number it begins with may follow the
one before. Ids are those of :mod:`biaozhun.core.structure.anchors`, so a comment on ``5.2`` stays
there when the draft is read again, and what has no number is counted within its clause.
"""

from collections import Counter
from typing import Any, Final

import msgspec

from biaozhun.core.structure.blocks import BlockKind, BlockText
from biaozhun.core.structure.drafts import labels
from biaozhun.core.structure.drafts.foreword import told_by_front
from biaozhun.core.structure.drafts.pieces import Contents, Piece, pieces
from biaozhun.core.structure.drafts.tree import Draft, Node, NodeKind
from biaozhun.core.structure.numbering import Label

_NAMES: Final = {
    NodeKind.COVER: "cover",
    NodeKind.CONTENTS: "contents-list",
    NodeKind.FOREWORD: "foreword",
    NodeKind.INTRODUCTION: "introduction",
    NodeKind.BIBLIOGRAPHY: "bibliography",
    NodeKind.INDEX: "terms-index",
}
_SHORT: Final = {
    NodeKind.PARAGRAPH: "p",
    NodeKind.ITEM: "i",
    NodeKind.TABLE: "table",
    NodeKind.FIGURE: "figure",
    NodeKind.FORMULA: "formula",
    NodeKind.NOTE: "note",
    NodeKind.EXAMPLE: "example",
    NodeKind.FOOTNOTE: "foot",
}
_NORMATIVE: Final = frozenset({NodeKind.SCOPE, NodeKind.TERMS, NodeKind.CHAPTER})


def read_draft(blocks: BlockText) -> Draft:
    """The tree of a draft.

    Args:
        blocks: what :mod:`biaozhun.documents.reading` gives of a file.
    """
    found = pieces(blocks)
    reading = _Reading(found)
    for piece in found:
        reading.take(piece)
    return told_by_front(Draft(text=blocks.text, elements=reading.elements()))


class _Open:
    """A node that is being filled."""

    def __init__(self, node: Node, level: int) -> None:
        self.node = node
        self.level = level
        self.children: list[_Open] = []
        self.counted: Counter[NodeKind] = Counter()

    def closed(self) -> Node:
        children = tuple(child.closed() for child in self.children)
        return msgspec.structs.replace(self.node, children=children)


class _Reading:
    """One pass over the lines of a draft."""

    def __init__(self, found: list[Piece]) -> None:
        self._contents = Contents(found)
        self._elements: list[_Open] = []
        self._path: list[_Open] = []  # the open divisions, the element first
        self._last = ""  # the last number of a clause
        self._caption: tuple[Piece, Label, str] | None = None
        self._table: tuple[int, _Open] | None = None
        self._waits = ""  # what the next line may be: kind or title of an annex, a term
        self._aside: _Open | None = None  # an example or a note whose words are on the next line
        self._ids: Counter[str] = Counter()

    def elements(self) -> tuple[Node, ...]:
        """All that was read."""
        self._drop_caption()
        return tuple(element.closed() for element in self._elements)

    def take(self, piece: Piece) -> None:
        """A line."""
        if piece.kind is BlockKind.CELL:
            self._cell(piece)
            return
        self._table = None
        entry = self._contents.passes(piece)
        if not piece.text.strip():
            return
        if piece.is_footnote:
            self._leaf(NodeKind.FOOTNOTE, piece)
        elif self._in_contents and entry:
            self._leaf(NodeKind.PARAGRAPH, piece)
        elif not self._opens(piece):
            self._words(piece)

    @property
    def _element(self) -> NodeKind | None:
        return self._path[0].node.kind if self._path else None

    @property
    def _in_contents(self) -> bool:
        return self._element is NodeKind.CONTENTS

    def _opens(self, piece: Piece) -> bool:
        """Open the element or clause that a line is the heading of."""
        if kind := labels.element_of(piece):
            self._open_element(piece, kind, title=piece.text.strip())
            return True
        if found := labels.annex_of(piece):
            self._open_annex(piece, *found)
            return True
        in_terms = self._element is NodeKind.TERMS
        if found := labels.clause_of(piece, self._last, in_terms=in_terms):
            self._open_clause(piece, *found)
            return True
        if self._waits == "annex":
            return self._annex_says(piece)
        return self._opens_by_style(piece)

    def _opens_by_style(self, piece: Piece) -> bool:
        """A heading by its style alone has the number that comes next; the first is the scope."""
        title = piece.text.strip()
        is_first = labels.chapter_of(title) is NodeKind.SCOPE
        if not piece.heading or not labels.is_title(title) or not (self._last or is_first):
            return False
        number = labels.next_number(self._last, piece.heading)
        if number is None:
            return False
        self._open_clause(piece, Label("clause", number), title)
        return True

    def _open_element(self, piece: Piece, kind: NodeKind, *, title: str) -> None:
        self._begin(0, self._node(piece, kind, _NAMES[kind], text=title))

    def _open_annex(self, piece: Piece, label: Label, rest: str) -> None:
        told = labels.annex_kind(rest)
        title = rest if told is None else told[1]
        node = self._node(
            piece,
            NodeKind.ANNEX,
            label.number,
            text=title,
            label=f"附录{label.number}",
            number=label.number,
            normative=bool(told and told[0]),
            kinded=told is not None,
        )
        self._begin(0, node)
        self._last = label.number
        self._waits = "" if told and title else "annex"

    def _annex_says(self, piece: Piece) -> bool:
        """The lines below the letter of an annex: its kind, then its title."""
        annex = self._path[0]
        told = labels.annex_kind(piece.text)
        if told is not None and not annex.node.kinded:
            self._change(annex, normative=told[0], kinded=True, text=told[1] or annex.node.text)
        elif not annex.node.text and labels.is_title(piece.text.strip()):
            self._change(annex, text=piece.text.strip())
        else:
            self._waits = ""
            return False
        self._waits = "" if annex.node.text and annex.node.kinded else "annex"
        self._change(annex, end=piece.end)
        return True

    def _change(self, opened: _Open, **told: Any) -> None:  # noqa: ANN401  # fields of a node
        opened.node = msgspec.structs.replace(opened.node, **told)

    def _open_clause(self, piece: Piece, label: Label, rest: str) -> None:
        in_annex = not label.number[0].isdigit()
        as_title = labels.is_title(rest)
        kind = NodeKind.CLAUSE if label.level > 1 or in_annex else labels.chapter_of(rest)
        node = self._node(
            piece,
            kind,
            label.number,
            text=rest if as_title else "",
            label=label.number,
            number=label.number,
            normative=self._path[0].node.normative if label.level > 1 and self._path else True,
        )
        self._begin(label.level - 1, node)
        self._last = label.number
        self._waits = "term" if self._element is NodeKind.TERMS and not rest else ""
        if rest and not as_title:
            behind = piece.text.rindex(rest)
            self._leaf(NodeKind.PARAGRAPH, piece, begins=behind)

    def _begin(self, level: int, node: Node) -> None:
        """Open a division on a level; what was open there and below is done."""
        self._drop_caption()
        self._aside = None
        self._path = self._path[:level]
        opened = _Open(node, level)
        (self._path[-1].children if self._path else self._elements).append(opened)
        self._path.append(opened)
        if level == 0 and node.kind is not NodeKind.ANNEX and not node.number:
            self._waits = ""

    def _node(
        self,
        piece: Piece,
        kind: NodeKind,
        wanted: str,
        **told: Any,  # noqa: ANN401  # fields of a node
    ) -> Node:
        """A node under the id it wants, or the next one like it."""
        self._ids[wanted] += 1
        taken = self._ids[wanted]
        name = wanted if taken == 1 else f"{wanted}~{taken}"
        node = Node(
            id=name, kind=kind, start=piece.start, end=piece.end, normative=kind in _NORMATIVE
        )
        return msgspec.structs.replace(node, **told)

    def _words(self, piece: Piece) -> None:
        """A line that opens nothing: a caption, a note, an item, a formula or running text."""
        if piece.kind is BlockKind.FORMULA or labels.formula_of(piece.text) is not None:
            self._leaf(NodeKind.FORMULA, piece, number=labels.formula_of(piece.text) or "")
        elif piece.kind is BlockKind.FIGURE:
            self._leaf(NodeKind.FIGURE, piece)
        elif self._waits == "term":
            self._change(self._path[-1], text=piece.text.strip(), end=piece.end)
            self._waits = ""
        elif found := labels.caption_of(piece):
            self._take_caption(piece, *found)
        elif aside := labels.aside_of(piece.text):
            opened = self._leaf(aside.kind, piece, label=aside.label, begins=aside.begins)
            self._aside = None if opened.node.text else opened
        elif self._aside is not None:
            self._change(self._aside, text=piece.text.strip(), end=piece.end)
            self._aside = None
        else:
            self._leaf(NodeKind.PARAGRAPH, piece)

    def _take_caption(self, piece: Piece, label: Label, title: str) -> None:
        self._drop_caption()
        if label.kind == "table":
            self._caption = (piece, label, title)
            return
        self._leaf(
            NodeKind.FIGURE, piece, wanted=f"figure-{label.number}", number=label.number, text=title
        )

    def _drop_caption(self) -> None:
        """A caption without a table below it is one of a table that is a picture."""
        if self._caption is not None:
            piece, label, title = self._caption
            self._caption = None
            self._add_table(piece, label, title)

    def _add_table(self, piece: Piece, label: Label | None, title: str) -> _Open:
        number = label.number if label else ""
        wanted = f"table-{number}" if number else ""
        return self._leaf(NodeKind.TABLE, piece, wanted=wanted, number=number, text=title)

    def _cell(self, piece: Piece) -> None:
        if self._table is None or self._table[0] != piece.table:
            caption, self._caption = self._caption, None
            self._table = (piece.table, self._add_table(*(caption or (piece, None, ""))))
        table = self._table[1]
        if not piece.text.strip():
            return
        wanted = f"{table.node.id}-r{piece.row}c{piece.column}"
        normative = table.node.normative
        node = self._node(piece, NodeKind.CELL, wanted, text=piece.text, normative=normative)
        table.children.append(_Open(node, table.level + 1))

    def _leaf(
        self,
        kind: NodeKind,
        piece: Piece,
        *,
        wanted: str = "",
        begins: int = 0,
        **told: Any,  # noqa: ANN401  # fields of a node
    ) -> _Open:
        if kind is not NodeKind.TABLE:
            self._drop_caption()
        if not self._path:
            self._begin(
                0, Node(id="cover", kind=NodeKind.COVER, start=piece.start, end=piece.start)
            )
        holder = self._path[-1]
        holder.counted[kind] += 1
        wanted = wanted or f"{holder.node.id}-{_SHORT[kind]}{holder.counted[kind]}"
        fields = {
            "text": piece.text[begins:].strip(),
            "start": piece.at(begins) if begins and "label" not in told else piece.start,
            "normative": holder.node.normative,
            **told,
        }
        opened = _Open(self._node(piece, kind, wanted, **fields), holder.level + 1)
        holder.children.append(opened)
        return opened
