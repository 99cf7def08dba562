"""Text tables (CSV, TSV) as rows of cells.

A cell may hold line breaks between quotes. A quote that is never closed would take in all rows
behind it. It shows by the end of the file, by text right behind a closing quote, or by a row of
more than :data:`MAX_ROW_CHARACTERS`; its lines are then read one by one, the first without it.
"""

import csv
import io
import itertools
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from biaozhun.documents.encodings import as_utf8, detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.grids import MAX_COLUMNS
from biaozhun.documents.streams import BytesRead, open_bytes, sample, truncated

MAX_ROW_CHARACTERS = 1_000_000
_DELIMITERS = (",", "\t", ";", "|")


class BrokenRow(str):
    """Stands for a row that cannot be read; says why."""

    __slots__ = ()


class Unquoted(list[str]):
    """The cells of a line that opens a quote and does not close it; read without that quote.

    Attributes:
        opened: 0-based cell in which the quote stands.
    """

    __slots__ = ("opened",)

    def __init__(self, cells: list[str], opened: int) -> None:
        super().__init__(cells)
        self.opened = opened


Cells = list[str] | BrokenRow


def find_delimiter(text: str) -> str:
    """The delimiter that occurs equally often in most of the first lines; else a comma.

    Lines without it are notes above the header.
    """
    lines = [line for line in text.splitlines()[:20] if line.strip()]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        count, occurrences = counts.most_common(1)[0] if counts else (0, 0)
        return occurrences, count

    return max(_DELIMITERS, key=evenness)


def delimited_rows(
    path: Path, *, encoding: str = "", delimiter: str = "", progress: BytesRead | None = None
) -> Iterator[Cells]:
    """The rows of a text table, blank lines left out.

    Raises:
        DocumentError: no text, too many columns, or the compression breaks off.
    """
    start = sample(path)
    encoding = encoding or detect_encoding(start)
    delimiter = delimiter or find_delimiter(start.decode(encoding, "replace").lstrip("\ufeff"))
    with open_bytes(path, progress) as stream:
        yield from _rows(as_utf8(stream, encoding), delimiter)


def _rows(stream: BinaryIO, delimiter: str) -> Iterator[Cells]:
    csv.field_size_limit(MAX_ROW_CHARACTERS)
    with io.TextIOWrapper(stream, "utf-8", errors="surrogateescape", newline="") as text:
        lines = _Lines(text)
        following = iter(lines)
        reader = csv.reader(following, delimiter=delimiter, strict=True)
        width = 0  # of the last sound row
        while True:
            try:
                row = _next(reader)
            except csv.Error:
                yield from filter(_is_filled, _mended(lines, delimiter, width))
                again = itertools.chain(tuple(lines.held), following)
                reader = csv.reader(again, delimiter=delimiter, strict=True)
                continue
            if row is None:
                return
            lines.held.clear()
            if _is_filled(row):
                width = len(row)
                yield row


def _mended(lines: "_Lines", delimiter: str, width: int) -> Iterator[Cells]:
    r"""Rows from the lines of one whose quotes do not fit.

    Where they make up a row of the usual width and the first alone does not, only something stands
    behind a closing quote (``"a\nb" ,c``): the cell with its line breaks stays.
    """
    whole = _sloppy(lines.held, delimiter)
    if whole is not None and len(whole) == width != len(_closed(lines.held[0], delimiter)):
        lines.held.clear()
        yield whole
    else:
        yield from _one_by_one(lines.taken_back(), delimiter)


def _sloppy(lines: list[str], delimiter: str) -> list[str] | None:
    """The row of several lines, whatever stands behind a closing quote; ``None`` if it is none."""
    reader = csv.reader([*lines, _PROBE], delimiter=delimiter)
    try:
        row = _next(reader)
    except csv.Error:
        return None
    is_one = reader.line_num == len(lines) > 1
    return row if is_one else None


def _is_filled(row: Cells) -> bool:
    return isinstance(row, BrokenRow) or any(cell.strip() for cell in row)


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    """The next row, or ``None`` at the end.

    Raises:
        csv.Error: the quotes do not fit.
        DocumentError: too many columns, or the compression breaks off.
    """
    try:
        row = next(reader)
    except StopIteration:
        return None
    except (EOFError, OSError, zlib.error) as error:
        raise truncated(error) from error
    if len(row) > MAX_COLUMNS:
        raise DocumentError(
            f"The table has more than {MAX_COLUMNS} columns",
            code="too_many_columns",
            fragment=str(len(row)),
            hint="is the delimiter right? name it in a mapping file",
        )
    return row


def _one_by_one(lines: list[str], delimiter: str) -> Iterator[Cells]:
    """Lines each as a row of its own, without the quote that is open at the end of a line."""
    for line in lines:
        try:
            yield _closed(line, delimiter)
        except csv.Error as error:
            yield BrokenRow(str(error))


def _closed(line: str, delimiter: str) -> list[str]:
    """The cells of a line; where it opens a quote and leaves it open, without that quote.

    Raises:
        csv.Error: a cell is too long.
    """
    if _closes(line, delimiter):
        return _only(csv.reader((line,), delimiter=delimiter))
    before, _, behind = line.rpartition('"')
    if _closes(before + behind, delimiter):
        cells = _only(csv.reader((before + behind,), delimiter=delimiter))
        return Unquoted(cells, len(_only(csv.reader((before,), delimiter=delimiter))) - 1)
    return Unquoted(_only(csv.reader((line,), delimiter=delimiter, quoting=csv.QUOTE_NONE)), 0)


def _closes(line: str, delimiter: str) -> bool:
    """Whether every quote that the line opens is closed in it."""
    probe = csv.reader((line, _PROBE), delimiter=delimiter)
    next(probe)
    return next(probe, None) is not None


_PROBE = "x"  # a line that an open quote would take in


def _only(reader: Iterator[list[str]]) -> list[str]:
    return _next(reader) or []


class _Lines:
    """The lines of a text one by one, and those of the row that is being read.

    Attributes:
        held: lines given since it was emptied last.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._ended = False
        self._length = 0  # of what is held, in characters
        self.held: list[str] = []

    def __iter__(self) -> Iterator[str]:
        """Lines; in the place of one that makes its row too long stands a cell that breaks it."""
        readline, held = self._text.readline, self.held
        while line := readline(MAX_ROW_CHARACTERS + 1):
            if len(line) > MAX_ROW_CHARACTERS:
                line = _TOO_LONG
                while (rest := readline(MAX_ROW_CHARACTERS)) and not rest.endswith("\n"):
                    pass
            self._length = self._length + len(line) if held else len(line)
            held.append(line)
            yield _TOO_LONG if self._length > MAX_ROW_CHARACTERS else line
        self._ended = True

    def taken_back(self) -> list[str]:
        """The lines of a row that cannot be read, to be read one by one.

        Held remains the line that showed the fault, which may begin a sound row, unless it is the
        only one or the text is at its end.
        """
        if self._ended or len(self.held) == 1:
            lines, rest = self.held[:], []
        else:
            lines, rest = self.held[:-1], self.held[-1:]
        self.held[:] = rest
        self._length = sum(map(len, rest))
        return lines


_TOO_LONG = "x" * (MAX_ROW_CHARACTERS + 1) + "\n"
