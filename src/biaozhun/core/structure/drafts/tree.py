"""A draft as a tree: its elements, clauses, and what stands in them, each with an id that stays.

Elements and levels follow GB/T 1.1-2020, 6 to 10; see :func:`biaozhun.core.structure.drafts.
read_draft`.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

import msgspec

from biaozhun.core.number import StandardNumber

Edition = Literal[2020, 2009, 2000, 1993]
"""Editions of GB/T 1.1 by whose rules a text may be written."""


class NodeKind(StrEnum):
    """What a node is."""

    COVER = "cover"
    CONTENTS = "contents"
    FOREWORD = "foreword"
    INTRODUCTION = "introduction"
    SCOPE = "scope"
    REFERENCES = "references"
    TERMS = "terms"
    CHAPTER = "chapter"
    CLAUSE = "clause"
    ANNEX = "annex"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    CELL = "cell"
    FIGURE = "figure"
    FORMULA = "formula"
    NOTE = "note"
    EXAMPLE = "example"
    FOOTNOTE = "footnote"


ELEMENTS = frozenset(list(NodeKind)[:8]) | {
    NodeKind.ANNEX,
    NodeKind.BIBLIOGRAPHY,
    NodeKind.INDEX,
}
DIVISIONS = ELEMENTS | {NodeKind.CLAUSE}
"""What has a heading and holds others."""
ASIDES = frozenset({NodeKind.NOTE, NodeKind.EXAMPLE, NodeKind.FOOTNOTE})
"""What only informs, wherever it stands."""


class Node(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a draft.

    Attributes:
        id: ``5.2``, ``A.1``, ``table-1``, ``foreword``; of what has no number, that of what it
            stands in with its place there: ``5.2-p1``, ``5.2-note1``, ``table-1-r2c3``.
        kind: what it is.
        start: first character of its own words (label and title of a clause) in the draft's text.
        end: first character behind them.
        text: its own words without the label.
        label: number or sign printed before it: ``5.2``, ``a)``, ``注1:``.
        number: of a clause, annex, table, figure or formula.
        normative: whether it is in a part that sets rules.
        kinded: of an annex, whether it says which kind it is.
        children: in the order of the text.
    """

    id: str
    kind: NodeKind
    start: int
    end: int
    text: str = ""
    label: str = ""
    number: str = ""
    normative: bool = False
    kinded: bool = True
    children: "tuple[Node, ...]" = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A main technical change that the foreword lists.

    Attributes:
        kind: more than one where the text says so, for example 增加、删除.
        text: as printed.
        start: first character in the draft's text.
        end: first character behind.
        clauses: in this edition.
        former: in the edition before.
    """

    kinds: tuple[Literal["changed", "added", "deleted"], ...]
    text: str
    start: int
    end: int
    clauses: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft, read.

    Attributes:
        text: all characters of the file; every span is in them.
        elements: in their order.
        number: its own, where the cover prints one; else empty.
        edition: of GB/T 1.1, by what the foreword says or how the references begin.
        lead_in: the edition whose sentence stands over the references; ``None`` where none does.
        replaces: what the foreword says it replaces.
        changes: main technical changes.
    """

    text: str
    elements: tuple[Node, ...] = ()
    number: str = ""
    edition: Edition = 2020
    lead_in: Edition | None = None
    replaces: tuple[StandardNumber, ...] = ()
    changes: tuple[Change, ...] = ()


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """All nodes, each before what stands in it."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def placed(draft: Draft) -> Iterator[tuple[Node, Node, Node | None]]:
    """All nodes, each with the element and the division (clause or element) it stands in."""
    for element in draft.elements:
        yield element, element, None
        yield from _below(element, element, element)


def _below(node: Node, element: Node, division: Node) -> Iterator[tuple[Node, Node, Node | None]]:
    for child in node.children:
        yield child, element, division
        inner = child if child.kind in DIVISIONS else division
        yield from _below(child, element, inner)
