"""A stored file as an answer: all of it, a part, or why neither (RFC 9110, 13 and 14)."""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import IO, Final

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

PIECE: Final = 1 << 18  # bytes read at once
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def answer_with_file(
    request: HttpRequest,
    opened: Callable[[], IO[bytes]],
    *,
    size: int,
    etag: str,
    media_type: str,
) -> HttpResponseBase:
    """The file (200), a part of it (206), or that it is known (304) or has no such part (416).

    Args:
        request: with ``If-None-Match``, ``Range`` and ``If-Range``; only of a GET parts are given.
        opened: opens the file; asked where bytes of it are given.
        size: bytes of the file.
        etag: names its content, with its quotes.
        media_type: what the file is.
    """
    headers = {"ETag": etag, "Accept-Ranges": "bytes", "Content-Type": media_type}
    if _is_known(request, etag):
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    part = _asked(request, etag, size)
    if part is None:
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            headers=headers | {"Content-Range": f"bytes */{size}"},
        )
    first, last = part or (0, size - 1)
    headers["Content-Length"] = str(last - first + 1)
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    status = HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK
    pieces = _Pieces(opened(), first, last - first + 1)
    return StreamingHttpResponse(pieces, status=status, headers=headers)


def _is_known(request: HttpRequest, etag: str) -> bool:
    told = request.headers.get("If-None-Match", "")
    return told == "*" or etag in (one.strip().removeprefix("W/") for one in told.split(","))


def _asked(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | tuple[()] | None:
    """The part asked for, nothing for the whole; an older file's part is no part of this one."""
    asked = request.headers.get("Range", "")
    if request.method != "GET" or not asked or request.headers.get("If-Range", etag) != etag:
        return ()
    return part_of(asked, size)


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


class _Pieces:
    """A stretch of a file piece by piece; the server closes it, whether it was read or not."""

    def __init__(self, stream: IO[bytes], first: int, length: int) -> None:
        self._stream = stream
        self._stream.seek(first)
        self._left = length
        self.close = stream.close

    def __iter__(self) -> Iterator[bytes]:
        """The pieces in their order."""
        while self._left > 0 and (piece := self._stream.read(min(PIECE, self._left))):
            self._left -= len(piece)
            yield piece
