"""What is no sound Word document, or not the one that was checked, is refused in clear words."""

import hashlib
import io
import zipfile
from pathlib import Path

import msgspec
import pytest

from bench.reader_samples import samples
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.isolation import isolated_call
from biaozhun.documents.reports import annotate, annotated_docx, packed_remarks
from tests.documents.reports.examples import document
from tests.documents.reports.marked_words import checked
from tests.documents.reports.speaking import ZH
from tests.factories.documents import packed, strict, word_shapes

PLAIN = word_shapes()["plain"]
WORK = "biaozhun.documents.reports.annotated:annotate"


def members(content: bytes) -> dict[str, str | bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def refusal(content: bytes) -> str:
    """The code with which a file is refused."""
    with pytest.raises(DocumentError) as refused:
        annotated_docx(content, checked(content), ZH)
    assert refused.value.hint
    return refused.value.code


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "html", "md", "txt", "zip"])
def test_files_of_other_kinds_are_refused(kind: str) -> None:
    """They can be checked, but hold no comments of Word."""
    assert refusal(samples()[kind]) == "unsupported_format"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04 and no more", "broken_file"),
        (PLAIN[: len(PLAIN) // 2], "broken_file"),
    ],
)
def test_files_that_nobody_can_read_are_refused_as_the_reader_does(
    content: bytes, code: str
) -> None:
    """Empty, encrypted, broken and cut files have the codes of the reader."""
    order = msgspec.msgpack.decode(packed_remarks(checked(PLAIN), ZH))
    order["sha256"] = hashlib.sha256(content).hexdigest()
    with pytest.raises(DocumentError) as refused:
        annotate(content, msgspec.msgpack.encode(order))
    assert refused.value.code.startswith(code)


def test_another_file_than_the_one_checked_is_refused() -> None:
    """By its hash: one byte is enough."""
    with pytest.raises(DocumentError) as refused:
        annotated_docx(PLAIN, document(()), ZH)
    assert (refused.value.code, refused.value.hint) == ("changed_file", "have it checked again")


@pytest.mark.parametrize(("start", "end"), [(0, 3), (10_000, 10_003), (-4, 3), (5, 5)])
def test_places_that_are_not_in_the_text_are_refused(start: int, end: int) -> None:
    """Where something else stands, nothing, or no place at all."""
    found = checked(PLAIN)
    moved = msgspec.structs.replace(found.lines[0], start=start, end=end)
    with pytest.raises(DocumentError) as refused:
        annotated_docx(PLAIN, msgspec.structs.replace(found, lines=(moved,)), ZH)
    assert (refused.value.code, refused.value.fragment) == ("changed_file", "GB/T 1.1—2020")


def test_a_signed_document_is_refused() -> None:
    """A signature does not hold for what its signer has not seen."""
    signed = packed({**members(PLAIN), "_xmlsignatures/sig1.xml": "<Signature/>"})
    assert refusal(signed) == "signed_file"


def test_a_document_in_two_editions_of_its_format_is_refused() -> None:
    """There would be no way back to the names it had."""
    parts = members(strict(PLAIN))
    mixed = 'x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    held = parts["word/document.xml"]
    assert isinstance(held, bytes)
    parts["word/document.xml"] = held.replace(b"<w:body", f"<w:body xmlns:{mixed}".encode(), 1)
    assert refusal(packed(parts)) == "unsupported_format"


@pytest.mark.parametrize("content", ["<w:comments", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_comments_that_cannot_be_read_are_refused(content: str) -> None:
    """Broken XML and entities: nothing is thrown away to make room for ours."""
    shape = word_shapes()["comments"]
    found = checked(shape)
    broken = packed({**members(shape), "word/comments.xml": content})
    sha256 = hashlib.sha256(broken).hexdigest()
    with pytest.raises(DocumentError) as refused:
        annotated_docx(broken, msgspec.structs.replace(found, sha256=sha256), ZH)
    assert refused.value.code == "broken_file"


def test_the_work_is_done_behind_walls_with_the_same_result(tmp_path: Path) -> None:
    """The order is plain data, so that a process without rights may carry it out."""
    path = tmp_path / "a.docx"
    path.write_bytes(PLAIN)
    order = packed_remarks(checked(PLAIN), ZH)
    assert isolated_call(WORK, path, order) == annotated_docx(PLAIN, checked(PLAIN), ZH)


def test_a_refusal_crosses_the_walls(tmp_path: Path) -> None:
    """With its code and what to do."""
    path = tmp_path / "a.docx"
    path.write_bytes(word_shapes()["tables"])
    with pytest.raises(DocumentError) as refused:
        isolated_call(WORK, path, packed_remarks(checked(PLAIN), ZH))
    assert refused.value.code == "changed_file"
