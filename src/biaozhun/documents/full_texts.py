"""Full texts of standards in any form they come in: what the file is, and what can be read of it.

A structured text becomes clauses. A PDF and a picture are kept as they are; of a PDF it is found
out whether its pages hold characters or only pictures of them.
"""

from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec
import pypdfium2

from biaozhun.core.structure import StructuredText, anchored
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import open_package
from biaozhun.documents.pdfium import PDFIUM
from biaozhun.documents.plain_texts import clause_rows_text, numbered_text, word_text
from biaozhun.documents.streams import GZIP_MAGIC, sample
from biaozhun.documents.sts import sts_text

MAX_PAGES: Final = 5_000
LEAST_CHARACTERS: Final = 8  # on a page that counts as having text: more than a page number
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


class TextForm(StrEnum):
    """The forms a full text may come in."""

    STS = "sts"
    WORD = "docx"
    CLAUSES = "clauses"
    PLAIN = "plain"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"


MEDIA_TYPES: Final = {
    TextForm.STS: "application/xml",
    TextForm.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    TextForm.CLAUSES: "application/jsonl",
    TextForm.PLAIN: "text/plain",
    TextForm.PDF: "application/pdf",
    TextForm.PNG: "image/png",
    TextForm.JPEG: "image/jpeg",
}


class ReadText(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds.

    Attributes:
        form: what the file is, by its content.
        text: its clauses; ``None`` for a PDF or a picture.
        pages: how many pages a PDF has, else ``None``.
        pages_with_text: on how many of them there are characters, else ``None``.
    """

    form: TextForm
    text: StructuredText | None = None
    pages: int | None = None
    pages_with_text: int | None = None

    @property
    def has_text_layer(self) -> bool:
        """Whether most pages hold characters, or the file is a text."""
        if self.text is not None:
            return True
        return bool(self.pages) and 2 * (self.pages_with_text or 0) >= (self.pages or 0)

    @property
    def level(self) -> int:
        """The level of machine-readability that the reading proves (``smart_level.csv``).

        Clauses found by number prove 2; characters that can be searched and copied prove 1; a
        picture proves nothing. Level 3 needs meaning marked up throughout, which no reader checks.
        """
        if self.text is not None and any(clause.number for clause in self.text.clauses):
            return 2
        return 1 if self.has_text_layer else 0


def read_full_text(path: Path) -> ReadText:
    """What a file holds, by its content and never by its name.

    Raises:
        DocumentError: of the reader; ``unsupported_format`` where there is none.
    """
    form = form_of(path)
    match form:
        case TextForm.PDF:
            with PDFIUM:
                pages, with_text = _pdf_pages(path)
            return ReadText(form=form, pages=pages, pages_with_text=with_text)
        case TextForm.PNG | TextForm.JPEG:
            return ReadText(form=form)
        case TextForm.STS:
            text = sts_text(path)
        case TextForm.WORD:
            text = word_text(path)
        case TextForm.CLAUSES:
            text = clause_rows_text(path)
        case TextForm.PLAIN:
            text = numbered_text(path)
    if not text.clauses:
        raise DocumentError(
            "The file holds no words", code="no_text", fragment=path.name, hint="check the file"
        )
    return ReadText(form=form, text=anchored(text))


def form_of(path: Path) -> TextForm:
    """The form of a text by the first bytes of its file.

    Raises:
        DocumentError: ``empty_file``; ``unsupported_format`` for anything else.
    """
    start = sample(path)
    for magic, form in (
        (b"%PDF-", TextForm.PDF),
        (b"\x89PNG\r\n\x1a\n", TextForm.PNG),
        (b"\xff\xd8\xff", TextForm.JPEG),
    ):
        if start.startswith(magic):
            return form
    if start.startswith(b"PK\x03\x04"):
        return _package_form(path)
    with path.open("rb") as stream:
        if stream.read(2) == GZIP_MAGIC or start.startswith(_OLD_OFFICE):
            raise _unsupported("This is a packed file or a file of old Office (DOC)", path)
    begins = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins.startswith(b"{"):
        return TextForm.CLAUSES
    if begins.startswith((b"<", b"\xff\xfe<", b"\xfe\xff")) and b"<" in begins[:4]:
        return _markup_form(begins, path)
    return TextForm.PLAIN


def _package_form(path: Path) -> TextForm:
    with open_package(path) as package:
        if "word/document.xml" in package.namelist():
            return TextForm.WORD
    raise _unsupported("This archive is no Word document", path)


def _markup_form(begins: bytes, path: Path) -> TextForm:
    lowered = begins[:4000].replace(b"\x00", b"").lower()
    if b"<html" in lowered or b"<!doctype html" in lowered:
        raise _unsupported("This is a web page", path)
    return TextForm.STS


def _unsupported(what: str, path: Path) -> DocumentError:
    return DocumentError(
        what,
        code="unsupported_format",
        fragment=path.name,
        hint="texts are taken as NISO STS (XML), DOCX, numbered plain text, JSON Lines of clauses, "
        "or PDF",
    )


def _pdf_pages(path: Path) -> tuple[int, int]:
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
        return len(document), sum(_has_characters(page) for page in document)


def _has_characters(page: "pypdfium2.PdfPage") -> bool:
    with closing(page), closing(page.get_textpage()) as text:
        return int(text.count_chars()) >= LEAST_CHARACTERS
