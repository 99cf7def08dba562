"""Lists that leave the keepers' pages as tables."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

from biaozhun.documents.formulas import guarded

_BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take a table without it for one in their own encoding


def table(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """A list as CSV that a spreadsheet opens as it is."""
    return StreamingHttpResponse(
        _lines(header, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield _BYTE_ORDER_MARK + _line(header)
    for row in rows:
        yield _line([guarded("" if cell is None else str(cell)) for cell in row])


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
