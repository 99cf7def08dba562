"""A draft as passages in the order of the text: what somebody can point at.

A heading, a paragraph, an item, a note, a formula, the caption of a table or a figure, a cell: each
is a passage with the id of its node. The list of contents is left out, since it says nothing of its
own.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.core.structure.drafts.tree import DIVISIONS, Draft, Node, NodeKind

CAPTIONED: Final = {NodeKind.TABLE: "表", NodeKind.FIGURE: "图"}
HEADINGS: Final = frozenset(str(kind) for kind in DIVISIONS)
"""The kinds of passages that are headings."""


class DraftPassage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a draft that can be pointed at.

    Attributes:
        id: of its node; it stays when the same file is read again.
        kind: a :class:`~biaozhun.core.structure.drafts.tree.NodeKind`.
        text: its words, without the label.
        label: as printed before it: ``5.2``, ``附录A``, ``表1``, ``a)``, ``注:``.
        level: of a heading from 1; 0 of anything else.
        row: of a cell, from 1.
        column: of a cell, from 1.
    """

    id: str
    kind: str
    text: str = ""
    label: str = ""
    level: int = 0
    row: int = 0
    column: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether it opens an element or a clause."""
        return self.kind in HEADINGS


def passages(draft: Draft) -> list[DraftPassage]:
    """The passages of a draft, in the order of the text."""
    return [one for element in draft.elements for one in _of(element, 1)]


def _of(node: Node, level: int) -> Iterator[DraftPassage]:
    if node.kind is NodeKind.CONTENTS:
        return
    is_heading = node.kind in DIVISIONS
    if not (node.kind is NodeKind.COVER and not node.text):
        yield _passage(node, level if is_heading else 0)
    for child in node.children:
        yield from _of(child, level + 1)


def _passage(node: Node, level: int) -> DraftPassage:
    row, column = _cell(node) if node.kind is NodeKind.CELL else (0, 0)
    return DraftPassage(
        id=node.id,
        kind=str(node.kind),
        text=node.text,
        label=_label(node),
        level=level,
        row=row,
        column=column,
    )


def _label(node: Node) -> str:
    if node.label or not node.number:
        return node.label
    if node.kind is NodeKind.FORMULA:
        return f"({node.number})"
    return f"{CAPTIONED.get(node.kind, '')}{node.number}"


def _cell(node: Node) -> tuple[int, int]:
    """Row and column of a cell, from its id: ``table-1-r2c3``, ``table-1-r2c3~2``."""
    row, _c, column = node.id.rpartition("-r")[2].partition("c")
    return int(row), int(column.partition("~")[0])


def clause_of(found: list[DraftPassage], at: int) -> str:
    """What is printed at a passage or over it: ``5.2``, ``表1``, ``附录A``; a title without number.

    Args:
        found: the passages of the draft.
        at: the index of the passage.
    """
    for one in reversed(found[: at + 1]):
        if one.kind in {NodeKind.TABLE, NodeKind.FIGURE} and one.label:
            if one is found[at] or found[at].kind == NodeKind.CELL:
                return one.label
        elif one.is_heading:
            return one.label or one.text
    return ""
