"""``biaozhun cite``: the citations of a document, one row each, under their documented names."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

KEYS = [
    *("text", "start", "end", "number", "dated", "title", "clause", "confidence"),
    *("scope", "in_address", "marks"),
]
TEXT = (
    "根据《中华人民共和国标准化法》第二条，按GB/T 2828.1～2828.2和《通用硅酸盐水泥》（GB 175—2007）"
    "第7.3条、表2检验。\r\n见GB/T 1.1-20201。"
)

pytestmark = pytest.mark.xdist_group("cli")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A text with a law, a range, a title, clauses and an impossible year."""
    path = tmp_path / "contract.txt"
    path.write_bytes(TEXT.encode())
    return path


def rows(text: str) -> list[dict[str, Any]]:
    """The rows of the output."""
    answer: list[dict[str, Any]] = json.loads(text)
    return answer


def test_each_citation_is_a_row_under_its_documented_names(biaozhun: Run, document: Path) -> None:
    """One row for each member of a range with the text of the whole; places count characters."""
    done = biaozhun("cite", document, "--json")
    found = rows(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [list(row) for row in found] == [KEYS] * 3
    assert [(row["text"], row["number"], row["dated"], row["scope"]) for row in found] == [
        ("GB/T 2828.1～2828.2", "GB/T 2828.1", False, "range"),
        ("GB/T 2828.1～2828.2", "GB/T 2828.2", False, "range"),
        ("GB 175—2007", "GB 175-2007", True, "one"),
    ]
    assert [TEXT[row["start"] : row["end"]] for row in found] == [row["text"] for row in found]
    assert (found[2]["title"], found[2]["clause"]) == ("通用硅酸盐水泥", "第7.3条、表2")
    assert (found[2]["confidence"], found[2]["in_address"]) == ("exact", False)


def test_marks_that_tell_no_editions_apart_stand_beside_the_number(biaozhun: Run) -> None:
    """Language, reapproval and partial revision apart; what tells editions apart stays in it."""
    text = (
        "GB 50016-2014(2018年版)、ISO 6892-1:2019(E)；ANSI Z535.4-2011 (R2017)；ASTM A36-19a；"
        "CSA C22.2 No. 14；GB/T 1.1-2020。"
    )
    found = rows(biaozhun("cite", "-", "--json", stdin=text).stdout)
    assert [(row["number"], row["marks"]) for row in found] == [
        ("GB 50016-2014", ["(2018年版)"]),
        ("ISO 6892-1:2019", ["(E)"]),
        ("ANSI Z535.4-2011", ["(R2017)"]),
        ("ASTM A36-19a", []),
        ("CSA C22.2 No. 14", []),
        ("GB/T 1.1-2020", []),
    ]


def test_people_read_a_line_a_citation_with_what_is_malformed(
    biaozhun: Run, document: Path
) -> None:
    """Place, number and what is said of it with tabs between; an impossible year by its code."""
    lines = biaozhun("cite", document).stdout.splitlines()
    assert [line.split("\t")[1:] for line in lines] == [
        ["GB/T 2828.1", "normalised", "range"],
        ["GB/T 2828.2", "normalised", "range"],
        ["GB 175-2007", "exact", "通用硅酸盐水泥", "第7.3条、表2"],
        ["GB/T 1.1-20201", "number_year"],
    ]


def test_laws_are_listed_where_asked_for(biaozhun: Run, document: Path) -> None:
    """In the order of the text with their articles, and never in the JSON list."""
    lines = biaozhun("cite", document, "--laws").stdout.splitlines()
    assert lines[0] == "2-18\t《中华人民共和国标准化法》\t第二条"
    assert len(lines) == 5
    assert rows(biaozhun("cite", document, "--laws", "--json").stdout) == rows(
        biaozhun("cite", document, "--json").stdout
    )


def test_standard_input_of_another_encoding_is_read(biaozhun: Run) -> None:
    """``-`` reads standard input, GB 18030 as well as UTF-8, wherever the output is sent."""
    text = "采用GB/T 19001—2016《质量管理体系 要求》。" * 3
    done = biaozhun(
        "cite", "-", "--json", stdin=text.encode("gb18030"), settings={"PYTHONIOENCODING": "ascii"}
    )
    assert [row["number"] for row in rows(done.stdout)] == ["GB/T 19001-2016"] * 3
    assert rows(done.stdout)[0]["title"] == "质量管理体系 要求"


def test_a_text_without_citations_is_no_fault(biaozhun: Run) -> None:
    """An empty list, nothing for people, exit code 0."""
    assert rows(biaozhun("cite", "-", "--json", stdin="Q/A：T/T付款").stdout) == []
    done = biaozhun("cite", "-", stdin="")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_file_that_is_not_there_is_a_wrong_option(biaozhun: Run, tmp_path: Path) -> None:
    """Exit code 2 and the name of the file; nothing on standard output."""
    done = biaozhun("cite", tmp_path / "none.txt", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such file" in done.stderr


def test_a_file_that_cannot_be_read_is_a_coded_refusal(biaozhun: Run, tmp_path: Path) -> None:
    """Exit code 1 and one line with a code."""
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    done = biaozhun("cite", path, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("biaozhun: ")
    assert len(done.stderr.splitlines()) == 1
