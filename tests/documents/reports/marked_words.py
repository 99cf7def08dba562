"""A Word file with comments as a reader of the tests sees it, by ways of its own."""

import hashlib
import io
import zipfile

from lxml import etree

from biaozhun.core.citation import find
from biaozhun.core.structure.blocks import BlockText, Part
from biaozhun.core.validity import Asked, CheckedDocument, CheckedLine, Place
from biaozhun.documents.reading import read_content
from tests.documents.reports.examples import ANSWERS, document

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def checked(content: bytes, *, places: list[tuple[int, int]] | None = None) -> CheckedDocument:
    """What a check finds in a file; with places, as if these were cited."""
    text = read_content(content)
    found = places
    if found is None:
        found = [(citation.start, citation.end) for citation in find(text.text)]
    lines = [_line(text, number, *place) for number, place in enumerate(found)]
    return document(tuple(lines), sha256=hashlib.sha256(content).hexdigest())


def _line(text: BlockText, number: int, start: int, end: int) -> CheckedLine:
    block = next(block for block in text.blocks if start < block.end)
    return CheckedLine(
        position=number,
        start=start,
        end=end,
        place=Place(part=str(block.part), paragraph=block.paragraph),
        asked=Asked(text=text.text[start:end]),
        answer=ANSWERS[number % len(ANSWERS)],
    )


def printed(content: bytes) -> list[tuple[str, str]]:
    """The blocks of a file without its comments: part and characters."""
    text = read_content(content)
    return [
        (block.part, text.text[block.start : block.end])
        for block in text.blocks
        if block.part is not Part.COMMENT
    ]


def member(content: bytes, ending: str) -> bytes:
    """The one part whose name ends so."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        [name] = [name for name in package.namelist() if name.endswith(ending)]
        return package.read(name)


def body(content: bytes) -> etree._Element:
    """The root of the part with the body, whatever it is called."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        [name] = [n for n in names if n in ("word/document.xml", "word/document2.xml")]
        return etree.fromstring(package.read(name))


def comments(content: bytes) -> dict[str, list[str]]:
    """Lines of the comments by their identifiers."""
    root = etree.fromstring(member(content, "word/comments.xml"))
    return {
        _get(comment, "id"): ["".join(p.itertext()) for p in comment if _is(p, "p")]
        for comment in root
    }


def marked(content: bytes) -> dict[str, str]:
    """The characters that each comment is on, by its identifier, in the order of the text."""
    found: dict[str, str] = {}
    opened: set[str] = set()
    for element in _shown(body(content)):
        if _is(element, "commentRangeStart"):
            opened.add(_get(element, "id"))
            found[_get(element, "id")] = ""
        elif _is(element, "commentRangeEnd"):
            opened.remove(_get(element, "id"))
        text = _text(element)
        for identifier in opened if text else ():
            found[identifier] += text
    assert opened == set()
    return {identifier: text.lstrip("\n") for identifier, text in found.items()}


def _shown(element: etree._Element) -> list[etree._Element]:
    """Elements in their order without what is deleted, drawn, or set above other characters."""
    hidden = ("del", "moveFrom", "drawing", "pict", "rt")
    found = [element]
    for child in element:
        if not any(_is(child, name) for name in hidden):
            found.extend(_shown(child))
    return found


def _text(element: etree._Element) -> str:
    if _is(element, "t"):
        return "".join(element.itertext())
    if _is(element, "p"):
        return "\n"
    for name, sign in _SIGNS.items():
        parent = element.getparent()
        if _is(element, name) and parent is not None and _is(parent, "r"):
            return sign
    return ""


def whole(content: bytes, *, without: frozenset[str] = frozenset()) -> bytes:
    """The body in canonical form, runs that look alike joined, the marks of comments taken out."""
    root = body(content)
    for node in list(root.iter()):
        if not (node.tail or "").strip():
            node.tail = None
    for node in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        if node.getparent() is not None:  # they may stand in texts; no reader shows them
            _take_out(node)
    for mark in list(root.iter()):
        if etree.QName(mark).localname.startswith("comment") and _get(mark, "id") in without:
            run = mark.getparent()
            _take_out(run if run is not None and _is(mark, "commentReference") else mark)
    for name, join in (("r", _join), ("t", _join_texts)):
        for node in list(root.iter()):
            if _is(node, name):
                join(node)
    written: bytes = etree.tostring(root, method="c14n")
    return written


def _take_out(node: etree._Element) -> None:
    parent, before = node.getparent(), node.getprevious()
    assert parent is not None
    tail = node.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail or None
    else:
        before.tail = (before.tail or "") + tail or None
    parent.remove(node)


def _join(run: etree._Element) -> None:
    while (other := run.getnext()) is not None and _is(other, "r") and _looks(other) == _looks(run):
        parent = run.getparent()
        assert parent is not None
        run.extend([child for child in other if not _is(child, "rPr")])
        parent.remove(other)


def _join_texts(text: etree._Element) -> None:
    text.attrib.pop(_SPACE, None)
    parent = text.getparent()
    while parent is not None and (other := text.getnext()) is not None and _is(other, "t"):
        text.text = (text.text or "") + (other.text or "")
        parent.remove(other)


def _looks(run: etree._Element) -> tuple[object, ...]:
    properties = [etree.tostring(child, method="c14n") for child in run if _is(child, "rPr")]
    return (sorted(run.attrib.items()), properties)


def _is(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and etree.QName(element).localname == name


def _get(element: etree._Element, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if etree.QName(k).localname == name), "")
