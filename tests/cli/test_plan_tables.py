"""``biaozhun plan --xlsx --docx``: the table of tasks of a policy as files."""

from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.conftest import Run
from tests.cli.test_plan import TEXT

pytestmark = pytest.mark.xdist_group("cli")


def test_the_table_of_tasks_is_written_as_workbook_and_document(
    biaozhun: Run, tmp_path: Path
) -> None:
    """Three tasks with units and deadlines, two targets; the same in both files."""
    policy = tmp_path / "plan.txt"
    policy.write_text(TEXT, "utf-8")
    book, paper = tmp_path / "plan.xlsx", tmp_path / "plan.docx"
    done = biaozhun("plan", str(policy), "--xlsx", str(book), "--docx", str(paper))
    assert done.returncode == 0
    sheets = openpyxl.load_workbook(book)
    first = [cell.value for cell in sheets["任务分解表"][2]]
    assert (first[0], *first[3:]) == (1, "市市场监管局", "市农业农村局", "2022年6月底前完成")
    assert sheets["任务分解表"].max_row == 4
    assert [cell.value for cell in sheets["目标指标表"]["C"]] == ["目标值", "≥120", "≥92.5"]
    tables = docx.Document(str(paper)).tables
    assert [len(table.rows) - 1 for table in tables] == [3, 2]


def test_a_place_that_cannot_be_written_is_a_wrong_option(biaozhun: Run, tmp_path: Path) -> None:
    """The option is named; nothing is printed as if it had worked."""
    policy = tmp_path / "plan.txt"
    policy.write_text(TEXT, "utf-8")
    done = biaozhun("plan", str(policy), "--xlsx", str(tmp_path / "none" / "plan.xlsx"))
    assert done.returncode == 2
    assert "--xlsx" in done.stderr
    assert done.stdout == ""


def test_the_text_itself_is_never_overwritten(biaozhun: Run, tmp_path: Path) -> None:
    """Under whatever name it is given; the text is as it was."""
    policy, other = tmp_path / "plan.txt", tmp_path / "same.xlsx"
    policy.write_text(TEXT, "utf-8")
    other.symlink_to(policy)
    done = biaozhun("plan", str(policy), "--xlsx", str(other))
    assert (done.returncode, done.stdout) == (2, "")
    assert "it would be overwritten" in " ".join(done.stderr.split())
    assert policy.read_text("utf-8") == TEXT
