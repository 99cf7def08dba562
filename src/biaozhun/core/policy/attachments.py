"""Attachments a text announces, and the lines with which they begin."""

import re
from typing import Final

import msgspec

from biaozhun.core.policy.labels import label_at
from biaozhun.core.policy.passages import Paragraph, Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.set_lines import is_date, is_signature, signed_and_dated
from biaozhun.core.policy.value import HeadingStyle

_MARK: Final = pattern(
    r"[\[(]?附(?:件|表|录)?\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})?[\])]?"
)
_ALONE: Final = pattern(rf"{_MARK.pattern}\s*:?")
_WITH_TITLE: Final = pattern(rf"{_MARK.pattern}(?:\s*:\s*|\s+|(?<=\d)[.、]\s*)(?=\S)")
_ITEM: Final = pattern(r"(?:^|(?<=[\s;。):]))\s*(\d{1,2})\s*[.、](?!\d(?!\d{3}年))\s*")
_ANOTHER: Final = pattern(rf"(?<=[\s;。]){_MARK.pattern}\s*:\s*")
_TITLE_LONGEST: Final = 120
_NO_LETTER: Final = pattern(r"[^\w]+|\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)$")


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """An attachment named in the text.

    Attributes:
        number: as announced; None where it is the only one.
        title: its place and words.
    """

    number: int | None
    title: Passage


def is_mark(paragraph: Paragraph) -> bool:
    """Whether a paragraph says no more than 附件 or 附件1."""
    return paragraph.cell is None and _ALONE.fullmatch(paragraph.folded) is not None


def opens_attachment(folded: str) -> bool:
    """Whether a folded line begins with 附件 as a mark and not as a word of a sentence."""
    return _ALONE.fullmatch(folded) is not None or _WITH_TITLE.match(folded) is not None


def begins_with_mark(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with 附件 and a title."""
    folded = paragraph.folded
    return (
        paragraph.cell is None
        and len(folded) <= 4 * _TITLE_LONGEST
        and _WITH_TITLE.match(folded) is not None
    )


def announcement(paragraphs: tuple[Paragraph, ...], place: int) -> tuple[list[Announced], int]:
    """The attachments announced from a paragraph on, and the first paragraph behind."""
    paragraph = paragraphs[place]
    behind = place + 1
    found: list[Announced] = []
    if begins_with_mark(paragraph):
        mark = _WITH_TITLE.match(paragraph.folded)
        found = _titles(paragraph.passage, mark) if mark else []
    elif not is_mark(paragraph):
        return [], place
    while behind < len(paragraphs) and _is_item(paragraphs[behind], len(found)):
        found += _titles(paragraphs[behind].passage, None)
        behind += 1
    if is_mark(paragraph) and not (found and _ends_text(paragraphs, behind)):
        return [], place
    return found, behind


def _is_item(paragraph: Paragraph, known: int) -> bool:
    """Whether a paragraph is the next of a list of attachments."""
    label = label_at(paragraph.folded)
    return (
        paragraph.cell is None
        and label is not None
        and label.style is HeadingStyle.DIGIT
        and label.numbers == (known + 1,)
        and len(paragraph.text) <= _TITLE_LONGEST
        and not paragraph.folded.endswith("。")
    )


def _ends_text(paragraphs: tuple[Paragraph, ...], place: int) -> bool:
    """Whether a list is followed by a signature, a date, another mark or nothing."""
    if place >= len(paragraphs):
        return True
    folded = paragraphs[place].folded
    return (
        is_signature(folded)
        or is_date(folded)
        or signed_and_dated(folded) is not None
        or is_mark(paragraphs[place])
    )


def _titles(passage: Passage, mark: re.Match[str] | None) -> list[Announced]:
    """The titles of one paragraph; several stand behind numbers, or behind further marks."""
    folded = passage.folded
    begin = mark.end() if mark else 0
    number = _number(mark["number"]) if mark else None
    edges = [(found.start(), found.end(), _number(found[1])) for found in _ITEM.finditer(folded)]
    edges = [edge for edge in edges if edge[0] >= begin]
    if not edges or folded[begin : edges[0][0]].strip():
        edges = [(begin, begin, number), *edges] if len(edges) > 1 else [(begin, begin, number)]
    edges += [(m.start(), m.end(), _number(m["number"])) for m in _ANOTHER.finditer(folded, begin)]
    edges.sort()
    titles = []
    for place, (_, start, count) in enumerate(edges):
        until = edges[place + 1][0] if place + 1 < len(edges) else len(folded)
        title = _bare(passage.cut(start, until))
        if title.text:
            titles.append(Announced(number=count, title=title))
    return titles


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() else None


def _bare(passage: Passage) -> Passage:
    """A title without the marks around it."""
    end = len(passage.folded.rstrip(" 。;,"))
    begin = min(len(passage.folded) - len(passage.folded.lstrip(" :")), end)
    return passage.cut(begin, end)


def same_title(left: str, right: str) -> bool:
    """Whether two folded titles name one paper, whatever signs they are set in."""
    one, other = (_NO_LETTER.sub("", title) for title in (left, right))
    return bool(one and other) and (one == other or one.endswith(other) or other.endswith(one))
