"""A checked document: what reports, pages and the command line print, each in its own form."""

import datetime as dt

import msgspec

from biaozhun.core.validity.answer import Answer, Asked
from biaozhun.core.validity.outcomes import Citing


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where in a file something stands, in the words of the file's own kind.

    Attributes:
        file: path inside an archive; empty otherwise.
        part: ``body``, ``header``, ``footer``, ``footnote``, ``endnote``, ``textbox``, ``comment``.
        page: from 1, of a PDF.
        sheet: name of a worksheet.
        cell: ``B7``, of a worksheet or of a table in a text.
        paragraph: from 1, counted over the part (DOCX) or over the file.
    """

    file: str = ""
    part: str = "body"
    page: int | None = None
    sheet: str = ""
    cell: str = ""
    paragraph: int | None = None


class CheckedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One citation and its answer.

    ``start`` and ``end`` are characters of the extracted text; ``confidence`` is that of the
    reading; ``corrected`` that a person set the reading right.
    """

    position: int
    start: int
    end: int
    place: Place
    asked: Asked
    answer: Answer
    confidence: str = "exact"
    in_address: bool = False
    corrected: bool = False


class SearchedSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A source that was searched, and up to which day it shows the world."""

    title: str
    slug: str
    editions: int
    until: dt.date | None = None


class CheckedDocument(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document with the standards it cites, as of a day.

    Attributes:
        number: number of the report; empty before one is made.
        on: the day the answers are for.
        citing: who cites.
        name: what the file is called; empty for pasted text.
        sha256: of the file or the text, lower case hexadecimal.
        sm3: likewise, empty where the machine cannot work it out.
        characters: length of the extracted text.
        pages: of a PDF.
        pages_without_text: numbers of the pages that are pictures.
        client: for whom; optional.
        purpose: what for; optional.
        searcher: who searched; optional.
        checker: who checked; optional.
        searched: the sources and their days: the coverage statement.
        rules: name and version of the set of rules.
        data_date: the last day on which any source was read.
        made: when, an instant in UTC.
        lines: in the order of the text.
    """

    on: dt.date
    citing: Citing
    sha256: str
    characters: int
    lines: tuple[CheckedLine, ...]
    rules: str
    made: dt.datetime
    searched: tuple[SearchedSource, ...] = ()
    data_date: dt.date | None = None
    number: str = ""
    name: str = ""
    sm3: str = ""
    pages: int | None = None
    pages_without_text: tuple[int, ...] = ()
    client: str = ""
    purpose: str = ""
    searcher: str = ""
    checker: str = ""
