"""Verbs that have another word, and requirements where none may stand (GB/T 1.1-2020, annex C)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from biaozhun.core.structure.drafts.finding import LONGEST_FRAGMENT, DraftFinding
from biaozhun.core.structure.drafts.provisions import Provision
from biaozhun.core.structure.drafts.tree import Draft, NodeKind, walk
from biaozhun.core.structure.drafts.verbs import Hit, ProvisionKind

_WRONG: Final = {
    "必须": "must_for_shall",
    "须": "must_for_shall",
    "不得": "shall_not_wording",
    "严禁": "shall_not_wording",
    "不可": "may_not_wording",
}
_PLACES: Final = {
    NodeKind.FOREWORD: "requirement_in_foreword",
    NodeKind.INTRODUCTION: "requirement_in_introduction",
    NodeKind.SCOPE: "requirement_in_scope",
    NodeKind.ANNEX: "requirement_in_informative_annex",
}
_ASIDES: Final = {
    NodeKind.NOTE: "requirement_in_note",
    NodeKind.EXAMPLE: "requirement_in_example",
    NodeKind.FOOTNOTE: "requirement_in_footnote",
}
_ALLOWS: Final = re.compile(
    r"(?:也|亦|还|均|都)能(?=采用|使用|选用|选择|代替|替代|省略|由|用|以|按|不)"
    r"|能(?=省略|免除|不做|不进行|自行|另行|代替|替代)"
)
_CHANGES: Final = re.compile(r"更改|增加|删除|修改|调整|补充|取消")


def verb_findings(draft: Draft, found: Sequence[Provision]) -> Iterator[DraftFinding]:
    """Of each sentence the verbs to be changed, then whether a requirement stands there at all."""
    kinds = {node.id: node.kind for node in walk(draft.elements)}
    for provision in found:
        if provision.element is NodeKind.FOREWORD and _is_customary(provision):
            continue
        yield from _wrong(provision)
        yield from _allowing(provision)
        code = _misplaced(provision, kinds[provision.node])
        if code:
            hit = next(hit for hit in provision.hits if hit.kind is ProvisionKind.REQUIREMENT)
            yield _at(provision, hit.start, hit.end, code, whole=True)


def _is_customary(provision: Provision) -> bool:
    """The sentence on patents, and items that say what was changed, quote other places."""
    text = provision.text
    return "专利" in text or ("见" in text and _CHANGES.search(text) is not None)


def _wrong(provision: Provision) -> Iterator[DraftFinding]:
    for hit in provision.hits:
        if hit.verb.use == "wrong":
            yield _of(provision, hit, _WRONG[hit.verb.word])


def _of(provision: Provision, hit: Hit, code: str) -> DraftFinding:
    return DraftFinding(
        code=code,
        node=provision.node,
        start=provision.start + hit.start,
        end=provision.start + hit.end,
        fragment=provision.text[hit.start : hit.end],
        instead=hit.verb.instead,
    )


def _allowing(provision: Provision) -> Iterator[DraftFinding]:
    starts = {hit.start for hit in provision.hits if hit.verb.word == "能"}
    for found in _ALLOWS.finditer(provision.text):
        place = found.end() - 1
        if place in starts:
            yield DraftFinding(
                code="can_for_may",
                node=provision.node,
                start=provision.start + place,
                end=provision.start + place + 1,
                fragment="能",
                instead="可",
                weight="weigh",
            )


def _misplaced(provision: Provision, kind: NodeKind) -> str:
    """The code of a requirement that stands where none may; empty where it may."""
    if provision.kind is not ProvisionKind.REQUIREMENT or provision.led:
        return ""
    if kind in _ASIDES:
        return _ASIDES[kind]
    if provision.element is NodeKind.ANNEX and provision.normative:
        return ""
    return _PLACES.get(provision.element, "")


def _at(provision: Provision, start: int, end: int, code: str, *, whole: bool) -> DraftFinding:
    fragment = provision.text.strip() if whole else provision.text[start:end]
    return DraftFinding(
        code=code,
        node=provision.node,
        start=provision.start + start,
        end=provision.start + end,
        fragment=fragment[:LONGEST_FRAGMENT],
    )
