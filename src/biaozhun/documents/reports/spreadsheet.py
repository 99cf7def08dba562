"""A report as a workbook (XLSX). No cell of it is ever a formula."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.formulas import guarded
from biaozhun.documents.reports.cards import change_cards
from biaozhun.documents.reports.looks import LOOKS
from biaozhun.documents.reports.rows import (
    ResultRow,
    conclusion,
    coverage,
    facts,
    outcome_counts,
    printable,
    result_rows,
    verification,
)
from biaozhun.documents.reports.words import ReportWords

Value = str | int | dt.date | None

MOST_CHARACTERS: Final = 32_767  # of a cell; a longer one makes Excel repair the file
_SHEET_NAME: Final = 31  # characters
_FONT: Final = "等线"
_LINE_HEIGHT: Final = 15  # points
_HIGHEST: Final = 409  # points; no program shows a higher row
_HEAD: Final = PatternFill("solid", fgColor="F4F2EC")
_LINE: Final = Side("thin", color="DCD8CF")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def report_xlsx(document: CheckedDocument, words: ReportWords, *, address: str = "") -> bytes:
    """The report as a workbook: summary, results, change cards, sources.

    Args:
        document: the checked document.
        words: in the reader's language.
        address: of the public page that confirms reports.
    """
    book = new_book(words.title, document)
    _summary(add_sheet(book, words.summary), document, words, address)
    _results(add_sheet(book, words.results), result_rows(document, words), words)
    if change_cards(document, words):
        _cards(add_sheet(book, words.forms.cards), document, words)
    _sources(add_sheet(book, words.coverage), document, words)
    return saved(book)


def new_book(title: str, document: CheckedDocument) -> Workbook:
    """A workbook without sheets, of a checked document."""
    return empty_book(f"{title} {document.number}".strip(), author=document.searcher)


def empty_book(title: str, *, author: str) -> Workbook:
    """A workbook without sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = printable(title)
    book.properties.creator = printable(author)
    return book


def add_sheet(book: Workbook, name: str) -> Worksheet:
    """A sheet at the end; characters that a name may not hold are left out."""
    plain = "".join(sign for sign in printable(name) if sign not in "[]:*?/\\'")
    sheet: Worksheet = book.create_sheet(plain[:_SHEET_NAME])
    return sheet


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(cell: Cell, value: Value, *, bold: bool = False, ink: str = "1C2230") -> Cell:
    """Write a value as what it is; a text is a text whatever it begins with."""
    if isinstance(value, str):
        text = printable(value)[:MOST_CHARACTERS]
        cell.value = text
        cell.data_type = "s"  # and not "f", which the library makes of "="
        cell.quotePrefix = guarded(text) != text  # it stays a text when somebody edits it
    else:
        cell.value = value
    if isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    cell.font = Font(name=_FONT, size=10.5, bold=bold, color=ink)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that may be written to.

    Raises:
        TypeError: it is covered by a merged one.
    """
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} is covered by a merged cell")
    return cell


def put_table(
    sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[Value]], *, top: int = 1
) -> int:
    """Write a table with a filter and a head that stays in sight; gives the last row of it."""
    for column, words in enumerate(heads, start=1):
        cell = put(cell_at(sheet, top, column), words, bold=True)
        cell.fill, cell.border = _HEAD, _BORDER
    last = top
    for last, row in enumerate(rows, start=top + 1):
        for column, value in enumerate(row, start=1):
            put(cell_at(sheet, last, column), value).border = _BORDER
    sheet.freeze_panes = f"A{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(heads))}{last}"
    sheet.print_title_rows = f"{top}:{top}"
    return last


def lay_out(sheet: Worksheet, widths: Sequence[int], *, landscape: bool = False) -> None:
    """Column widths in characters, and A4 with all columns on one page and page numbers.

    Rows are made high enough for their texts, since not every program does so by itself.
    """
    for row in sheet.iter_rows(max_col=len(widths)):
        made = sheet.row_dimensions[row[0].row or 1]
        if made.height is None:
            lines = max(map(_lines, row, widths))
            made.height = min(max(lines, 1) * _LINE_HEIGHT + 2, _HIGHEST)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&P / &N"))


def _lines(cell: Cell | MergedCell, width: int) -> int:
    """How many lines the text of a cell takes; characters of Chinese are two wide."""
    if not isinstance(cell.value, str):
        return 1
    return sum(
        -(-sum(2 if sign > "\u2e7f" else 1 for sign in line) // max(width - 1, 1)) or 1
        for line in cell.value.split("\n")
    )


def _summary(sheet: Worksheet, document: CheckedDocument, words: ReportWords, address: str) -> None:
    put(cell_at(sheet, 1, 1), words.title, bold=True).font = Font(name=_FONT, size=16, bold=True)
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[1].height = 26
    pairs: list[tuple[str, Value]] = [(words.conclusion_heading, conclusion(document, words))]
    pairs += facts(document, words)
    pairs += [
        (f"{LOOKS[outcome].sign} {words.outcomes[outcome]}", count)
        for outcome, count in outcome_counts(document)
    ]
    pairs.append((words.coverage, words.coverage_intro))
    how = verification(document, words, address)
    if how:
        pairs.append((words.verify, how))
    pairs += [
        (words.disclaimer_heading, words.disclaimer),
        (words.searcher, document.searcher),
        (words.checker, document.checker),
        (words.signed_on, ""),
        (words.seal, ""),
    ]
    for row, (heading, value) in enumerate(pairs, start=3):
        put(cell_at(sheet, row, 1), heading, bold=True).border = _BORDER
        cell = put(cell_at(sheet, row, 2), value)
        cell.border = _BORDER
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    sheet.row_dimensions[2 + len(pairs)].height = 90  # room for the seal
    lay_out(sheet, (26, 84))


def _results(sheet: Worksheet, rows: tuple[ResultRow, ...], words: ReportWords) -> None:
    heads = (
        words.position,
        words.printed,
        words.place,
        words.meant,
        words.meant_title,
        words.outcome,
        words.consequence,
        words.since,
        words.successors,
        words.amendments,
        words.notes,
        words.sources,
        words.verified,
        words.confidence,
        words.rule_applied,
    )
    put_table(sheet, heads, map(_cells, rows))
    for place, row in enumerate(rows, start=2):
        look = LOOKS[row.outcome]
        cell = sheet.cell(place, 6)
        cell.font = Font(name=_FONT, size=10.5, bold=True, color=look.ink)
        cell.fill = PatternFill("solid", fgColor=look.ground)
    lay_out(sheet, (6, 22, 20, 22, 30, 14, 30, 12, 30, 20, 44, 30, 12, 12, 40), landscape=True)
    sheet.freeze_panes = "C2"


def _cells(row: ResultRow) -> tuple[Value, ...]:
    return (
        row.position,
        row.printed,
        row.place,
        row.meant,
        row.title,
        row.outcome_words,
        row.consequence_words,
        row.since,
        "\n".join(row.successors),
        "\n".join(row.amendments),
        "\n".join(row.notes),
        "\n".join(row.sources),
        row.verified,
        row.confidence,
        row.rule,
    )


def _cards(sheet: Worksheet, document: CheckedDocument, words: ReportWords) -> None:
    form = words.forms
    heads = (
        form.card_old,
        words.meant_title,
        form.card_new,
        form.card_since,
        form.card_cited_at,
        form.card_changes,
        words.notes,
        form.card_to_do,
        form.card_by,
    )
    rows = [
        (
            card.old,
            card.title,
            "\n".join(card.successors),
            card.since,
            "\n".join(card.places),
            "\n".join(card.changes) or form.card_unknown,
            "\n".join(card.notes),
            card.to_do,
            card.by,
        )
        for card in change_cards(document, words)
    ]
    put_table(sheet, heads, rows)
    lay_out(sheet, (22, 32, 34, 12, 26, 30, 34, 30, 12), landscape=True)


def _sources(sheet: Worksheet, document: CheckedDocument, words: ReportWords) -> None:
    put_table(sheet, (words.source, words.editions, words.until), coverage(document, words))
    for row in range(2, 2 + len(document.searched)):
        sheet.cell(row, 2).number_format = "#,##0"
    lay_out(sheet, (60, 14, 24))
