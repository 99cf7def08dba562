"""The labels that number headings and items: 第一章, 一、, (一), 1., (1), ①, 一是, ——.

The order 一、 (一) 1. (1) is that of GB/T 9704-2012, 7.3.3; 章 节 条 is that of laws. Patterns read
folded text.
"""

import re
from typing import Final

import msgspec

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.value import HeadingStyle
from biaozhun.core.text import numeral

_HAN: Final = "〇一二三四五六七八九十百"
_COUNT: Final = rf"(?:[{_HAN}零]{{1,6}}|\d{{1,3}})"
_PIECES: Final = "\u2488-\u249b"  # 1. as one character
_IN_BRACKETS: Final = "\u3220-\u3229"  # (一) as one character
_DIGITS_IN_BRACKETS: Final = "\u2474-\u2487"  # (1) as one character
_CIRCLES: Final = "\u2460-\u2473\u24f5-\u24fe\u2776-\u277f\u2780-\u2789\u3251-\u325f"
# 一、二、三产业 and 三、四线城市 are prose.
_PROSE: Final = rf"(?!\s*[{_HAN}]{{1,3}}(?:[、至到-]|产业|[线级类季月旬期批次流等]))"
# 1.2亿元 and 2.5个百分点 are amounts.
_UNIT: Final = (
    "(?:[倍万亿千百个项元年月日天人家件条版级度吨米台套户亩辆次名座处公平立小分秒英海以左余多至到]"
    "|\\d|-)"
)
_SHAPES: Final[tuple[tuple[HeadingStyle, str], ...]] = (
    (HeadingStyle.CHAPTER, rf"第\s*({_COUNT})\s*(?:[章编篇]|部分)(?![{_HAN}\d的规第])"),
    (HeadingStyle.SECTION, rf"第\s*({_COUNT})\s*节(?![能约日假水电点奏省{_HAN}\d的规第])"),
    (
        HeadingStyle.ARTICLE,
        rf"第\s*({_COUNT})\s*条(?:之[{_HAN}])?(?![{_HAN}\d的规第款和至或所、,件例])",
    ),
    (HeadingStyle.HAN, rf"([{_HAN}]{{1,4}})\s*[、.]{_PROSE}"),
    (HeadingStyle.HAN_BRACKETED, rf"[(\[]\s*([{_HAN}]{{1,4}})\s*[)\]][、.]?|([{_IN_BRACKETS}])"),
    # 1.5 is a number; behind 1. a year may follow without a blank.
    (
        HeadingStyle.DIGIT,
        (
            r"(\d{1,3})\s*(?:、(?!\d)|\.\s?(?=(?:19|20)\d\d年)|\.(?![\d.]))"
            rf"|([1-9]\d?(?:\.[1-9]\d?){{1,3}})\.?(?=\s*[^\s\x00-\x7f])(?!\s*{_UNIT})"
            rf"|([{_PIECES}])"
        ),
    ),
    (
        HeadingStyle.DIGIT_BRACKETED,
        rf"\(\s*(\d{{1,3}})\s*\)[、.]?|(\d{{1,3}})\s*\)[、.]?|([{_DIGITS_IN_BRACKETS}])",
    ),
    (HeadingStyle.CIRCLED, rf"([{_CIRCLES}])"),
    (HeadingStyle.ORDINAL, rf"([{_HAN}]{{1,3}})是(?=[^\s{_HAN}])|第([{_HAN}]{{1,3}}),"),
    (HeadingStyle.DASH, r"-\s?-+"),
    (HeadingStyle.SPECIAL_COLUMN, rf"专栏\s*({_COUNT})?(?=[\s:\"]|[^\x00-\x7f])"),
)
_LABEL: Final = pattern("|".join(f"(?P<{style.name}>{shape})" for style, shape in _SHAPES))
#: Styles that part a text set in one paragraph; the others number clauses of a sentence as well.
PARTING: Final = frozenset(
    {
        HeadingStyle.CHAPTER,
        HeadingStyle.SECTION,
        HeadingStyle.ARTICLE,
        HeadingStyle.HAN,
        HeadingStyle.HAN_BRACKETED,
        HeadingStyle.DIGIT,
    }
)


class Label(msgspec.Struct, frozen=True):
    """A label as it stands in a folded text.

    Attributes:
        style: how it numbers.
        numbers: its number; of ``1.2`` both; empty where it has none.
        start: first character.
        end: first character behind.
    """

    style: HeadingStyle
    numbers: tuple[int, ...]
    start: int
    end: int

    @property
    def number(self) -> int | None:
        """The last of its numbers."""
        return self.numbers[-1] if self.numbers else None


def label_at(folded: str, start: int = 0) -> Label | None:
    """The label that begins at a place of a folded text."""
    found = _LABEL.match(folded, start)
    return _label(found) if found else None


def labels_in(folded: str, begins: int) -> list[Label]:
    """Every place of a folded text from one on that is written like a label, prose or not."""
    labels = (_label(found) for found in _LABEL.finditer(folded, begins))
    return [label for label in labels if label is not None]


def _label(found: re.Match[str]) -> Label | None:
    style = next(style for style, _ in _SHAPES if found[style.name] is not None)
    inner = [text for text in found.groups() if text is not None and text != found[style.name]]
    written = inner[-1] if inner else found[style.name]
    if style is HeadingStyle.DASH or (style is HeadingStyle.SPECIAL_COLUMN and not inner):
        return Label(style, (), *found.span())
    try:
        numbers = tuple(numeral.read(part) for part in written.split("."))
    except BiaozhunError:
        return None
    return Label(style, numbers, *found.span()) if all(numbers) else None
