"""PDF: the text layer page by page, lines joined to paragraphs.

The characters come in the order in which the page draws them, which for a page in columns is column
by column. PDFium may be used by one thread of a process only.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from ctypes import c_double
from itertools import pairwise
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.pdfium import PDFIUM
from biaozhun.documents.reading.gathering import Gatherer
from biaozhun.documents.reading.lines import Line, paragraphs

MAX_PAGES: Final = 5_000
LEAST_CHARACTERS: Final = 8  # on a page that counts as having text: more than a page number
# PDFium gives this character for a hyphen at the end of a line, and no line end behind it.
_HYPHENATED: Final = "\ufffe"
_LINE: Final = re.compile(f"([^\r\n\f\v{_HYPHENATED}]+)([\r\n\f\v{_HYPHENATED}]|$)")
# Signs that programs set in another font than the Chinese around them, and draw before or after it.
_APART: Final = re.compile("[“”‘’…—·]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_BACK: Final = 1.0  # points a character may begin to the left of the one before, as kerning does
_GAP: Final = 1.0  # heights of a line; a wider gap is a blank


def read_pdf(content: bytes, into: Gatherer) -> None:
    """The paragraphs of all pages; pages that are pictures are named.

    Raises:
        DocumentError: ``broken_file``, ``encrypted_file``, ``too_large``; ``no_text`` where no page
            has text.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise _unreadable(error) from error
        with closing(document):
            _read_pages(document, into)


def _unreadable(error: pypdfium2.PdfiumError) -> DocumentError:
    if "password" in str(error).lower():
        return DocumentError(
            "The PDF is encrypted", code="encrypted_file", hint="save it without a password"
        )
    return DocumentError(f"The PDF cannot be read: {error}", hint="fetch it again")


def _read_pages(document: "pypdfium2.PdfDocument", into: Gatherer) -> None:
    count = len(document)
    if count > MAX_PAGES:
        raise DocumentError(
            f"The PDF has more than {MAX_PAGES} pages", code="too_large", hint="split it"
        )
    silent = []
    for number in range(1, count + 1):
        try:
            paragraphs = _page(document, number - 1)
        except pypdfium2.PdfiumError:
            into.found("broken_page", _place(into, number))
            continue
        if sum(map(len, paragraphs)) < LEAST_CHARACTERS:
            silent.append(number)
        for paragraph in paragraphs:
            into.add(paragraph, page=number)
    if len(silent) == count:
        raise DocumentError(
            "The PDF holds no text, only pictures",
            code="no_text",
            hint="have it recognised (OCR), or give the file it was made of",
        )
    if into.file:
        for number in silent:
            into.found("no_text", _place(into, number))
    else:
        into.pages = count
        into.pages_without_text = silent


def _place(into: Gatherer, page: int) -> str:
    return f"{into.file}#page={page}".lstrip("#")


def _page(document: "pypdfium2.PdfDocument", index: int) -> list[str]:
    with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
        return list(paragraphs(list(_lines(textpage))))


def _lines(textpage: "pypdfium2.PdfTextPage") -> Iterator[Line]:
    """The lines as PDFium parts them, with their edges."""
    text: str = textpage.get_text_range()
    is_wide = len(text) != textpage.count_chars()  # PDFium counts in halves of such characters
    for found in _LINE.finditer(text):
        line = found[1].rstrip()
        if not line:
            continue
        first, last = found.start(), found.start() + len(line) - 1
        if is_wide:
            first, last = (_units(text[:place]) for place in (first, last))
        elif _APART.search(line) and _HAN.search(line):
            yield _as_set(textpage, line, first)
            continue
        hyphen = "-" if found[2] == _HYPHENATED else ""
        yield Line(line + hyphen, *_edges(textpage, first, last))


def _as_set(textpage: "pypdfium2.PdfTextPage", text: str, first: int) -> Line:
    """A line in the order its characters stand on paper, whenever each was drawn."""
    drawn = [
        Line(character, *_edges(textpage, place, place))
        for place, character in enumerate(text, first)
    ]
    # A blank that PDFium makes up between two places has no width.
    drawn = [one for one in drawn if one.right > one.left]
    left, right = min(one.left for one in drawn), max(one.right for one in drawn)
    bottom, top = min(one.bottom for one in drawn), max(one.top for one in drawn)
    back = sum(later.left < one.left - _BACK for one, later in pairwise(drawn))
    if 0 < back < len(drawn) / 2:  # on a page turned about, nearly all go back and stay as drawn
        drawn.sort(key=lambda one: one.left)
        text = drawn[0].text
        for before, one in pairwise(drawn):
            text += " " * (one.left - before.right > _GAP * (top - bottom)) + one.text
    return Line(text, left, right, bottom, top)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _edges(
    textpage: "pypdfium2.PdfTextPage", first: int, last: int
) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a line by its first and last character."""
    boxes = []
    for place in (first, last):
        edges = [c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(textpage.raw, place, *edges)
        boxes.append([edge.value for edge in edges])
    (left, _, bottom, top), (_, right, low, high) = boxes
    return left, right, min(bottom, low), max(top, high)
