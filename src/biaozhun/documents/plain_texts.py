"""Texts as files hold them: clauses in JSON Lines, numbered plain text, Word documents by style."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from biaozhun.core.structure import (
    Clause,
    ClauseKind,
    Finding,
    Line,
    Para,
    Rows,
    StructuredText,
    assembled,
    label_ahead,
    plain,
)
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.streams import bounded_lines, open_bytes, sample
from biaozhun.documents.word import grid_rows, open_word
from biaozhun.documents.word_styles import heading_level

MAX_LINES: Final = 100_000
MAX_CLAUSES: Final = 20_000  # the longest codes have some 3 000

_NUL: Final = "\x00"  # JSON can write it, no text has it


class ClauseRow(msgspec.Struct, frozen=True):
    """One line of a file of clauses."""

    clause: str
    text: str
    standard: str = ""
    chapter: str | None = None
    section: str | None = None
    title: str | None = None


def clause_rows_text(path: Path) -> StructuredText:
    """JSON Lines with ``clause`` and ``text``; ``chapter`` and ``section`` are the headings above.

    Raises:
        DocumentError: ``broken_json`` with the line that is no such object; ``too_large``.
    """
    clauses: list[Clause] = []
    numbers: set[str] = set()
    above: dict[str, str] = {}
    for row in _rows(path):
        for heading in filter(None, (row.chapter, row.section)):
            clauses += _heading(heading, above)
        label = label_ahead(row.clause)
        number = label[0].number if label and not label[1] else row.clause.strip()[:20]
        paragraphs = tuple(
            Para(plain(line.strip())) for line in row.text.replace(_NUL, "").split("\n")
        )
        numbers.add(row.standard)
        clauses.append(
            Clause(
                kind=ClauseKind.ANNEX if number[:1].isalpha() else ClauseKind.CLAUSE,
                number=number,
                title=(row.title or "").strip(),
                level=number.count(".") + 1,
                blocks=tuple(block for block in paragraphs if block.spans),
            )
        )
        if len(clauses) > MAX_CLAUSES:
            raise _too_many()
    several = [Finding("other_number", number) for number in sorted(numbers)[1:]]
    return StructuredText(
        clauses=tuple(clauses), number=min(numbers, default=""), findings=tuple(several)
    )


def _too_many() -> DocumentError:
    return DocumentError(
        f"The text has more than {MAX_CLAUSES} clauses or {MAX_LINES} lines",
        code="too_large",
        hint="split it by its parts",
    )


def _rows(path: Path) -> Iterator[ClauseRow]:
    decode = msgspec.json.Decoder(ClauseRow).decode
    with open_bytes(path) as stream:
        for place, line in enumerate(bounded_lines(stream), 1):
            if not line.strip():
                continue
            try:
                yield decode(line.removeprefix(b"\xef\xbb\xbf"))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise DocumentError(
                    f"Line {place} is no clause: {error}",
                    code="broken_json",
                    fragment=line[:80].decode("utf-8", "replace").strip(),
                    hint='each line is {"clause": "5.2", "text": "…"}',
                ) from error


def _heading(text: str, above: dict[str, str]) -> Iterator[Clause]:
    """A heading above a clause, once."""
    if text in above:
        return
    above[text] = text
    found = label_ahead(text)
    number, title = (found[0].number, found[1]) if found else ("", text.strip())
    kind = ClauseKind.ANNEX if number[:1].isalpha() else ClauseKind.CLAUSE
    yield Clause(kind=kind, number=number, title=title, level=number.count(".") + 1)


def numbered_text(path: Path) -> StructuredText:
    """Plain text whose clauses begin with their numbers.

    Raises:
        DocumentError: ``binary_file``, ``wrong_encoding``, ``too_large``.
    """
    with open_bytes(path) as stream:
        content = stream.read(MAX_LINES * 200)
        if stream.read(1):
            raise _too_many()
    encoding = detect_encoding(sample(path))
    try:
        lines = content.decode(encoding).splitlines()
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"The text is not in {encoding.upper()} throughout",
            code="wrong_encoding",
            fragment=content[error.start : error.start + 8].hex(" "),
            hint="save it in UTF-8",
        ) from error
    if len(lines) > MAX_LINES:
        raise _too_many()
    return assembled(_heads(lines))


def _heads(lines: list[str]) -> Iterator[Line]:
    """Lines; Markdown's signs of a heading count as its style."""
    for line in lines:
        signs = len(line) - len(line.lstrip("#"))
        text = line.lstrip("#").strip() if signs and line[signs : signs + 1] == " " else line
        yield Line(text, heading=min(signs, 6) if text is not line else 0)


def word_text(path: Path) -> StructuredText:
    """A Word document: headings by their style or their number, tables and lists as they stand.

    Raises:
        DocumentError: the file is broken, encrypted or a bomb.
    """
    return assembled(_word_pieces(open_word(path)))


def _word_pieces(document: WordDocument) -> Iterator[Line | Rows]:
    for element in document.element.body.iterchildren():
        if isinstance(element, CT_P):
            paragraph = Paragraph(element, document)
            if text := paragraph.text.strip():
                yield _line(paragraph, text)
        elif isinstance(element, CT_Tbl):
            yield Rows(tuple(tuple(row) for row in grid_rows(element)))


def _line(paragraph: Paragraph, text: str) -> Line:
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    level, titled = heading_level(name)
    if not level:
        return Line(text)
    return Line(text, heading=level, counted=_is_counted(paragraph), titled=titled)


def _is_counted(paragraph: Paragraph) -> bool:
    """Whether Word numbers the paragraph, by itself or by its style."""
    if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:  # noqa: SLF001  -- python-docx has no name for it
        return True
    style = paragraph.style
    while style is not None:
        if style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return True
        style = getattr(style, "base_style", None)
    return False
