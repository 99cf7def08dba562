"""Official documents as Word files, laid out by GB/T 9704-2012 (党政机关公文格式).

Page and type area: A4, 37 mm above and 28 mm at the binding edge round 156 mm by 225 mm, 22 lines
of 28 characters in 三号仿宋. Title in 二号小标宋, first headings in 黑体, second in 楷体; signature
and date at the right; page number in 四号 between dashes at the outer edge.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from biaozhun.documents.reports.letter import add_field, add_table, set_style, written
from biaozhun.documents.reports.rows import printable

_LATIN: Final = "Times New Roman"
_SONG: Final = "宋体"
_TITLE: Final = "方正小标宋简体"
_FANGSONG: Final = "仿宋"
_FACES: Final = {1: "黑体", 2: "楷体", 3: _FANGSONG, 4: _FANGSONG}
_THREE: Final = Pt(16)  # 三号
_TWO: Final = Pt(22)  # 二号
_FOUR: Final = Pt(14)  # 四号
_SMALL_FOUR: Final = Pt(12)  # 小四, in tables
_LINE: Final = Pt(28.95)  # 225 mm in 22 lines
_TOP, _BINDING = Mm(37), Mm(28)
_SHORT, _LONG = Mm(210), Mm(297)
_BELOW, _OUTER = Mm(297 - 37 - 225), Mm(210 - 28 - 156)


class Clause(msgspec.Struct, frozen=True):
    """A paragraph: level 0 is text, 1 to 4 are headings (一、 （一） 1. （1）), as printed."""

    text: str
    level: int = 0


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A table with a head that stands on every page.

    Attributes:
        heads: headings of the columns.
        rows: cells of each row; a line feed begins a new line.
        widths: of the columns in millimetres; all of them at most 156 upright, 225 across.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


class OfficialPaper(msgspec.Struct, frozen=True, kw_only=True):
    """An official document from title to signature.

    Attributes:
        title: as printed over it.
        number: 发文字号; empty where it has none yet.
        addressees: to whom, without the colon; empty where nobody is addressed.
        parts: paragraphs and tables in their order.
        attachments: titles of what is attached.
        issuer: who signs.
        day: of the signature.
        across: the page lies on its side, for wide tables.
    """

    title: str
    number: str = ""
    addressees: str = ""
    parts: tuple[Clause | Grid, ...] = ()
    attachments: tuple[str, ...] = ()
    issuer: str = ""
    day: dt.date | None = None
    across: bool = False


def official_docx(paper: OfficialPaper) -> bytes:
    """The document as a Word file; empty parts leave no empty line behind."""
    document = _empty(paper)
    if paper.number:
        _line(document, paper.number).alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = _line(document, paper.title, face=_TITLE, size=_TWO)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(36)
    title.paragraph_format.space_after = _LINE
    if paper.addressees:
        _line(document, f"{paper.addressees}：")
    for part in paper.parts:
        if isinstance(part, Grid):
            grid = _lines(part.rows)
            add_table(document, part.heads, grid, widths=part.widths, size=_SMALL_FOUR)
        else:
            _clause(document, part)
    _attachments(document, paper.attachments)
    _signature(document, paper)
    return written(document)


def _lines(rows: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    return [[cell.split("\n") for cell in row] for row in rows]


def _empty(paper: OfficialPaper) -> WordDocument:
    document = Document()
    core = document.core_properties
    core.title, core.author, core.comments = printable(paper.title), printable(paper.issuer), ""
    core.language = "zh-CN"
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101  # the template's own style
    set_style(normal, size=16, han=_FANGSONG, language="zh-Hans", latin=_LATIN)
    section = document.sections[0]
    if paper.across:  # the text area turns with the page: 225 mm wide, 156 mm high
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = _LONG, _SHORT
        section.top_margin, section.bottom_margin = _BINDING, _OUTER
        section.right_margin, section.left_margin = _TOP, _BELOW
    else:
        section.page_width, section.page_height = _SHORT, _LONG
        section.top_margin, section.bottom_margin = _TOP, _BELOW
        section.left_margin, section.right_margin = _BINDING, _OUTER
    document.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    section.even_page_footer.is_linked_to_previous = False
    _number_pages(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    return document


def _number_pages(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """``— 1 —`` at the outer edge, one character in from it."""
    paragraph.alignment = side
    room = paragraph.paragraph_format
    room.left_indent = room.right_indent = _FOUR
    _set(paragraph.add_run("— "), _SONG, _FOUR)
    add_field(paragraph, "PAGE", size=_FOUR)
    _set(paragraph.add_run(" —"), _SONG, _FOUR)


def _line(
    document: WordDocument, text: str, *, face: str = _FANGSONG, size: Pt = _THREE
) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    room = paragraph.paragraph_format
    room.line_spacing_rule, room.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    room.space_after = Pt(0)
    _set(paragraph.add_run(printable(text)), face, size)
    return paragraph


def _set(run: Run, face: str, size: Pt) -> None:
    run.font.name, run.font.size = _LATIN, size
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)  # noqa: SLF001  # the library sets Latin faces alone


def _clause(document: WordDocument, clause: Clause) -> None:
    paragraph = _line(document, clause.text, face=_FACES.get(clause.level, _FANGSONG))
    paragraph.paragraph_format.first_line_indent = 2 * _THREE
    paragraph.paragraph_format.keep_with_next = clause.level > 0 or None


def _attachments(document: WordDocument, titles: Sequence[str]) -> None:
    for place, title in enumerate(titles, start=1):
        sign = "附件：" if place == 1 else "\u3000\u3000\u3000"
        number = f"{place}." if len(titles) > 1 else ""
        paragraph = _line(document, f"{sign}{number}{title}")
        paragraph.paragraph_format.first_line_indent = 2 * _THREE
        paragraph.paragraph_format.space_before = _LINE if place == 1 else Pt(0)


def _signature(document: WordDocument, paper: OfficialPaper) -> None:
    """Who signs, and the day in Arabic digits without leading zeros, four characters in."""
    signed = [(paper.issuer, 4)] if paper.issuer else []
    if paper.day is not None:
        signed.append((f"{paper.day.year}年{paper.day.month}月{paper.day.day}日", 4))
    for place, (text, characters) in enumerate(signed):
        paragraph = _line(document, text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = characters * _THREE
        paragraph.paragraph_format.space_before = 2 * _LINE if place == 0 else Pt(0)
        paragraph.paragraph_format.keep_with_next = place == 0 or None
