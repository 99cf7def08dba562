"""The headings of a policy text, with their levels and sections."""

import re
from typing import Final

import msgspec

from biaozhun.core.policy.passages import Paragraph
from biaozhun.core.policy.value import Heading, HeadingStyle

_HAN: Final = "〇一二三四五六七八九十百"
_SHAPES: Final = (
    (HeadingStyle.CHAPTER, rf"第\s*(?:[{_HAN}]{{1,5}}|\d{{1,3}})\s*[章编篇](?=\s|[^\x00-\x7f])"),
    (HeadingStyle.SECTION, rf"第\s*(?:[{_HAN}]{{1,5}}|\d{{1,3}})\s*节(?=\s)"),
    (HeadingStyle.ARTICLE, rf"第\s*(?:[{_HAN}]{{1,5}}|\d{{1,3}})\s*条(?=\s)"),
    (HeadingStyle.HAN, rf"[{_HAN}]{{1,4}}\s*[、.](?![{_HAN}]{{1,3}}[、产线级类季月])"),
    (HeadingStyle.HAN_BRACKETED, rf"\(\s*[{_HAN}]{{1,4}}\s*\)"),
    (HeadingStyle.DIGIT, r"\d{1,3}\s*(?:[、](?!\d)|\.(?!\d)|\.(?=20\d\d年))"),
    (HeadingStyle.DIGIT_BRACKETED, r"\(?\d{1,3}\s*\)"),
    (HeadingStyle.CIRCLED, r"[\u2460-\u2473]"),
    (HeadingStyle.ORDINAL, rf"[{_HAN}]{{1,3}}是|第[{_HAN}]{{1,3}},"),
    (HeadingStyle.DASH, r"--"),
    (HeadingStyle.SPECIAL_COLUMN, r"专栏\s*\d{0,2}"),
)
_LABEL: Final = re.compile("|".join(f"(?P<{style}>{shape})" for style, shape in _SHAPES))
_TITLE_MAX: Final = 45


def outline(paragraphs: tuple[Paragraph, ...]) -> tuple[Heading, ...]:
    """Every heading in the order of the text."""
    found = [heading for paragraph in paragraphs if (heading := _heading(paragraph)) is not None]
    return _nested(found, paragraphs[-1].end if paragraphs else 0)


class _Found(msgspec.Struct, frozen=True):
    style: HeadingStyle
    label: str
    title: str
    start: int
    end: int
    paragraph_end: int


def _heading(paragraph: Paragraph) -> _Found | None:
    """The heading a paragraph begins with."""
    label = _LABEL.match(paragraph.folded)
    if label is None or label.lastgroup is None:
        return None
    begins = label.end()
    stop = re.compile("[。::;!]").search(paragraph.folded, begins)
    ends = stop.start() if stop else len(paragraph.text)
    if ends - begins > _TITLE_MAX:
        ends = begins
    behind = ends + 1 if stop and ends > begins else ends
    return _Found(
        HeadingStyle(label.lastgroup),
        paragraph.text[: label.end()].strip(),
        paragraph.text[begins:ends].strip(),
        paragraph.start,
        paragraph.passage.at(behind) if behind < len(paragraph.text) else paragraph.end,
        paragraph.end,
    )


def _nested(found: list[_Found], end: int) -> tuple[Heading, ...]:
    """The headings with level, parent and the end of their sections."""
    open_: list[int] = []
    parents: list[int | None] = []
    levels: list[int] = []
    ends = [end] * len(found)
    for place, heading in enumerate(found):
        styles = [found[above].style for above in open_]
        depth = styles.index(heading.style) if heading.style in styles else len(styles)
        for closed in open_[depth:]:
            ends[closed] = heading.start
        del open_[depth:]
        parents.append(open_[-1] if open_ else None)
        levels.append(depth + 1)
        open_.append(place)
        if heading.style is HeadingStyle.DASH:
            open_.pop()
            ends[place] = heading.paragraph_end
    return tuple(
        Heading(
            style=one.style,
            level=levels[place],
            label=one.label,
            title=one.title,
            start=one.start,
            end=one.end,
            section_end=ends[place],
            parent=parents[place],
        )
        for place, one in enumerate(found)
    )
