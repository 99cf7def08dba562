"""What a file holds, read into blocks with positions: one model for checks, plans and drafts.

The text of a file is one string; every block knows which characters of it are its own. Readers of
files fill it (:mod:`biaozhun.documents.reading`); nothing of a file's own markup survives in it.
"""

from enum import StrEnum

import msgspec


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"  # of a list
    CELL = "cell"  # of a table; the cells of one table stand together, row by row
    FIGURE = "figure"
    FORMULA = "formula"
    CODE = "code"


class Part(StrEnum):
    """Where in a file a block stands."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXTBOX = "textbox"
    COMMENT = "comment"


class RunMark(StrEnum):
    """How a run of characters is set apart."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    INSERTED = "inserted"  # a tracked insertion
    LINK = "link"


class TextRun(msgspec.Struct, frozen=True, omit_defaults=True):
    """Characters from ``start`` to before ``end`` of the whole text, set in one way."""

    start: int
    end: int
    marks: tuple[RunMark, ...] = ()
    address: str = ""


class TextBlock(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of the text.

    Attributes:
        start: first character in the whole text.
        end: first character behind.
        kind: what it is.
        part: where in the file it stands.
        style: the name of its style in the file, as the file has it.
        level: of a heading from 1; of a list from 1; else 0.
        numbering: the number or sign printed before it by the file's own numbering, which is not
            among its characters.
        runs: only where some of its characters are set apart.
        paragraph: from 1, counted over its part of the file. Of a DOCX the place among the ``w:p``
            of the part, empty ones and those in tables among them, those in text boxes not; of a
            plain text the line; 0 in a workbook.
        page: from 1, of a PDF.
        sheet: of a workbook.
        table: from 1, which table of the file a cell belongs to; else 0.
        row: of a cell, from 1. A cell of several paragraphs is several blocks with one place.
        column: of a cell, from 1.
        rows: of a cell, how many rows it stands over, where cells were merged.
        file: path inside an archive.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    part: Part = Part.BODY
    style: str = ""
    level: int = 0
    numbering: str = ""
    runs: tuple[TextRun, ...] = ()
    paragraph: int = 0
    page: int | None = None
    sheet: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    rows: int = 1
    file: str = ""


class BlockText(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The whole of a file: its characters, and the blocks they belong to.

    Blocks stand in the order of the text and do not overlap; between two of them stand line feeds
    only, which belong to none. Of a plain text and of Markdown the characters are those of the
    file, with its own line ends (and the signs of Markdown) between blocks.

    Attributes:
        text: all characters.
        blocks: in the order of the text.
        pages: how many pages a PDF has.
        pages_without_text: numbers of the pages that are pictures.
        hidden: names of hidden worksheets, which are read like others.
        findings: codes of what could not be read, with the place: ``("broken_file", "a/b.docx")``.
    """

    text: str
    blocks: tuple[TextBlock, ...] = ()
    pages: int | None = None
    pages_without_text: tuple[int, ...] = ()
    hidden: tuple[str, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
