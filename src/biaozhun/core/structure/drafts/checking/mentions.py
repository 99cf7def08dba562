"""Annexes, tables and figures that no clause points to (GB/T 1.1-2020, 9)."""

import re
from collections.abc import Iterator
from typing import Final

from biaozhun.core.structure.drafts.finding import DraftFinding, found_in
from biaozhun.core.structure.drafts.tree import Draft, Node, NodeKind, placed
from biaozhun.core.text import fold

_PLACE: Final = r"(?:[a-z]\.)?\d{1,3}(?:-\d{1,2})?"
_MENTION: Final = re.compile(
    rf"(附录|表|图)\s*((?:[a-z]\.?\d{{0,3}}|\d{{1,3}})(?:\s*(?:[、,]|和|及|与|~|至|-)\s*"
    rf"(?:\1)?\s*(?:{_PLACE}|[a-z](?![a-z])))*)"
)
_ONE: Final = re.compile(rf"({_PLACE}|[a-z](?![a-z]))")
_SPAN: Final = re.compile(rf"({_PLACE})\s*(?:~|至|-)\s*(?:表|图)?\s*({_PLACE})")
_KINDS: Final = {"附录": NodeKind.ANNEX, "表": NodeKind.TABLE, "图": NodeKind.FIGURE}
_CODES: Final = {
    NodeKind.ANNEX: "annex_uncited",
    NodeKind.TABLE: "table_uncited",
    NodeKind.FIGURE: "figure_uncited",
}
_SILENT: Final = frozenset({NodeKind.COVER, NodeKind.CONTENTS, NodeKind.FOREWORD})
_WIDEST: Final = 100  # numbers of a range


def mention_findings(draft: Draft) -> Iterator[DraftFinding]:
    """What is there and mentioned nowhere, and annexes that do not say of which kind they are."""
    mentioned = {
        pair
        for node, element, _ in placed(draft)
        if element.kind not in _SILENT and node.kind is not NodeKind.ANNEX
        for pair in _mentions(node, element)
    }
    for node, _, _ in placed(draft):
        if node.kind is NodeKind.ANNEX and not node.kinded:
            yield found_in(node, "annex_kind_missing", instead=node.number)
        code = _CODES.get(node.kind)
        if code and node.number and (node.kind, node.number) not in mentioned:
            yield found_in(node, code, instead=node.number)


def _mentions(node: Node, element: Node) -> Iterator[tuple[NodeKind, str]]:
    """What a node's words point to; a caption names itself by its label, not by its words."""
    for found in _MENTION.finditer(fold(node.text)):
        kind = _KINDS[found[1]]
        for number in _numbers(found[2]):
            if kind is NodeKind.ANNEX:
                letter = number.partition(".")[0]
                if element.kind is not NodeKind.ANNEX or element.number != letter:
                    yield kind, letter
            else:
                yield kind, number


def _numbers(text: str) -> Iterator[str]:
    for first, last in _SPAN.findall(text):
        yield from _between(first, last)
    for one in _ONE.findall(text):
        yield one.upper()


def _between(first: str, last: str) -> Iterator[str]:
    head, _, begin = first.rpartition(".")
    end = last.rpartition(".")[2]
    if begin.isdigit() and end.isdigit() and 0 <= int(end) - int(begin) <= _WIDEST:
        for number in range(int(begin), int(end) + 1):
            yield f"{head}.{number}".lstrip(".").upper()
