"""What the front of a draft says of it: number, edition of the rules, what it replaces and changes.

Sentences over the references by edition: domain-rules 7.4. Patterns of forewords: GB/T 1.1-2020,
8.3 and its templates.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.core.citation import find
from biaozhun.core.number import StandardNumber
from biaozhun.core.structure.drafts.tree import Change, Draft, Edition, Node, NodeKind, walk
from biaozhun.core.text import fold

_LEAD_INS: Final[tuple[tuple[Edition, str], ...]] = (
    (2020, "通过文中的规范性引用而构成本文件必不可少的条款"),
    (2020, "本文件没有规范性引用文件"),
    (2009, "对于本文件的应用是必不可少的"),
    (2000, "通过本标准的引用而成为本标准的条款"),
    (1993, "通过在本标准中引用而构成为本标准的条文"),
)
_RULES: Final = re.compile(r"gb/t\s*1\.1\s*-\s*(\d{4})")
_EDITIONS: Final[dict[str, Edition]] = {"2020": 2020, "2009": 2009, "2000": 2000, "1993": 1993}
_REPLACES: Final = re.compile(r"(?:本文件|本标准|本部分|本规范|本规程)?(?:部分)?代替")
_COMPARED: Final = re.compile(r"相比|相比较|主要(?:技术)?(?:变化|差异)")
_LONGEST_ITEM: Final = 3000  # characters
_DOING: Final = {
    "changed": re.compile("更改|修改|调整|改为|完善|修订"),
    "added": re.compile("增加|新增|补充"),
    "deleted": re.compile("删除|取消|去除|删去"),
}
_SEEN: Final = re.compile(r"[(（]\s*(?:见|参见)([^()（）]*)[)）]")
_FORMER: Final = re.compile(r"\d{4}\s*年?版的?\s*([^;,，；]*(?:[、,，][^;；年版]*)*)")
_CLAUSE: Final = re.compile(r"附录\s*[A-Za-z]|(?:表|图)\s*[A-Za-z]?\.?\d+|[A-Z]?\.?\d+(?:\.\d+)*")


def told_by_front(draft: Draft) -> Draft:
    """The draft with what its front says."""
    by_kind = {element.kind: element for element in draft.elements}
    lead_in = _lead_in(by_kind.get(NodeKind.REFERENCES))
    foreword = by_kind.get(NodeKind.FOREWORD)
    said = _rules(foreword)
    return msgspec.structs.replace(
        draft,
        number=_own(by_kind.get(NodeKind.COVER)),
        edition=said or lead_in or 2020,
        lead_in=lead_in,
        replaces=tuple(_replaces(foreword)),
        changes=tuple(_changes(foreword)),
    )


def _lead_in(references: Node | None) -> Edition | None:
    for node in walk(references.children if references else ()):
        bare = "".join(node.text.split())
        for edition, words in _LEAD_INS:
            if words in bare:
                return edition
    return None


def _rules(foreword: Node | None) -> Edition | None:
    """The edition by whose rules the foreword says the text was drafted."""
    for node in walk(foreword.children if foreword else ()):
        if "起草" in node.text and (found := _RULES.search(fold(node.text))):
            return _EDITIONS.get(found[1])
    return None


def _own(cover: Node | None) -> str:
    """The number on the cover that stands alone and is replaced by nothing there."""
    for node in walk(cover.children if cover else ()):
        if "代替" in node.text:
            continue
        cited = find(node.text)
        if cited and len(node.text.strip()) <= len(cited[0].text) + 4:  # marks round it
            return cited[0].number.canonical
    return ""


def _replaces(foreword: Node | None) -> Iterator[StandardNumber]:
    """Numbers between 代替 and 与 … 相比 or the end of the sentence."""
    for node in walk(foreword.children if foreword else ()):
        found = _REPLACES.search(node.text)
        if node.kind is not NodeKind.PARAGRAPH or found is None:
            continue
        told = re.split(r"[，,]\s*与|。", node.text[found.end() :])[0]
        yield from (citation.number for citation in find(told))
        return


def _changes(foreword: Node | None) -> Iterator[Change]:
    listed = False
    for node in walk(foreword.children if foreword else ()):
        if node.kind is NodeKind.PARAGRAPH:
            listed = _COMPARED.search(node.text) is not None
        elif node.kind is NodeKind.ITEM and listed:
            yield _change(node)


def _change(node: Node) -> Change:
    clauses: list[str] = []
    former: list[str] = []
    for seen in _SEEN.findall(node.text[:_LONGEST_ITEM]):
        older = _FORMER.search(seen)
        now = seen[: older.start()] if older else seen
        clauses += _CLAUSE.findall(now)
        former += _CLAUSE.findall(older[1]) if older else []
    kinds = [kind for kind, words in _DOING.items() if words.search(node.text)]
    return Change(
        kinds=tuple(kinds),  # type: ignore[arg-type]  # keys of the table above
        text=node.text,
        start=node.start,
        end=node.end,
        clauses=tuple(clauses),
        former=tuple(former),
    )
