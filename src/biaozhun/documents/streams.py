"""Byte streams of files, gzip taken off, and their lines with a bound on the length."""

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from biaozhun.documents.errors import DocumentError

GZIP_MAGIC = b"\x1f\x8b"
MAX_LINE_BYTES = 8 * 1024 * 1024  # a catalogue row has a few kilobytes; abstracts reach 100
HEAD_BYTES = 1000  # of a line that is skipped
SAMPLE_BYTES = 64 * 1024
_BUFFER = 256 * 1024


class BytesRead:
    """How far the reading of a file has come; asking costs a reader nothing until it is asked."""

    def __init__(self) -> None:
        self._stream: BinaryIO | None = None
        self._size = 0

    def watch(self, stream: BinaryIO, size: int) -> None:
        """Follow a stream of ``size`` bytes instead of the one before."""
        self._stream, self._size = stream, size

    @property
    def share(self) -> float:
        """Share of the file's bytes that were read, 0 to 1; of a gzip file, of its packed bytes."""
        if self._stream is None:
            return 0.0
        if self._stream.closed:
            return 1.0
        return min(self._stream.tell() / max(self._size, 1), 1.0)


def open_bytes(path: Path, progress: BytesRead | None = None) -> BinaryIO:
    """The content of a file as a buffered stream; gzip is recognised by content.

    Args:
        path: the file.
        progress: is to follow how far the file is read.

    Raises:
        DocumentError: the file cannot be opened, or is a pipe or a device, which can be read only
            once and may never end (``not_a_file``).
    """
    stream = open_file(path)
    if progress is not None:
        progress.watch(stream, path.stat().st_size)
    magic = stream.read(2)
    stream.seek(0)
    if magic != GZIP_MAGIC:
        return stream
    return io.BufferedReader(_Unpacked(stream), _BUFFER)


def open_file(path: Path) -> BinaryIO:
    """The bytes of a file as they are.

    Raises:
        DocumentError: ``not_a_file`` for a pipe, a device or a folder; ``unreadable_file``.
    """
    if path.exists() and not path.is_file():
        raise DocumentError(
            "This is no file but a pipe, a device or a folder",
            code="not_a_file",
            fragment=str(path),
            hint="write the content to a file first",
        )
    try:
        return path.open("rb", buffering=_BUFFER)
    except OSError as error:
        raise DocumentError(
            f"The file cannot be opened: {error.strerror}",
            code="unreadable_file",
            fragment=str(path),
        ) from error


class _Unpacked(gzip.GzipFile, io.RawIOBase):
    """A gzip stream that closes the file below it."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__(fileobj=packed, mode="rb")
        self._packed = packed

    def close(self) -> None:
        """Close both."""
        super().close()
        self._packed.close()


def sample(path: Path, size: int = SAMPLE_BYTES) -> bytes:
    """The first bytes of the content.

    Raises:
        DocumentError: the file is empty or the compression is broken from the start.
    """
    with open_bytes(path) as stream:
        try:
            start = stream.read(size)
        except (EOFError, OSError, zlib.error):
            start = _first_readable(path, size)
    if not start:
        raise DocumentError(
            "The file is empty", code="empty_file", fragment=path.name, hint="check the download"
        )
    return start


def _first_readable(path: Path, size: int) -> bytes:
    """What can be unpacked of a broken gzip file before it breaks."""
    start = bytearray()
    with open_bytes(path) as stream:
        try:
            while len(start) < size and (byte := stream.read(1)):
                start += byte
        except (EOFError, OSError, zlib.error) as error:
            if not start:
                raise DocumentError(
                    "The compressed file is broken", code="truncated_file", fragment=path.name
                ) from error
    return bytes(start)


class LongLine(bytes):
    """The beginning of a line that is too long to be read."""

    __slots__ = ()


def bounded_lines(stream: BinaryIO, limit: int = MAX_LINE_BYTES) -> Iterator[bytes]:
    """Lines of a stream with their ends; of one longer than ``limit`` bytes its beginning.

    The rest of a longer line is skipped in constant memory.

    Raises:
        DocumentError: the compression breaks off (``truncated_file``).
    """
    readline = stream.readline
    try:
        while line := readline(limit):
            if len(line) < limit or line.endswith(b"\n"):
                yield line
                continue
            while (rest := readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield LongLine(line[:HEAD_BYTES])
    except (EOFError, zlib.error, OSError) as error:
        raise truncated(error) from error


def truncated(error: BaseException) -> DocumentError:
    """The error for a stream that breaks off."""
    return DocumentError(
        f"The file breaks off: {error}",
        code="truncated_file",
        hint="what was read before the break is in; fetch the file again and import it once more",
    )
