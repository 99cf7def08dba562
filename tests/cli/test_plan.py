"""``biaozhun plan``: tasks, units, deadlines and targets of a policy, under documented names."""

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.conftest import Run

KEYS = [
    *("document", "tasks", "targets", "phases", "diagnostics"),
    *("outline", "goals", "principles", "safeguards"),
]
TASK_KEYS = [
    *("path", "title", "text", "leads", "cooperators", "mode", "open_ended", "deadline"),
    *("deadline_text", "start", "end"),
]
TARGET_KEYS = [
    *("indicator", "operator", "value", "value_max", "unit", "year", "per", "text", "start", "end"),
]
TEXT = """云州市标准化提升工作方案

云州市人民政府办公室
云政办发〔2021〕7号

为提升标准化工作水平，制定本工作方案。

一、工作目标

到2025年，制定地方标准120项以上，企业标准公开率达到92.5%。

二、重点任务

（一）健全标准体系

1.完善农业标准。修订农产品分级标准，推动示范区建设。（市市场监管局牵头，市农业农村局配合，2022年6月底前完成）

2.加强标准实施。开展标准实施效果评价。（责任单位：市市场监管局、市司法局等）

3.培育团体标准。支持行业协会制定团体标准。（市民政局、市市场监管局按职责分工负责，持续推进）
"""

pytestmark = pytest.mark.xdist_group("cli")


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A plan with three tasks and two targets."""
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, "utf-8")
    return path


def read(text: str) -> dict[str, Any]:
    """The object of the output."""
    answer: dict[str, Any] = json.loads(text)
    return answer


def test_the_object_has_the_documented_names(biaozhun: Run, policy: Path) -> None:
    """The keys of the interface in their order, further ones behind them; nothing else is said."""
    done = biaozhun("plan", policy, "--json")
    found = read(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(found) == KEYS
    assert [list(task)[: len(TASK_KEYS)] for task in found["tasks"]] == [TASK_KEYS] * 3
    assert [list(row)[: len(TARGET_KEYS)] for row in found["targets"]] == [TARGET_KEYS] * 2


def test_tasks_name_their_units_and_days(biaozhun: Run, policy: Path) -> None:
    """Lead and helper, a list that goes on, each by its duties; a day, none, and no end."""
    tasks = read(biaozhun("plan", policy, "--json").stdout)["tasks"]
    rows = [(t["title"], t["leads"], t["cooperators"], t["mode"], t["deadline"]) for t in tasks]
    assert rows == [
        ("完善农业标准", ["市市场监管局"], ["市农业农村局"], "lead", "2022-06-30"),
        ("加强标准实施", ["市市场监管局", "市司法局"], [], "joint", None),
        ("培育团体标准", ["市民政局", "市市场监管局"], [], "division", "ongoing"),
    ]
    assert [task["open_ended"] for task in tasks] == [False, True, False]
    assert tasks[0]["path"][:2] == ["二、重点任务", "（一）健全标准体系"]


def test_places_are_characters_of_the_file(biaozhun: Run, policy: Path) -> None:
    """The text of a task stands between its places, number and title before it."""
    tasks = read(biaozhun("plan", policy, "--json").stdout)["tasks"]
    body = "修订农产品分级标准，推动示范区建设。"
    assert tasks[0]["body"] == body
    assert tasks[0]["text"] == f"1.完善农业标准。{body}"
    assert TEXT[tasks[0]["start"] : tasks[0]["end"]].startswith(body)


def test_values_are_json_numbers_with_the_digits_printed(biaozhun: Run, policy: Path) -> None:
    """No text and no rounding: 120 and 92.5, with operator, unit and year."""
    done = biaozhun("plan", policy, "--json")
    rows = [
        (row["operator"], row["value"], row["value_max"], row["unit"], row["year"])
        for row in read(done.stdout)["targets"]
    ]
    assert rows == [(">=", 120, None, "项", 2025), (">=", 92.5, None, "%", 2025)]
    assert '"value":120,' in done.stdout


def test_the_policy_itself_is_told(biaozhun: Run, policy: Path) -> None:
    """Title, issuer and number as printed; null for what the text does not say."""
    document = read(biaozhun("plan", policy, "--json").stdout)["document"]
    assert document["title"] == "云州市标准化提升工作方案"
    assert document["number"] == "云政办发〔2021〕7号"
    assert document["date_issued"] is None


def test_people_read_a_line_a_task_and_target(biaozhun: Run, policy: Path) -> None:
    """Place, kind and what is said of it, with tabs between."""
    lines = [line.split("\t") for line in biaozhun("plan", policy).stdout.splitlines()]
    assert lines[0][:2] == ["云州市标准化提升工作方案", "云政办发〔2021〕7号"]
    assert [line[1:] for line in lines[1:]] == [
        ["task", "完善农业标准", "lead 市市场监管局", "with 市农业农村局", "2022-06-30"],
        ["task", "加强标准实施", "lead 市市场监管局、市司法局"],
        ["task", "培育团体标准", "lead 市民政局、市市场监管局", "ongoing"],
        ["target", "地方标准", ">= 120 项", "2025"],
        ["target", "企业标准公开率", ">= 92.5 %", "2025"],
    ]


def test_a_word_file_is_read_like_its_text(biaozhun: Run, policy: Path, tmp_path: Path) -> None:
    """The same tasks and targets from a DOCX; only places differ."""
    document = docx.Document()
    for line in filter(None, TEXT.splitlines()):
        document.add_paragraph(line)
    document.save(str(tmp_path / "plan.docx"))
    both = [read(biaozhun("plan", path, "--json").stdout) for path in _files(policy, tmp_path)]
    plain, word = [
        [(row["title"], row["leads"], row["cooperators"], row["deadline"]) for row in one["tasks"]]
        + [(row["indicator"], row["value"], row["year"]) for row in one["targets"]]
        for one in both
    ]
    assert word == plain


def _files(policy: Path, folder: Path) -> tuple[Path, Path]:
    return policy, folder / "plan.docx"


def test_standard_input_of_another_encoding_is_read(biaozhun: Run, policy: Path) -> None:
    """``-`` reads standard input, GB 18030 as well as UTF-8, wherever the output is sent."""
    done = biaozhun(
        *("plan", "-", "--json"),
        stdin=TEXT.encode("gb18030"),
        settings={"PYTHONIOENCODING": "ascii"},
    )
    assert read(done.stdout) == read(biaozhun("plan", policy, "--json").stdout)


def test_a_text_that_is_no_policy_is_no_fault(biaozhun: Run) -> None:
    """No task and no target, exit code 0; what is missing is told on standard error."""
    found = read(biaozhun("plan", "-", "--json", stdin="今天天气很好。").stdout)
    assert (found["tasks"], found["targets"]) == ([], [])
    codes = {one["code"] for one in found["diagnostics"]}
    assert "no_tasks" in codes
    done = biaozhun("plan", "-", stdin="今天天气很好。")
    assert done.returncode == 0
    assert "no_tasks" in done.stderr


def test_a_file_that_is_not_there_is_a_wrong_option(biaozhun: Run, tmp_path: Path) -> None:
    """Exit code 2 and the name of the file; nothing on standard output."""
    done = biaozhun("plan", tmp_path / "none.txt", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such file" in done.stderr


def test_a_file_that_cannot_be_read_is_a_coded_refusal(biaozhun: Run, tmp_path: Path) -> None:
    """Exit code 1 and one line with a code."""
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    done = biaozhun("plan", path, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("biaozhun: ")
    assert len(done.stderr.splitlines()) == 1
