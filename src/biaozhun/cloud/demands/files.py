"""Files that come with a demand or a suggestion: which are taken, and as what they are kept."""

from pathlib import Path
from typing import ClassVar, Final

from django.core.files.uploadedfile import UploadedFile

from biaozhun.cloud.demands.limits import MOST_BYTES
from biaozhun.core.errors import BiaozhunError

_ZIP: Final = (b"PK\x03\x04",)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.{}"
_INSIDE: Final = {".docx": b"word/", ".xlsx": b"xl/"}  # where such a package keeps its parts
_OLE: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
KINDS: Final[dict[str, tuple[str, tuple[bytes, ...]]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".docx": (_OFFICE.format("wordprocessingml.document"), _ZIP),
    ".xlsx": (_OFFICE.format("spreadsheetml.sheet"), _ZIP),
    ".doc": ("application/msword", _OLE),
    ".xls": ("application/vnd.ms-excel", _OLE),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".txt": ("text/plain", ()),
}
"""Ending of the name → media type, and how the content begins; a plain text begins anyhow."""


class FileRefusedError(BiaozhunError):
    """A file that is not taken.

    Codes: ``wrong_kind``, ``not_what_it_says``, ``too_large``, ``empty_file``,
    ``too_many_files``, ``closed``.
    """

    default_code: ClassVar[str] = "wrong_kind"


def media_type_of(upload: "UploadedFile[bytes]") -> str:
    """As what a file is kept; what it claims to be is looked at, it is never opened.

    Raises:
        FileRefusedError: ``wrong_kind``, ``not_what_it_says``, ``too_large``, ``empty_file``.
    """
    name = upload.name or ""
    ending = Path(name).suffix.lower()
    known = KINDS.get(ending)
    if known is None:
        raise FileRefusedError("The kind is not taken", code="wrong_kind", fragment=name[-40:])
    media_type, beginnings = known
    if not upload.size:
        raise FileRefusedError("It is empty", code="empty_file")
    if upload.size > MOST_BYTES:
        raise FileRefusedError("It is too large", code="too_large")
    head = upload.read(16)
    upload.seek(0)
    if beginnings and not head.startswith(beginnings):
        raise FileRefusedError("It is something else", code="not_what_it_says")
    if not beginnings and b"\x00" in head:
        raise FileRefusedError("It is no text", code="not_what_it_says")
    if ending in _INSIDE and not _names_part(upload, _INSIDE[ending]):
        raise FileRefusedError("It is another package", code="not_what_it_says")
    return media_type


def _names_part(upload: "UploadedFile[bytes]", folder: bytes) -> bool:
    """Whether a package names a part of a folder; names stand in it as they are."""
    content = upload.read()
    upload.seek(0)
    return folder in content
