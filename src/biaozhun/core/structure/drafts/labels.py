"""What a line of a draft begins: an element, a clause, an annex, a note, an item, a caption."""

import re
from typing import Final, Literal, NamedTuple

from biaozhun.core.structure.anchors import named
from biaozhun.core.structure.drafts.pieces import Piece
from biaozhun.core.structure.drafts.tree import NodeKind
from biaozhun.core.structure.numbering import Label, follows, label_ahead
from biaozhun.core.text import fold

LONGEST_TITLE: Final = 60
_ENDS: Final = "。；;：:，,"
_LONGEST_FORMULA: Final = 300
_LEAP: Final = 3  # chapters ahead that a heading may be, where some were not recognised
_NAMED: Final = {
    "foreword": NodeKind.FOREWORD,
    "introduction": NodeKind.INTRODUCTION,
    "bibliography": NodeKind.BIBLIOGRAPHY,
    "terms-index": NodeKind.INDEX,
    "contents-list": NodeKind.CONTENTS,
}
_CHAPTERS: Final = (
    (("范围", "主题内容与适用范围", "适用范围"), NodeKind.SCOPE),
    (("规范性引用文件", "引用文件", "引用标准"), NodeKind.REFERENCES),
    (("术语和定义", "术语、定义", "术语与定义", "术语", "定义"), NodeKind.TERMS),
)
_ITEM: Final = re.compile(r"(-{1,2}|[·•●○]|\(?[a-z]{1,2}\)|\(?\d{1,2}\)|[①-⑳])\s*(?=\S)")
_NOTE: Final = re.compile(r"(注|note)\s*(\d{0,2})\s*(?::|-|(?<=\d)\s)\s*")
_EXAMPLE: Final = re.compile(r"(示例|例|example)\s*(\d{0,2})\s*:\s*")
_FORMULA: Final = re.compile(r"=.*\(\s*((?:[a-z]\.)?\d{1,3})\s*\)\s*$")
_ANNEX_KIND: Final = re.compile(r"\(?\s*(规范性|资料性|标准的|提示的)\s*(?:附录)?\s*\)?")
_SPEAKS: Final = re.compile(r"^[的中和、与给规列]|给出|规定|所示|执行|进行")
_NORMATIVE: Final = ("规范性", "标准的")


class Aside(NamedTuple):
    """A note, an example or an item, and where its words begin."""

    kind: Literal[NodeKind.NOTE, NodeKind.EXAMPLE, NodeKind.ITEM]
    label: str
    begins: int


def element_of(piece: Piece) -> NodeKind | None:
    """The front or back matter that a heading without a number opens."""
    if len(piece.text.strip()) >= 20:  # no such heading is as long
        return None
    return _NAMED.get(named(piece.text))


def chapter_of(title: str) -> NodeKind:
    """What a chapter is by its title."""
    bare = "".join(fold(title).split())
    for titles, kind in _CHAPTERS:
        if bare in titles:
            return kind
    return NodeKind.CHAPTER


def clause_of(piece: Piece, last: str, *, in_terms: bool) -> tuple[Label, str] | None:
    """The clause that a line opens after the last one: its label and what stands behind it."""
    ahead = label_ahead(piece.text)
    if ahead is None or ahead[0].kind != "clause":
        return None
    label, rest = ahead
    if piece.heading or (piece.ahead and label.level > 1):
        return ahead if piece.heading or follows(label.number, last, leap=1) else None
    leap = _LEAP if looks_like_title(rest) else 1
    if not follows(label.number, last, leap=leap):
        return None
    if label.level == 1:
        return ahead if looks_like_title(rest) else None
    return ahead if rest or in_terms else None


def next_number(last: str, level: int) -> str | None:
    """The number that comes after the last one on a level; ``None``: that would be an annex."""
    steps = last.split(".") if last else []
    if level == 1 and steps and not steps[0].isdigit():
        return None
    kept = steps[:level]
    if len(kept) == level:
        return ".".join([*kept[:-1], str(int(kept[-1]) + 1)])
    return ".".join([*kept, *["1"] * (level - len(kept))])


def annex_of(piece: Piece) -> tuple[Label, str] | None:
    """The annex that a line opens, and what stands behind its letter."""
    ahead = label_ahead(piece.text)
    if ahead is None or ahead[0].kind != "annex":
        return None
    rest = ahead[1]
    if piece.heading or not rest or _ANNEX_KIND.match(fold(rest)):
        return ahead
    speaks = _SPEAKS.search(rest) or rest[-1] in _ENDS
    return None if speaks or len(rest) > LONGEST_TITLE else ahead


def annex_kind(text: str) -> tuple[bool, str] | None:
    """Whether a line says that an annex is normative, and the title behind; ``None``: neither."""
    found = _ANNEX_KIND.match(fold(text.strip()))
    if found is None:
        return None
    return found[1] in _NORMATIVE, text.strip()[found.end() :].strip()


def caption_of(piece: Piece) -> tuple[Label, str] | None:
    """The table or figure whose number and title a line is."""
    ahead = label_ahead(piece.text)
    if ahead is None or ahead[0].kind not in {"table", "figure"}:
        return None
    title = ahead[1]
    is_sentence = title[-1:] in set(_ENDS) or re.match(r"[的和、中给规为是至～~所]|以及", title)
    return None if is_sentence or len(title) > LONGEST_TITLE else ahead


def aside_of(text: str) -> Aside | None:
    """The note, example or item that a line is."""
    folded = fold(text)
    lead = len(text) - len(text.lstrip())
    bare = folded[lead:]
    if found := _NOTE.match(bare):
        return Aside(NodeKind.NOTE, bare[: found.end(2)], lead + found.end())
    if found := _EXAMPLE.match(bare):
        return Aside(NodeKind.EXAMPLE, bare[: found.end(2)], lead + found.end())
    if found := _ITEM.match(bare):
        return Aside(NodeKind.ITEM, text[lead : lead + found.end(1)], lead + found.end())
    return None


def formula_of(text: str) -> str | None:
    """The number of a formula on a line of its own; ``None`` where a line is none."""
    found = _FORMULA.search(fold(text)) if len(text) <= _LONGEST_FORMULA else None
    return found[1].upper() if found else None


def looks_like_title(text: str) -> bool:
    """Chinese words or a capital, short, with no end of a sentence."""
    begins = text[:1] > "\u2e80" or (text[:1].isupper() and text[1:2].islower())
    return begins and is_title(text)


def is_title(text: str) -> bool:
    """Short, and no sentence."""
    return len(text) <= LONGEST_TITLE and text[-1:] not in _ENDS
