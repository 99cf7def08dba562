"""How far the reading of an input has come."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from biaozhun.cloud.catalogue.importers import open_importer

ROWS = 20_000  # more than one buffer of the file

Content = Callable[[], bytes]
Pack = Callable[[bytes], bytes]


def _numbers() -> list[str]:
    return [f"GB/T {n}-2001" for n in range(1, ROWS + 1)]


def _lines() -> bytes:
    return "".join(json.dumps({"number": n, "title_zh": n}) + "\n" for n in _numbers()).encode()


def _array() -> bytes:
    return json.dumps([{"number": n, "title_zh": n} for n in _numbers()]).encode()


def _table() -> bytes:
    return ("标准编号,标准名称\n" + "".join(f"{n},{n}\n" for n in _numbers())).encode()


def _cards() -> bytes:
    return "".join(f"标准编号：{n}\n标准名称：{n}\n\n" for n in _numbers()).encode()


def _tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for number in _numbers()[:3000]:
            text = f"id: x\ndocid:\n- {{id: '{number}', type: GB}}\n".encode()
            member = tarfile.TarInfo(f"{number[5:]}.yaml")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    return packed.getvalue()


@pytest.mark.parametrize("content", [_lines, _array, _table, _cards, _tar])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_the_share_grows_from_nothing_to_all(tmp_path: Path, content: Content, pack: Pack) -> None:
    """It never falls, stands in between on the way, and is 1 at the end; packed bytes count too."""
    path = tmp_path / "list"
    path.write_bytes(pack(content()))
    importer = open_importer(path)

    shares = [importer.progress or 0.0 for row in importer.rows() if row.record]

    assert all(before <= after for before, after in pairwise(shares))
    assert shares[0] < 0.9
    assert 0 < shares[len(shares) // 2] <= 1
    assert (importer.total, importer.progress) == (None, 1.0)


def test_where_the_rows_are_counted_they_are_the_measure(tmp_path: Path) -> None:
    """A folder of records and a page's table know how many rows they have."""
    for name in "abcd":
        (tmp_path / f"{name}.yaml").write_text(f"docid:\n- {{id: 'ISO {ord(name)}:2007'}}\n")
    importer = open_importer(tmp_path)
    assert [importer.progress for _ in importer.rows()] == [0.25, 0.5, 0.75, 1.0]

    page = tmp_path / "page.html"
    rows = "".join(f"<tr><td>GB/T {n}-2001</td><td>x</td></tr>" for n in (1, 2))
    header = "<tr><td>标准编号</td><td>标准名称</td></tr>"
    page.write_text(f"<html><table>{header}{rows}</table>", encoding="utf-8")
    importer = open_importer(page)
    assert [importer.progress for _ in importer.rows()] == [0.5, 1.0]
