"""Work on the files of strangers, in a process of its own that may do little and ends soon.

Native parsers crash, PDFium is not thread-safe, and a file may be written to make a reader run for
ever. So a file is read by a fresh interpreter behind the walls of
:mod:`biaozhun.documents.confinement`; whatever becomes of it, the caller gets bytes or a coded
refusal.
"""

import os
import re
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO, Final, NamedTuple

import msgspec

from biaozhun.core.structure.blocks import BlockText
from biaozhun.documents.confinement import FAULT, OUT_OF_MEMORY, RESULT, Argument, Fault, Request
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.streams import open_file

MAX_FILE_BYTES: Final = 200 * 1024 * 1024
_CODE: Final = re.compile(r"[a-z_]{1,60}")
_CHUNK: Final = 256 * 1024
_COMPLAINT_BYTES: Final = 8 * 1024  # of the standard error, from its end
_COMMAND: Final = ("-I", "-B", "-X", "utf8", "-m", "biaozhun.documents.confinement")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one piece of work may use.

    Attributes:
        cpu_seconds: of the processor.
        wall_seconds: from the start of the process to its end.
        memory_bytes: of address space, the interpreter and its libraries (some 200 MB) included.
        output_bytes: of the result.
        written_bytes: of any one temporary file.
    """

    cpu_seconds: int = 60
    wall_seconds: float = 90.0
    memory_bytes: int = 1536 * 1024 * 1024
    output_bytes: int = 256 * 1024 * 1024
    written_bytes: int = 256 * 1024 * 1024


READING: Final = Limits()


def read_isolated(path: Path, *, limits: Limits = READING) -> BlockText:
    """The text of a file, read behind walls.

    Raises:
        DocumentError: of the reader (:func:`biaozhun.documents.reading.read_document`), or its
            death: see :func:`isolated_call`.
    """
    answer = isolated_call(
        "biaozhun.documents.reading:packed_document", path, path.name, limits=limits
    )
    try:
        text = msgspec.msgpack.decode(answer, type=BlockText)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _garbage() from error
    end = 0
    for block in text.blocks:
        if not end <= block.start <= block.end:
            raise _garbage()
        end = block.end
    if end > len(text.text):
        raise _garbage()
    return text


def isolated_call(function: str, *args: Argument | Path, limits: Limits = READING) -> bytes:
    """What a function gives back that is run in a process of its own.

    The process is a fresh interpreter: it has none of the caller's memory, open files and
    environment, and no network. It may write only below its own temporary folder, which is removed.

    Args:
        function: ``package.module:function`` on module level; it returns bytes.
        args: what it is called with. **A path arrives as the bytes of its file**, since the
            process itself may open nothing.
        limits: what it may use.

    Raises:
        DocumentError: any :class:`~biaozhun.core.errors.BiaozhunError` of the function with its
            code and words; ``not_a_file``, ``unreadable_file`` or ``too_large`` for a path;
            ``too_large`` for its result; ``reader_timeout``; ``reader_memory``; ``reader_killed``
            where it ended in any other way.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="biaozhun-"))
        files = {
            place: stack.enter_context(_opened(given)).fileno()
            for place, given in enumerate(args)
            if isinstance(given, Path)
        }
        request = Request(
            function=function,
            args=[None if isinstance(given, Path) else given for given in args],
            files=files,
            cpu_seconds=limits.cpu_seconds,
            memory_bytes=limits.memory_bytes,
            written_bytes=limits.written_bytes,
            folder=folder,
        )
        ended = _listened(stack.enter_context(_started(request)), limits)
    return _answer(ended, limits)


class _Ended(NamedTuple):
    """What was heard of a process until its end."""

    said: bytes
    complaint: str
    status: int
    late: bool


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with closing(open_file(path)) as stream:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DocumentError(
                f"The file has more than {MAX_FILE_BYTES} bytes",
                code="too_large",
                fragment=path.name,
                hint="split it",
            )
        yield stream


@contextmanager
def _started(request: Request) -> "Iterator[subprocess.Popen[bytes]]":
    """A process that is gone at the end, with all that it may have started."""
    with (
        tempfile.TemporaryFile(dir=request.folder) as asked,
        subprocess.Popen(  # noqa: S603  -- our own interpreter with our own module
            [sys.executable, *_COMMAND],
            stdin=_written(asked, request),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "TMPDIR": request.folder},
            cwd=request.folder,
            pass_fds=tuple(request.files.values()),
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def _written(asked: IO[bytes], request: Request) -> IO[bytes]:
    """The file with the request in it, to be read from its start."""
    asked.write(msgspec.msgpack.encode(request))
    asked.seek(0)
    return asked


def _listened(process: "subprocess.Popen[bytes]", limits: Limits) -> _Ended:
    """Read what it says until it ends, says too much or is late."""
    deadline = time.monotonic() + limits.wall_seconds
    said = bytearray()
    complaint = b""
    if process.stdout is None or process.stderr is None:  # pragma: no cover  -- both are pipes
        raise AssertionError
    with selectors.DefaultSelector() as selector:
        for pipe in (process.stdout, process.stderr):
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map() and len(said) <= limits.output_bytes:
            ready = selector.select(max(0.0, deadline - time.monotonic()))
            if not ready:
                break
            for key, _ in ready:
                chunk = os.read(key.fd, _CHUNK)
                if not chunk:
                    selector.unregister(key.fileobj)
                elif key.fileobj is process.stdout:
                    said += chunk
                else:
                    complaint = (complaint + chunk)[-_COMPLAINT_BYTES:]
    late = not _gone(process, deadline, too_much=len(said) > limits.output_bytes)
    words = complaint.decode("utf-8", "replace").strip()
    return _Ended(bytes(said), words, process.returncode, late)


def _gone(process: "subprocess.Popen[bytes]", deadline: float, *, too_much: bool) -> bool:
    """Whether it ended by itself in time; it has ended in any case."""
    try:
        process.wait(0 if too_much else max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return too_much
    return True


def _answer(ended: _Ended, limits: Limits) -> bytes:
    if len(ended.said) > limits.output_bytes:
        raise DocumentError(
            f"The result has more than {limits.output_bytes} bytes",
            code="too_large",
            hint="split the file",
        )
    if ended.late or ended.status == -signal.SIGXCPU:
        raise DocumentError(
            f"Reading took more than {limits.wall_seconds:g} seconds",
            code="reader_timeout",
            hint="split the file, or save it anew with the program it comes from",
        )
    if ended.status == OUT_OF_MEMORY:
        raise DocumentError(
            f"Reading took more than {limits.memory_bytes} bytes of memory",
            code="reader_memory",
            hint="split the file, or save it anew with the program it comes from",
        )
    if ended.status != 0:
        raise _killed(ended)
    if ended.said.startswith(RESULT):
        return ended.said[len(RESULT) :]
    if not ended.said.startswith(FAULT):
        raise _garbage()
    try:
        fault = msgspec.msgpack.decode(ended.said[len(FAULT) :], type=Fault)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _garbage() from error
    if not _CODE.fullmatch(fault.code):
        raise _garbage()
    raise DocumentError(
        fault.message,
        code=fault.code,
        fragment=fault.fragment,
        start=fault.start,
        end=fault.end,
        hint=fault.hint,
    )


def _killed(ended: _Ended) -> DocumentError:
    signals = {int(known): known.name for known in signal.Signals}
    how = signals.get(-ended.status, f"exit {ended.status}")
    complaint = ended.complaint.rsplit("\n", 1)[-1][:200]
    return DocumentError(
        f"The reader of the file died: {how}{': ' * bool(complaint)}{complaint}",
        code="reader_killed",
        fragment=how,
        hint="save the file anew with the program it comes from, or in another format",
    )


def _garbage() -> DocumentError:
    return DocumentError(
        "The reader of the file gave no sense",
        code="reader_killed",
        fragment="answer",
        hint="save the file anew with the program it comes from, or in another format",
    )
