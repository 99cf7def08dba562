"""What the reader could not read, or leaves to a person."""

import re
from collections.abc import Iterator
from typing import Final

from biaozhun.core.policy.labels import label_at
from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.passages import Paragraph
from biaozhun.core.policy.value import Diagnostic, Heading, HeadingStyle
from biaozhun.core.text.folding import CJK, fold

_AROUND: Final = 6  # characters shown on either side of a place
_MOST: Final = 200  # of one code; a text with more is broken throughout
# Replacement signs, private places, controls; question marks inside a sentence, which policies do
# not ask; bytes that were read in a wrong code.
_GARBLED: Final = re.compile(
    "[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+"
    rf"|\?[?;,、]{{0,20}}(?=[{CJK},;、])|(?<=[{CJK}])\?{{2,}}"
    "|[\u00c0-\u00ff]{2,}|锟斤拷|烫烫烫|屯屯屯|&#x?[0-9a-fA-F]{2,6};|\u25a1{2,}"
)
_DEEPEST: Final = 6  # brackets within brackets; what lies deeper was left open before
_PAIRS: Final = {"(": ")", "[": "]", "《": "》"}
_HINTS: Final = {
    "no_title": "enter the title by hand",
    "no_date": "enter the date by hand; periods such as 五年内 count from it",
    "attachment_missing": "the text announces it and does not hold it: add its file",
    "garbled": "compare with the original and enter the right characters",
    "bracket_unclosed": "see where the bracket ends; units named in it may be lost",
    "heading_out_of_order": "see whether a heading before it is missing",
}


def diagnose(layout: Layout) -> tuple[Diagnostic, ...]:
    """What a person should look at, in the order of the text."""
    document = layout.document
    found: list[Diagnostic] = []
    if not document.title:
        found.append(_at(layout, "no_title", 0, 0))
    if document.day is None:
        found.append(_at(layout, "no_date", 0, 0))
    found += (
        _at(layout, "attachment_missing", attachment.start, attachment.end)
        for attachment in document.attachments
        if not attachment.present
    )
    for several in (_garbled(layout), _unclosed(layout), _out_of_order(layout)):
        found += [one for _, one in zip(range(_MOST), several, strict=False)]
    return tuple(sorted(found, key=lambda one: (one.start, one.code)))


def _at(layout: Layout, code: str, start: int, end: int, *, around: int = 0) -> Diagnostic:
    """A diagnostic with the characters it is about."""
    fragment = layout.text[max(start - around, 0) : end + around]
    return Diagnostic(
        code=code, start=start, end=end, fragment=" ".join(fragment.split()), hint=_HINTS[code]
    )


def _garbled(layout: Layout) -> Iterator[Diagnostic]:
    """Places where characters were lost on the way."""
    for paragraph in layout.paragraphs:
        for place in _GARBLED.finditer(paragraph.text):
            yield _at(layout, "garbled", *paragraph.passage.span(*place.span()), around=_AROUND)


def _unclosed(layout: Layout) -> Iterator[Diagnostic]:
    """Brackets that open in a paragraph and do not close in it."""
    for paragraph in layout.paragraphs:
        for place in _open_brackets(paragraph):
            start, end = paragraph.passage.span(place, place + 1)
            yield _at(layout, "bracket_unclosed", start, end, around=2 * _AROUND)


def _open_brackets(paragraph: Paragraph) -> list[int]:
    """Places of brackets without their partner; a closing one alone may belong to a label."""
    opened: list[tuple[str, int]] = []
    lost: list[int] = []
    closing = set(_PAIRS.values())
    for place, sign in enumerate(paragraph.folded):
        if sign in _PAIRS:
            opened.append((_PAIRS[sign], place))
        elif sign in closing and any(partner == sign for partner, _ in opened[-_DEEPEST:]):
            while opened[-1][0] != sign:
                lost.append(opened.pop()[1])
            opened.pop()
    return sorted([*lost, *(place for _, place in opened)])


def _out_of_order(layout: Layout) -> Iterator[Diagnostic]:
    """Headings whose number is neither the next below their parent nor of the whole text."""
    reached: dict[tuple[int | None, HeadingStyle], int] = {}
    last: dict[HeadingStyle, int] = {}
    for heading in layout.headings:
        number = _number(heading)
        if number is None:
            continue
        among = heading.parent, heading.style
        expected = {1, reached.get(among, 0) + 1, last.get(heading.style, 0) + 1}
        if among in reached:
            expected.discard(1)
        if number not in expected and not (heading.parent is None and number == 1):
            yield _at(layout, "heading_out_of_order", heading.start, heading.end)
        reached[among] = last[heading.style] = number


def _number(heading: Heading) -> int | None:
    """The number of a heading's label."""
    label = label_at(fold(heading.label))
    return label.number if label and len(label.numbers) == 1 else None
