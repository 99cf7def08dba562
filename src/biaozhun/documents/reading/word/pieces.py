"""The characters of a Word paragraph, each with the element it stands in."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from biaozhun.core.structure.blocks import RunMark
from biaozhun.documents.reading.gathering import Run, clean
from biaozhun.documents.reading.word.formulas import formula_text
from biaozhun.documents.reading.word.names import (
    ALTERNATES,
    CHOICE,
    FALLBACK,
    FORMULA,
    RELATION_ID,
    TEXTBOX,
    VAL,
    R,
    w,
)
from biaozhun.documents.reading.word.package import Relation

_T, _SYMBOL, _FIELD = w("t"), w("sym"), w("fldChar")
_SIGNS: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
}
_LEFT_OUT: Final = frozenset(
    (w("del"), w("moveFrom"), w("rt"), w("pPr"), w("rPr"), w("sdtPr"), w("instrText"))
)
_INSERTED: Final = frozenset((w("ins"), w("moveTo")))
_PICTURES: Final = frozenset((w("drawing"), w("pict"), w("object")))
_ADDRESS: Final = re.compile(r'HYPERLINK\s+"([^"]*)"')
_OFF: Final = ("0", "false", "off")
_PRIVATE: Final = 0xF000  # where fonts of symbols have their characters
# The Symbol font has Greek letters and signs in the places of ASCII and Latin-1.
_SYMBOL_FONT: Final = {
    0x61: "α",
    0x62: "β",
    0x67: "γ",
    0x64: "δ",
    0x44: "Δ",
    0x65: "ε",
    0x68: "η",
    0x71: "θ",
    0x6C: "λ",
    0x6D: "μ",
    0x70: "π",
    0x72: "ρ",
    0x73: "σ",
    0x53: "Σ",
    0x74: "τ",
    0x66: "φ",
    0x77: "ω",
    0x57: "Ω",
    0xA3: "≤",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xA5: "∞",
    0xD0: "∠",
    0xD6: "√",
    0x2D: "−",
    0xBE: "—",
}
_OBJECT: Final = "\ufffc"  # a sign that no table knows


class Piece(NamedTuple):
    """Characters that one element holds. The texts of all pieces are the text of the paragraph.

    ``element`` is a ``w:t``, another sign of a run (``w:tab`` …) or a formula (``m:oMath``).
    """

    text: str
    element: etree._Element
    marks: tuple[RunMark, ...] = ()
    address: str = ""


class Fields:
    """Fields go on from paragraph to paragraph: whether a character is part of an instruction."""

    def __init__(self, part: etree._Element) -> None:
        kinds = [element.get(w("fldCharType")) for element in part.iter(_FIELD)]
        # In a part where they do not match, no instruction is believed to go on.
        self._is_sound = kinds.count("begin") == kinds.count("end")
        self._open: list[list[str] | None] = []  # instruction so far; None behind it
        self._addresses: list[str] = []

    def meets(self, element: etree._Element) -> None:
        """A mark of a field: begin, separate or end."""
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._open.append([])
            self._addresses.append("")
        elif kind == "separate" and self._open:
            found = _ADDRESS.search("".join(self._open[-1] or ()))
            self._open[-1] = None
            self._addresses[-1] = found[1] if found else ""
        elif kind == "end" and self._open:
            self._open.pop()
            self._addresses.pop()

    def instructed(self, text: str) -> None:
        """A piece of an instruction."""
        if self._open and self._open[-1] is not None:
            self._open[-1].append(text)

    @property
    def is_silent(self) -> bool:
        """Whether what stands here is part of an instruction and no text."""
        return self._is_sound and any(instruction is not None for instruction in self._open)

    @property
    def address(self) -> str:
        """Where a link leads that is a field."""
        return next(filter(None, reversed(self._addresses)), "")


class _Within(NamedTuple):
    """What holds for all that stands in an element."""

    marks: tuple[RunMark, ...] = ()
    address: str = ""


def pieces(
    paragraph: etree._Element,
    fields: Fields | None = None,
    relations: dict[str, Relation] | None = None,
) -> Iterator[Piece]:
    """The characters of a paragraph in their order, text boxes left out.

    Args:
        paragraph: a ``w:p``.
        fields: of the part, where the paragraphs before it may have begun a field.
        relations: of the part, to name the addresses of links.
    """
    walk = _Walk(fields or Fields(paragraph), relations or {})
    yield from walk.inside(paragraph, _Within())


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of its text boxes (``w:txbxContent``), each once, but not of boxes in boxes."""
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == TEXTBOX:
            yield element
            continue
        children = list(element)
        if element.tag == ALTERNATES:
            children = [chosen] if (chosen := chosen_of(element)) is not None else []
        waiting.extend(reversed(children))


def chosen_of(alternates: etree._Element) -> etree._Element | None:
    """Of several ways to draw one thing the first, which newer programs show."""
    choice = alternates.find(CHOICE)
    if choice is not None and len(choice):
        return choice
    return alternates.find(FALLBACK)


def runs_of(found: list[Piece]) -> list[Run]:
    """Runs of a block by its pieces; those set alike are one."""
    runs: list[Run] = []
    start = 0
    for piece in found:
        end = start + len(piece.text)
        if piece.marks or piece.address:
            last = runs[-1] if runs else None
            if last and last[1:] == (start, piece.marks, piece.address):
                runs[-1] = last._replace(end=end)
            else:
                runs.append(Run(start, end, piece.marks, piece.address))
        start = end
    return runs


class _Walk:
    """Goes through the elements of a paragraph; the parser has bounded how deep they nest."""

    def __init__(self, fields: Fields, relations: dict[str, Relation]) -> None:
        self._fields = fields
        self._relations = relations

    def inside(self, parent: etree._Element, within: _Within) -> Iterator[Piece]:
        """Pieces of all children."""
        for element in parent:
            tag = element.tag
            if tag == R:
                yield from self._run(element, within)
            elif tag == FORMULA:
                if text := clean(formula_text(element)):
                    yield Piece(text, element, *within)
            elif tag == ALTERNATES:
                if (chosen := chosen_of(element)) is not None:
                    yield from self.inside(chosen, within)
            elif tag not in _LEFT_OUT and tag not in _PICTURES:
                yield from self.inside(element, self._narrowed(element, within))

    def _narrowed(self, element: etree._Element, within: _Within) -> _Within:
        if element.tag in _INSERTED:
            return within._replace(marks=(*within.marks, RunMark.INSERTED))
        if element.tag == w("hyperlink"):
            relation = self._relations.get(element.get(RELATION_ID, ""))
            anchor = element.get(w("anchor"), "")
            address = (relation.target if relation else "") + (f"#{anchor}" if anchor else "")
            return _Within((*within.marks, RunMark.LINK), address)
        return within

    def _run(self, run: etree._Element, within: _Within) -> Iterator[Piece]:
        marks = (*within.marks, *_marks(run))
        for element in run:
            tag = element.tag
            if tag == _FIELD:
                self._fields.meets(element)
            elif tag == w("instrText"):
                self._fields.instructed(element.text or "")
            elif tag == w("ruby"):
                yield from self.inside(element, within)
            elif tag == ALTERNATES:
                if (chosen := chosen_of(element)) is not None:
                    yield from self._run(chosen, within)
            elif (text := _text(element)) and not self._fields.is_silent:
                linked = self._fields.address
                link = (RunMark.LINK,) if linked and RunMark.LINK not in marks else ()
                yield Piece(text, element, (*marks, *link), within.address or linked)


def _text(element: etree._Element) -> str:
    if element.tag == _T:
        return clean(element.text or "")
    if element.tag == _SYMBOL:
        return _symbol(element)
    return _SIGNS.get(element.tag, "")


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(w("char"), "")[:6], 16)
    except ValueError:
        return _OBJECT
    if code >= _PRIVATE:
        code -= _PRIVATE
        if element.get(w("font"), "").casefold() == "symbol":
            return _SYMBOL_FONT.get(code, _OBJECT)
        return _OBJECT
    return clean(chr(code)) if code >= ord(" ") else _OBJECT


def _marks(run: etree._Element) -> Iterator[RunMark]:
    properties = run.find(w("rPr"))
    if properties is None:
        return
    for name, mark in ((w("b"), RunMark.STRONG), (w("i"), RunMark.EMPHASIS)):
        found = properties.find(name)
        if found is not None and found.get(VAL, "1") not in _OFF:
            yield mark
    position = properties.find(w("vertAlign"))
    if position is not None and position.get(VAL) == "superscript":
        yield RunMark.SUPERSCRIPT
    if position is not None and position.get(VAL) == "subscript":
        yield RunMark.SUBSCRIPT
