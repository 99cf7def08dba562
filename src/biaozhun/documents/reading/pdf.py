"""PDF: the text layer page by page, lines joined to paragraphs.

The characters come in the order in which the page draws them, which for a page in columns is column
by column. PDFium may be used by one thread of a process only.
"""

from collections.abc import Iterator
from contextlib import closing
from threading import Lock
from typing import Final, NamedTuple

import pypdfium2

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reading.gathering import Gatherer, clean

MAX_PAGES: Final = 5_000
LEAST_CHARACTERS: Final = 8  # on a page that counts as having text: more than a page number
_PDFIUM: Final = Lock()


def read_pdf(content: bytes, into: Gatherer) -> None:
    """The paragraphs of all pages; pages that are pictures are named.

    Raises:
        DocumentError: ``broken_file``, ``encrypted_file``, ``too_large``; ``no_text`` where no page
            has text.
    """
    with _PDFIUM:
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


class _Line(NamedTuple):
    """A line with its edges in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def _page(document: "pypdfium2.PdfDocument", index: int) -> list[str]:
    with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
        return list(_paragraphs(list(_lines(textpage))))


def _lines(textpage: "pypdfium2.PdfTextPage") -> Iterator[_Line]:
    """The lines as PDFium parts them; a hyphen at the end of a line is the file's own."""
    text = textpage.get_text_range()
    for line in text.replace("\r\n", "\n").split("\n"):
        yield _Line(line, 0, 0, 0, 0)


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    for line in lines:
        yield clean(line.text)
