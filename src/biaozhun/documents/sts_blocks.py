"""What stands in a section of STS: paragraphs, lists, tables, figures, formulas, notes, terms."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from biaozhun.core.structure import (
    Aside,
    Block,
    Blocks,
    Cell,
    Code,
    Definition,
    Definitions,
    Figure,
    Finding,
    Formula,
    Item,
    Items,
    Mark,
    Para,
    Span,
    Spans,
    Table,
    label_ahead,
    plain,
)

MAX_SPAN: Final = 200  # columns or rows of one cell
_MARKS: Final[dict[str, Mark]] = {
    "bold": "strong",
    "italic": "em",
    "sub": "sub",
    "sup": "sup",
    "monospace": "code",
    "inline-formula": "formula",
    "math": "formula",
}
_ASIDES: Final = {
    "non-normative-note": "note",
    "normative-note": "note",
    "note": "note",
    "non-normative-example": "example",
    "normative-example": "example",
    "example": "example",
    "fn": "footnote",
    "table-wrap-foot": "footnote",
    "warning": "warning",
    "caution": "warning",
    "source": "source",
}
_RUNNING: Final = frozenset({"p", "title", "td", "th", "definition", "term", "disp-quote-p"})
_PASSED: Final = frozenset(
    {
        "sec",
        "fig-group",
        "disp-quote",
        "boxed-text",
        "disp-formula-group",
        "table-wrap-group",
        "termEntry",
        "langSet",
        "notes",
        "editing-instruction",
        "term-sec",
        "attrib",
    }
)
_SILENT: Final = frozenset(
    {"label", "index-term", "partOfSpeech", "normativeAuthorization", "object-id", "alternatives"}
)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; nothing for what is none."""
    tag: object = element.tag  # a function where it is a comment or an entity
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def squeezed(element: etree._Element | None) -> str:
    """The words of an element on one line."""
    if element is None:
        return ""
    return " ".join("".join(str(text) for text in element.itertext()).split())


class BlockReader:
    """Reads blocks; counts what it does not know and the pictures it cannot show."""

    def __init__(self) -> None:
        self.unknown: Counter[str] = Counter()
        self.pictures: list[Finding] = []

    def all_of(self, elements: Iterable[etree._Element]) -> Blocks:
        """The blocks of elements in their order."""
        return tuple(block for element in elements for block in self._blocks(element))

    def references(self, references: Iterable[etree._Element]) -> Iterator[Block]:
        """A list of references as a list of items."""
        items = tuple(
            Item(squeezed(each.find("label")), self._reference(each)) for each in references
        )
        if items:
            yield Items(items)

    def terms(self, section: etree._Element) -> str:
        """The terms of an entry, those of one language side by side: its heading."""
        found = (squeezed(node) for node in section.iter() if local(node) == "term")
        return "；".join(dict.fromkeys(text for text in found if text))

    def _reference(self, reference: etree._Element) -> Blocks:
        notes = [part for part in reference if local(part) in _ASIDES]
        parts = [part for part in reference if part not in notes and local(part) != "label"]
        spans = _merged(span for part in parts for span in (*self._inside(part), Span(" ")))
        return (*((Para(spans),) if spans else ()), *self.all_of(notes))

    def _blocks(self, element: etree._Element) -> Iterator[Block]:
        name = local(element)
        if name in _RUNNING:
            yield from self._running(element)
        elif name in _ASIDES:
            yield from self._aside(element, _ASIDES[name])
        elif name in _PASSED:
            yield from self.all_of(element)
        elif name == "tig":
            yield from self.all_of(part for part in element if local(part) != "term")
        elif name not in _SILENT:
            yield from self._display(element, name)

    def _display(  # noqa: C901  -- one case a kind of element
        self, element: etree._Element, name: str
    ) -> Iterator[Block]:
        match name:
            case "list":
                yield from self._list(element)
            case "def-list":
                yield from self._definitions(element)
            case "table-wrap" | "array":
                yield from self._table(element)
            case "fig":
                yield self._figure(element)
            case "graphic":
                yield self._picture(element)
            case "disp-formula":
                text = " ".join(squeezed(part) for part in element if local(part) != "label")
                text = " ".join(f"{element.text or ''} {text}".split())
                if text or element.find("label") is not None:
                    yield Formula(text, squeezed(element.find("label")))
            case "preformat" | "code":
                if text := "".join(str(piece) for piece in element.itertext()).strip("\n"):
                    yield Code(text)
            case "ref-list":
                yield from self.references(part for part in element if local(part) == "ref")
            case "see" | "usageNote" | "subjectField" | "xref" | "std" | "mixed-citation":
                yield from self._running(element)
            case _:  # named in the findings, its words kept
                self.unknown[name] += 1
                yield from self._running(element)

    def _running(self, element: etree._Element) -> Iterator[Block]:
        """A paragraph; a list or a table inside it parts it in two."""
        spans: list[Span] = [Span(element.text or "")]
        for part in element:
            name = local(part)
            if _breaks(name):
                yield from _paragraph(spans)
                spans = []
                yield from self._blocks(part)
            else:
                spans += self._inline(part)
            spans.append(Span(part.tail or ""))
        yield from _paragraph(spans)

    def _inline(self, element: etree._Element) -> Iterator[Span]:
        name = local(element)
        if name in ("break", "hr"):
            yield Span("\n")
        elif name == "inline-graphic":
            yield self._missing(element)
        elif name == "xref":
            yield Span(squeezed(element) or element.get("rid", ""), to=element.get("rid", ""))
        elif name in _MARKS:
            yield Span(squeezed(element), _MARKS[name])
        elif name not in _SILENT:
            yield from self._inside(element)

    def _inside(self, element: etree._Element) -> Iterator[Span]:
        yield Span(element.text or "")
        for part in element:
            yield from self._inline(part)
            yield Span(part.tail or "")

    def _missing(self, element: etree._Element) -> Span:
        self.pictures.append(Finding("picture_missing", _image(element)))
        return Span(f"[{_image(element)}]")

    def _aside(self, element: etree._Element, kind: str) -> Iterator[Block]:
        inside = tuple(part for part in element if local(part) != "label")
        blocks = self.all_of(inside) or tuple(self._running(element))
        if blocks:
            yield Aside(kind, blocks, squeezed(element.find("label")))  # type: ignore[arg-type]  # a value of the table above

    def _list(self, element: etree._Element) -> Iterator[Block]:
        if lead := squeezed(element.find("label")) or squeezed(element.find("title")):
            yield Para(plain(lead))
        items = tuple(
            Item(self._sign(entry), self.all_of(part for part in entry if local(part) != "label"))
            for entry in element.iterfind("list-item")
        )
        if items:
            yield Items(items)

    def _sign(self, entry: etree._Element) -> str:
        return squeezed(entry.find("label")) or "—"

    def _definitions(self, element: etree._Element) -> Iterator[Block]:
        if lead := squeezed(element.find("label")) or squeezed(element.find("title")):
            yield Para(plain(lead))
        entries = []
        for entry in element.iterfind("def-item"):
            term = entry.find("term")
            spans = _merged(self._inside(term)) if term is not None else ()
            meaning = self.all_of(part for each in entry.iterfind("def") for part in each)
            if spans or meaning:
                entries.append(Definition(spans, meaning))
        if entries:
            yield Definitions(tuple(entries))

    def _table(self, wrap: etree._Element) -> Iterator[Block]:
        rows = tuple(
            tuple(self._cell(cell) for cell in row if local(cell) in ("td", "th"))
            for row in wrap.iter("tr")
        )
        number, title = _caption(wrap)
        notes = self.all_of(part for part in wrap if local(part) in _ASIDES)
        if any(rows) or title:
            yield Table(tuple(row for row in rows if row), number, title, notes)

    def _cell(self, cell: etree._Element) -> Cell:
        return Cell(
            _merged(self._cell_spans(cell)),
            columns=_span(cell, "colspan"),
            rows=_span(cell, "rowspan"),
            heading=local(cell) == "th" or local(cell.getparent().getparent()) == "thead",  # type: ignore[arg-type, union-attr]  # a cell stands in a row of a table
        )

    def _cell_spans(self, cell: etree._Element) -> Iterator[Span]:
        yield Span(cell.text or "")
        for part in cell:
            if local(part) == "p" and part.getprevious() is not None:
                yield Span("\n")
            yield from self._inside(part) if local(part) == "p" else self._inline(part)
            yield Span(part.tail or "")

    def _figure(self, element: etree._Element) -> Figure:
        number, title = _caption(element)
        image = next((_image(node) for node in element.iter("graphic")), "")
        if image:
            self.pictures.append(Finding("picture_missing", image))
        inside = (p for p in element if local(p) not in ("label", "caption", "graphic"))
        return Figure(number, title, image, self.all_of(inside))

    def _picture(self, element: etree._Element) -> Figure:
        self.pictures.append(Finding("picture_missing", _image(element)))
        return Figure(image=_image(element))


def _breaks(name: str) -> bool:
    return name in _ASIDES or name in {
        "list",
        "def-list",
        "table-wrap",
        "array",
        "fig",
        "graphic",
        "disp-formula",
        "preformat",
        "p",
        "disp-quote",
    }


def _paragraph(spans: list[Span]) -> Iterator[Para]:
    if merged := _merged(spans):
        yield Para(merged)


def _merged(spans: Iterable[Span]) -> Spans:
    """Neighbours of one kind as one, blanks squeezed, none at the ends."""
    found: list[Span] = []
    for span in spans:
        text = "\n" if span.text == "\n" else _one_blank(span.text)
        before = found[-1].text if found else " "
        if before.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if not text:
            continue
        if found and found[-1].mark == span.mark and found[-1].to == span.to:
            found[-1] = Span(before + text, span.mark, span.to)
        else:
            found.append(Span(text, span.mark, span.to))
    if found:
        found[-1] = Span(found[-1].text.rstrip(), found[-1].mark, found[-1].to)
    return tuple(span for span in found if span.text)


def _one_blank(text: str) -> str:
    squeezed_text = " ".join(text.split())
    if not squeezed_text:
        return " " if text else ""
    head = " " if text[0].isspace() else ""
    return f"{head}{squeezed_text}{' ' if text[-1].isspace() else ''}"


def _caption(element: etree._Element) -> tuple[str, str]:
    """Number and title of a table or a figure."""
    written = squeezed(element.find("label"))
    title = squeezed(element.find("caption/title")) or squeezed(element.find("caption"))
    found = label_ahead(written)
    if found and found[0].kind in ("table", "figure"):
        return found[0].number, title
    return "", " ".join(filter(None, (written, title)))


def _image(element: etree._Element) -> str:
    name = element.get("{http://www.w3.org/1999/xlink}href", "")
    return name.rsplit("/", 1)[-1][:120] or "?"


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1")
    return min(max(int(text), 1), MAX_SPAN) if text.isascii() and text.isdigit() else 1
