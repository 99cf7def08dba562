"""Office files are zip archives; what they would unpack to is known before anything is read."""

import zipfile
from pathlib import Path

from biaozhun.documents.errors import DocumentError

MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_MEMBER_BYTES = 400 * 1024 * 1024
MAX_RATIO = 250  # XML of a sheet packs to about a twentieth; a bomb to a thousandth
SMALL_BYTES = 10 * 1024 * 1024  # no ratio can do harm below this
MAX_MEMBERS = 10_000


def open_package(path: Path, *, largest: int = MAX_MEMBER_BYTES) -> zipfile.ZipFile:
    """Open an office file whose members are harmless in size.

    Args:
        path: the file.
        largest: bytes to which a member may unpack.

    Raises:
        DocumentError: ``broken_file``, ``encrypted_file`` or ``compression_bomb``.
    """
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise DocumentError(
            f"The file is a broken archive: {error}", fragment=path.name, hint="fetch it again"
        ) from error
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    widest = max((member.file_size for member in members), default=0)
    if any(member.flag_bits & 0x1 for member in members):
        package.close()
        raise DocumentError(
            "The file is encrypted", code="encrypted_file", hint="save it without a password"
        )
    if (
        len(members) > MAX_MEMBERS
        or unpacked > MAX_UNPACKED_BYTES
        or widest > largest
        or (unpacked > SMALL_BYTES and unpacked > MAX_RATIO * packed)
    ):
        package.close()
        raise DocumentError(
            f"The file would unpack to {unpacked} bytes from {packed}",
            code="compression_bomb",
            fragment=path.name,
            hint="split the table, or export it as CSV",
        )
    return package
