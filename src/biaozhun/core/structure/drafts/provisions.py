"""The provisions of a draft: every sentence that sets, recommends, allows, instructs or states."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from biaozhun.core.structure.drafts.imperative import is_imperative
from biaozhun.core.structure.drafts.tree import (
    ASIDES,
    Draft,
    Edition,
    Node,
    NodeKind,
    placed,
)
from biaozhun.core.structure.drafts.verbs import Hit, ProvisionKind, hits

_SENTENCE: Final = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?")
_ORDER: Final = (
    ProvisionKind.REQUIREMENT,
    ProvisionKind.RECOMMENDATION,
    ProvisionKind.PERMISSION,
    ProvisionKind.STATEMENT,
)
_SPEAKING: Final = ASIDES | {NodeKind.PARAGRAPH, NodeKind.ITEM, NodeKind.CELL}
_BEFORE: Final = frozenset(
    {
        NodeKind.COVER,
        NodeKind.CONTENTS,
        NodeKind.REFERENCES,
        NodeKind.BIBLIOGRAPHY,
        NodeKind.INDEX,
    }
)
"""Elements that hold no provision but fixed words and lists."""
_LEAD: Final = re.compile(r"[^。；;]{0,12}[:：]\s*$")


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence.

    Attributes:
        node: the id of the node it stands in.
        element: the kind of the element it stands in.
        division: the id of the clause.
        start: first character in the draft's text.
        end: first character behind.
        text: the sentence.
        kind: what it is.
        hits: its verbs, with spans in the sentence.
        normative: whether it stands where rules are set.
        aside: it stands in a note, an example or at the foot.
        led: its kind comes from the words before its list: ``应：``.
    """

    node: str
    element: NodeKind
    division: str
    start: int
    end: int
    text: str
    kind: ProvisionKind
    hits: tuple[Hit, ...] = ()
    normative: bool = False
    aside: bool = False
    led: bool = False


def kind_of(sentence: str, edition: Edition = 2020) -> ProvisionKind:
    """What a sentence is: the strongest of its verbs decides, without one its form."""
    return _kind(sentence, tuple(hits(sentence, edition)))


def _kind(sentence: str, found: Sequence[Hit]) -> ProvisionKind:
    kinds = {hit.kind for hit in found}
    for kind in _ORDER:
        if kind in kinds:
            return kind
    return ProvisionKind.INSTRUCTION if is_imperative(sentence) else ProvisionKind.STATEMENT


def provisions(draft: Draft) -> tuple[Provision, ...]:
    """All sentences of a draft from the foreword on, in their order."""
    found: list[Provision] = []
    lead: tuple[str, ProvisionKind] | None = None  # the clause of a list and what leads it
    for node, element, division in placed(draft):
        if element.kind in _BEFORE or node.kind not in _SPEAKING:
            continue
        clause = (division or element).id
        led = lead[1] if lead and node.kind is NodeKind.ITEM and lead[0] == clause else None
        mine = list(_of(draft, node, element, clause, led))
        found += mine
        if node.kind is not NodeKind.ITEM:
            lead = _leading(mine, clause)
    return tuple(found)


def _leading(mine: Sequence[Provision], clause: str) -> tuple[str, ProvisionKind] | None:
    """What the last sentence of a paragraph gives the list below it: ``操作人员应：``."""
    last = mine[-1] if mine else None
    if last is None or not last.hits or not _LEAD.match(last.text[last.hits[-1].end :]):
        return None
    return clause, last.kind


def _of(
    draft: Draft, node: Node, element: Node, clause: str, led: ProvisionKind | None
) -> Iterator[Provision]:
    begins = node.end - len(node.text) if node.end >= len(node.text) else node.start
    begins = max(begins, node.start)
    for sentence in _SENTENCE.finditer(node.text):
        text = sentence.group()
        if not text.strip():
            continue
        found = tuple(hits(text, draft.edition))
        kind = led if led and not found else _kind(text, found)
        yield Provision(
            node=node.id,
            element=element.kind,
            division=clause,
            start=begins + sentence.start(),
            end=min(begins + sentence.end(), node.end),
            text=text,
            kind=kind,
            hits=found,
            normative=node.normative and node.kind not in ASIDES,
            aside=node.kind in ASIDES,
            led=bool(led and not found),
        )
