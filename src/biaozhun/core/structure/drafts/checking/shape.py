"""How clauses are divided: hanging paragraphs, and a clause below that stands alone."""

from collections.abc import Iterator

from biaozhun.core.structure.drafts.finding import DraftFinding, found_in
from biaozhun.core.structure.drafts.tree import ASIDES, Draft, Node, NodeKind, walk

_FREE = frozenset({NodeKind.TERMS, NodeKind.REFERENCES})
"""Chapters whose first words are fixed and stand before their entries."""


def shape_findings(draft: Draft) -> Iterator[DraftFinding]:
    """Clauses with words between their heading and the first one below, or only one below."""
    for node in walk(draft.elements):
        below = [child for child in node.children if child.kind is NodeKind.CLAUSE]
        if not below:
            continue
        if len(below) == 1 and node.kind is not NodeKind.TERMS:
            yield found_in(node, "single_subclause", instead=node.number)
        if node.kind in _FREE:
            continue
        hanging = _hanging(node, below[0])
        if hanging is not None:
            yield found_in(hanging, "hanging_paragraph", instead=node.number)


def _hanging(node: Node, first: Node) -> Node | None:
    """The first words of a clause before the first one below it, where it has a title."""
    for child in node.children:
        if child is first:
            return None
        if child.kind not in ASIDES and child.text:
            return child
    return None
