"""A list of withdrawn clauses as a table: its headings, its rows, and what is wrong with them."""

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from biaozhun.cloud.validity.actions.clause_withdrawals import WithdrawalFacts
from biaozhun.cloud.validity.forms.keeping import WithdrawalForm
from biaozhun.core.text import fold
from biaozhun.documents.delimited import BrokenRow, delimited_rows
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.formulas import unguarded
from biaozhun.documents.kinds import Kind, kind_of
from biaozhun.documents.workbook import open_sheets

SentFile: TypeAlias = "UploadedFile[bytes]"
MOST_ROWS = 2_000  # of one list: it goes in as a whole, and other writers wait no longer
HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("标准编号", "标准号", "编号", "number"),
    "clauses": ("条文", "废止的条文", "条文号", "clauses"),
    "since": ("自", "废止日期", "起始日", "since"),
    "basis": ("公告", "依据", "basis"),
    "by": ("由", "新标准", "by"),
}
"""What a column may be called, in any writing; the first is what a table gets."""
_FIELDS = {fold(name): field for field, names in HEADINGS.items() for name in names}


class Refused(msgspec.Struct, frozen=True):
    """A row that cannot be used: its place in the table, its cells, and why, field by field."""

    position: int
    cells: tuple[str, ...]
    reasons: tuple[str, ...]


class Read(msgspec.Struct, frozen=True):
    """A table, read; ``refused`` is to be mended and sent again."""

    good: list[WithdrawalFacts]
    refused: list[Refused]


def read_file(sent: SentFile) -> Read:
    """The rows of a file.

    Raises:
        DocumentError: it is no table, has no column of numbers, or too many rows.
    """
    with tempfile.NamedTemporaryFile() as kept:
        for chunk in sent.chunks():
            kept.write(chunk)
        kept.flush()
        return _read(_cells(Path(kept.name)))


def read_lines(text: str) -> Read:
    """The rows of a table that was pasted.

    Raises:
        DocumentError: as of a file.
    """
    with tempfile.NamedTemporaryFile() as kept:
        kept.write(text.encode())
        kept.flush()
        return _read(_cells(Path(kept.name)))


def written(refused: Iterable[Refused]) -> str:
    """Refused rows as lines to be mended where they were pasted."""
    lines = io.StringIO()
    table = csv.writer(lines, dialect="excel-tab", lineterminator="\n")
    table.writerow([names[0] for names in HEADINGS.values()])
    table.writerows(row.cells for row in refused)
    return lines.getvalue()


def _cells(path: Path) -> Iterator[Sequence[object]]:
    kind = kind_of(path)
    if kind is Kind.WORKBOOK:
        yield from next(open_sheets(path)).rows()
    elif kind in (Kind.TABLE, Kind.CARDS):
        for row in delimited_rows(path):
            yield [] if isinstance(row, BrokenRow) else row
    else:
        raise DocumentError("This is no table", code="unsupported_format", fragment=str(kind))


def _read(rows: Iterator[Sequence[object]]) -> Read:
    heading = [_FIELDS.get(fold(_text(cell)), "") for cell in next(rows, [])]
    if "number" not in heading:
        raise DocumentError("No column is called 标准编号", code="no_number_column")
    good: list[WithdrawalFacts] = []
    refused: list[Refused] = []
    for position, row in enumerate(rows, start=2):
        if position > MOST_ROWS + 1:
            raise DocumentError(f"More than {MOST_ROWS} rows", code="too_many_rows")
        told = {name: _text(cell) for name, cell in zip(heading, row, strict=False) if name}
        if not any(told.values()):
            continue
        form = WithdrawalForm(told)
        if form.is_valid():
            good.append(form.facts())
        else:
            refused.append(_refused(position, told, form))
    return Read(good, refused)


def _refused(position: int, told: dict[str, str], form: WithdrawalForm) -> Refused:
    reasons = tuple(
        _("{field}：{reason}").format(
            field=form.fields[name].label, reason=" ".join(map(str, errors))
        )
        for name, errors in form.errors.items()
    )
    return Refused(position, tuple(told.get(name, "") for name in HEADINGS), reasons)


def _text(value: object) -> str:
    """A cell as text; a day without its hour, a whole number without the point it lacks."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unguarded(str(value).replace("\x00", "").strip())[:20_000]
