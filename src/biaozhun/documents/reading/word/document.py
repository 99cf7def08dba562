"""A Word document part by part: paragraphs, tables and text boxes in their order."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from lxml import etree

from biaozhun.core.structure.blocks import BlockKind, Part
from biaozhun.documents.packages import open_package
from biaozhun.documents.reading.gathering import Gatherer, Traits
from biaozhun.documents.reading.word.names import (
    ALTERNATES,
    FALLBACK,
    FORMULA,
    ID,
    PPR,
    RELATION_ID,
    TBL,
    TC,
    TEXTBOX,
    TR,
    VAL,
    P,
    w,
)
from biaozhun.documents.reading.word.numbering import Numbering
from biaozhun.documents.reading.word.package import Relation, WordPackage
from biaozhun.documents.reading.word.pieces import (
    Fields,
    chosen_of,
    pieces,
    runs_of,
    text_boxes,
)
from biaozhun.documents.reading.word.styles import (
    Styles,
    numbering_use,
    outline_level,
    whole,
)

_MAX_COLUMNS: Final = 1000
_EDGES: Final = {w("headerReference"): Part.HEADER, w("footerReference"): Part.FOOTER}
_NOTES: Final = (
    ("footnotes", w("footnote"), Part.FOOTNOTE),
    ("endnotes", w("endnote"), Part.ENDNOTE),
    ("comments", w("comment"), Part.COMMENT),
)
_PRINTED_NOTES: Final = (None, "normal")  # others are lines that part notes from the text


def read_word(content: bytes, into: Gatherer) -> None:
    """All text of a document: the body, then headers and footers, notes, comments.

    ``paragraph`` counts the paragraphs (``w:p``) of a part in the order of the file, empty ones and
    those in tables among them, those in text boxes not; these count by themselves.

    Raises:
        DocumentError: ``broken_file``, ``encrypted_file``, ``compression_bomb``, ``too_large``,
            ``nested_too_deep``.
    """
    with open_package(io.BytesIO(content)) as opened:
        package = WordPackage(opened)
        main = package.main()
        relations = package.relations(main)
        body = package.tree(main)
        reader = _Reader(package, relations, into)
        reader.reads(body, Part.BODY, relations)
        for target, part in _edges(body, relations):
            if package.holds(target):
                reader.reads(package.tree(target), part, package.relations(target))
        for kind, tag, part in _NOTES:
            for target in _targets(relations, kind):
                if package.holds(target):
                    reader.reads_notes(target, tag, part)


def _targets(relations: dict[str, Relation], kind: str) -> list[str]:
    return list(
        dict.fromkeys(
            relation.target
            for relation in relations.values()
            if relation.kind == kind and not relation.is_outside
        )
    )


def _edges(body: etree._Element, relations: dict[str, Relation]) -> list[tuple[str, Part]]:
    """The headers and footers of all sections, each once."""
    used = (
        (relations[name].target, _EDGES[str(element.tag)])
        for element in body.iter(*_EDGES)
        if (name := element.get(RELATION_ID, "")) in relations
    )
    return list(dict.fromkeys(used))


class _Cell(NamedTuple):
    """Where in which table a paragraph stands."""

    table: int
    row: int
    column: int
    rows: int


class _Story(NamedTuple):
    """What holds for a whole part."""

    part: Part
    fields: Fields
    relations: dict[str, Relation]
    numbering: str = ""  # of a note


class _Reader:
    """Reads one part after the other into the gatherer."""

    def __init__(
        self, package: WordPackage, relations: dict[str, Relation], into: Gatherer
    ) -> None:
        self._package = package
        self._into = into
        self._styles = Styles(self._part(relations, "styles"))
        self._numbering = Numbering(self._part(relations, "numbering"), self._styles)
        self._counts = dict.fromkeys(Part, 0)

    def _part(self, relations: dict[str, Relation], kind: str) -> etree._Element | None:
        targets = [name for name in _targets(relations, kind) if self._package.holds(name)]
        return self._package.tree(targets[0]) if targets else None

    def reads(self, root: etree._Element, part: Part, relations: dict[str, Relation]) -> None:
        """A part that is one text: the body, a header, a footer."""
        self._numbering.restart()
        self._walk(root, _Story(part, Fields(root), relations), None)

    def reads_notes(self, target: str, tag: str, part: Part) -> None:
        """A part that is a list of notes; those printed are counted from 1."""
        root = self._package.tree(target)
        relations = self._package.relations(target)
        self._numbering.restart()
        printed = (note for note in root.iter(tag) if note.get(w("type")) in _PRINTED_NOTES)
        for number, note in enumerate(printed, 1):
            numbering = str(number) if note.get(ID) else ""
            self._walk(note, _Story(part, Fields(note), relations, numbering), None)

    def _walk(self, parent: etree._Element, story: _Story, cell: _Cell | None) -> None:
        """Paragraphs and tables below an element; the parser has bounded how deep they nest."""
        for element in parent:
            tag = element.tag
            if tag == P:
                self._paragraph(element, story, cell)
            elif tag == TBL:
                self._table(element, story)
            elif tag == ALTERNATES:
                if (chosen := chosen_of(element)) is not None:
                    self._walk(chosen, story, cell)
            elif tag == w("altChunk"):
                relation = story.relations.get(element.get(RELATION_ID, ""))
                self._into.found("unsupported_format", relation.target if relation else "altChunk")
            elif tag not in (PPR, FALLBACK):
                self._walk(element, story, cell)

    def _table(self, table: etree._Element, story: _Story) -> None:
        number = self._into.table()
        rows = [dict(_placed(element)) for element in _within(table, TR)]
        spans = _spans(rows)
        for row, cells in enumerate(rows, 1):
            for column, cell in cells.items():
                over = spans.get((row, column), 1)
                self._walk(cell, story, _Cell(number, row, column, over))

    def _paragraph(self, paragraph: etree._Element, story: _Story, cell: _Cell | None) -> None:
        self._counts[story.part] += 1
        found = list(pieces(paragraph, story.fields, story.relations))
        traits = self._traits(paragraph, story, cell)
        if found and all(piece.element.tag == FORMULA for piece in found):
            traits["kind"] = BlockKind.FORMULA
        text = "".join(piece.text for piece in found)
        self._into.add(text, runs_of(found), **traits)
        for box in text_boxes(paragraph):
            boxed = Fields(box)
            self._walk(box, story._replace(part=Part.TEXTBOX, fields=boxed), None)

    def _traits(self, paragraph: etree._Element, story: _Story, cell: _Cell | None) -> Traits:
        properties = paragraph.find(PPR)
        style = self._styles.of(properties)
        used = None if properties is None else properties.find(w("pStyle"))
        identifier = "" if used is None else used.get(VAL, "")
        outline = outline_level(properties)
        heading = style.heading if outline is None else outline
        traits: Traits = {
            "part": story.part,
            "style": style.name,
            "paragraph": self._counts[story.part],
            "numbering": story.numbering,
        }
        numbered = self._numbering.use_of(numbering_use(properties), style, identifier)
        if numbered:
            traits["numbering"] = self._numbering.next(*numbered)
        if cell:
            traits |= {"kind": BlockKind.CELL, "table": cell.table}
            traits |= {"row": cell.row, "column": cell.column, "rows": cell.rows}
        elif heading:
            traits |= {"kind": BlockKind.HEADING, "level": heading}
        elif numbered:
            traits |= {"kind": BlockKind.ITEM, "level": numbered[1] + 1}
        return traits


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, those in content controls too."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag not in (TBL, P, TEXTBOX):
            yield from _within(element, tag)


def _placed(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row with their columns, from 1."""
    before = row.find(f"{w('trPr')}/{w('gridBefore')}")
    column = 1 + (_columns(before) if before is not None else 0)
    for cell in _within(row, TC):
        yield column, cell
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        column += max(1, _columns(span) if span is not None else 1)


def _spans(rows: Sequence[Mapping[int, etree._Element]]) -> dict[tuple[int, int], int]:
    """How many rows each cell stands over that goes on below, by its row and column."""
    found: dict[tuple[int, int], int] = {}
    above: dict[int, int] = {}  # the row in which the merged cell of a column begins
    for row, cells in enumerate(rows, 1):
        begun: dict[int, int] = {}
        for column, cell in cells.items():
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            if merge is None:
                continue
            goes_on = merge.get(VAL, "continue") == "continue" and column in above
            begun[column] = above[column] if goes_on else row
            if goes_on:
                found[above[column], column] = row - above[column] + 1
        above = begun
    return found


def _columns(element: etree._Element) -> int:
    return min(max(whole(element.get(VAL)) or 0, 0), _MAX_COLUMNS)
