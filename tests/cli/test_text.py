"""``biaozhun text``: texts in, and what is held."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.xdist_group("cli")


@pytest.fixture
def clauses(tmp_path: Path) -> Path:
    """A small text by clause."""
    path = tmp_path / "text.jsonl"
    rows = ({"clause": "1", "text": "为保障安全，制定本规范。"}, {"clause": "3", "text": "要求。"})
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_text_goes_on_the_shelf_and_is_listed(
    biaozhun: Run, clauses: Path, tmp_path: Path
) -> None:
    """With --right it is shown at once; the list says the same as the answer."""
    place = ("--data-dir", tmp_path / "library")
    told = ("--number", "gb55001-2021", "--right", "open", "--json")
    added = biaozhun("text", "add", clauses, *told, *place)
    assert added.returncode == 0, added.stderr
    answer = json.loads(added.stdout)
    assert {name: answer[name] for name in ("number", "state", "right", "level", "clauses")} == {
        "number": "GB 55001-2021",
        "state": "shown",
        "right": "open",
        "level": 2,
        "clauses": 2,
    }
    listed = biaozhun("text", "list", "--json", *place)
    assert [json.loads(line) for line in listed.stdout.splitlines()] == [answer]
    other = biaozhun("text", "list", "--number", "DB44", *place)
    assert (other.returncode, other.stdout) == (0, "")


def test_without_a_right_it_waits_on_the_desk(biaozhun: Run, clauses: Path, tmp_path: Path) -> None:
    """A command decides on no right unless told to; the line for people says so too."""
    told = ("--number", "GB/T 1.1-2020", "--data-dir", tmp_path / "library")
    done = biaozhun("text", "add", clauses, *told)
    line = "GB/T 1.1-2020\ttext\tzh\tdraft\tmetadata\tSMART 2\t2 clauses\ttext.jsonl\n"
    assert (done.returncode, done.stdout) == (0, line)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--number", "GB/T 1.1"), 1, "number_unclear"),
        (("--number", "GB 1-2020", "--kind", "novel"), 2, "--kind"),
        (("--number", "GB 1-2020", "--right", "all"), 2, "--right"),
    ],
)
def test_what_cannot_be_taken_in_is_one_sentence(
    biaozhun: Run, clauses: Path, tmp_path: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    """With the code of the fault, or the option that is wrong; no traceback."""
    done = biaozhun("text", "add", clauses, *options, "--data-dir", tmp_path / "library")
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_text_is_refused(biaozhun: Run, tmp_path: Path) -> None:
    """A web page is none."""
    page = tmp_path / "page.html"
    page.write_text("<html><body>x</body></html>", encoding="utf-8")
    told = ("--number", "GB 1-2020", "--data-dir", tmp_path / "library")
    done = biaozhun("text", "add", page, *told)
    assert (done.returncode, done.stderr.startswith("biaozhun: unsupported_format:")) == (1, True)
