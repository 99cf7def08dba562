"""Tables as people hand them in: a file of a spreadsheet, or lines pasted into a form."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from django.utils.translation import gettext as _

from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.core.text import fold
from biaozhun.documents.delimited import find_delimiter
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.formulas import unguarded

MOST_LINES: Final = 5_000
MOST_BYTES: Final = 2_000_000
_LONGEST_CELL: Final = 4_000  # characters


class Line(msgspec.Struct, frozen=True):
    """A line under the heading, with its cells by column."""

    number: int
    text: str
    cells: Mapping[str, str]


def read_text(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or GB18030.

    Raises:
        RefusedError: it is no text, or too large.
    """
    if len(content) > MOST_BYTES:
        raise RefusedError(_("文件太大，最多 2 MB。"))
    try:
        return content.decode(detect_encoding(content), "replace").lstrip("\ufeff")
    except DocumentError as error:
        raise RefusedError(_("文件读不出来，请存成 CSV（UTF-8）再传。")) from error


def read_lines(
    text: str, columns: Mapping[str, Sequence[str]], *, needed: Sequence[str]
) -> list[Line]:
    """The lines of a table whose first line names its columns.

    Args:
        text: the table; separated by commas, tabs or semicolons.
        columns: the names a column may have, by what it is read as; any writing of them is taken.
        needed: columns without which nothing can be read.

    Raises:
        RefusedError: a needed column is lacking, or there are too many lines.
    """
    text = text.replace("\x00", "")
    named = {fold(name).strip(): column for column, names in columns.items() for name in names}
    rows = _rows(text)
    heading = [named.get(fold(cell).strip(), "") for cell in (rows[0][1] if rows else ())]
    lacking = [columns[column][0] for column in needed if column not in heading]
    if lacking:
        raise RefusedError(_("第一行要写列名；缺少：{names}。").format(names=_("、").join(lacking)))
    if len(rows) > MOST_LINES + 1:
        raise RefusedError(_("一次最多 {n} 行，请分几次。").format(n=MOST_LINES))
    return [Line(number, ",".join(row)[:200], _cells(heading, row)) for number, row in rows[1:]]


def _cells(heading: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    pairs = zip(heading, row, strict=False)  # a line may be shorter or longer than its heading
    return {name: unguarded(cell.strip())[:_LONGEST_CELL] for name, cell in pairs if name}


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Rows that hold anything, with the number of the line each ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text[:4000]))
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        sentence = _("第 {n} 行起读不出来，请检查引号。")
        raise RefusedError(sentence.format(n=reader.line_num)) from error
