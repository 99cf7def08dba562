"""``biaozhun search``: the same answers as on the page."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, find

HIT = ["number", "title", "status", "published", "in_force", "slug", "invented"]

pytestmark = pytest.mark.xdist_group("cli")


def test_the_answer_has_its_documented_shape(imported: Path) -> None:
    """--json prints one object with the total and the hits of the page."""
    answer = find(imported, "ＧＢ／Ｔ １．１", "--on", "2026-11-01")
    assert list(answer) == ["total", "page", "on", "hits"]
    assert (answer["total"], answer["page"], answer["on"]) == (1, 1, "2026-11-01")
    (hit,) = answer["hits"]
    assert list(hit) == HIT
    assert hit == {
        "number": "GB/T 1.1-2020",
        "title": "标准化工作导则 第1部分：标准化文件的结构和起草规则",
        "status": "in_force",
        "published": "2020-03-31",
        "in_force": "2020-10-01",
        "slug": "GB/T-1.1-2020",
        "invented": False,
    }


def test_status_is_told_on_the_date_asked_for(imported: Path) -> None:
    """--on moves the date, not the records."""
    statuses = {
        day: find(imported, "GB/T 1.1-2020", "--on", day)["hits"][0]["status"]
        for day in ("2020-01-01", "2020-05-01", "2020-10-01")
    }
    assert statuses == {
        "2020-01-01": "not_yet_published",
        "2020-05-01": "upcoming",
        "2020-10-01": "in_force",
    }


def test_pages_follow_each_other(imported: Path) -> None:
    """--page and --size cut the hits; each is on one page."""
    pages = [find(imported, "", "--size", "1", "--page", str(page)) for page in (1, 2, 3)]
    assert [page["total"] for page in pages] == [2, 2, 2]
    assert [len(page["hits"]) for page in pages] == [1, 1, 0]
    assert len({hit["slug"] for page in pages for hit in page["hits"]}) == 2


def test_people_read_a_line_a_hit(biaozhun: Run, imported: Path) -> None:
    """Number, status and title; the count goes to standard error."""
    done = biaozhun("search", "導則", "--data-dir", imported, "--on", "2026-11-01")
    (line,) = done.stdout.splitlines()
    assert line.split("\t")[:2] == ["GB/T 1.1-2020", "in_force"]
    assert done.stderr == "1 found, status on 2026-11-01\n"


def test_an_empty_library_answers_with_nothing(tmp_path: Path) -> None:
    """A folder that held nothing is prepared on the way and found empty."""
    assert find(tmp_path / "new", "GB/T 1.1")["total"] == 0


@pytest.mark.parametrize(
    "query", ['" - (( 标题: a:b:c', "\\ * 💥", b"\xff".decode(errors="surrogateescape")]
)
def test_no_query_is_a_fault(imported: Path, query: str) -> None:
    """Whatever is typed is a question."""
    assert find(imported, query)["page"] == 1


@pytest.mark.parametrize(
    "options", [["--on", "2019-02-30"], ["--page", "0"], ["--size", "101"], ["--nonsense"]]
)
def test_wrong_options_exit_with_2(biaozhun: Run, tmp_path: Path, options: list[str]) -> None:
    """Exit code 2, and nothing is made."""
    words = ("search", "x", *options, "--data-dir", tmp_path / "new")
    done = biaozhun(*words, new_folder=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert not (tmp_path / "new").exists()
