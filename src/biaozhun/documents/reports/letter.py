"""The makings of a Word document: fonts, tables whose head repeats, page numbers, pictures."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Final

import segno
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from biaozhun.documents.reports.rows import printable

Lines = Sequence[str]

_LATIN: Final = "Calibri"
_HAN: Final = "等线"
_HAN_HEADING: Final = "黑体"
_LANGUAGES: Final = {"zh-Hans": "zh-CN", "zh-Hant": "zh-HK"}
_A4: Final = (Mm(210), Mm(297))
_MARGIN: Final = Mm(18)
_SMALL: Final = Pt(8.5)


def new_letter(title: str, *, author: str, made: dt.datetime, language: str) -> WordDocument:
    """An empty document on A4 with the house's styles."""
    document = Document()
    core = document.core_properties
    core.title, core.author, core.comments = printable(title), printable(author), ""
    core.created = core.modified = made.astimezone(dt.UTC).replace(tzinfo=None)
    core.language = language
    for name, size, han in (
        ("Normal", 10.5, _HAN),
        ("Title", 20, _HAN_HEADING),
        ("Heading 1", 14, _HAN_HEADING),
        ("Heading 2", 11.5, _HAN_HEADING),
    ):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101  # the template's own styles
        set_style(style, size=size, han=han, language=language)
    _set_page(document.sections[0], landscape=False)
    return document


def set_style(
    style: ParagraphStyle, *, size: float, han: str, language: str, latin: str = _LATIN
) -> None:
    """Faces, size in points and language of a style; what the template's theme says is dropped."""
    style.font.name, style.font.size = latin, Pt(size)
    style.font.color.rgb = RGBColor(0x1C, 0x22, 0x30)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), han)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), "en-US")
    tongue.set(qn("w:eastAsia"), _LANGUAGES.get(language, "zh-CN"))
    for former in properties.findall(qn("w:lang")):
        properties.remove(former)
    properties.append(tongue)
    style.paragraph_format.space_after = Pt(4)


def _set_page(section: Section, *, landscape: bool) -> None:
    short, long = _A4
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN


def turn(document: WordDocument, *, landscape: bool) -> None:
    """Go on on a new page, upright or across."""
    _set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)


def turn_all(document: WordDocument, *, landscape: bool) -> None:
    """Lay the pages upright or across from the first on."""
    _set_page(document.sections[0], landscape=landscape)


def number_pages(document: WordDocument, sentence: str, *, ahead: str = "") -> None:
    """Page numbers at the foot of all pages: ``{page}`` and ``{pages}`` of the sentence."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if ahead:
        paragraph.add_run(f"{printable(ahead)}    ").font.size = _SMALL
    before, _, rest = sentence.partition("{page}")
    between, _, behind = rest.partition("{pages}")
    for text, code in ((before, "PAGE"), (between, "NUMPAGES"), (behind, "")):
        paragraph.add_run(text).font.size = _SMALL
        if code:
            add_field(paragraph, code, size=_SMALL)


def add_field(paragraph: Paragraph, code: str, *, size: Length) -> None:
    """A field, each part of it in a run of its own as Word writes it."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        if kind in {"begin", "separate", "end"}:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:t" if kind == "text" else "w:instrText")
            part.text = text
        run = paragraph.add_run()
        run.font.size = size
        run._r.append(part)  # noqa: SLF001  # the library writes no fields


def add_facts(document: WordDocument, pairs: Iterable[tuple[str, Lines]]) -> None:
    """A table of headings and values."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for heading, lines in pairs:
        cells = table.add_row().cells
        fill(cells[0], (heading,), bold=True)
        fill(cells[1], lines)
    _set_widths(table._tbl, (Mm(42), Mm(132)))  # noqa: SLF001  # the library sets them cell by cell
    document.add_paragraph()


def add_table(
    document: WordDocument,
    heads: Sequence[str],
    rows: Iterable[Sequence[Lines]],
    *,
    widths: Sequence[int],
    size: Length = _SMALL,
) -> Table:
    """A table whose head stands on every page and whose rows are not divided between pages.

    Args:
        document: to be added to.
        heads: headings of the columns.
        rows: the cells of each row, each with its lines.
        widths: of the columns, in millimetres.
        size: of the letters.
    """
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        fill(cell, (words,), bold=True, size=size, ground="F4F2EC")
    _mark_row(table.rows[0]._tr, "w:tblHeader")  # noqa: SLF001  # the library cannot say it
    for row in rows:
        made = table.add_row()
        _mark_row(made._tr, "w:cantSplit")  # noqa: SLF001  # the library cannot say it
        for cell, lines in zip(made.cells, row, strict=True):
            fill(cell, lines, size=size)
    _set_widths(table._tbl, [Mm(width) for width in widths])  # noqa: SLF001  # as above
    document.add_paragraph()
    made_table: Table = table
    return made_table


def _mark_row(row: CT_Row, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _set_widths(table: CT_Tbl, widths: Sequence[Length]) -> None:
    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row in table.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width


def fill(
    cell: _Cell,
    lines: Lines,
    *,
    bold: bool = False,
    size: Length | None = None,
    ground: str = "",
) -> None:
    """Write lines into an empty cell, a paragraph each."""
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(printable(line))
        run.bold = bold or None
        if size is not None:
            run.font.size = size
    if ground:
        _shade(cell, ground)


def tint(cell: _Cell, *, ink: str, ground: str) -> None:
    """Colour a cell: ink and ground as RRGGBB; the first line is set in bold."""
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string(ink)
    for run in cell.paragraphs[0].runs:
        run.bold = True
    _shade(cell, ground)


def _shade(cell: _Cell, ground: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), ground)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  # the library cannot shade


def add_code(document: WordDocument, address: str) -> None:
    """An address as a QR code."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="png", scale=6, border=2)
    drawn.seek(0)
    paragraph: Paragraph = document.add_paragraph()
    paragraph.add_run().add_picture(drawn, width=Mm(28))


def written(document: WordDocument) -> bytes:
    """The document as a file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
