"""Which files are taken as papers of a project, told by their content."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.base import ContentFile

from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.file_kinds import check_kind
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.wording.refusals import REFUSAL

NOON = dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def package(*parts: str, types: str = "", content: str = "<x/>") -> bytes:
    """A package with these parts, all of the same content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("[Content_Types].xml", types)
        for one in parts:
            made.writestr(one, content)
    return stream.getvalue()


def code_of(name: str, content: bytes) -> str:
    """Why a file is refused; empty where it is taken."""
    try:
        check_kind(name, ContentFile(content))
    except DraftingRefusedError as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("稿.docx", package("word/document.xml")),
        ("表.XLSX", package("xl/workbook.xml")),
        ("稿.odt", package("content.xml")),
        ("版式.ofd", package("OFD.xml")),
        ("旧稿.doc", OLE + bytes(600)),
        ("签字.pdf", b"%PDF-1.7 x"),
        ("扫描.jpg", b"\xff\xd8\xff\xe0"),
        ("扫描.png", b"\x89PNG\r\n\x1a\n"),
        ("扫描.tif", b"II*\x00"),
        ("稿.txt", "征求意见稿".encode("gb18030")),
        ("稿.html", b"<!doctype html><p>x"),
    ],
)
def test_what_people_write_and_scan_is_taken(name: str, content: bytes) -> None:
    """Each customary kind, by ending and content."""
    assert code_of(name, content) == ""


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ", "file_wrong_kind"),
        ("无扩展名", b"%PDF-1.7", "file_wrong_kind"),
        ("a.zip", package("x"), "file_wrong_kind"),
        ("a.pdf", b"MZ\x90\x00", "file_not_what_it_says"),
        ("a.txt", b"MZ", "file_not_what_it_says"),
        ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(9), "file_not_what_it_says"),
        ("a.docx", b"PK\x03\x04broken", "file_not_what_it_says"),
        ("a.docx", package("xl/workbook.xml"), "file_not_what_it_says"),
        ("a.docm", package("word/document.xml"), "file_with_macros"),
        ("a.docx", package("word/document.xml", "word/vbaProject.bin"), "file_with_macros"),
        (
            "a.docx",
            package("word/document.xml", types="application/vnd.ms-word.macroEnabled.main"),
            "file_with_macros",
        ),
        ("a.doc", OLE + bytes(70_000) + "_VBA_PROJECT".encode("utf-16-le"), "file_with_macros"),
    ],
)
def test_programs_false_names_and_macros_are_refused(name: str, content: bytes, code: str) -> None:
    """By what they are, whatever they are called, with a sentence that says what to do."""
    assert code_of(name, content) == code
    assert "请" in str(REFUSAL[code])


def test_a_program_does_not_come_onto_a_project(project: Project) -> None:
    """No row and no file is left of it."""
    with pytest.raises(DraftingRefusedError) as refused:
        add_document(project, "hearing_minutes", ("a.exe", b"MZ"), actor=None, at=NOON)
    assert refused.value.code == "file_wrong_kind"
    assert not project.documents.filter(kind="hearing_minutes").exists()
