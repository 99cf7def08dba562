"""The inside of a process that works on the file of a stranger: its walls, and the one call.

``python -I -m biaozhun.documents.confinement`` reads a :class:`Request` from its standard input,
raises the walls, calls the function and writes the answer to its standard output.

What holds on any POSIX system: processor time, address space, size of files, no core, no
environment, no inherited files. On Linux besides: no sight of the caller's network and no rights of
an administrator (namespaces, where the system allows them), no file but the interpreter's own
(Landlock, Linux ≥ 5.13), no new sockets, processes and programs (seccomp, x86-64 and AArch64). A
wall that the system does not offer is left out; :func:`biaozhun.documents.walls.standing` names
those that stand.
"""

import importlib
import os
import sys
from typing import Final

import msgspec

from biaozhun.core.errors import BiaozhunError
from biaozhun.documents import walls as wall

RESULT: Final = b"+"
FAULT: Final = b"-"
OUT_OF_MEMORY: Final = 71  # exit status; nothing more can be said then
_CHUNK: Final = 1024 * 1024

Argument = None | bool | int | float | str | bytes


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done.

    Attributes:
        function: ``package.module:function``.
        args: its arguments by place.
        files: open files whose content is the argument at that place.
        cpu_seconds: limit of processor time.
        memory_bytes: limit of address space.
        written_bytes: limit of a file.
        folder: where temporary files may be written.
    """

    function: str
    args: list[object]  # each an Argument
    files: dict[int, int]
    cpu_seconds: int
    memory_bytes: int
    written_bytes: int
    folder: str


class Fault(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An error of the input, as it crosses the border."""

    message: str
    code: str
    fragment: str = ""
    start: int | None = None
    end: int | None = None
    hint: str = ""


def main() -> None:
    """Do what is asked on the standard input."""
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    answer = _silenced()
    wall.limit(
        cpu_seconds=request.cpu_seconds,
        memory_bytes=request.memory_bytes,
        written_bytes=request.written_bytes,
    )
    try:
        said = _called(request)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except RecursionError:
        said = FAULT + msgspec.msgpack.encode(
            Fault(message="The file is nested too deep", code="nested_too_deep", hint="simplify it")
        )
    with os.fdopen(answer, "wb") as stream:
        stream.write(said)


def _silenced() -> int:
    """The way to the caller; what libraries print goes nowhere near it."""
    answer = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answer


def _called(request: Request) -> bytes:
    """The answer: a result, or the fault of the input."""
    module, _, name = request.function.partition(":")
    function = getattr(importlib.import_module(module), name)
    args = list(request.args)
    for place, descriptor in request.files.items():
        with os.fdopen(descriptor, "rb") as stream:
            args[place] = stream.read()
    wall.close_off(request.folder)
    try:
        return RESULT + bytes(function(*args))
    except BiaozhunError as error:
        fault = Fault(
            message=_sound(error.message),
            code=error.code,
            fragment=_sound(error.fragment[:1000]),
            start=error.start,
            end=error.end,
            hint=_sound(error.hint),
        )
        return FAULT + msgspec.msgpack.encode(fault)


def _sound(words: str) -> str:
    """Words that can be sent: no half characters."""
    return words.encode("utf-8", "replace").decode()


if __name__ == "__main__":
    main()
