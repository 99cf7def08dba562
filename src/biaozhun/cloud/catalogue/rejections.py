"""Rejected rows as a file that can be mended and sent again."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from biaozhun.cloud.catalogue.models import ImportRun, RejectedRow

REASON_FIELDS = ("_row", "_code", "_reason", "_fragment")
"""Columns added to a rejected row; an importer passes over them when the row comes back."""


def write_rejected_rows(run_id: int, path: Path) -> int:
    """Write the rejected rows of a run, each with its reason, and return how many there are.

    A row of an announcement takes the announcement's number with it, which stands above its table.
    A name that ends in ``.csv`` gives a table (UTF-8 with mark, as spreadsheets expect), any other
    JSON Lines.
    """
    rows = list(_rows(run_id))
    if path.suffix.lower() == ".csv":
        names = list(dict.fromkeys(name for row in rows for name in row))
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, names or REASON_FIELDS)
            writer.writeheader()
            writer.writerows(rows)
    else:
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return len(rows)


def _rows(run_id: int) -> Iterator[dict[str, object]]:
    announcement = ImportRun.objects.select_related("announcement").get(id=run_id).announcement
    head = {"公告号": announcement.number} if announcement else {}
    for rejected in RejectedRow.objects.filter(run_id=run_id).iterator():
        reason = (rejected.position, rejected.code, rejected.message, rejected.fragment)
        yield dict(zip(REASON_FIELDS, reason, strict=True)) | head | _cells(rejected.raw)


def _cells(raw: str) -> dict[str, object]:
    """The row's own fields, or the row as one field where it was no object."""
    try:
        row = json.loads(raw)
    except ValueError:
        return {"_raw": raw}
    return row if isinstance(row, dict) else {"_raw": raw}
