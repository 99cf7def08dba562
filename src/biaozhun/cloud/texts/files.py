"""A stored file as an answer: in the browser where it can show it, whole or in part."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import IO, Final

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from biaozhun.cloud.texts.models import Text

CHUNK: Final = 64 * 1024
SHOWN: Final = frozenset({"application/pdf", "image/png", "image/jpeg"})
"""What a browser shows by itself; anything else is only handed over."""

# A browser's own viewer draws its page into the answer: styles, an embedded object, its pictures.
VIEWER_POLICY: Final = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def file_name(text: Text) -> str:
    """The name under which it is saved: the number, the language, and its own ending."""
    ending = (text.file.name or "").rpartition(".")[2]
    endings = {"sts": "xml", "clauses": "jsonl", "plain": "txt", "jpeg": "jpg"}
    name = _UNSAFE.sub("-", f"{text.number} {text.language}").strip()
    return f"{name}.{endings.get(ending, ending)}"


def answer_with(text: Text, request: HttpRequest) -> HttpResponseBase:
    """The file: all of it (200), the part asked for (206), or what cannot be given (304, 416)."""
    tag = f'"{text.digest}"'
    if request.headers.get("If-None-Match", "") in (tag, "*"):
        return _dressed(HttpResponse(status=HTTPStatus.NOT_MODIFIED), text, tag)
    asked = request.headers.get("Range", "")
    if asked and request.headers.get("If-Range", tag) == tag:
        part = part_of(asked, text.size)
        if part is None:
            refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            refused.headers["Content-Range"] = f"bytes */{text.size}"
            return _dressed(refused, text, tag)
        if part:
            return _part(text, tag, *part)
    whole = StreamingHttpResponse(_Pieces(text.file.open("rb"), 0, text.size))
    whole.headers["Content-Length"] = str(text.size)
    return _dressed(whole, text, tag)


def part_of(asked: str, size: int) -> tuple[int, int] | tuple[()] | None:
    """First and last byte of a range (RFC 9110, 14.1.2).

    Nothing where it is to be ignored (several ranges, another unit, a reversed one), ``None`` where
    the file has no such part.
    """
    found = _RANGE.fullmatch(asked.replace(" ", ""))
    if found is None or not (found[1] or found[2]):
        return ()
    if not found[1]:
        length = int(found[2])
        return (max(size - length, 0), size - 1) if length and size else None
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    if found[2] and int(found[2]) < first:
        return ()
    return (first, last) if first < size else None


def _part(text: Text, tag: str, first: int, last: int) -> HttpResponseBase:
    pieces = _Pieces(text.file.open("rb"), first, last - first + 1)
    answer = StreamingHttpResponse(pieces, status=HTTPStatus.PARTIAL_CONTENT)
    answer.headers["Content-Length"] = str(last - first + 1)
    answer.headers["Content-Range"] = f"bytes {first}-{last}/{text.size}"
    return _dressed(answer, text, tag)


class _Pieces:
    """A stretch of a file piece by piece; the server closes it, whether it was read or not."""

    def __init__(self, stream: "IO[bytes]", first: int, length: int) -> None:
        self._stream = stream
        self._stream.seek(first)
        self._left = length
        self.close = stream.close

    def __iter__(self) -> Iterator[bytes]:
        """The pieces in their order."""
        while self._left > 0 and (piece := self._stream.read(min(CHUNK, self._left))):
            self._left -= len(piece)
            yield piece


def _dressed(answer: HttpResponseBase, text: Text, tag: str) -> HttpResponseBase:
    shown = text.media_type in SHOWN
    answer.headers["Content-Type"] = text.media_type
    answer.headers["ETag"] = tag
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Cache-Control"] = "private, no-cache"  # asked again: rights change
    answer.headers["Content-Security-Policy"] = VIEWER_POLICY
    disposition = content_disposition_header(as_attachment=not shown, filename=file_name(text))
    answer.headers["Content-Disposition"] = disposition or "inline"
    return answer
