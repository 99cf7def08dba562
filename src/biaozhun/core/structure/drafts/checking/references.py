"""References of a draft: listed and cited, dated where a clause is named, alive, well written."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from biaozhun.core.citation import Citation, Scope, scan
from biaozhun.core.number import StandardNumber
from biaozhun.core.structure.drafts.finding import DraftFinding
from biaozhun.core.structure.drafts.tree import ASIDES, Draft, Node, NodeKind, placed

Standing = Mapping[str, str] | Callable[[StandardNumber], str]
"""What is wrong with a cited standard, by its canonical number: ``已废止``; empty: nothing is."""

_AWAY: Final = ("参见", "参考", "来源", "改写自", "摘自")
_UNREAD: Final = frozenset({NodeKind.COVER, NodeKind.CONTENTS})
_RULED: Final = frozenset({NodeKind.SCOPE, NodeKind.TERMS, NodeKind.CHAPTER, NodeKind.ANNEX})


class Cited(NamedTuple):
    """A citation, where it stands, and whether what it cites is to be followed."""

    citation: Citation
    node: Node
    start: int
    normative: bool
    listed: bool


def citations(draft: Draft) -> list[Cited]:
    """Every citation of another standard from the foreword on."""
    return [
        cited
        for node, element, _ in placed(draft)
        if element.kind not in _UNREAD and node.text
        for cited in _of(draft, node, element)
    ]


def numbers_cited(draft: Draft) -> tuple[StandardNumber, ...]:
    """The standards a draft lists or cites where rules are set, each spelling once."""
    cited = (one.citation.number for one in citations(draft) if one.normative or one.listed)
    return tuple({number.canonical: number for number in cited}.values())


def reference_findings(draft: Draft, standing: Standing) -> Iterator[DraftFinding]:
    """All findings about references."""
    found = citations(draft)
    yield from _undated(found)
    yield from _lists(found)
    yield from _dead(found, standing)
    yield from _malformed(draft)


def _of(draft: Draft, node: Node, element: Node) -> Iterator[Cited]:
    own = draft.number.partition("-")[0]
    begins = max(node.end - len(node.text), node.start)
    for citation in scan(node.text).citations:
        if citation.in_address or (own and citation.number.canonical_undated == own):
            continue
        before = node.text[max(0, citation.start - 6) : citation.start]
        follows = not any(word in before for word in _AWAY)
        ruled = element.kind in _RULED and node.normative and node.kind not in ASIDES
        yield Cited(
            citation,
            node,
            begins + citation.start,
            ruled and follows,
            element.kind is NodeKind.REFERENCES,
        )


def _finding(cited: Cited, code: str, instead: str = "") -> DraftFinding:
    return DraftFinding(
        code=code,
        node=cited.node.id,
        start=cited.start,
        end=cited.start + len(cited.citation.text),
        fragment=cited.citation.text,
        instead=instead,
    )


def _undated(found: list[Cited]) -> Iterator[DraftFinding]:
    """An undated standard may have other clauses tomorrow."""
    for cited in found:
        if cited.normative and not cited.citation.dated and cited.citation.clauses:
            yield _finding(cited, "undated_clause")


def _lists(found: list[Cited]) -> Iterator[DraftFinding]:
    """The list of references against what the text cites; of each standard the first place."""
    listed = {_key(one.citation): one for one in reversed(found) if one.listed}
    cited = {_key(one.citation): one for one in reversed(found) if one.normative}
    whole = {_family(key): one for key, one in listed.items() if _means_all(one.citation)}
    families = {_family(key) for key in cited}
    for key, one in sorted(cited.items(), key=lambda item: item[1].start):
        entry = listed.get(key) or whole.get(_family(key))
        if entry is None:
            yield _finding(one, "reference_unlisted")
        elif one.citation.dated != entry.citation.dated and entry is listed.get(key):
            said = "注日期引用" if entry.citation.dated else "不注日期引用"
            yield _finding(one, "reference_dating_differs", said)
    for key, one in sorted(listed.items(), key=lambda item: item[1].start):
        is_cited = key in cited or (_means_all(one.citation) and _family(key) in families)
        if not is_cited:
            yield _finding(one, "reference_unused")


def _key(citation: Citation) -> str:
    return str(citation.number.canonical_undated)


def _family(key: str) -> str:
    """A number without its part: ``GB/T 20438`` of ``GB/T 20438.1``."""
    head, _, tail = key.rpartition(".")
    return head if head and tail.isdigit() else key


def _means_all(citation: Citation) -> bool:
    return citation.scope is not Scope.ONE


def _dead(found: list[Cited], standing: Standing) -> Iterator[DraftFinding]:
    told: set[str] = set()
    for cited in found:
        number = cited.citation.number
        if number.canonical in told or not (cited.normative or cited.listed):
            continue
        told.add(number.canonical)
        said = standing(number) if callable(standing) else standing.get(number.canonical, "")
        if said:
            yield _finding(cited, "reference_dead", said)


def _malformed(draft: Draft) -> Iterator[DraftFinding]:
    for node, element, _ in placed(draft):
        if element.kind in _UNREAD:
            continue
        begins = max(node.end - len(node.text), node.start)
        for broken in scan(node.text).malformed:
            yield DraftFinding(
                code="number_form",
                node=node.id,
                start=begins + broken.start,
                end=begins + broken.end,
                fragment=broken.text,
            )
