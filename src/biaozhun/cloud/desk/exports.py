"""Tables that leave the desk."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

from biaozhun.cloud.desk.models import PlannedChange, Upload
from biaozhun.cloud.ui.tables import csv_file


def changes_table(upload: Upload, changes: Iterable[PlannedChange]) -> StreamingHttpResponse:
    """The facts a dry run found would change, one a line; ``new`` marks an edition not yet held."""
    return csv_file(f"changes-{upload.pk}", _rows(changes))


def _rows(changes: Iterable[PlannedChange]) -> Iterator[Sequence[str]]:
    yield ("number", "field", "new", "before", "after")
    for change in changes:
        new = "1" if change.before is None else "0"
        yield (change.number, change.field, new, change.before or "", change.after)
