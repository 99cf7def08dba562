"""Rejected rows: as a file that can be mended and sent again, and as reasons anyone may read."""

import csv
import io
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path

import msgspec
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from biaozhun.cloud.catalogue.models import ImportRun, RejectedRow
from biaozhun.core.bibliography.mapping import REASON_COLUMNS
from biaozhun.documents.formulas import guarded


def write_rejected_rows(run_id: int, path: Path) -> int:
    """Write the rejected rows of a run, each with its reason, and return how many there are.

    A row of an announcement takes the announcement's number with it, which stands above its table.
    A name that ends in ``.csv`` gives a table (UTF-8 with mark, as spreadsheets expect), of which
    spreadsheets run no cell and importers read every cell as it was; any other JSON Lines.
    A file that is there is replaced when the new one is complete, and stays where writing fails.
    """
    rows = list(_rows(run_id))
    place = Path(os.path.realpath(path))  # a link stays a link
    beside = place.with_name(f".biaozhun-{secrets.token_hex(8)}")
    try:
        write = _write_table if path.suffix.lower() == ".csv" else _write_lines
        write(rows, beside)
        if place.exists():
            shutil.copymode(place, beside)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    return len(rows)


def _write_table(rows: Sequence[Mapping[str, object]], path: Path) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("x", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(map(guarded, names or REASON_COLUMNS))
        writer.writerows([_cell(row.get(name)) for name in names] for row in rows)


def _write_lines(rows: Sequence[Mapping[str, object]], path: Path) -> None:
    with path.open("x", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _rows(run_id: int) -> Iterator[dict[str, object]]:
    announcement = ImportRun.objects.select_related("announcement").get(id=run_id).announcement
    head = {"公告号": announcement.number} if announcement else {}
    for rejected in RejectedRow.objects.filter(run_id=run_id).iterator():
        reason = (rejected.position, rejected.code, rejected.message, rejected.fragment)
        yield dict(zip(REASON_COLUMNS, reason, strict=True)) | head | _cells(rejected.raw)


def _cells(raw: str) -> dict[str, object]:
    """The row's own fields, or the row as one field where it was no readable object."""
    try:
        row = msgspec.json.decode(raw)
    except (ValueError, RecursionError):  # a row may be nested deeper than anything can read
        return {"_raw": raw}
    return row if isinstance(row, dict) else {"_raw": raw}


def _cell(value: object) -> object:
    """A value as a cell: a list as importers read one, anything else nested as JSON."""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return guarded(";".join(value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


_BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take a table without it for one in their own encoding


def rejections(run_id: int, wanted: str) -> HttpResponseBase:
    """The reasons of a run's rejected rows, without what stood in the rows: they are not ours.

    ``wanted`` is ``csv`` or ``jsonl``; another form is refused.
    """
    if wanted not in _WRITERS:
        return HttpResponse(
            f"?format= one of: {', '.join(_WRITERS)}\n",
            content_type="text/plain; charset=utf-8",
            status=HTTPStatus.BAD_REQUEST,
        )
    content_type, write = _WRITERS[wanted]
    return StreamingHttpResponse(
        write(run_id),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="rejected-{run_id}.{wanted}"'},
    )


def _reasons(run_id: int) -> Iterator[tuple[int, str, str, str]]:
    rows = RejectedRow.objects.filter(run_id=run_id).order_by("position")
    return rows.values_list("position", "code", "message", "fragment").iterator()


def _as_table(run_id: int) -> Iterator[str]:
    yield _BYTE_ORDER_MARK + _line(REASON_COLUMNS)
    for position, *texts in _reasons(run_id):
        yield _line((position, *map(guarded, texts)))


def _line(cells: tuple[object, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _as_lines(run_id: int) -> Iterator[str]:
    for reason in _reasons(run_id):
        row = dict(zip(REASON_COLUMNS, reason, strict=True))
        yield json.dumps(row, ensure_ascii=False) + "\n"


_WRITERS = {
    "csv": ("text/csv; charset=utf-8", _as_table),
    "jsonl": ("application/x-ndjson; charset=utf-8", _as_lines),
}
