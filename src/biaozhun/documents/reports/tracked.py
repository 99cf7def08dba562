"""The original Word document with changes tracked in it, and nothing else changed.

A change takes characters out (``w:del``) and puts others in (``w:ins``), each with who asked for it
and when, so that a drafter accepts or declines it in Word. What two wordings have in common at
their ends stays untouched. Every part but the body stays byte for byte. What cannot be placed for
certain is placed nowhere and named: a wrong place would be worse than none.
"""

import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final

import msgspec
from lxml import etree

from biaozhun.core.structure.blocks import BlockText, Part, TextBlock
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import open_package, read_member
from biaozhun.documents.reading import read_content
from biaozhun.documents.reading.word.names import ID, P, R, w
from biaozhun.documents.reading.word.package import WordPackage
from biaozhun.documents.reports.annotated import no_word_document, signed
from biaozhun.documents.reports.marks import MarkedBody, changed_file
from biaozhun.documents.reports.package_copy import copied
from biaozhun.documents.reports.rows import one_line, printable
from biaozhun.documents.reports.runs import (
    RPR,
    SPACE,
    Placed,
    T,
    split_before,
    split_inside,
    spot,
)

_SIGNATURES: Final = "_xmlsignatures/"
_PLAIN: Final = frozenset(
    w(name) for name in ("rPr", "t", "tab", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak")
)
"""What a run may hold that is taken out with its characters."""
_FIELD_SIGNS: Final = frozenset((w("fldChar"), w("instrText")))
_TRACKED: Final = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"))
_SIGNS_TOGETHER: Final = re.compile(r"[0-9A-Za-z]+(?:[.,][0-9]+)*|.", re.DOTALL)
_LABEL_SIGNS: Final = "）)：:—注例"
_LONGEST_LABEL: Final = 12  # characters
_AUTHOR: Final = 200  # characters


class Rewording(msgspec.Struct, frozen=True, kw_only=True):
    """A wording that takes the place of another.

    Attributes:
        key: by which it is named in the answer.
        passage: the whole line of the text it stands in, without a printed number.
        among: how many lines of the text say the same.
        ordinal: which of them it is, from 0.
        start: first character in the line.
        end: first character behind.
        wording: what is to stand there; empty takes the characters out.
        author: who asked for it.
        made: when, as the clock of the reader's zone showed it.
    """

    key: int
    passage: str
    among: int
    ordinal: int
    start: int
    end: int
    wording: str
    author: str
    made: dt.datetime


class RewordingOrder(msgspec.Struct, frozen=True):
    """What is to be tracked in a file of a check sum (SHA-256)."""

    sha256: str
    changes: tuple[Rewording, ...]


class Tracked(msgspec.Struct, frozen=True):
    """The document, the changes that stand in it, and those that do not, each with why.

    Why is ``place_not_found``, ``place_not_plain`` (a field, a formula, a control), or
    ``places_overlap``.
    """

    content: bytes
    placed: tuple[int, ...]
    unplaced: tuple[tuple[int, str], ...]


def track(original: bytes, order: bytes) -> bytes:
    """Changes put into a document, across the border of a process.

    Args:
        original: all bytes of the document.
        order: :class:`RewordingOrder` in MessagePack.

    Returns:
        :class:`Tracked` in MessagePack.

    Raises:
        DocumentError: of the reader; ``unsupported_format`` where it is no Word document;
            ``changed_file`` where it is another file; ``signed_file``.
    """
    asked = msgspec.msgpack.decode(order, type=RewordingOrder)
    if hashlib.sha256(original).hexdigest() != asked.sha256:
        raise changed_file("")
    if not original.startswith(b"PK"):
        raise no_word_document()
    text = read_content(original)
    with open_package(io.BytesIO(original)) as package:
        word = WordPackage(package)
        main = word.main()
        if not word.holds(main) or word.tree(main).tag != w("document"):
            raise no_word_document()
        if any(name.startswith(_SIGNATURES) for name in package.namelist()):
            raise signed()
        body = _RevisedBody(read_member(package, main), text, word.relations(main))
        placed, unplaced = body.revise(asked.changes)
        content = copied(package, {main: body.content()} if placed else {})
    return msgspec.msgpack.encode(Tracked(content, tuple(placed), tuple(unplaced)))


class _Change(msgspec.Struct, frozen=True):
    """A change at characters of the whole text, as small as it can be."""

    start: int
    end: int
    wording: str
    asked: Rewording


class _RevisedBody(MarkedBody):
    """The body of a document, with changes tracked in it."""

    def revise(self, asked: Sequence[Rewording]) -> tuple[list[int], list[tuple[int, str]]]:
        """Put changes in, from the last to the first; keys of those placed, and of the others."""
        placed: list[int] = []
        unplaced: list[tuple[int, str]] = []
        changes = []
        for one in asked:
            change = self._placed_change(one)
            if change is None:
                unplaced.append((one.key, "place_not_found"))
            else:
                changes.append(change)
        changes.sort(key=lambda one: (one.start, one.end, one.asked.key))
        apart = list(_apart(changes))
        kept = {one.asked.key for one in apart}
        unplaced += [
            (one.asked.key, "places_overlap") for one in changes if one.asked.key not in kept
        ]
        found = self._found({self._block(one.start).paragraph for one in apart})
        self._next = max((*self._tracked(), *self.identifiers()), default=0) + 1
        for change in reversed(apart):
            is_in = self._revise(found[self._block(change.start).paragraph], change)
            if is_in:
                placed.append(change.asked.key)
            else:
                unplaced.append((change.asked.key, "place_not_plain"))
        return sorted(placed), sorted(unplaced)

    def _tracked(self) -> Iterator[int]:
        for element in self._root.iter(*_TRACKED):
            number = element.get(ID, "")
            if number.isascii() and number.isdecimal():
                yield int(number[:9])

    def _placed_change(self, asked: Rewording) -> _Change | None:
        """Where a change stands in the whole text; nowhere unless its place is certain."""
        line = asked.passage.strip()
        if not line or not 0 <= asked.start < asked.end <= len(asked.passage):
            return None
        starts = [at for block in self._text.blocks for at in _lines(self._text, block, line)]
        if len(starts) == asked.among and 0 <= asked.ordinal < len(starts):
            at = starts[asked.ordinal]
        elif len(starts) == 1:
            [at] = starts
        else:
            return None
        at -= len(asked.passage) - len(asked.passage.lstrip())
        start, end = at + asked.start, at + asked.end
        return _smallest(self._text.text, start, end, asked)

    def _revise(self, pieces: Sequence[Placed], change: _Change) -> bool:
        if change.start == change.end:
            return self._insert(pieces, change)
        spans = [one for one in pieces if one.start < change.end and change.start < one.end]
        units = list(dict.fromkeys(spot(one.element).unit for one in spans))
        if not spans or not all(map(_is_plain, units)) or _crosses_a_field(units):
            return False
        first, last = spans[0], spans[-1]
        end_unit, end_child = spot(last.element)
        assert end_child is not None  # noqa: S101  # of a plain run
        if change.end < last.start + len(end_child.text or "") and end_child.tag == T:
            split_inside(end_unit, end_child, change.end - last.start)
        elif (following := end_child.getnext()) is not None:
            split_before(end_unit, following)
        units[0] = _begun(first, change.start)
        for unit in units:
            self._take_out(unit, change.asked)
        if change.wording:
            units[-1].getparent().addnext(self._inserted(change, units[0]))  # type: ignore[union-attr]  # in its w:del
        return True

    def _insert(self, pieces: Sequence[Placed], change: _Change) -> bool:
        """Put characters in behind the one before them; at the head of a line before its first."""
        at = change.start
        before = next((one for one in pieces if one.start < at <= one.end), None)
        held = before or next((one for one in pieces if one.start <= at < one.end), None)
        if held is None or not _is_plain(spot(held.element).unit):
            return False
        unit, child = spot(held.element)
        assert child is not None  # noqa: S101  # of a plain run
        if before is None:
            run = split_before(unit, child)
            run.addprevious(self._inserted(change, run))
            return True
        if at < held.start + len(child.text or "") and child.tag == T:
            split_inside(unit, child, at - held.start)
        elif (following := child.getnext()) is not None:
            split_before(unit, following)
        unit.addnext(self._inserted(change, unit))
        return True

    def _take_out(self, run: etree._Element, asked: Rewording) -> None:
        mark = self._mark("del", asked)
        run.addprevious(mark)
        mark.append(run)
        for text in run.findall(T):
            text.tag = w("delText")
            text.set(SPACE, "preserve")

    def _inserted(self, change: _Change, like: etree._Element) -> etree._Element:
        """The new characters, in the look of a run."""
        mark = self._mark("ins", change.asked)
        run = etree.SubElement(mark, R)
        properties = like.find(RPR)
        if properties is not None:
            copy = deepcopy(properties)
            for unshared in copy.findall("*"):
                if unshared.tag in _TRACKED:
                    copy.remove(unshared)
            run.append(copy)
        for place, line in enumerate(printable(change.wording).split("\n")):
            if place:
                etree.SubElement(run, w("br"))
            text = etree.SubElement(run, T)
            text.text = line
            text.set(SPACE, "preserve")
        return mark

    def _mark(self, name: str, asked: Rewording) -> etree._Element:
        made = asked.made.replace(microsecond=0, tzinfo=None).isoformat(timespec="seconds")
        told = {w("author"): one_line(asked.author)[:_AUTHOR], w("date"): made}
        mark = etree.Element(w(name), {ID: str(self._next), **told})
        self._next += 1
        return mark


def _lines(text: BlockText, block: TextBlock, line: str) -> Iterator[int]:
    """Where a block of the body says a line, perhaps behind a number."""
    if block.part is not Part.BODY:
        return
    said = text.text[block.start : block.end]
    trimmed = said.rstrip()
    if trimmed.endswith(line) and _is_number(trimmed[: len(trimmed) - len(line)]):
        yield block.start + len(trimmed) - len(line)


def _is_number(head: str) -> bool:
    """Whether what stands before a line is a label at most: ``5.2``, ``a)``, ``表1``."""
    sign = head.strip()
    return len(sign) <= 12 and (
        not sign or any(one.isdigit() or one in "）)：:—注例" for one in sign)
    )


def _smallest(text: str, start: int, end: int, asked: Rewording) -> _Change | None:
    """The change without what both wordings begin and end with; none where nothing is left.

    A number or a Latin word is changed as a whole: 10 becomes 12, not 1 and a sign behind it.
    """
    old, new = _SIGNS_TOGETHER.findall(text[start:end]), _SIGNS_TOGETHER.findall(asked.wording)
    while old and new and old[0] == new[0]:
        start += len(old.pop(0))
        new.pop(0)
    while old and new and old[-1] == new[-1]:
        end -= len(old.pop())
        new.pop()
    return _Change(start, end, "".join(new), asked) if old or new else None


def _apart(changes: Sequence[_Change]) -> Iterator[_Change]:
    """Of changes in their order those that do not touch one before them."""
    behind = -1
    for one in changes:
        if one.start > behind or (one.start == behind and one.start < one.end):
            yield one
            behind = max(behind, one.end)


def _begun(placed: Placed, at: int) -> etree._Element:
    unit, child = spot(placed.element)
    assert child is not None  # noqa: S101  # of a plain run
    if placed.start < at and child.tag == T:
        return split_inside(unit, child, at - placed.start)
    return split_before(unit, child)


def _is_plain(unit: etree._Element) -> bool:
    """Whether what holds characters is a run with characters alone."""
    return unit.tag == R and all(child.tag in _PLAIN for child in unit)


def _crosses_a_field(units: Sequence[etree._Element]) -> bool:
    """Whether the signs of a field stand between the first and the last of some runs."""
    if len(units) == 1:
        return False
    paragraph = next(one for one in units[0].iterancestors(P))
    within = False
    for element in paragraph.iter(R):
        if element is units[0]:
            within = True
        if within and any(child.tag in _FIELD_SIGNS for child in element):
            return True
        if element is units[-1]:
            return False
    return False


__all__ = ["DocumentError", "Rewording", "RewordingOrder", "Tracked", "track"]
