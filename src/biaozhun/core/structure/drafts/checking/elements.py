"""What a draft lacks (GB/T 1.1-2020, 6 and 8)."""

import re
from collections.abc import Iterator
from typing import Final

from biaozhun.core.structure.drafts.finding import DraftFinding, found_in
from biaozhun.core.structure.drafts.tree import Draft, Node, NodeKind, walk

_RULES: Final = re.compile(r"GB/T1\.1\D.*起草", re.IGNORECASE)
_LONGEST: Final = 20_000  # characters of an element that are looked at
_NEEDED: Final = (
    (NodeKind.FOREWORD, "foreword_missing"),
    (NodeKind.SCOPE, "scope_missing"),
    (NodeKind.REFERENCES, "references_missing"),
    (NodeKind.TERMS, "terms_missing"),
    (NodeKind.CHAPTER, "core_missing"),
)


def element_findings(draft: Draft) -> Iterator[DraftFinding]:
    """Elements that are not there, and what those that are there leave out."""
    by_kind = {element.kind: element for element in reversed(draft.elements)}
    if not any(element.number for element in draft.elements):
        yield DraftFinding(code="nothing_read")
        return
    for kind, code in _NEEDED:
        if kind not in by_kind:
            yield DraftFinding(code=code)
    foreword = by_kind.get(NodeKind.FOREWORD)
    if foreword and not _RULES.search(_words(foreword)):
        yield found_in(foreword, "drafting_rule_unsaid")
    if (scope := by_kind.get(NodeKind.SCOPE)) and "适用于" not in _words(scope):
        yield found_in(scope, "scope_application_missing")
    if references := by_kind.get(NodeKind.REFERENCES):
        yield from _lead_in(draft, references)


def _lead_in(draft: Draft, references: Node) -> Iterator[DraftFinding]:
    if draft.lead_in is None:
        yield found_in(references, "lead_in_missing")
    elif draft.lead_in < draft.edition:
        first = references.children[0] if references.children else references
        yield found_in(first, "lead_in_outdated", instead=str(draft.lead_in))


def _words(element: Node) -> str:
    return "".join("".join(node.text.split()) for node in walk(element.children))[:_LONGEST]
