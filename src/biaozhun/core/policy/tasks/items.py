"""The items of a policy text: its numbered headings, and what stands directly below each."""

import math
from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.core.policy.layout import Layout, Section, sections_of
from biaozhun.core.policy.passages import Paragraph, Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.value import Heading, HeadingStyle

_WITHIN: Final = frozenset({HeadingStyle.ORDINAL, HeadingStyle.DASH, HeadingStyle.SPECIAL_COLUMN})
_FULL_STOPS: Final = ("。", "！", "!")
_BRACKET_ALONE: Final = pattern(r"[(\[].{2,400}[)\]]。?")
_ITEM_LEVEL: Final = 2  # an unnumbered heading below this level parts an item and is none


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A heading with its text.

    Attributes:
        heading: None for what stands before the first.
        place: its index among the items' headings; -1 for none.
        parent: that of the heading above it.
        path: labels and titles from the top down to its own.
        said: its title, with its place.
        passages: the text directly below it, tables left out.
        leaf: no other item stands below it.
        alone: the heading has a paragraph to itself.
    """

    heading: Heading | None
    place: int
    parent: int | None
    path: tuple[str, ...]
    said: Passage | None
    passages: tuple[Passage, ...]
    leaf: bool
    alone: bool


def items_of(layout: Layout) -> tuple[Item, ...]:
    """The items in the order of the text."""
    headings = _numbered(layout.headings)
    paragraphs = tuple(paragraph for paragraph in layout.paragraphs if paragraph.cell is None)
    begun = {paragraph.start: paragraph.passage for paragraph in paragraphs}
    made = []
    for section in _sections(paragraphs, headings):
        heading = None if section.heading is None else headings[section.heading]
        whole = begun.get(heading.start) if heading else None
        made.append(
            Item(
                heading=heading,
                place=-1 if section.heading is None else section.heading,
                parent=heading.parent if heading else None,
                path=section.path,
                said=_title(heading, whole) if heading and whole else None,
                passages=section.body,
                leaf=section.leaf,
                alone=heading is not None and (whole is None or whole.end <= heading.end),
            )
        )
    return tuple(made)


def _sections(
    paragraphs: tuple[Paragraph, ...], headings: tuple[Heading, ...]
) -> Iterator[Section]:
    """The sections; what stands under no heading is one a paragraph.

    A bracket alone behind the last section belongs to it.
    """
    sections = sections_of(paragraphs, headings)
    free = [piece for section in sections if section.heading is None for piece in section.body]
    kept = [section for section in sections if section.heading is not None]
    behind = [piece for piece in free if kept and piece.start >= headings[-1].start]
    if kept and behind and _BRACKET_ALONE.fullmatch(behind[0].folded):
        last = kept[-1]
        kept[-1] = msgspec.structs.replace(last, body=(*last.body, behind[0]))
        free.remove(behind[0])
    alone = [Section(heading=None, path=(), body=(piece,), leaf=True) for piece in free]
    first = headings[0].start if headings else math.inf
    yield from (section for section in alone if section.body[0].start < first)
    yield from kept
    yield from (section for section in alone if section.body[0].start >= first)


def _title(heading: Heading, whole: Passage) -> Passage | None:
    """The title of a heading within its paragraph, with its full stop; None where it has none."""
    end = whole.index(heading.end)
    place = whole.text.find(heading.title, whole.index(heading.start) + len(heading.label), end)
    if not heading.title or place < 0:
        return None
    behind = place + len(heading.title)
    return whole.cut(place, behind + whole.text.startswith(_FULL_STOPS, behind))


def _numbered(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Without those that part the sentences of an item; parents are indexes of the new list."""
    kept: list[Heading] = []
    places: list[int | None] = []
    for heading in headings:
        parent = None if heading.parent is None else places[heading.parent]
        if _parts_an_item(heading, parent):
            places.append(parent)
            continue
        places.append(len(kept))
        kept.append(msgspec.structs.replace(heading, parent=parent))
    return tuple(kept)


def _parts_an_item(heading: Heading, parent: int | None) -> bool:
    if heading.style is HeadingStyle.UNNUMBERED:
        return parent is not None and heading.level > _ITEM_LEVEL
    return heading.style in _WITHIN
