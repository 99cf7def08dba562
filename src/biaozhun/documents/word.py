"""Word documents (DOCX) as paragraphs and grids."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from lxml import etree

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.grids import Block, Grid, MergedCell, Paragraph, spread
from biaozhun.documents.packages import open_package

MAX_MEMBER_BYTES = 64 * 1024 * 1024  # a tree of its elements takes some ten times as much

_ROW, _CELL, _TEXT, _TAB, _BREAK = qn("w:tr"), qn("w:tc"), qn("w:t"), qn("w:tab"), qn("w:br")
_PARAGRAPH = qn("w:p")


def word_blocks(path: Path) -> list[Block]:
    """The paragraphs and tables of a document in their order; empty paragraphs are left out.

    Raises:
        DocumentError: the file is broken, encrypted or a bomb.
    """
    return list(_blocks(open_word(path).element.body))


def open_word(path: Path) -> WordDocument:
    """A document whose parts are harmless in size.

    Raises:
        DocumentError: the file is broken, encrypted or a bomb.
    """
    open_package(path, largest=MAX_MEMBER_BYTES).close()
    try:
        return Document(str(path))
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        etree.LxmlError,
    ) as error:
        raise DocumentError(f"The document cannot be read: {error}", fragment=path.name) from error


def _blocks(body: etree._Element) -> Iterator[Block]:
    for element in body.iterchildren():
        if isinstance(element, CT_P):
            text = _text(element)
            if text:
                yield Paragraph(text)
        elif isinstance(element, CT_Tbl):
            yield Grid(grid_rows(element))


def grid_rows(table: etree._Element) -> list[list[str]]:
    """The cells of a table row by row."""
    return spread(_row(row) for row in table.iterchildren(_ROW))


def _row(row: etree._Element) -> Iterator[MergedCell]:
    """The cells of a row. A cell merged downwards goes on as an empty cell, as Word stores it."""
    for cell in row.iterchildren(_CELL):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        columns = span.get(qn("w:val")) if span is not None else None
        text = "\n".join(filter(None, (_text(part) for part in cell.iterchildren(_PARAGRAPH))))
        yield MergedCell(text, int(columns) if columns and columns.isdecimal() else 1)


def _text(element: etree._Element) -> str:
    nodes = element.iter(_TEXT, _TAB, _BREAK)
    return "".join((node.text or "") if node.tag == _TEXT else " " for node in nodes).strip()
