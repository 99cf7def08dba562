"""Which form a file has, and its reader."""

import io
import re
import zipfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from biaozhun.core.structure.blocks import BlockText
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import open_package
from biaozhun.documents.reading.archive import read_archive
from biaozhun.documents.reading.gathering import Gatherer
from biaozhun.documents.reading.markdown import looks_like_markdown, read_markdown
from biaozhun.documents.reading.pdf import read_pdf
from biaozhun.documents.reading.plain import decoded, read_plain
from biaozhun.documents.reading.web import looks_like_web, read_web
from biaozhun.documents.reading.word import read_word
from biaozhun.documents.reading.workbook import read_workbook
from biaozhun.documents.streams import open_file

MAX_FILE_BYTES: Final = 200 * 1024 * 1024
_SAMPLE: Final = 64 * 1024

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")  # name of a stream in such a file
_PACKED: Final = {
    b"\x1f\x8b": "gzip",
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"MSCF": "CAB",
}
_PICTURES: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
)
_OTHER_TEXTS: Final = {b"{\\rtf": "RTF", b"MIME-Version:": "MHTML", b"From: <Saved by": "MHTML"}
# What a ZIP archive is, by a member that it must have.
_OTHER_PACKAGES: Final = {
    "ppt/presentation.xml": "a presentation (PPTX)",
    "xl/workbook.bin": "a binary workbook (XLSB)",
    "OFD.xml": "an OFD document",
    "META-INF/manifest.xml": "an OpenDocument file (ODT, ODS)",
}


class _Form(StrEnum):
    """Forms that are read."""

    WORD = "docx"
    WORKBOOK = "xlsx"
    PDF = "pdf"
    ARCHIVE = "zip"
    WEB = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"


def read_document(path: Path) -> BlockText:
    """The text of a file, read in this process.

    Raises:
        DocumentError: it cannot be read at all; see there for the codes. What could be read of a
            file of which a part is unreadable comes with ``findings``.
    """
    with open_file(path) as stream:
        content = stream.read(MAX_FILE_BYTES + 1)
    return read_content(content, path.name)


def packed_document(content: bytes, name: str) -> bytes:
    """:func:`read_content` as msgpack: what crosses the border of a process."""
    return msgspec.msgpack.encode(read_content(content, name))


def read_content(content: bytes, name: str = "") -> BlockText:
    """The text of a file's bytes.

    Args:
        content: all bytes of the file.
        name: what it is called in refusals; its ending plays no part.

    Raises:
        DocumentError: as of :func:`read_document`.
    """
    if len(content) > MAX_FILE_BYTES:
        raise DocumentError(
            f"The file has more than {MAX_FILE_BYTES} bytes",
            code="too_large",
            fragment=name,
            hint="split it",
        )
    gatherer = Gatherer()
    _read(content, name, gatherer)
    return gatherer.done()


def _read(content: bytes, name: str, into: Gatherer) -> None:
    """Read the bytes of a file, or of one within an archive."""
    form = _form(content, name)
    if form is _Form.ARCHIVE:
        read_archive(content, into, _read)
        return
    readers: dict[_Form, Callable[[bytes, Gatherer], None]] = {
        _Form.WORD: read_word,
        _Form.WORKBOOK: read_workbook,
        _Form.PDF: read_pdf,
        _Form.WEB: read_web,
        _Form.MARKDOWN: read_markdown,
        _Form.PLAIN: read_plain,
    }
    readers[form](content, into)


def _form(content: bytes, name: str) -> _Form:
    """The form of a file by its bytes.

    Raises:
        DocumentError: it is empty, or of a form that is not read.
    """
    if not content:
        raise DocumentError(
            "The file is empty", code="empty_file", fragment=name, hint="check the download"
        )
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_form(content, name)
    if b"%PDF-" in content[:1024]:
        return _Form.PDF
    _refuse_other(content, name)
    text = decoded(content[:_SAMPLE], detect_encoding(content[:_SAMPLE]))
    if looks_like_web(text):
        return _Form.WEB
    return _Form.MARKDOWN if looks_like_markdown(text) else _Form.PLAIN


def _package_form(content: bytes, name: str) -> _Form:
    with open_package(io.BytesIO(content), name=name) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" in names:
            return _Form.WORKBOOK
        if _is_word(package, names):
            return _Form.WORD
    for member, kind in _OTHER_PACKAGES.items():
        if member in names:
            raise _unsupported(f"This is {kind}", name, "save it as DOCX, XLSX or PDF")
    return _Form.ARCHIVE


def _is_word(package: zipfile.ZipFile, names: set[str]) -> bool:
    return "[Content_Types].xml" in names and any(
        re.fullmatch(r"word/document\d*\.xml", member) for member in package.namelist()
    )


def _refuse_other(content: bytes, name: str) -> None:
    """Refuse by its first bytes what is not read."""
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise DocumentError(
                "The file is encrypted",
                code="encrypted_file",
                fragment=name,
                hint="save it without a password",
            )
        raise _unsupported("This is a file of old Office (DOC, XLS)", name, "save it as DOCX, XLSX")
    for magic, kind in _PACKED.items():
        if content.startswith(magic):
            raise DocumentError(
                f"This is a packed file ({kind})",
                code="packed_file",
                fragment=name,
                hint="unpack it, or pack it as ZIP",
            )
    if content[257:262] == b"ustar":
        raise DocumentError(
            "This is a packed file (TAR)",
            code="packed_file",
            fragment=name,
            hint="unpack it, or pack it as ZIP",
        )
    if content.startswith(_PICTURES) and b"\x00" in content[:64]:
        raise DocumentError(
            "The file is a picture",
            code="no_text",
            fragment=name,
            hint="have it recognised (OCR), or give the file it was made of",
        )
    for start, kind in _OTHER_TEXTS.items():
        if content.startswith(start):
            raise _unsupported(f"This is a file in {kind}", name, "save it as DOCX, HTML or PDF")


def _unsupported(what: str, name: str, hint: str) -> DocumentError:
    return DocumentError(what, code="unsupported_format", fragment=name, hint=hint)
