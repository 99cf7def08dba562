"""What a drafter should look at: a code, a place, the words, and what to do."""

from typing import Final, Literal

import msgspec

from biaozhun.core.structure.drafts.tree import DIVISIONS, Draft, Node, NodeKind, placed
from biaozhun.core.structure.drafts.wording import ADVICE

LONGEST_FRAGMENT: Final = 200
_ELEMENT: Final = {
    NodeKind.COVER: "封面",
    NodeKind.CONTENTS: "目次",
    NodeKind.FOREWORD: "前言",
    NodeKind.INTRODUCTION: "引言",
    NodeKind.BIBLIOGRAPHY: "参考文献",
    NodeKind.INDEX: "索引",
}
_LEAF: Final = {
    NodeKind.PARAGRAPH: "段",
    NodeKind.ITEM: "列项",
    NodeKind.FORMULA: "公式",
    NodeKind.NOTE: "注",
    NodeKind.EXAMPLE: "示例",
    NodeKind.FOOTNOTE: "脚注",
    NodeKind.TABLE: "表",
    NodeKind.FIGURE: "图",
}


class DraftFinding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A finding.

    Attributes:
        code: stable; :data:`biaozhun.core.structure.drafts.wording.ADVICE` says what to do.
        node: the id of the node; empty where something is missing from the draft.
        start: first character in the draft's text; ``None`` where something is missing.
        end: first character behind.
        fragment: the words.
        instead: what to write in their place, where one word stands for another; else what else
            is to be told: the number, the state of a standard.
        weight: an error by GB/T 1.1, or something a person should weigh.
    """

    code: str
    node: str = ""
    start: int | None = None
    end: int | None = None
    fragment: str = ""
    instead: str = ""
    weight: Literal["error", "weigh"] = "error"


def found_in(node: Node, code: str, **told: str) -> DraftFinding:
    """A finding about a whole node."""
    return DraftFinding(
        code=code,
        node=node.id,
        start=node.start,
        end=node.end,
        fragment=told.pop("fragment", node.text[:LONGEST_FRAGMENT]),
        **told,  # type: ignore[arg-type]  # instead and weight
    )


def advice(finding: DraftFinding) -> str:
    """What is wrong and what to do, in Chinese."""
    return ADVICE[finding.code].format(fragment=finding.fragment, instead=finding.instead)


def places(draft: Draft) -> dict[str, str]:
    """What each node is called in Chinese: ``5.2 第1段``, ``附录A``, ``表1 第2行第3列``."""
    said: dict[str, str] = {"": ""}
    for node, _element, division in placed(draft):
        holder = said.get(division.id, "") if division and node.kind not in DIVISIONS else ""
        said[node.id] = f"{holder} {_called(node)}".strip()
    return said


def _called(node: Node) -> str:
    if node.kind in DIVISIONS:
        return _ELEMENT.get(node.kind) or node.label
    if node.kind is NodeKind.CELL:
        return _cell(node.id)
    if node.number:
        return f"{_LEAF[node.kind]}{node.number}"
    place = node.id.rpartition("-")[2].partition("~")[0].lstrip("abcdefghijklmnopqrstuvwxyz")
    if node.kind is NodeKind.PARAGRAPH:
        return f"第{place}段"
    return f"{_LEAF[node.kind]}{place}"


def _cell(name: str) -> str:
    table, _, place = name.rpartition("-r")
    row, _, column = place.partition("c")
    named = table.removeprefix("table-") if table.startswith("table-") else ""
    return f"表{named} 第{row}行第{column.partition('~')[0]}列"


def published(draft: Draft, findings: "tuple[DraftFinding, ...]") -> list[dict[str, str]]:
    """Findings as pages keep them: code, place, words and advice in Chinese."""
    said = places(draft)
    return [
        {
            "code": finding.code,
            "node": finding.node,
            "place": said.get(finding.node, finding.node),
            "text": finding.fragment,
            "advice": advice(finding),
        }
        for finding in findings
    ]
