"""What a file is, by its content and never by its name."""

import re
from enum import StrEnum
from pathlib import Path

from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import open_package
from biaozhun.documents.streams import sample

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE)
_YAML = re.compile(
    r"(?:%YAML|---\s|(?:schema-version|docid|docidentifier|id|title|type)\s*:\s*\S?)"
)
_CARD = re.compile(r"\s*[\u4e00-\u9fffA-Z]{2,12}\s*[:：]")
_TAR_MAGIC = slice(257, 262)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


class Kind(StrEnum):
    """Kinds of files with lists of standards."""

    JSON = "json"
    TABLE = "table"
    WORKBOOK = "xlsx"
    WORD = "docx"
    PDF = "pdf"
    WEB = "html"
    CARDS = "cards"
    YAML = "yaml"
    TAR = "tar"
    FOLDER = "folder"


def kind_of(path: Path) -> Kind:
    """The kind of a file or folder.

    Raises:
        DocumentError: empty, binary of an unknown kind, or in an unknown encoding.
    """
    if path.is_dir():
        return Kind.FOLDER
    start = sample(path)
    if start.startswith(b"PK\x03\x04"):
        return _package_kind(path)
    if start.startswith(b"%PDF-"):
        return Kind.PDF
    if start[_TAR_MAGIC] == b"ustar":
        return Kind.TAR
    if start.startswith(_OLD_OFFICE):
        raise DocumentError(
            "This is a file of old Office (XLS, DOC)",
            code="unsupported_format",
            fragment=path.name,
            hint="save it as XLSX or DOCX",
        )
    return _text_kind(start.decode(detect_encoding(start), "replace").lstrip("\ufeff \t\r\n"))


def _package_kind(path: Path) -> Kind:
    with open_package(path) as package:
        names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return Kind.WORKBOOK
    if "word/document.xml" in names:
        return Kind.WORD
    raise DocumentError(
        "This archive is neither a workbook nor a Word document",
        code="unsupported_format",
        fragment=path.name,
        hint="unpack it and import what is inside",
    )


def _text_kind(text: str) -> Kind:
    if text[:1] in ("{", "["):
        return Kind.JSON
    if text[:1] == "<" and _HTML.search(text[:4000]):
        return Kind.WEB
    if _YAML.match(text) and "," not in text.split("\n", 1)[0]:
        return Kind.YAML
    lines = [line for line in text.splitlines()[:6] if line.strip()]
    if len(lines) > 1 and all(_CARD.match(line) for line in lines[:-1]) and "\t" not in lines[0]:
        return Kind.CARDS
    return Kind.TABLE
