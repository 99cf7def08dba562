"""``biaozhun projects``: in from elsewhere, and out again."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.processes import DATABASE, lay_out

pytestmark = pytest.mark.xdist_group("cli")

HEAD = "计划编号,项目名称,申请部门,起草单位,阶段\n"
ROW = "云州2025-001,山地茶园水土保持技术规程,云州省农业农村厅,云州省茶叶研究所,起草\n"
AUTHORITY = ("--authority", "云州省市场监督管理局")
STATED = (*AUTHORITY, "--stated-by", "标准处")


@pytest.fixture
def library_with_units(tmp_path: Path) -> Path:
    """A library that knows an authority and a department."""
    folder = lay_out(tmp_path / "library")
    place = "organisations_organisationplace"
    with closing(sqlite3.connect(folder / DATABASE)) as base, base:
        for key, name in enumerate(("云州省市场监督管理局", "云州省农业农村厅"), 1):
            base.execute(
                "INSERT INTO accounts_organisation (id, name, credit_code) VALUES (?, ?, '')",
                (key, name),
            )
            base.execute(
                f"INSERT INTO {place} (organisation_id, level, kind, division, is_authority)"  # noqa: S608  -- a name of ours
                " VALUES (?, 'province', 'department', '', ?)",
                (key, key == 1),
            )
    return folder


def test_projects_go_out_as_they_came_in(
    biaozhun: Run, library_with_units: Path, tmp_path: Path
) -> None:
    """What is handed over of one library is taken over by another, papers included."""
    table = tmp_path / "projects.csv"
    table.write_text(HEAD + ROW + ROW.replace("001", "002").replace("起草", "？"), "utf-8")
    papers = tmp_path / "papers" / "云州2025-001"
    papers.mkdir(parents=True)
    (papers / "征求意见稿.txt").write_text("草案", encoding="utf-8")
    place = ("--data-dir", library_with_units)
    done = biaozhun("projects", "take", table, *STATED, "--papers", papers.parent, "--json", *place)
    account = json.loads(done.stdout)
    assert (done.returncode, account["taken"], account["files"]) == (1, 1, 1), done.stderr
    assert [one["line"] for one in account["rejected"]] == [3]

    out = tmp_path / "out"
    handed = biaozhun("projects", "hand-over", out, *AUTHORITY, *place)
    assert handed.returncode == 0, handed.stderr
    assert (out / "云州2025-001" / "征求意见稿-1.txt").read_text(encoding="utf-8") == "草案"
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["records"]["drafting.project"] == 1
    assert set(manifest["files"]) == {
        path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()
    } - {"manifest.json"}
    sheet = load_workbook(out / "projects.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]][:2] == ["云州2025-001", "山地茶园水土保持技术规程"]
    again = biaozhun("projects", "take", out / "projects.xlsx", *STATED, "--papers", out, *place)
    assert again.stdout.startswith("taken\t0\nheld\t1\n")
    assert biaozhun("projects", "hand-over", out, *place).returncode == 2


def test_an_unknown_authority_and_a_foreign_table_are_named(
    biaozhun: Run, library_with_units: Path, tmp_path: Path
) -> None:
    """A wrong name is a wrong option; a table without the columns cannot be read."""
    table = tmp_path / "projects.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    place = ("--data-dir", library_with_units)
    who = ("--authority", "别处", "--stated-by", "x")
    assert biaozhun("projects", "take", table, *who, *place).returncode == 2
    refused = biaozhun("projects", "take", table, *STATED, *place)
    assert (refused.returncode, "table_refused" in refused.stderr) == (1, True)
