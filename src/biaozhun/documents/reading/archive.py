"""ZIP archives of files: what can be read of them goes in, what cannot is named."""

import io
import zipfile
from collections.abc import Callable
from typing import Final

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import open_package, read_member
from biaozhun.documents.reading.gathering import Gatherer

MAX_DEPTH: Final = 2  # an archive within an archive
MAX_FILES: Final = 500
MAX_MEMBER_BYTES: Final = 100 * 1024 * 1024
_UTF8_NAME: Final = 0x800  # flag of a member
# What systems leave behind; nobody means it to be read.
_LITTER: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")

Read = Callable[[bytes, str, Gatherer], None]


def read_archive(content: bytes, into: Gatherer, read: Read) -> None:
    """The files of an archive one after the other; ``file`` is their path in it.

    Raises:
        DocumentError: ``broken_file``, ``encrypted_file``, ``compression_bomb``, ``empty_file``,
            ``nested_too_deep``; ``too_large`` for too many files or characters.
    """
    outer = into.file
    if outer.count("!/") + bool(outer) >= MAX_DEPTH:
        raise DocumentError(
            f"Archives are nested more than {MAX_DEPTH} deep",
            code="nested_too_deep",
            fragment=outer[-200:],
            hint="unpack the inner ones",
        )
    with open_package(io.BytesIO(content), largest=MAX_MEMBER_BYTES) as package:
        members = [member for member in package.infolist() if _is_meant(member)]
        if not members:
            raise DocumentError(
                "The archive holds no files", code="empty_file", hint="check how it was packed"
            )
        for member in members:
            into.file = f"{outer}!/{_name(member)}" if outer else _name(member)
            into.files += 1
            if into.files > MAX_FILES:
                raise DocumentError(
                    f"The archive holds more than {MAX_FILES} files",
                    code="too_large",
                    hint="split it",
                )
            _read_member(package, member, into, read)
            into.file = outer


def _read_member(
    package: zipfile.ZipFile, member: zipfile.ZipInfo, into: Gatherer, read: Read
) -> None:
    """Read one file; where it cannot be read, nothing of it stays but its name."""
    mark = into.mark()
    path = into.file
    try:
        read(read_member(package, member), path.rsplit("/", 1)[-1], into)
    except DocumentError as error:
        into.back_to(mark)
        into.file = path
        into.found(error.code, path)


def _is_meant(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    return not name.endswith("/") and not any(
        name.startswith(litter) or name.endswith(f"/{litter}") or name == litter
        for litter in _LITTER
    )


def _name(member: zipfile.ZipInfo) -> str:
    """The path in the archive; a name that says no encoding is UTF-8 or, of old Windows, GB."""
    name = member.filename
    if member.flag_bits & _UTF8_NAME:
        return name
    try:
        written = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
