"""Rejected rows as a file that can be mended."""

import csv
import json
import resource
from pathlib import Path

import pytest

from biaozhun.cloud.catalogue.exports import write_rejected_rows
from biaozhun.cloud.catalogue.importers import open_importer
from biaozhun.cloud.catalogue.models import ImportRun, RejectedRow
from tests.factories.catalogue import edition_of, record_of, source_of

pytestmark = pytest.mark.django_db


def rejected(*rows: str) -> ImportRun:
    """A run that rejected these rows."""
    record_of(edition_of("GB/T 1-2020"), source_of("ours"))
    run = ImportRun.objects.get()
    for position, raw in enumerate(rows, start=1):
        RejectedRow.objects.create(run=run, position=position, code="x", message="y", raw=raw)
    return run


def test_a_row_nested_too_deep_comes_back_as_it_came(tmp_path: Path) -> None:
    """What no parser can open goes out as one text, and the rows after it go out too."""
    run = rejected("[" * 100_000, '{"number": "T/T"}')
    path = tmp_path / "rejected.jsonl"
    assert write_rejected_rows(run.pk, path) == 2
    deep, plain = map(json.loads, path.read_text("utf-8").splitlines())
    assert (deep["_row"], deep["_raw"]) == (1, "[" * 100_000)
    assert (plain["_row"], plain["number"]) == (2, "T/T")


def test_halves_of_surrogate_pairs_come_back_as_they_came(tmp_path: Path) -> None:
    """JSON can name a character that no file can hold; the row goes out as it was written."""
    raw = r'{"number": "GB/T 1-2020", "title_zh": "a\ud800b"}'
    run = rejected(raw)
    for name in ("rejected.jsonl", "rejected.csv"):
        assert write_rejected_rows(run.pk, tmp_path / name) == 1
    assert json.loads((tmp_path / "rejected.jsonl").read_text("utf-8"))["_raw"] == raw


def test_lists_of_a_row_stand_in_a_table_as_importers_read_them(tmp_path: Path) -> None:
    """A mended table says the same as the JSON it came from, with no list as Python writes it."""
    row = {
        "number": "DB98/T 1-2020",
        "title_zh": "某规范",
        "ics": ["01.120", "03.100"],
        "drafting_units": ["甲所", "乙所"],
        "replaces": ["DB31/T 1-1999", "DB31/T 2-1999"],
    }
    run = rejected(json.dumps(row, ensure_ascii=False))
    path = tmp_path / "rejected.csv"
    write_rejected_rows(run.pk, path)
    path.write_text(path.read_text("utf-8").replace("DB98", "DB31"), encoding="utf-8")
    [read] = open_importer(path).rows()
    assert read.record is not None
    assert read.record.ics == ("01.120", "03.100")
    assert read.record.drafting_units == ("甲所", "乙所")
    assert [tie.number for tie in read.record.relations] == ["DB31/T 1-1999", "DB31/T 2-1999"]
    assert read.record.findings == ()


@pytest.mark.parametrize("name", ["rejected.csv", "rejected.jsonl"])
def test_a_full_disk_leaves_the_former_file(tmp_path: Path, name: str) -> None:
    """A file is replaced when the new one is complete; what was begun is cleared away."""
    run = rejected(json.dumps({"number": "T/T", "title_zh": "某" * 100_000}))
    path = tmp_path / name
    path.write_text("former", encoding="utf-8")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, usual[1]))  # so a full disk looks to a process
    try:
        with pytest.raises(OSError, match="File too large"):
            write_rejected_rows(run.pk, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert path.read_text("utf-8") == "former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_behind_a_link_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    """Who can read the file stays as it was, too."""
    run = rejected('{"number": "T/T"}')
    path, link = tmp_path / "kept.jsonl", tmp_path / "link.jsonl"
    path.touch(mode=0o600)
    link.symlink_to(path)
    write_rejected_rows(run.pk, link)
    assert link.is_symlink()
    assert json.loads(path.read_text("utf-8"))["number"] == "T/T"
    assert path.stat().st_mode & 0o777 == 0o600


FORMULAS = {
    "number": "DB98/T 1-2020",
    "title_zh": "=HYPERLINK(1)",
    "title_en": "'=1",
    "committee": "@x",
    "keywords": ["+a", "b"],
    "summary": "'a'",
}


def test_a_spreadsheet_runs_no_cell_of_the_table_and_none_changes(tmp_path: Path) -> None:
    """What looks like a formula stands behind an apostrophe, which falls when it goes in again."""
    run = rejected(json.dumps(FORMULAS), json.dumps({"number": "T/T", "=cmd()": "-1"}))
    path = tmp_path / "rejected.csv"
    write_rejected_rows(run.pk, path)
    header, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
    cells = [cell for row in (header, *rows) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert {"'=HYPERLINK(1)", "''=1", "'@x", "'+a;b", "'=cmd()", "'-1", "'a'"} <= set(cells)
    mended = path.read_text("utf-8-sig").replace("DB98", "DB31")
    path.write_text(mended, encoding="utf-8-sig")
    first, second = open_importer(path).rows()
    assert first.record is not None
    assert first.record.title_zh == "=HYPERLINK(1)"
    assert first.record.title_en == "'=1"
    assert first.record.committee == "@x"
    assert first.record.keywords == ("+a", "b")
    assert first.record.summary == "'a'"
    assert json.loads(second.raw)["=cmd()"] == "-1"


def test_an_apostrophe_of_a_foreign_table_is_its_own(tmp_path: Path) -> None:
    """Only tables with the column of our reasons are read so; what others wrote is not changed."""
    path = tmp_path / "theirs.csv"
    path.write_text("标准编号,标准名称\nGB/T 1-2020,'=1\n", encoding="utf-8")
    [read] = open_importer(path).rows()
    assert read.record is not None
    assert read.record.title_zh == "'=1"
