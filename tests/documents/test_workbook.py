"""Workbooks: values of cells, and files made to do harm."""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.workbook import open_sheets


def _save(path: Path, *rows: list[object]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def _rewrite(path: Path, member: str, content: bytes) -> None:
    """Replace one member of an office file."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members[member] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in members.items():
            package.writestr(name, body)


def _sheet(cells: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def test_texts_numbers_and_dates_come_as_they_are(tmp_path: Path) -> None:
    """A date cell is a date, a number a number, an empty cell an empty text."""
    path = _save(tmp_path / "a.xlsx", ["编号", 1.5, dt.date(2020, 3, 31), None, "x"])
    [sheet] = open_sheets(path)
    assert sheet.name == "Sheet"
    assert list(sheet.rows()) == [["编号", 1.5, dt.date(2020, 3, 31), "", "x"]]


def test_the_stored_value_of_a_formula_is_taken(tmp_path: Path) -> None:
    """A formula gives the value its program stored; its text is never read."""
    path = _save(tmp_path / "a.xlsx", ["x"])
    cells = (
        '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://a","b")</f><v>GB 1-2020</v></c></row>'
    )
    _rewrite(path, "xl/worksheets/sheet1.xml", _sheet(cells))
    [sheet] = open_sheets(path)
    assert list(sheet.rows()) == [["GB 1-2020"]]


def test_a_cell_in_the_far_corner_is_refused_before_the_sheet_is_laid_out(tmp_path: Path) -> None:
    """Two cells can span seventeen thousand million; that is seen from their references."""
    path = _save(tmp_path / "a.xlsx", ["x"])
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576"><v>1</v></c></row>'
    _rewrite(path, "xl/worksheets/sheet1.xml", _sheet(far))
    with pytest.raises(DocumentError) as refused:
        list(open_sheets(path))
    assert refused.value.code == "too_many_columns"


def test_a_sheet_reaching_too_far_down_is_refused(tmp_path: Path) -> None:
    """Wide and deep together are more than a list of standards."""
    path = _save(tmp_path / "a.xlsx", ["x"])
    far = '<row r="1048576"><c r="CV1048576"><v>1</v></c></row>'
    _rewrite(path, "xl/worksheets/sheet1.xml", _sheet(far))
    with pytest.raises(DocumentError) as refused:
        list(open_sheets(path))
    assert refused.value.code == "too_large"


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    """A small archive that would unpack to very much is not unpacked."""
    path = _save(tmp_path / "a.xlsx", ["x"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet2.xml", b" " * 64_000_000)
    with pytest.raises(DocumentError) as refused:
        list(open_sheets(path))
    assert refused.value.code == "compression_bomb"


def test_an_archive_that_is_cut_is_a_clear_error(tmp_path: Path) -> None:
    """Half a download is refused as broken."""
    path = _save(tmp_path / "a.xlsx", ["x"])
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(DocumentError) as refused:
        list(open_sheets(path))
    assert refused.value.code == "broken_file"


def test_a_sheet_of_nonsense_is_a_clear_error(tmp_path: Path) -> None:
    """A member that is no XML is the file's fault, said so."""
    path = _save(tmp_path / "a.xlsx", ["x"])
    _rewrite(path, "xl/workbook.xml", b"<<<<")
    with pytest.raises(DocumentError) as refused:
        list(open_sheets(path))
    assert refused.value.code == "broken_file"
