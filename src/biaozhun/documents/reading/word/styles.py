"""Styles of a Word document: their names, levels as headings, and numbering."""

from typing import Final, NamedTuple

from lxml import etree

from biaozhun.documents.reading.word.names import PPR, VAL, w
from biaozhun.documents.word_styles import heading_level

_DEPTH: Final = 20  # of styles that rest on each other; Word allows eleven
_BODY_LEVEL: Final = 9  # what Word stores for running text


class NumberingUse(NamedTuple):
    """Which numbering a paragraph or style uses, on which level; ``None`` where it does not say."""

    number: str | None
    level: int | None


class Style(NamedTuple):
    """A style, with all that it has from those it rests on."""

    name: str
    heading: int  # level from 1; 0 where it is no heading
    numbering: NumberingUse


def numbering_use(properties: etree._Element | None) -> NumberingUse:
    """What the properties of a paragraph say of its numbering."""
    found = None if properties is None else properties.find(w("numPr"))
    if found is None:
        return NumberingUse(None, None)
    number, level = found.find(w("numId")), found.find(w("ilvl"))
    return NumberingUse(
        None if number is None else number.get(VAL),
        None if level is None else whole(level.get(VAL)),
    )


def outline_level(properties: etree._Element | None) -> int | None:
    """Level of a heading from 1 by the outline; 0 of running text; ``None`` where nothing says."""
    found = None if properties is None else properties.find(w("outlineLvl"))
    level = None if found is None else whole(found.get(VAL))
    if level is None:
        return None
    return level + 1 if 0 <= level < _BODY_LEVEL else 0


def whole(written: str | None) -> int | None:
    """A whole number of a few digits, or ``None``."""
    text = (written or "").strip()
    sound = text.removeprefix("-")
    return int(text) if sound.isascii() and sound.isdigit() and len(sound) < 7 else None


class Styles:
    """Paragraph styles by their identifiers."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = [] if root is None else root.findall(w("style"))
        self._elements = {
            element.get(w("styleId"), ""): element
            for element in elements
            if element.get(w("type")) == "paragraph"
        }
        self._read: dict[str, Style] = {}
        self._default = next(
            (
                name
                for name, element in self._elements.items()
                if element.get(w("default")) in ("1", "true", "on")
            ),
            "",
        )

    def of(self, properties: etree._Element | None) -> Style:
        """The style of a paragraph."""
        used = None if properties is None else properties.find(w("pStyle"))
        return self.named(self._default if used is None else used.get(VAL, ""))

    def named(self, identifier: str) -> Style:
        """The style of this identifier."""
        if identifier not in self._read:
            self._read[identifier] = self._style(identifier)
        return self._read[identifier]

    def _style(self, identifier: str) -> Style:
        name, number, level, outline, by_name = "", None, None, None, 0
        for element in self._chain(identifier):
            found = element.find(w("name"))
            own = "" if found is None else found.get(VAL, "")
            name = name or own
            by_name = by_name or heading_level(own)[0]
            use = numbering_use(element.find(PPR))
            number = use.number if number is None else number
            level = use.level if level is None else level
            outline = outline_level(element.find(PPR)) if outline is None else outline
        return Style(name, by_name if outline is None else outline, NumberingUse(number, level))

    def _chain(self, identifier: str) -> list[etree._Element]:
        """The style and those it rests on, the nearest first; a ring is left after one round."""
        chain: list[etree._Element] = []
        while (element := self._elements.get(identifier)) is not None and len(chain) < _DEPTH:
            chain.append(element)
            base = element.find(w("basedOn"))
            identifier = "" if base is None else base.get(VAL, "")
        return chain
