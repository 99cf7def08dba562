"""Web pages (HTML): paragraphs, headings, lists and tables in their order.

Nothing is fetched, no script runs and no entity is expanded from outside. What a page hides until
somebody asks for it (a folded section, a tab) is read like the rest.
"""

import re
from collections import Counter
from typing import Final

from lxml import etree, html

from biaozhun.core.structure.blocks import BlockKind, RunMark
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reading.gathering import Gatherer, Run, Traits
from biaozhun.documents.reading.plain import text_of

_WEB: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*+-->\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|h[1-6]|ul|ol|span|section|article)"
    r"\b",
    re.IGNORECASE | re.DOTALL,
)
_SILENT: Final = frozenset({"script", "style", "noscript", "template", "head", "del", "svg"})
_BREAKING: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"}
    | {"h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol"}
    | {"option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"}
    | {"title", "tr", "ul"}
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_MARKS: Final = {
    "b": RunMark.STRONG,
    "strong": RunMark.STRONG,
    "i": RunMark.EMPHASIS,
    "em": RunMark.EMPHASIS,
    "sub": RunMark.SUBSCRIPT,
    "sup": RunMark.SUPERSCRIPT,
    "ins": RunMark.INSERTED,
    "a": RunMark.LINK,
}
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
MAX_SPAN: Final = 1000  # columns or rows of one cell, as browsers bound it


def looks_like_web(text: str) -> bool:
    """Whether a text begins like a page or a piece of one."""
    return _WEB.match(text.lstrip("\ufeff")) is not None


def read_web(content: bytes, into: Gatherer) -> None:
    """The text of a page.

    Raises:
        DocumentError: ``broken_file`` where there is no element in it; ``nested_too_deep``.
    """
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(text_of(content, into).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(f"The page cannot be read: {error}") from error
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        # The parser leaves out what lies deeper, and nothing may be lost in silence.
        raise DocumentError(
            "The page is nested too deep", code="nested_too_deep", hint="save it as text or PDF"
        )
    walk = _Walk(into)
    silent: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if silent is None and event == "start":
            if element.tag in _SILENT:
                silent = element
            else:
                walk.begins(element)
        elif silent is element or (silent is None and event == "end"):
            if silent is None:
                walk.ends(element)
            silent = None
            walk.says(element.tail or "")
    walk.breaks()


class _Table:
    """Where in a table the walk stands; ``filled`` holds up to which row a column is taken."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.column = self._next = 0
        self._filled: dict[int, int] = {}

    def begins_row(self) -> None:
        """Go to the next row."""
        self.row += 1
        self.column = self._next = 0

    def begins_cell(self, columns: int, rows: int) -> None:
        """Go to the next cell that no cell above takes."""
        self.row = self.row or 1
        self.column = self._next + 1
        while self._filled.get(self.column, 0) >= self.row:
            self.column += 1
        self._next = self.column + columns - 1
        if rows > 1:
            for column in range(self.column, self._next + 1):
                self._filled[column] = self.row + rows - 1


class _Walk:
    """Collects running text until something breaks the line."""

    def __init__(self, into: Gatherer) -> None:
        self._into = into
        self._line: list[tuple[str, tuple[RunMark, ...], str]] = []
        self._marks: Counter[RunMark] = Counter()
        self._addresses: list[str] = []
        self._tables: list[_Table | None] = []
        self._lists = self._heading = self._kept = self._figures = 0

    def begins(self, element: etree._Element) -> None:
        """An element begins, and its first text."""
        tag = str(element.tag)
        if tag in _BREAKING:
            self.breaks()
        if tag in _MARKS:
            self._marks[_MARKS[tag]] += 1
        if tag == "a":
            self._addresses.append(element.get("href", ""))
        if tag == "br":
            self.says("\n", kept=True)
        self._counts(tag, 1)
        if tag == "table":
            is_layout = next(element.iterdescendants("table"), None) is not None
            self._tables.append(None if is_layout else _Table(self._into.table()))
        elif self._tables and (table := self._tables[-1]):
            if tag == "tr":
                table.begins_row()
            elif tag in ("td", "th"):
                table.begins_cell(_span(element, "colspan"), _span(element, "rowspan"))
        self.says(element.text or "")

    def ends(self, element: etree._Element) -> None:
        """An element ends."""
        tag = str(element.tag)
        if tag in _BREAKING:
            self.breaks()
        if tag in _MARKS:
            self._marks[_MARKS[tag]] -= 1
        if tag == "a":
            self._addresses.pop()
        if tag == "table":
            self._tables.pop()
        self._counts(tag, -1)

    def _counts(self, tag: str, change: int) -> None:
        self._lists += change if tag in ("ul", "ol") else 0
        self._kept += change if tag == "pre" else 0
        self._figures += change if tag == "figure" else 0
        self._heading += change * _HEADINGS.get(tag, 0)

    def says(self, text: str, *, kept: bool = False) -> None:
        """Running text; its blanks are as good as one, unless they are kept."""
        if not kept and not self._kept:
            text = _BLANKS.sub(" ", text)
        if text:
            address = self._addresses[-1] if self._addresses else ""
            marks = tuple(mark for mark, count in self._marks.items() if count)
            self._line.append((text, marks, address))

    def breaks(self) -> None:
        """Make a block of the running text."""
        pieces: list[str] = []
        runs: list[Run] = []
        length = 0
        for text, marks, address in self._line:
            if not self._kept and (not pieces or pieces[-1][-1] in " \n"):
                text = text.lstrip(" ")  # noqa: PLW2901  -- one blank is enough
            if not text:
                continue
            pieces.append(text)
            if marks:
                runs.append(Run(length, length + len(text), marks, address))
            length += len(text)
        self._line.clear()
        whole = "".join(pieces).rstrip()
        kept = (run._replace(end=min(run.end, len(whole))) for run in runs)
        self._into.add(whole, [run for run in kept if run.start < run.end], **self._traits())

    def _traits(self) -> Traits:
        table = self._tables[-1] if self._tables else None
        if table and table.column:
            return {
                "kind": BlockKind.CELL,
                "table": table.number,
                "row": table.row,
                "column": table.column,
            }
        if self._heading:
            return {"kind": BlockKind.HEADING, "level": min(self._heading, 6)}
        if self._lists:
            return {"kind": BlockKind.ITEM, "level": self._lists}
        if self._kept:
            return {"kind": BlockKind.CODE}
        return {"kind": BlockKind.FIGURE} if self._figures else {}


def _span(element: etree._Element, name: str) -> int:
    value = element.get(name, "1").strip()
    if not (value.isascii() and value.isdigit()) or len(value) > 9:
        return 1
    return min(max(int(value), 1), MAX_SPAN)
