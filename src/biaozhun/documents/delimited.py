"""Text tables (CSV, TSV) as rows of cells.

A row is never longer than :data:`MAX_ROW_CHARACTERS`; a quote that is never closed therefore costs
one row, not the file.
"""

import csv
import io
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
) -> Iterator[list[str] | BrokenRow]:
    """The rows of a text table, blank lines left out.

    Raises:
        DocumentError: no text, too many columns, or the compression breaks off.
    """
    start = sample(path)
    encoding = encoding or detect_encoding(start)
    delimiter = delimiter or find_delimiter(start.decode(encoding, "replace").lstrip("\ufeff"))
    with open_bytes(path, progress) as stream:
        yield from _rows(as_utf8(stream, encoding), delimiter)


def _rows(stream: BinaryIO, delimiter: str) -> Iterator[list[str] | BrokenRow]:
    csv.field_size_limit(MAX_ROW_CHARACTERS)
    with io.TextIOWrapper(stream, "utf-8", errors="surrogateescape", newline="") as text:
        lines = _bounded(text)
        reader = csv.reader(lines, delimiter=delimiter)
        while True:
            row = _next(reader)
            if row is None:
                return
            if isinstance(row, BrokenRow):
                reader = csv.reader(lines, delimiter=delimiter)
                yield row
            elif any(cell.strip() for cell in row):
                yield row


def _next(reader: Iterator[list[str]]) -> list[str] | BrokenRow | None:
    """The next row, a reason why there is none, or ``None`` at the end."""
    try:
        row = next(reader)
    except StopIteration:
        return None
    except csv.Error as error:
        return BrokenRow(str(error))
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


def _bounded(text: io.TextIOWrapper) -> Iterator[str]:
    """Lines; one over the limit is replaced by a field that is too long, which breaks its row."""
    while line := text.readline(MAX_ROW_CHARACTERS + 1):
        if len(line) > MAX_ROW_CHARACTERS:
            yield "x" * (MAX_ROW_CHARACTERS + 1) + "\n"
            while (rest := text.readline(MAX_ROW_CHARACTERS)) and not rest.endswith("\n"):
                pass
            continue
        yield line
