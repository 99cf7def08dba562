"""What a web page puts around a policy text: its own facts about it, and clutter.

The words are a table (``policy_page_word.csv``). Nothing between the first heading and the last
prose is taken for clutter.
"""

import datetime as dt
import re
from functools import cache
from typing import Final, NamedTuple

import msgspec

from biaozhun.core.policy.labels import PARTING, label_at
from biaozhun.core.policy.passages import Paragraph, Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.set_lines import is_addressee, is_date, is_printed, read_date
from biaozhun.core.policy.titles import ends_title
from biaozhun.core.reference import table
from biaozhun.core.text.folding import fold

_SIGNS: Final = r"(?:\d{1,2}\.\s?(?=\[))?[\s·●>*\-\[(]*"
_FACT: Final = pattern(r"\d{1,2}\.\s?\[[^\[\]]{2,8}\]")  # 5. [成文日期] 2016-06-08
_STAMP: Final = pattern(
    r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s+\d{1,7})?"
)
_TAIL_LONGEST: Final = 100  # characters of a line of clutter
_PROSE: Final = 60  # characters from which a line with a full stop is no clutter
_FRONT_MOST: Final = 40  # paragraphs a page may put before the text
_SHORT_WORD: Final = 2  # such a word counts only where a sign or nothing follows
_ATTACHED: Final = pattern(r"附(?:件|表|录)?\s*\d{0,2}\s*[::]?$")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The paragraphs of the text itself, and what the page says of it.

    Attributes:
        paragraphs: without clutter.
        title: as the page names it; empty where it does not.
        issuer: as the page names it.
        number: as the page names it.
        signed: 成文日期.
        issued: 印发日期.
        published: 发布日期, or the date the page carries.
        effective: 施行日期.
    """

    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    issuer: str = ""
    number: str = ""
    signed: dt.date | None = None
    issued: dt.date | None = None
    published: dt.date | None = None
    effective: dt.date | None = None


class _Words(NamedTuple):
    front: re.Pattern[str]
    tail: re.Pattern[str]
    meaning: dict[str, str]


@cache
def _words() -> _Words:
    """The words as patterns; blanks may stand between their characters."""
    rows = list(table("policy_page_word"))
    return _Words(
        front=_pattern([row["word"] for row in rows if row["place"] != "tail"]),
        tail=_pattern([row["word"] for row in rows if row["place"] != "front"]),
        meaning={fold(row["word"]): row["meaning"] for row in rows},
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(map(fold, words), key=len, reverse=True)
    spaced = [
        r"\s*".join(map(re.escape, word))
        + (r"(?=\s*[\]):\d>|/]|\s|$)" if len(word) <= _SHORT_WORD else "")
        for word in longest_first
    ]
    return re.compile(rf"(?P<word>{'|'.join(spaced)})\s*(?P<sign>[\]):]{{0,2}})\s*")


def read_page(paragraphs: tuple[Paragraph, ...]) -> Page:
    """Parts what the page adds from the text."""
    begin = _front_end(paragraphs)
    kept: list[Paragraph] = []
    facts: dict[str, Passage] = {}
    wanted = ""
    for paragraph in paragraphs[:begin]:
        stated = _stated(paragraph)
        if stated is None and wanted and _is_value(paragraph):
            stated = {wanted: paragraph.passage}
        if stated is None:
            kept.append(paragraph)
            wanted = ""
            continue
        asks = paragraph.cell is not None or paragraph.folded.endswith((":", "]"))
        wanted = next((meaning for meaning, value in stated.items() if asks and not value.text), "")
        for meaning, value in stated.items():
            if value.text:
                facts.setdefault(meaning, value)
    end = _tail_begin(paragraphs, begin)
    return _page((*kept, *paragraphs[begin:end]), facts)


def _is_value(paragraph: Paragraph) -> bool:
    """Whether a paragraph can be what the word before it announces, and not a title."""
    folded = paragraph.folded
    return len(folded) <= _TAIL_LONGEST and "关于" not in folded and not ends_title(folded)


def _page(paragraphs: tuple[Paragraph, ...], facts: dict[str, Passage]) -> Page:
    texts = {meaning: value.text for meaning, value in facts.items()}
    days = {meaning: read_date(value.folded) for meaning, value in facts.items()}
    return Page(
        paragraphs=paragraphs,
        title=texts.get("title", ""),
        issuer=texts.get("issuer", ""),
        number=texts.get("number", ""),
        signed=days.get("signed"),
        issued=days.get("issued"),
        published=days.get("published"),
        effective=days.get("effective"),
    )


def _front_end(paragraphs: tuple[Paragraph, ...]) -> int:
    """How many paragraphs stand before addressees or first heading."""
    for place, paragraph in enumerate(paragraphs[:_FRONT_MOST]):
        label = label_at(paragraph.folded)
        if is_addressee(paragraph.folded.lstrip("· ")) and _stated(paragraph) is None:
            return place
        if label is not None and label.style in PARTING and not _FACT.match(paragraph.folded):
            return place
    return min(len(paragraphs), _FRONT_MOST)


def _stated(paragraph: Paragraph) -> dict[str, Passage] | None:
    """What a line of the page's head says; None where it is a line of the text."""
    folded = paragraph.folded
    words = _words()
    signs = re.match(_SIGNS, folded)
    first = words.front.match(folded, signs.end() if signs else 0)
    if first is None:
        return {"published": paragraph.passage} if _STAMP.fullmatch(folded) else None
    if not (first["sign"] or first.end() == len(folded) or len(folded) <= _PROSE):
        return None
    found = [first, *(m for m in words.front.finditer(folded, first.end()) if m["sign"])]
    stated: dict[str, Passage] = {}
    for here, later in zip(found, [*found[1:], None], strict=True):
        until = later.start() if later else len(folded)
        meaning = words.meaning["".join(here["word"].split())]
        stated.setdefault(meaning, _value(paragraph.passage.cut(here.end(), until)))
    return stated


def _value(passage: Passage) -> Passage:
    """What follows a word, without the signs around it."""
    text = passage.folded
    end = len(text.rstrip(" ·[(|;,"))
    begin = min(len(text) - len(text.lstrip(" :]|")), end)
    return passage.cut(begin, end)


def _tail_begin(paragraphs: tuple[Paragraph, ...], begin: int) -> int:
    """Where behind the text the clutter begins."""
    place = len(paragraphs)
    for index in range(len(paragraphs) - 1, begin, -1):
        paragraph = paragraphs[index]
        folded = paragraph.folded
        if _is_text(paragraph):
            break
        signs = re.match(_SIGNS, folded)
        if len(folded) <= _TAIL_LONGEST and _words().tail.match(
            folded, signs.end() if signs else 0
        ):
            place = index
    return place


def _is_text(paragraph: Paragraph) -> bool:
    """Whether a paragraph is certainly none of the page's own."""
    folded = paragraph.folded
    if paragraph.cell is not None or is_date(folded) or is_printed(folded):
        return True
    return (len(folded) > _PROSE and "。" in folded[:-1]) or _ATTACHED.fullmatch(folded) is not None
