"""What a file is, by its content."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.kinds import Kind, kind_of


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"number": "GB 1"}\n', Kind.JSON),
        (b' \n[{"number": "GB 1"}]', Kind.JSON),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", Kind.WEB),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"---\nschema-version: v1\n", Kind.YAML),
        ("标准名称 ：甲\n标准编号 ：GB 1\n".encode("gb18030"), Kind.CARDS),
        ("标准编号,标准名称\nGB 1,甲\n".encode("utf-16"), Kind.TABLE),
        (gzip.compress(b'{"number": "GB 1"}\n', mtime=0), Kind.JSON),
    ],
)
def test_the_kind_follows_from_the_content(tmp_path: Path, content: bytes, kind: Kind) -> None:
    """The name of the file plays no part."""
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    assert kind_of(path) is kind


def test_a_folder_is_a_folder_and_a_tar_a_tar(tmp_path: Path) -> None:
    """Relaton comes in both."""
    path = tmp_path / "a"
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("x.yaml"), io.BytesIO())
    assert kind_of(tmp_path) is Kind.FOLDER
    assert kind_of(path) is Kind.TAR


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "unsupported_format"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary_file"),
        (b"PK\x03\x04nonsense", "broken_file"),
    ],
)
def test_other_files_are_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    """Empty, old, binary and broken files have each their own code."""
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as refused:
        kind_of(path)
    assert refused.value.code == code


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    """A zip file is a workbook or a document, or not read."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(DocumentError) as refused:
        kind_of(path)
    assert refused.value.code == "unsupported_format"
