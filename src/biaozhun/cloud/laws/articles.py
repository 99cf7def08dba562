"""The text of a law as articles, or of a policy as numbered points, each with its place.

Grammar; a label begins a line::

    article = "第" numeral "条" ("之" numeral)?      第五条  第十二条之一
    heading = "第" numeral ("编" | "章" | "节")       第一章 总则
    point   = numeral "、"                            一、  二、          of a policy
    below   = "（" numeral "）"                       （一） (二)
    step    = digits ("." | "．" | "、")              1.  2、             below a point

A text with any article is a law, and its points belong to the articles they stand in. A line that
begins with ``第五条`` and goes on without a blank is a reference in running text, unless that
article is the next one and no word of a reference follows.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from biaozhun.core.text.numeral import NumeralError, read

_NUMERAL: Final = r"[〇零一二三四五六七八九十百千万两\d]{1,9}"
_ARTICLE: Final = re.compile(rf"第\s*({_NUMERAL})\s*条(?:之({_NUMERAL}))?(?P<gap>\s*)")
_HEADING: Final = re.compile(rf"第\s*{_NUMERAL}\s*([编章节])(?=\s|$)\s*(.{{0,60}})$")
_POINT: Final = re.compile(r"([一二三四五六七八九十]{1,4})、")
_BELOW: Final = re.compile(r"[（(]([一二三四五六七八九十]{1,4})[)）]")
_STEP: Final = re.compile(r"(\d{1,3})[.．、](?!\d)")
_REFERENCE: Final = re.compile(r"第|规定|所|和|至|及|、|，|,|的")
_LONGEST_LABEL: Final = 60
_LONGEST_HEADING: Final = 200
PREAMBLE: Final = "preamble"


class ReadArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article, or what stands before the first.

    Attributes:
        label: as a reader cites it: ``第五条``, ``二（一）18``; empty before the first.
        anchor: its place in an address: ``5``, ``12-1``, ``p2-1-18``.
        heading: the headings that begin with it.
        text: without its label, a line each paragraph.
    """

    label: str
    anchor: str
    heading: str
    text: str


def read_articles(paragraphs: Iterable[str]) -> list[ReadArticle]:
    """The articles of a text in their order; anchors are told apart where labels come twice."""
    lines = [line.strip() for line in paragraphs if line.strip()]
    is_law = any(_begins_article(line, 0) and _gap(line) for line in lines)
    pieces = _laws(lines) if is_law else _points(lines)
    taken: dict[str, int] = {}
    found = []
    for label, anchor, heading, text in pieces:
        taken[anchor] = taken.get(anchor, 0) + 1
        place = anchor if taken[anchor] == 1 else f"{anchor}~{taken[anchor]}"
        found.append(ReadArticle(label=label, anchor=place, heading=heading, text=text))
    return found


Piece = tuple[str, str, str, str]


def _laws(lines: list[str]) -> Iterator[Piece]:
    label, anchor, heading, text = "", PREAMBLE, "", list[str]()
    coming: dict[str, str] = {}
    before = 0
    for line in lines:
        if found := _HEADING.fullmatch(line):
            coming = _under(coming, found[1], line)
        elif (begins := _begins_article(line, before)) is not None:
            if text or label:
                yield label, anchor, heading, "\n".join(text)
            before, label, anchor, rest = begins
            heading = " ".join(coming.values())[:_LONGEST_HEADING]
            coming, text = {}, [rest] if rest else []
        else:
            text.append(line)
    if text or label:
        yield label, anchor, heading, "\n".join(text)


def _under(coming: dict[str, str], kind: str, line: str) -> dict[str, str]:
    """The headings that wait for their first article: a higher one ends those below it."""
    order = "编章节"
    kept = {k: v for k, v in coming.items() if order.index(k) < order.index(kind)}
    return {**kept, kind: re.sub(r"\s+", " ", line)}


def _begins_article(line: str, before: int) -> tuple[int, str, str, str] | None:
    """Number, label, anchor and the text behind, of a line that begins an article."""
    found = _ARTICLE.match(line)
    if found is None:
        return None
    number, below = _value(found[1]), _value(found[2]) if found[2] else 0
    rest = line[found.end() :]
    if number is None or below is None:
        return None
    if rest and not found["gap"] and (number != before + 1 or _REFERENCE.match(rest)):
        return None
    label = re.sub(r"\s+", "", found.group())[:_LONGEST_LABEL]
    return number, label, f"{number}-{below}" if below else str(number), rest.strip()


def _gap(line: str) -> bool:
    found = _ARTICLE.match(line)
    return found is not None and bool(found["gap"] or found.end() == len(line))


def _points(lines: list[str]) -> Iterator[Piece]:
    """Points of a policy: each numbered line begins one, named by those it stands in."""
    above: list[str] = []
    label, anchor, text = "", PREAMBLE, list[str]()
    for line in lines:
        found = _level(line, len(above))
        if found is None:
            text.append(line)
            continue
        if text or label:
            yield label, anchor, "", "\n".join(text)
        level, numeral, rest = found
        above = [*above[:level], numeral]
        label = _named(above)
        anchor = "p" + "-".join(str(_value(step) or 0) for step in above)
        text = [rest] if rest else []
    if text or label:
        yield label, anchor, "", "\n".join(text)


def _level(line: str, depth: int) -> tuple[int, str, str] | None:
    """How deep a numbered line stands, its numeral, and what stands behind."""
    for level, form in enumerate((_POINT, _BELOW, _STEP)):
        if (found := form.match(line)) and _value(found[1]) is not None:
            return min(level, depth), found[1], line[found.end() :].strip()
    return None


def _named(steps: list[str]) -> str:
    label = steps[0] + "".join(
        f"（{step}）" if place == 1 and not step.isdecimal() else step
        for place, step in enumerate(steps[1:], start=1)
    )
    return label[:_LONGEST_LABEL]


def _value(numeral: str) -> int | None:
    try:
        return read(numeral)
    except NumeralError:
        return None
