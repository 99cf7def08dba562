"""Which files are taken as papers of a project; told by the content, which is never executed."""

import io
import zipfile
from pathlib import Path
from typing import Final

from django.core.files.base import File

from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError

_SAMPLE: Final = 8192  # bytes of a text that are looked at
_TIMES: Final = "docProps/core.xml"
_MOST_TYPES: Final = 1_000_000  # bytes of the list of parts of a package
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")  # the directory names its streams so

BEGINNINGS: Final[dict[str, tuple[bytes, ...]]] = {
    ".pdf": (b"%PDF-",),
    ".doc": (_OLE,),
    ".wps": (_OLE,),
    ".xls": (_OLE,),
    ".et": (_OLE,),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".tif": (b"II*\x00", b"MM\x00*"),
    ".tiff": (b"II*\x00", b"MM\x00*"),
}
"""Ending of the name → how such a file begins."""
PARTS: Final = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".odt": "content.xml",
    ".ods": "content.xml",
    ".ofd": "OFD.xml",  # GB/T 33190
}
"""Ending of the name of a package → the part it must hold."""
TEXTS: Final = frozenset({".txt", ".csv", ".htm", ".html", ".xml"})
ACCEPT: Final = ",".join(sorted([*BEGINNINGS, *PARTS, *TEXTS]))
"""For the attribute ``accept`` of a field."""


def check_kind(name: str, file: "File[bytes]") -> None:
    """Let a file go on that is what its name says, of a kind that is taken, and without macros.

    Raises:
        DraftingRefusedError: ``file_wrong_kind``, ``file_not_what_it_says``, ``file_with_macros``.
    """
    ending = Path(name).suffix.lower()
    file.seek(0)
    head = file.read(_SAMPLE)
    if ending in BEGINNINGS:
        fits = head.startswith(BEGINNINGS[ending])
        if fits and head.startswith(_OLE):
            _refuse_old_macros(name, file)
    elif ending in PARTS:
        fits = _holds(name, file, PARTS[ending])
    elif ending in TEXTS:
        fits = _is_text(head)
    elif ending in {".docm", ".dotm", ".xlsm", ".xltm"}:
        raise DraftingRefusedError("the file has macros", code="file_with_macros", fragment=name)
    else:
        raise DraftingRefusedError(
            "no kind of file that is taken", code="file_wrong_kind", fragment=name
        )
    file.seek(0)
    if not fits:
        raise DraftingRefusedError(
            "the content is not of the kind of the name",
            code="file_not_what_it_says",
            fragment=name,
        )


def same_parts(one: bytes, other: bytes) -> bool:
    """Whether two packages hold the same, whenever each of them was written.

    The times stand in the directory of a package and in ``docProps/core.xml``.
    """
    return _parts(one) == _parts(other)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist() if name != _TIMES}


def _holds(name: str, file: "File[bytes]", part: str) -> bool:
    """Whether a package can be opened and holds a part; one with macros is refused."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.namelist()
            types = ""
            if "[Content_Types].xml" in parts:
                with package.open("[Content_Types].xml") as stream:
                    types = stream.read(_MOST_TYPES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return False
    if "macroEnabled" in types or any(one.lower().endswith("vbaproject.bin") for one in parts):
        raise DraftingRefusedError("the file has macros", code="file_with_macros", fragment=name)
    return part in parts


def _refuse_old_macros(name: str, file: "File[bytes]") -> None:
    """Refuse a file of old Office that keeps a project of macros."""
    file.seek(0)
    rest = b""
    for piece in file.chunks():
        if _OLE_MACROS in rest + piece:
            raise DraftingRefusedError(
                "the file has macros", code="file_with_macros", fragment=name
            )
        rest = piece[-len(_OLE_MACROS) :]


def _is_text(head: bytes) -> bool:
    """Whether it reads as a text; a character cut off at the end of the sample says nothing."""
    try:
        detect_encoding(head)
    except DocumentError:
        return False
    return not head.startswith((b"MZ", b"\x7fELF"))
