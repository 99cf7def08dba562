"""PDF pages as paragraphs and grids.

Where a table has ruled lines, they say which text belongs into which cell; a table without lines
gives its text line by line, cut into cells where the gap is wide.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.grids import Block, Grid, Paragraph
from biaozhun.documents.pdfium import PDFIUM

MAX_PAGES = 2000
_LINE_WIDTH = 2.5  # points; a thinner shape is a ruled line
_NEAR = 2.0  # points; lines and edges this close are one
_GAP = 1.2  # widths of a character; a wider gap parts two cells


class Word(NamedTuple):
    """A character or a run of text with its box in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def x(self) -> float:
        """Centre from the left."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """Centre from the bottom."""
        return (self.bottom + self.top) / 2


class Ruling(NamedTuple):
    """Positions of the ruled lines of a page, from left and from top."""

    columns: list[float]
    rows: list[float]


def page_blocks(path: Path) -> list[Block]:
    """Paragraphs and tables of all pages in their order.

    Raises:
        DocumentError: the file is broken, encrypted, too long, or holds pictures only.
    """
    with PDFIUM:
        blocks = _all_pages(path)
    if not blocks:
        raise DocumentError(
            "The PDF holds no text, only pictures",
            code="no_text",
            fragment=path.name,
            hint="have it recognised (OCR), or use the list's Word or web page form",
        )
    return blocks


def _all_pages(path: Path) -> list[Block]:
    try:
        document = pypdfium2.PdfDocument(str(path))
    except pypdfium2.PdfiumError as error:
        raise DocumentError(
            f"The PDF cannot be read: {error}",
            code="encrypted_file" if "password" in str(error).lower() else "broken_file",
            fragment=path.name,
        ) from error
    with closing(document):
        if len(document) > MAX_PAGES:
            raise DocumentError(f"The PDF has more than {MAX_PAGES} pages", code="too_large")
        return [block for page in document for block in _page(page)]


def _page(page: "pypdfium2.PdfPage") -> Iterator[Block]:
    words = list(_characters(page))
    ruling = _ruling(page)
    if len(ruling.columns) < 3 or len(ruling.rows) < 2:
        yield from _unruled(words)
        return
    top, bottom = max(ruling.rows), min(ruling.rows)
    left, right = min(ruling.columns), max(ruling.columns)
    inside = [w for w in words if bottom <= w.y <= top and left <= w.x <= right]
    yield from _paragraphs(w for w in words if w.y > top)
    yield Grid(_ruled(inside, ruling))
    yield from _paragraphs(w for w in words if w.y < bottom)


def _characters(page: "pypdfium2.PdfPage") -> Iterator[Word]:
    """The characters of a page with their boxes; a blank goes to the character before it."""
    with closing(page.get_textpage()) as textpage:
        last: Word | None = None
        for index in range(textpage.count_chars()):
            text = chr(pdfium.FPDFText_GetUnicode(textpage.raw, index))
            if text.isspace():
                last = last and last._replace(text=last.text.rstrip() + " ")
            if text.isspace() or text < " ":
                continue
            if last:
                yield last
            last = Word(text, *textpage.get_charbox(index, loose=True))
        if last:
            yield last


def _ruling(page: "pypdfium2.PdfPage") -> Ruling:
    """Positions of thin shapes and of the edges of boxes."""
    columns: list[float] = []
    rows: list[float] = []
    for shape in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=4):
        left, bottom, right, top = shape.get_bounds()
        width, height = right - left, top - bottom
        if width <= _LINE_WIDTH < height:
            columns.append((left + right) / 2)
        elif height <= _LINE_WIDTH < width:
            rows.append((bottom + top) / 2)
        elif width > _LINE_WIDTH and height > _LINE_WIDTH:
            columns += [left, right]
            rows += [bottom, top]
    return Ruling(_distinct(columns), _distinct(rows)[::-1])


def _distinct(positions: Iterable[float]) -> list[float]:
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > _NEAR:
            found.append(position)
    return found


def _ruled(words: list[Word], ruling: Ruling) -> list[list[str]]:
    """Put every word into the cell its centre lies in."""
    width = len(ruling.columns) - 1
    cells: list[list[list[Word]]] = [[[] for _ in range(width)] for _ in ruling.rows[1:]]
    for word in words:
        row = sum(1 for position in ruling.rows if position > word.y) - 1
        column = sum(1 for position in ruling.columns if position < word.x) - 1
        if 0 <= row < len(cells) and 0 <= column < width:
            cells[row][column].append(word)
    return [["".join(_in_order(cell)) for cell in row] for row in cells]


def _in_order(characters: list[Word]) -> Iterator[str]:
    """The lines of one cell; a blank between them only where Latin letters or digits meet."""
    before = ""
    for line in _lines(characters):
        text = "".join(character.text for character in line).strip()
        joins = before[-1:].isascii() and text[:1].isascii() and not before.endswith("-")
        yield f" {text}" if before and joins else text
        before = text


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words by lines from the top, each line from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.y):
        if lines and abs(lines[-1][0].y - word.y) < max(2.0, (word.top - word.bottom) / 2):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _paragraphs(words: Iterable[Word]) -> Iterator[Paragraph]:
    for line in _lines(words):
        yield Paragraph("".join(word.text for word in line).strip())


def _unruled(words: list[Word]) -> Iterator[Block]:
    """Lines with several cells make a grid; lines with one are paragraphs."""
    rows: list[list[str]] = []
    for line in _lines(words):
        cells = _cut(line)
        if len(cells) > 2:
            rows.append(cells)
            continue
        if rows:
            yield Grid(rows)
            rows = []
        yield Paragraph(" ".join(cells))
    if rows:
        yield Grid(rows)


def _cut(line: list[Word]) -> list[str]:
    """Cut a line where the gap is wider than a character."""
    cells: list[str] = []
    end = 0.0
    for word in line:
        if cells and word.left - end < _GAP * (word.top - word.bottom):
            cells[-1] += word.text
        else:
            cells.append(word.text)
        end = word.right
    return [cell.strip() for cell in cells]
