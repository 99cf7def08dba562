"""Web pages (HTML) as paragraphs and grids.

Old pages lay themselves out with tables; only a table without a table inside is taken for one.
Nothing is fetched and no entity is expanded from outside.
"""

from collections.abc import Iterator

from lxml import etree, html

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.grids import Block, Grid, MergedCell, Paragraph, spread

_SKIPPED = frozenset({"script", "style", "head", "noscript", "template", "select", "option"})
_BREAKING = frozenset(
    {
        "p",
        "div",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "tr",
        "td",
        "th",
        "table",
        "section",
    }
    | {"article", "header", "footer", "center", "title", "ul", "ol", "body", "caption"}
)


def web_blocks(content: bytes, encoding: str) -> list[Block]:
    """The paragraphs and innermost tables of a page in their order.

    Raises:
        DocumentError: there is no element in it.
    """
    parser = html.HTMLParser(
        encoding=encoding.removesuffix("-sig"),
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(f"The page cannot be read: {error}") from error
    body = root.find("body")
    return list(_Walk().blocks(body if body is not None else root))


class _Walk:
    """Collects running text until something breaks the line."""

    def __init__(self) -> None:
        self._line: list[str] = []

    def blocks(self, root: html.HtmlElement) -> Iterator[Block]:
        """Blocks below an element; iterative, since pages may nest without bound."""
        inside_grid: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if inside_grid is not None:
                if event == "end" and element is inside_grid:
                    inside_grid = None
                    self._line.append(element.tail or "")
                continue
            if event == "start" and _is_grid(element):
                yield from self._break()
                yield Grid(_grid(element))
                inside_grid = element
            elif event == "start" and tag in _SKIPPED:
                inside_grid = element
            else:
                if tag in _BREAKING:
                    yield from self._break()
                self._line.append((element.text if event == "start" else element.tail) or "")
        yield from self._break()

    def _break(self) -> Iterator[Paragraph]:
        text = " ".join("".join(self._line).split())
        self._line.clear()
        if text:
            yield Paragraph(text)


def _is_grid(element: etree._Element) -> bool:
    return element.tag == "table" and next(element.iterdescendants("table"), None) is None


def _grid(table: etree._Element) -> list[list[str]]:
    return spread(
        [_cell(cell) for cell in row.iterchildren("td", "th")] for row in table.iter("tr")
    )


def _cell(cell: etree._Element) -> MergedCell:
    text = " ".join("".join(cell.itertext()).split())  # type: ignore[arg-type]  # text nodes of HTML are str
    return MergedCell(text, _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
