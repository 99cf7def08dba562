"""Tables as files for spreadsheets: UTF-8 with a mark, and no cell that runs as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils import translation

from biaozhun.documents.formulas import guarded

_MARK = "\ufeff"  # spreadsheets take a table without it for one in their own encoding


def csv_file(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A table to save, sent row by row.

    Args:
        name: of the file, without its ending; letters, digits and hyphens.
        rows: its heading first; nothing is written for ``None``.
    """
    return StreamingHttpResponse(
        _lines(iter(rows), translation.get_language()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _lines(rows: Iterator[Sequence[object]], language: str | None) -> Iterator[str]:
    """The lines, in the language of whoever asked: they are made after the page's work is done."""
    yield _MARK
    more = True
    while more:
        with translation.override(language):
            line = _line(next(rows, None))
        more = bool(line)
        yield line


def _line(row: Sequence[object] | None) -> str:
    """A row as it stands in the file; empty where there is none."""
    if row is None:
        return ""
    line = io.StringIO()
    csv.writer(line).writerow([_cell(value) for value in row])
    return line.getvalue()


def _cell(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value
