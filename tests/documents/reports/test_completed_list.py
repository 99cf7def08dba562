"""A list in a file, checked, comes back from a process of its own; LibreOffice reads it alike."""

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from biaozhun.core.validity import CheckedDocument, Outcome
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reports.completed import completed_list, completed_workbook
from tests.documents.reports.examples import IN_FORCE, REPLACED, document, line, plain_answer
from tests.documents.reports.lists import ADDED, SHEET, packed, rich_workbook
from tests.documents.reports.speaking import ZH
from tests.services import need

OFFICE = shutil.which("soffice")
HEADS = [
    "结果",
    "处理意见",
    "所指版本",
    "名称",
    "起始日",
    "代替情况",
    "说明",
    "核实日",
    "核查基准日",
]


def listed() -> CheckedDocument:
    """A list whose numbers stand in cells of a sheet."""
    return document(
        lines=(
            line(IN_FORCE, "GB 4806.7", sheet=SHEET, cell="B3"),
            line(REPLACED, "GB/T 1.1-2009", sheet=SHEET, cell="B5"),
            line(plain_answer(Outcome.UNKNOWN), "GB 2", sheet="其他", cell="A1"),
        )
    )


def test_a_workbook_comes_back_with_nine_columns(tmp_path: Path) -> None:
    """Status, action, what is meant, since when, what replaced it, notes, days."""
    path = tmp_path / "清单.xlsx"
    path.write_bytes(rich_workbook())
    book = load_workbook(io.BytesIO(completed_list(path, listed(), ZH)))
    sheet = book[SHEET]
    assert [cell.value for cell in sheet[2]][5:] == HEADS
    assert [cell.value for cell in sheet[5]][5:] == [
        "被代替",
        "引用仍指该版本,建议评估新版是否适用",
        "GB/T 1.1-2009",
        "标准化工作导则 第1部分:标准的结构和编写",
        "2020-10-01",
        "GB/T 1.1-2020 2020-10-01 起 全部代替; → GB/T 1.1-2027 2027-04-01 起",
        "现应使用 GB/T 1.1-2020。",
        "2026-11-20",
        "2026-11-23",
    ]
    assert [cell.value for cell in sheet[4]][5:] == [None] * 9
    assert book["其他"].max_column == 3


def test_a_text_table_comes_back_with_nine_columns(tmp_path: Path) -> None:
    """The lines of the table are those in which its numbers stand; two answers share a cell."""
    path = tmp_path / "清单.csv"
    path.write_bytes("编号\nGB 4806.7\nGB/T 1.1-2009、GB 4806.7\n".encode("gb18030"))
    checked = document(
        lines=(
            line(IN_FORCE, "GB 4806.7", paragraph=2),
            line(REPLACED, "GB/T 1.1-2009", paragraph=3),
            line(IN_FORCE, "GB 4806.7", paragraph=3),
        )
    )
    text = completed_list(path, checked, ZH).decode("gb18030")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["编号", *HEADS]
    assert rows[1][:2] == ["GB 4806.7", "现行"]
    assert rows[2][:4] == [
        "GB/T 1.1-2009、GB 4806.7",
        "被代替; 现行",
        "引用仍指该版本,建议评估新版是否适用; 无须处理",
        "GB/T 1.1-2009; GB 4806.7-2023",
    ]


def test_a_file_that_is_another_by_now_is_refused(tmp_path: Path) -> None:
    """What no longer is the workbook that was checked gets a code, not a crash."""
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(DocumentError) as refused:
        completed_list(path, listed(), ZH)
    assert refused.value.code == "broken_file"


def _as_csv(content: bytes, folder: Path, name: str) -> list[list[str]]:
    """The second sheet of a workbook as LibreOffice shows it."""
    folder.mkdir()
    (folder / f"{name}.xlsx").write_bytes(content)
    command = (OFFICE or "", "--headless", f"-env:UserInstallation={(folder / 'p').as_uri()}")
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    subprocess.run(
        [*command, "--convert-to", options, "--outdir", str(folder), str(folder / f"{name}.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "HOME": str(folder)},
    )
    (made,) = folder.glob("*.csv")
    return list(csv.reader(io.StringIO(made.read_text("utf-8"), newline="")))


@pytest.mark.services
def test_libreoffice_shows_the_same_cells_and_the_added_ones(tmp_path: Path) -> None:
    """Computed formulas among them; the first four columns are those of the original."""
    need(OFFICE is not None, "LibreOffice")
    original = rich_workbook()
    before = _as_csv(original, tmp_path / "before", "a")
    after = _as_csv(completed_workbook(original, packed(ADDED)), tmp_path / "after", "a")
    assert before[5][3] == "12"
    assert [row[:4] for row in after] == before
    assert [row[5:7] for row in after[1:5]] == [
        ["状态", "处理"],
        ["现行", "无须处理"],
        ["废止", '\'=HYPERLINK("http://x")'],
        ["被代替", "更换 "],
    ]
