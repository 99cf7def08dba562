"""Office files are zip archives; what they would unpack to is known before anything is read."""

import lzma
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from biaozhun.documents.errors import DocumentError

MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_MEMBER_BYTES = 400 * 1024 * 1024
MAX_RATIO = 250  # XML of a sheet packs to about a twentieth; a bomb to a thousandth
SMALL_BYTES = 10 * 1024 * 1024  # no ratio can do harm below this
MAX_MEMBERS = 10_000
UNPACKING_ERRORS = (
    KeyError,  # no such member
    zipfile.BadZipFile,
    RuntimeError,  # encrypted, though nothing said so; or packed in an unknown way
    EOFError,
    OSError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
)


def open_package(
    path: Path | BinaryIO, *, largest: int = MAX_MEMBER_BYTES, name: str = ""
) -> zipfile.ZipFile:
    """Open an office file whose members are harmless in size.

    Args:
        path: the file, or a stream of it.
        name: what it is called in a refusal; a path has its own.
        largest: bytes to which a member may unpack.

    Raises:
        DocumentError: ``broken_file``, ``encrypted_file`` or ``compression_bomb``.
    """
    name = path.name if isinstance(path, Path) else name
    try:
        package = zipfile.ZipFile(path)
    except UNPACKING_ERRORS as error:
        raise DocumentError(
            f"The file is a broken archive: {error}", fragment=name, hint="fetch it again"
        ) from error
    try:
        _check(package, largest, name)
    except DocumentError:
        package.close()
        raise
    return package


def _check(package: zipfile.ZipFile, largest: int, name: str) -> None:
    """Refuse what is encrypted, or would unpack to more than any office file has."""
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    widest = max((member.file_size for member in members), default=0)
    if any(member.flag_bits & 0x1 for member in members):
        raise DocumentError(
            "The file is encrypted", code="encrypted_file", hint="save it without a password"
        )
    if (
        len(members) > MAX_MEMBERS
        or unpacked > MAX_UNPACKED_BYTES
        or widest > largest
        or (unpacked > SMALL_BYTES and unpacked > MAX_RATIO * packed)
    ):
        raise DocumentError(
            f"The file would unpack to {unpacked} bytes from {packed}",
            code="compression_bomb",
            fragment=name,
            hint="split the table, or export it as CSV",
        )


def read_member(package: zipfile.ZipFile, member: str | zipfile.ZipInfo) -> bytes:
    """The content of a member, in the size that :func:`open_package` has looked at.

    Raises:
        DocumentError: ``broken_file`` where it is missing, damaged or packed in an unknown way.
    """
    try:
        return package.read(member)
    except UNPACKING_ERRORS as error:
        name = member if isinstance(member, str) else member.filename
        raise DocumentError(
            f"A part of the file cannot be unpacked: {error}",
            fragment=name[:200],
            hint="fetch it again, or save it anew with the program it comes from",
        ) from error
