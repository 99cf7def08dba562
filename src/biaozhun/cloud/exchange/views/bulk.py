"""The bulk files: what is in them, and the files themselves."""

import gzip
from pathlib import Path

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.exchange.actions.bulk import LINES, MEDIA_TYPES, Manifest, bulk_home
from biaozhun.cloud.exchange.exports.rows import SCHEMA, BulkRow
from biaozhun.cloud.exchange.queries.bulk_fields import FIELDS
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.stored_files import answer_with_file

MOST_OF_SAMPLE = 20_000  # bytes; a longer record is none to be read on a page


@only_read
def bulk(request: HttpRequest) -> HttpResponse:
    """What the files hold, field by field."""
    folder = newest()
    context = {
        "manifest": _manifest(folder) if folder else None,
        "sample": _sample(folder) if folder else "",
        "schema": SCHEMA,
        "fields": [(name, FIELDS[name]) for name in BulkRow.__struct_fields__],
    }
    return render(request, "exchange/bulk.html", context)


def newest() -> Path | None:
    """The folder of the newest whole bulk."""
    found = sorted(path.parent for path in bulk_home().glob("*/manifest.json"))
    return found[-1] if found else None


def _manifest(folder: Path) -> Manifest:
    return msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)


def _sample(folder: Path) -> str:
    """The first record of the newest file, set out to be read; empty where there is none."""
    with gzip.open(folder / LINES, "rb") as lines:
        first = lines.readline(MOST_OF_SAMPLE)
    return msgspec.json.format(first, indent=2).decode() if first.endswith(b"\n") else ""


@only_read
def bulk_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of the newest bulk, or the part of it that is asked for."""
    folder = newest()
    if folder is None or name not in MEDIA_TYPES:
        raise Http404(_("没有这个批量文件。"))
    path = folder / name
    answer = answer_with_file(
        request,
        lambda: path.open("rb"),
        size=path.stat().st_size,
        etag=f'"{folder.name}-{name}"',
        media_type=MEDIA_TYPES[name],
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
