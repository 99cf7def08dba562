"""A form to begin with: title, a table of fields, tables of rows, a place for the seal and the day.

Laid out as GB/T 9704-2012 lays out official papers; a region takes it as it is, or changes it in
Word and brings it back as a template of its own.
"""

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

import msgspec
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from biaozhun.documents.reports.form_filling import COUNT
from biaozhun.documents.reports.letter import add_table, fill, written
from biaozhun.documents.reports.official import OfficialPaper, official_docx
from biaozhun.documents.reports.rows import printable

_ROW: Final = "行"  # what a row is called in its tags
_WIDE: Final = 7  # columns beyond which the page lies on its side
_ACROSS, _UPRIGHT, _COUNT_WIDTH = 225, 156, 12  # millimetres
_LABEL: Final = 30
_SHORT: Final = 14  # characters of a value that half a line holds
_SHORT_NAME: Final = 7
_LONG: Final = 60  # characters of a value that needs room
_LETTERS: Final = Pt(12)
_LEAST, _MOST = 4, 24  # characters that a column is measured by
_FEW: Final = 5  # characters of a column that stand in one line
_SIGN, _MARGINS = 4, 4  # millimetres of a character of 10.5 pt, and of both margins of a cell


class BlankField(msgspec.Struct, frozen=True):
    """A field, and how a value of it may look, by which its place is measured."""

    name: str
    sample: str = ""


class BlankRows(msgspec.Struct, frozen=True):
    """Rows that repeat, with the fields of each."""

    name: str
    columns: tuple[BlankField, ...]


class BlankForm(msgspec.Struct, frozen=True, kw_only=True):
    """A form without anything filled in.

    Attributes:
        title: as printed over it.
        parts: fields and rows in their order; fields beside each other share a table.
        has_seal: a place for the seal and the day stands at its foot.
    """

    title: str
    parts: tuple[BlankField | BlankRows, ...]
    has_seal: bool = True


def blank_form(form: BlankForm) -> bytes:
    """The form as a template: a Word file with its fields as tags."""
    widest = max((len(one.columns) for one in form.parts if isinstance(one, BlankRows)), default=0)
    across = widest > _WIDE
    document = Document(io.BytesIO(official_docx(OfficialPaper(title=form.title, across=across))))
    width = _ACROSS if across else _UPRIGHT
    for is_rows, parts in groupby(form.parts, key=lambda part: isinstance(part, BlankRows)):
        if is_rows:
            for part in parts:
                if isinstance(part, BlankRows):
                    _add_rows(document, part, width)
        else:
            _add_fields(document, [one for one in parts if isinstance(one, BlankField)], width)
    if form.has_seal:
        _add_seal(document)
    return written(document)


def blank_letter(paper: OfficialPaper, *, has_seal: bool = True) -> bytes:
    """A letter or announcement as a template: an official paper whose texts hold tags.

    Args:
        paper: with ``{{ 字段 }}`` wherever a value belongs.
        has_seal: a place for the seal and the day stands below the signature.
    """
    document = Document(io.BytesIO(official_docx(paper)))
    document.core_properties.title = document.core_properties.author = ""  # no field of a template
    if has_seal:
        _add_seal(document)
    return written(document)


def _add_fields(document: WordDocument, fields: Sequence[BlankField], width: int) -> None:
    """Short fields stand two in a line."""
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    table.autofit = False
    value = (width - 2 * _LABEL) // 2
    widths = [Mm(_LABEL), Mm(value), Mm(_LABEL), Mm(width - 2 * _LABEL - value)]
    for line in _in_lines(fields):
        row = table.add_row()
        for cell, room in zip(row.cells, widths, strict=True):
            cell.width = room
        _line_of_fields(row, line)
    for column, room in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001  # the library sets widths cell by cell
        column.w = room
    _text(document, "")


def _in_lines(fields: Sequence[BlankField]) -> Iterable[tuple[BlankField, ...]]:
    waiting: BlankField | None = None
    for field in fields:
        if not _is_short(field):
            if waiting is not None:
                yield (waiting,)
            waiting = None
            yield (field,)
        elif waiting is None:
            waiting = field
        else:
            yield (waiting, field)
            waiting = None
    if waiting is not None:
        yield (waiting,)


def _is_short(field: BlankField) -> bool:
    one_line = "\n" not in field.sample
    return one_line and 0 < len(field.sample) <= _SHORT and len(field.name) <= _SHORT_NAME


def _line_of_fields(row: _Row, line: tuple[BlankField, ...]) -> None:
    cells = row.cells
    if len(line) == 1:
        _write(cells[1].merge(cells[3]), f"{{{{ {line[0].name} }}}}")
    else:
        for cell, field in zip((cells[1], cells[3]), line, strict=True):
            _write(cell, f"{{{{ {field.name} }}}}")
    for cell, field in zip((cells[0], cells[2]), line, strict=False):
        _write(cell, field.name, is_label=True)
    roomy = any(len(one.sample) >= _LONG or "\n" in one.sample for one in line)
    if not roomy:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # the library cannot say it
    row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    row.height = Mm(28) if roomy else Mm(10)


def _write(cell: _Cell, text: str, *, is_label: bool = False) -> None:
    fill(cell, (text,), size=_LETTERS)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if is_label:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _face(paragraph, "黑体")


def _face(paragraph: Paragraph, face: str) -> None:
    for run in paragraph.runs:
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)  # noqa: SLF001  # the library sets Latin faces alone


def _add_rows(document: WordDocument, rows: BlankRows, width: int) -> None:
    caption = _text(document, rows.name)
    _face(caption, "黑体")
    caption.paragraph_format.keep_with_next = True
    columns = [one for one in rows.columns if one.name != COUNT]
    rest = ("",) * len(columns)
    tags = [f"{{{{ {_ROW}.{name} }}}}" for name in (COUNT, *(one.name for one in columns))]
    lines = [
        (f"{{%tr for {_ROW} in {rows.name} %}}", *rest),
        tuple(tags),
        ("{%tr endfor %}", *rest),
    ]
    table = add_table(
        document,
        (COUNT, *(one.name for one in columns)),
        [[(cell,) for cell in line] for line in lines],
        widths=_widths(columns, width),
        size=Pt(10.5),
    )
    for row in (table.rows[1], table.rows[-1]):
        merged = row.cells[0].merge(row.cells[-1])
        for paragraph in merged.paragraphs[1:]:
            merged._tc.remove(paragraph._p)  # noqa: SLF001  # the library keeps them all


def _widths(columns: Sequence[BlankField], width: int) -> list[int]:
    """Millimetres: as the samples are long, the last column takes what is left.

    A column of a few characters has the room for them in one line, where the others do with the
    rest; in a share of its own they would stand one below the other.
    """
    needs = [min(max(len(one.name), len(one.sample), _LEAST), _MOST) for one in columns]
    room = width - _COUNT_WIDTH
    few = [need * _SIGN + _MARGINS if need <= _FEW else 0 for need in needs]
    if sum(few) > room // 2:
        few = [0] * len(few)
    shared = [0 if kept else need for need, kept in zip(needs, few, strict=True)]
    left = room - sum(few)
    widths = [
        kept or left * need // max(sum(shared), 1) for need, kept in zip(shared, few, strict=True)
    ]
    widths[-1] += room - sum(widths)
    return [_COUNT_WIDTH, *widths]


def _add_seal(document: WordDocument) -> None:
    """Where the seal is put over the name, and the day below it; never alone on a page."""
    for paragraph in _ending(document):
        paragraph.paragraph_format.keep_with_next = True
    for place, line in enumerate(("（公章）", "年　　月　　日")):
        paragraph = _text(document, line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Length(_LETTERS * (6 if place == 0 else 4))
        paragraph.paragraph_format.space_before = Mm(12 if place == 0 else 4)
        paragraph.paragraph_format.keep_with_next = place == 0 or None


def _ending(document: WordDocument) -> Iterable[Paragraph]:
    """The last row of the last table, and the empty line below it."""
    for table in document.tables[-1:]:
        for cell in table.rows[-1].cells:
            yield from cell.paragraphs
    yield document.paragraphs[-1]


def _text(document: WordDocument, text: str) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4 if text else 0)
    run = paragraph.add_run(printable(text))
    run.font.size = _LETTERS
    return paragraph
