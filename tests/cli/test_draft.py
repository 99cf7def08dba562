"""``biaozhun draft``: the tree, the provisions and the findings of a draft, by documented names."""

import json
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Run

TEXT = """前言

本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。

1　范围

本文件适用于茶的加工。

2　规范性引用文件

本文件没有规范性引用文件。

3　术语和定义

本文件没有需要界定的术语和定义。

4　要求

4.1　加工场所必须清洁。

4.2　人员宜每年体检。
"""

pytestmark = pytest.mark.xdist_group("cli")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A draft with one finding."""
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_the_object_has_the_documented_names(biaozhun: Run, file: Path) -> None:
    """Elements with their ids, provisions with their kinds, findings with place and advice."""
    done = biaozhun("draft", file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert list(told) == ["number", "edition", "replaces", "elements", "provisions", "findings"]
    assert [one["id"] for one in told["elements"]] == ["foreword", "1", "2", "3", "4"]
    kinds = [(one["node"], one["kind"]) for one in told["provisions"] if one["node"][0] == "4"]
    assert kinds == [("4.1-p1", "requirement"), ("4.2-p1", "recommendation")]
    (found,) = told["findings"]
    assert TEXT[found.pop("start") : found.pop("end")] == "必须"
    assert found == {
        "code": "must_for_shall",
        "weight": "error",
        "node": "4.1-p1",
        "place": "4.1 第1段",
        "text": "必须",
        "advice": "“必须”宜改为“应”。要求用“应”，不用“必须”“须”（GB/T 1.1—2020，附录C）。",
    }


def test_the_lines_tell_headings_counts_and_findings(biaozhun: Run, file: Path) -> None:
    """For people: what was read, then what to mend, parted by tabs."""
    lines = biaozhun("draft", file).stdout.splitlines()
    assert lines[0] == "GB/T 1.1-2020"
    assert "4\tchapter\t要求" in lines
    counts = "requirement 1\tinstruction 0\trecommendation 1\tpermission 0\tstatement 2"
    assert counts in lines
    assert lines[-1].startswith("4.1 第1段\tmust_for_shall\t必须\t")


def test_a_word_file_is_read_with_its_tables(biaozhun: Run, tmp_path: Path) -> None:
    """Paragraphs and cells of a DOCX, with the finding in its caption."""
    document = docx.Document()
    for line in TEXT.replace("必须", "应").splitlines():
        if line:
            document.add_paragraph(line)
    document.add_paragraph("表1　指标")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "项目", "值"
    document.save(str(tmp_path / "draft.docx"))
    told = json.loads(biaozhun("draft", tmp_path / "draft.docx", "--json").stdout)
    assert [(one["code"], one["node"]) for one in told["findings"]] == [
        ("table_uncited", "table-1")
    ]
    (table_node,) = [one for one in _all(told["elements"]) if one["kind"] == "table"]
    assert [one["id"] for one in table_node["children"]] == ["table-1-r1c1", "table-1-r1c2"]


def _all(nodes: list[dict[str, object]]) -> list[dict[str, object]]:
    return [one for node in nodes for one in (node, *_all(node["children"]))]  # type: ignore[arg-type]  # JSON


def test_what_is_no_file_or_cannot_be_read_is_said(biaozhun: Run, tmp_path: Path) -> None:
    """2 for a name that is none, 1 for a file without words."""
    assert biaozhun("draft", tmp_path / "no.docx").returncode == 2
    empty = tmp_path / "empty.txt"
    empty.touch()
    done = biaozhun("draft", empty)
    assert (done.returncode, done.stderr.startswith("biaozhun: ")) == (1, True)
