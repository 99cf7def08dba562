"""Marks of comments in the body of a Word document: where runs are split, and what goes in between.

How a run is split, :mod:`biaozhun.documents.reports.runs` knows; what cannot be split is taken into
the marks as a whole.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Final, NamedTuple

from lxml import etree

from biaozhun.core.structure.blocks import BlockText, Part, TextBlock
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reading.word import pieces
from biaozhun.documents.reading.word.names import (
    ALTERNATES,
    FALLBACK,
    ID,
    PPR,
    STRICT,
    TBL,
    TC,
    TEXTBOX,
    TR,
    P,
    R,
    m,
    w,
)
from biaozhun.documents.reading.word.package import Relation
from biaozhun.documents.reading.word.pieces import Fields, chosen_of
from biaozhun.documents.reports.runs import (
    RPR,
    SPACE,
    Placed,
    T,
    split_before,
    split_inside,
    spot,
)
from biaozhun.documents.reports.xml_parts import parsed, written

_NOT_OF_MARKS: Final = tuple(
    w(name) for name in ("rPrChange", "ins", "del", "moveFrom", "moveTo", "vanish", "webHidden")
)
"""Properties of a run that its neighbour, the sign of a comment, must not share."""
_MARKS: Final = tuple(
    w(name) for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)


class CommentPlace(NamedTuple):
    """The characters of the extracted text that a comment is on."""

    start: int
    end: int
    identifier: int


class MarkedBody:
    """The body of a document, to be marked."""

    def __init__(self, content: bytes, text: BlockText, relations: dict[str, Relation]) -> None:
        """Parse what the reader has read and found harmless.

        Raises:
            DocumentError: ``unsupported_format``, ``broken_file``.
        """
        self._content = content
        self._text = text
        self._relations = relations
        self._starts = [block.start for block in text.blocks]
        self._root = parsed(_transitional(content))
        _drop_hidden_comments(self._root)

    @property
    def namespace(self) -> str:
        """Of the names of the document, as it is to be written."""
        [main] = [s for s, t in STRICT.items() if t.decode() == etree.QName(P).namespace]
        return (main if main in self._content else STRICT[main]).decode()

    def identifiers(self) -> Iterator[int]:
        """The identifiers of comments that the body speaks of."""
        for element in self._root.iter(*_MARKS):
            written = element.get(ID, "")
            if written.isascii() and written.isdecimal():
                yield int(written)

    def can_hold(self, start: int) -> bool:
        """Whether a comment can stand at a character."""
        return self._block(start).part is Part.BODY

    def mark(self, places: Sequence[CommentPlace], *, at_start: int | None = None) -> None:
        """Put marks at places, and one comment at the start of the body.

        Marks go in from the last to the first, so that the characters before them keep their place.

        Raises:
            DocumentError: ``changed_file`` where the body is not the one that was read.
        """
        opened = [(place.start, False, place) for place in places]
        closed = [(self._end(place), True, place) for place in places]
        events = sorted(opened + closed, key=lambda event: event[:2], reverse=True)
        found = self._found({self._block(at - is_end).paragraph for at, is_end, _ in events})
        for at, is_end, place in events:
            placed = found[self._block(at - is_end).paragraph]
            if is_end:
                _close(placed, at, place.identifier)
            else:
                _open(placed, at, place.identifier)
        if at_start is not None:
            self._mark_start(at_start)

    def content(self) -> bytes:
        """The part as it is to be written, with the names it had."""
        content = written(self._root, self._content)
        for strict, transitional in STRICT.items():
            if strict in self._content:
                content = content.replace(transitional, strict)
        return content

    def _block(self, character: int) -> TextBlock:
        place = bisect_right(self._starts, character) - 1
        block = self._text.blocks[place] if place >= 0 else None
        if block is None or character >= block.end:
            raise changed_file(self._text.text[character : character + 40])
        return block

    def _end(self, place: CommentPlace) -> int:
        """Where a comment ends: a number may go on in the next line, but not in the next cell."""
        first = self._block(place.start)
        last = self._block(place.end - 1)
        one, other = ((b.part, b.table, b.row, b.column) for b in (first, last))
        return place.end if one == other else first.end

    def _found(self, wanted: set[int]) -> dict[int, list[Placed]]:
        """What the paragraphs of these numbers hold, as the reader has read them."""
        blocks = {b.paragraph: b for b in self._text.blocks if b.part is Part.BODY}
        fields = Fields(self._root)
        found: dict[int, list[Placed]] = {}
        for number, paragraph in enumerate(_paragraphs(self._root), 1):
            if number in wanted:
                _set_blanks_apart(paragraph)
            read = list(pieces(paragraph, fields, self._relations))
            if number not in wanted:
                continue
            block = blocks[number]
            if "".join(piece.text for piece in read) != self._text.text[block.start : block.end]:
                raise changed_file(self._text.text[block.start : block.end])
            found[number] = placed = []
            at = block.start
            for piece in read:
                placed.append(Placed(at, at + len(piece.text), piece.element))
                at += len(piece.text)
        if missing := wanted - found.keys():
            raise changed_file(self._text.text[blocks[min(missing)].start :])
        return found

    def _mark_start(self, identifier: int) -> None:
        """A comment on no characters, before all others; where there is a choice, in no control."""
        body = self._root.find(w("body"))
        if body is None:
            raise changed_file("")
        first = body.find(P)
        if first is None:
            first = next(_paragraphs(body), None)
        if first is None:
            first = etree.Element(P)
            body.insert(0, first)
        marks = [_mark(name, identifier) for name in ("commentRangeStart", "commentRangeEnd")]
        properties = first.find(PPR)
        place = 0 if properties is None else first.index(properties) + 1
        first[place:place] = [*marks, _reference(identifier, first.find(R))]


def changed_file(fragment: str) -> DocumentError:
    """The file is not the one that was checked."""
    return DocumentError(
        "This is not the file that was checked, or it was changed since",
        code="changed_file",
        fragment=fragment[:200],
        hint="have it checked again",
    )


def _transitional(content: bytes) -> bytes:
    """The part with the names that the reader knows, and from which there is a way back."""
    names = [(s, t) for s, t in STRICT.items() if s in content]
    if any(transitional in content for _, transitional in names):
        raise DocumentError(
            "The document has the names of both editions of its format",
            code="unsupported_format",
            hint="save it anew as a Word document (DOCX)",
        )
    for strict, transitional in names:
        content = content.replace(strict, transitional)
    return content


def _drop_hidden_comments(root: etree._Element) -> None:
    """Take XML comments out of texts, which the reader joins across them. No program writes any."""
    for node in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        parent = node.getparent()
        if parent is not None and parent.tag in (T, m("t")):
            before = node.getprevious()
            if before is None:
                parent.text = (parent.text or "") + (node.tail or "")
            else:
                before.tail = (before.tail or "") + (node.tail or "")
            node.tail = None
            parent.remove(node)


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs that the reader counts, in its order."""
    for element in parent:
        tag = element.tag
        if tag == P:
            yield element
        elif tag == TBL:
            for row in _within(element, TR):
                for cell in _within(row, TC):
                    yield from _paragraphs(cell)
        elif tag == ALTERNATES:
            if (chosen := chosen_of(element)) is not None:
                yield from _paragraphs(chosen)
        elif tag not in (PPR, FALLBACK):
            yield from _paragraphs(element)


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag not in (TBL, P, TEXTBOX):
            yield from _within(element, tag)


def _open(placed: Iterable[Placed], at: int, identifier: int) -> None:
    """The mark at which a comment begins, before the character ``at``."""
    held = next(one for one in placed if one.start <= at < one.end)
    unit, child = spot(held.element)
    if child is not None:
        if held.start < at and child is held.element and child.tag == T:
            unit = split_inside(unit, child, at - held.start)
        else:
            unit = split_before(unit, child)
    unit.addprevious(_mark("commentRangeStart", identifier))


def _close(placed: Iterable[Placed], at: int, identifier: int) -> None:
    """The mark at which a comment ends, before the character ``at``, and the sign that shows it."""
    held = next(one for one in placed if one.start < at <= one.end)
    unit, child = spot(held.element)
    if child is not None:
        if at < held.end and child is held.element and child.tag == T:
            split_inside(unit, child, at - held.start)
        elif (following := child.getnext()) is not None:
            split_before(unit, following)
    end = _mark("commentRangeEnd", identifier)
    unit.addnext(end)
    behind = end
    while (parent := behind.getparent()) is not None and parent.tag != P:
        behind = parent
    behind.addnext(_reference(identifier, unit if unit.tag == R else None))


def _set_blanks_apart(paragraph: etree._Element) -> None:
    """Put blanks at the ends of a text that does not keep them into texts of their own.

    Word drops them, so they must not stand in a text that is to keep the blanks at which it is cut.
    """
    for element in list(paragraph.iter(T)):
        text = element.text or ""
        sound = text.strip()
        if element.get(SPACE) == "preserve" or sound in ("", text):
            continue
        before, _, behind = text.partition(sound)
        element.text = sound
        if before:
            element.addprevious(_text(before))
        if behind:
            element.addnext(_text(behind))


def _text(text: str) -> etree._Element:
    element = etree.Element(T)
    element.text = text
    return element


def _mark(name: str, identifier: int) -> etree._Element:
    return etree.Element(w(name), {ID: str(identifier)})


def _reference(identifier: int, neighbour: etree._Element | None) -> etree._Element:
    """The run with the sign of a comment, as high as its neighbour, so that no line grows."""
    run = etree.Element(R)
    properties = None if neighbour is None else neighbour.find(RPR)
    if properties is not None:
        properties = deepcopy(properties)
        for unshared in properties.findall("*"):
            if unshared.tag in _NOT_OF_MARKS:
                properties.remove(unshared)
        run.append(properties)
    run.append(_mark("commentReference", identifier))
    return run
