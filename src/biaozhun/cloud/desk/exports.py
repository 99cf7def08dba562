"""Tables that leave the desk."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

from biaozhun.cloud.desk.models import PlannedChange, Upload
from biaozhun.documents.formulas import guarded

_BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take a table without it for one in their own encoding


def changes_table(upload: Upload, changes: Iterable[PlannedChange]) -> StreamingHttpResponse:
    """The facts a dry run found would change, one a line; ``new`` marks an edition not yet held."""
    return StreamingHttpResponse(
        _lines(changes),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="changes-{upload.pk}.csv"'},
    )


def _lines(changes: Iterable[PlannedChange]) -> Iterator[str]:
    yield _BYTE_ORDER_MARK + _line(("number", "field", "new", "before", "after"))
    for change in changes:
        new = "1" if change.before is None else "0"
        cells = (change.number, change.field, new, change.before or "", change.after)
        yield _line([guarded(cell) for cell in cells])


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
