"""A list given back with the status of each number in it, all else untouched.

Of a workbook only the one worksheet is written anew, of it only the added cells, their widths and
the extent; every other part is the same byte for byte, in the same order.
"""

import io
import posixpath
import zipfile
from pathlib import Path
from typing import Final

import msgspec
from lxml import etree

from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.isolation import isolated_call
from biaozhun.documents.packages import open_package, read_member
from biaozhun.documents.reports.completed_sheet import parsed, with_columns
from biaozhun.documents.reports.package_copy import copied
from biaozhun.documents.reports.sheet_columns import (
    AddedColumns,
    columns_of_sheet,
    columns_of_table,
    is_in_sheet,
)
from biaozhun.documents.reports.words import ReportWords

_BOOK: Final = "/officeDocument"  # ends of the kinds of relationships, Strict or Transitional
_RELATIONS: Final = "/relationships"


def completed_list(original: Path, document: CheckedDocument, words: ReportWords) -> bytes:
    """The list as it was sent, with columns that say how each standard stands.

    The file is opened in a process of its own.

    Args:
        original: XLSX, XLSM, CSV or TSV.
        document: what the check of it found.
        words: in the reader's language.

    Raises:
        DocumentError: ``broken_file``, ``too_many_columns``, ``wrong_encoding`` or a death of the
            process (:func:`biaozhun.documents.isolation.isolated_call`).
    """
    if is_in_sheet(document):
        name, added = "completed:completed_workbook", columns_of_sheet(document, words)
    else:
        name, added = "completed_table:completed_table", columns_of_table(document, words)
    return isolated_call(
        f"biaozhun.documents.reports.{name}", original, msgspec.msgpack.encode(added)
    )


def completed_workbook(original: bytes, added: bytes) -> bytes:
    """A workbook (XLSX, XLSM) with columns added to one of its sheets.

    Args:
        original: the file.
        added: :class:`AddedColumns` in MessagePack.

    Raises:
        DocumentError: ``broken_file``, ``encrypted_file``, ``compression_bomb``;
            ``too_many_columns`` where the sheet has no room.
    """
    columns = msgspec.msgpack.decode(added, type=AddedColumns)
    with open_package(io.BytesIO(original)) as package:
        member = _member_of_sheet(package, columns.sheet)
        content = with_columns(read_member(package, member), member, columns)
        return copied(package, {member: content})


def _member_of_sheet(package: zipfile.ZipFile, sheet: str) -> str:
    """The member that holds a worksheet.

    Raises:
        DocumentError: ``broken_file``.
    """
    book = next(
        (target for kind, target in _related(package, "").values() if kind.endswith(_BOOK)), ""
    )
    related = _related(package, book)
    for one in parsed(read_member(package, book), book).iterfind(".//{*}sheet"):
        if one.get("name") == sheet:
            key = next((one.attrib[key] for key in one.attrib if _is_relation(str(key))), "")
            _, target = related.get(str(key), ("", ""))
            if target:
                return target
    raise DocumentError(
        "The workbook has no such sheet", fragment=sheet[:60], hint="save it anew as XLSX"
    )


def _is_relation(key: str) -> bool:
    name = etree.QName(key)
    return name.localname == "id" and (name.namespace or "").endswith(_RELATIONS)


def _related(package: zipfile.ZipFile, member: str) -> dict[str, tuple[str, str]]:
    """Kind and member of what a member is related to, by the key of the relationship."""
    folder, name = posixpath.split(member)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    known = {one.lower(): one for one in package.namelist()}  # names differ in case at times
    found = {}
    for one in parsed(read_member(package, known.get(place.lower(), place)), place):
        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))[1:]
        target = known.get(target.lower(), target)
        found[one.get("Id", "")] = one.get("Type", ""), target
    return found
