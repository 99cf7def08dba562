"""The bulk files: what is in them, and the files themselves."""

import gzip
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.exchange.actions.bulk import LINES, MEDIA_TYPES, Manifest, bulk_home
from biaozhun.cloud.exchange.exports.rows import SCHEMA, BulkRow
from biaozhun.cloud.exchange.queries.bulk_fields import FIELDS
from biaozhun.cloud.ui.reading import only_read

BLOCK = 1 << 18
MOST_OF_SAMPLE = 20_000  # bytes; a longer record is none to be read on a page
_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?", re.ASCII)


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
    size, etag = path.stat().st_size, f'"{folder.name}-{name}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag})
    first, last = 0, size - 1
    asked = _part(request, etag, size)
    if asked is not None:
        first, last = asked
        if first > last:
            return HttpResponse(
                status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                headers={"Content-Range": f"bytes */{size}"},
            )
    answer = StreamingHttpResponse(
        _blocks(path.open("rb"), first, last - first + 1), content_type=MEDIA_TYPES[name]
    )
    answer.headers["ETag"], answer.headers["Accept-Ranges"] = etag, "bytes"
    answer.headers["Content-Length"] = str(last - first + 1)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if asked is not None:
        answer.status_code = HTTPStatus.PARTIAL_CONTENT
        answer.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


def _part(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """The one range that is asked for; ``None`` for the whole (RFC 9110, 14.2)."""
    found = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    version = request.headers.get("If-Range", etag)
    if found is None or version != etag or (found[1] is None and found[2] is None):
        return None
    if found[1] is None:
        return max(0, size - int(found[2])), size - 1
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    return (first, last) if first < size else (size, size - 1)


def _blocks(stream: BinaryIO, first: int, left: int) -> Iterator[bytes]:
    with stream:
        stream.seek(first)
        while left > 0 and (block := stream.read(min(BLOCK, left))):
            left -= len(block)
            yield block
