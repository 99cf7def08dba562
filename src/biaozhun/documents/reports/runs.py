"""Runs of a Word paragraph: where they may be parted, and what holds them.

A run is split without change of look: both halves have its attributes and properties, and its
elements keep their order. What cannot be split (a formula, ruby, a drawing that stands there in two
ways, a control that may hold plain text only) is taken as a whole.
"""

from copy import deepcopy
from typing import Final, NamedTuple

from lxml import etree

from biaozhun.documents.reading.word.names import P, R, w

T: Final = w("t")
RPR: Final = w("rPr")
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_CONTAINERS: Final = frozenset(
    w(name)
    for name in (
        *("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo"),
        *("sdt", "sdtContent"),
    )
)
"""What may hold runs and marks side by side within a paragraph (ECMA-376, EG_PContent)."""
_PLAIN_CONTROLS: Final = frozenset(
    w(name) for name in ("text", "comboBox", "dropDownList", "date", "picture", "dataBinding")
)
"""Controls whose content Word writes anew, or lets be plain text only."""


class Placed(NamedTuple):
    """Characters of the extracted text, and the element that holds them."""

    start: int
    end: int
    element: etree._Element


class Spot(NamedTuple):
    """What stands beside others in a paragraph, and the child of it that is meant, of a run."""

    unit: etree._Element
    child: etree._Element | None


def spot(element: etree._Element) -> Spot:
    """Where marks may stand nearest to an element: beside the unit, or within it at the child."""
    chain = [element]
    while (parent := chain[-1].getparent()) is not None and parent.tag != P:
        chain.append(parent)
    chain.reverse()
    for place, unit in enumerate(chain):
        if unit.tag in _CONTAINERS and not _is_plain_control(unit):
            continue
        return Spot(unit, chain[place + 1] if unit.tag == R else None)
    raise AssertionError(element.tag)  # what holds characters is no container


def _is_plain_control(element: etree._Element) -> bool:
    properties = element.find(w("sdtPr"))
    return properties is not None and any(child.tag in _PLAIN_CONTROLS for child in properties)


def split_before(run: etree._Element, child: etree._Element) -> etree._Element:
    """The run that begins with a child of this one: a new one, or this where it does so itself."""
    if all(before.tag == RPR for before in child.itersiblings(preceding=True)):
        return run
    half = like(run)
    properties = run.find(RPR)
    if properties is not None:
        half.append(deepcopy(properties))
    moved = [child, *child.itersiblings()]
    half.extend(moved)
    run.addnext(half)
    return half


def split_inside(run: etree._Element, child: etree._Element, length: int) -> etree._Element:
    """The run that begins behind the first ``length`` characters of a text."""
    text = child.text or ""
    rest = like(child)
    for half, held in ((child, text[:length]), (rest, text[length:])):
        half.text = held
        if held != held.strip():
            half.set(SPACE, "preserve")
    child.addnext(rest)
    return split_before(run, rest)


def like(element: etree._Element) -> etree._Element:
    """An empty element of this name with the same attributes."""
    made = etree.Element(element.tag)
    for name, value in element.attrib.items():
        made.set(name, value)
    return made
