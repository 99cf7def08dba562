"""``biaozhun check``: a document against the library, on the command line."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import DAY, Run

pytestmark = pytest.mark.xdist_group("cli")

TEXT = "按 GB/T 1.1-2009、GB/T 1.1 和 GB/T 99999-2001 编写，不按 GB 1.1-2020。"
CITATION = {"text", "start", "number", "dated", "status", "successors", "amendments", "reason"} | {
    *("source", "verified", "confidence", "consequence")
}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A text that cites."""
    path = tmp_path / "合同.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_answer_has_its_documented_shape(biaozhun: Run, imported: Path, document: Path) -> None:
    """One object: the day, the document, each citation with status and consequence, the summary."""
    done = biaozhun(
        "check",
        document,
        "--json",
        "--on",
        "2026-11-01",
        "--citing",
        "contract",
        "--data-dir",
        imported,
    )
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert list(answer) == ["on", "citing", "document", "citations", "summary"]
    assert (answer["on"], answer["citing"]) == ("2026-11-01", "contract")
    assert answer["document"]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (answer["document"]["name"], answer["document"]["data_date"]) == ("合同.txt", DAY)
    rows = answer["citations"]
    assert [(row["number"], row["dated"], row["status"]) for row in rows] == [
        ("GB/T 1.1-2009", True, "edition-unknown"),
        ("GB/T 1.1", False, "in-force"),
        ("GB/T 99999-2001", True, "not-held"),
        ("GB 1.1-2020", True, "ambiguous"),
    ]
    assert all(row.keys() >= CITATION for row in rows)
    assert [TEXT[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]
    assert (rows[1]["verified"], rows[1]["consequence"]) == (DAY, "none")
    assert answer["summary"]["statuses"] == {
        "ambiguous": 1,
        "edition-unknown": 1,
        "in-force": 1,
        "not-held": 1,
    }


def test_what_is_found_is_no_failure(biaozhun: Run, imported: Path, document: Path) -> None:
    """A line for each citation and the count beside; the exit code is 0."""
    done = biaozhun("check", document, "--on", "2026-11-01", "--data-dir", imported)
    assert done.returncode == 0
    assert done.stdout.splitlines()[1] == "16-24\tGB/T 1.1\tin-force\tnone"
    assert done.stderr == f"4 citations, as of 2026-11-01, sources read until {DAY}\n"


def test_standard_input_is_checked(biaozhun: Run, imported: Path) -> None:
    """As a text without a name."""
    done = biaozhun("check", "-", "--json", "--data-dir", imported, stdin="GB/T 1.1-2020")
    answer = json.loads(done.stdout)
    assert answer["document"]["name"] == ""
    assert [row["status"] for row in answer["citations"]] == ["in-force"]


def test_the_day_decides(biaozhun: Run, imported: Path) -> None:
    """--on moves the date, not the records."""
    found = {}
    for day in ("2020-05-01", "2020-10-01"):
        done = biaozhun(
            "check", "-", "--json", "--on", day, "--data-dir", imported, stdin="GB/T 1.1-2020"
        )
        found[day] = json.loads(done.stdout)["citations"][0]["status"]
    assert found == {"2020-05-01": "upcoming", "2020-10-01": "in-force"}


def test_reports_are_written_beside_the_answer(
    biaozhun: Run, imported: Path, document: Path, tmp_path: Path
) -> None:
    """A page, a workbook and a Word file in one go, in the language asked for."""
    targets = {form: tmp_path / f"out.{form}" for form in ("html", "xlsx", "docx")}
    options = [word for form, target in targets.items() for word in (f"--{form}", target)]
    done = biaozhun(
        "check", document, "--json", *options, "--language", "en", "--data-dir", imported
    )
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["citations"]) == 4
    assert done.stderr.splitlines() == [f"{target} written" for target in _ordered(targets)]
    assert 'lang="en"' in targets["html"].read_text(encoding="utf-8")
    assert zipfile.is_zipfile(targets["xlsx"])
    assert zipfile.is_zipfile(targets["docx"])


def _ordered(targets: dict[str, Path]) -> list[Path]:
    return [targets[form] for form in ("xlsx", "docx", "html")]


def test_a_document_that_cannot_be_read_ends_with_one(
    biaozhun: Run, imported: Path, tmp_path: Path
) -> None:
    """With its code and in one line; nothing is written to standard output."""
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK\x03\x04broken")
    done = biaozhun("check", path, "--json", "--data-dir", imported)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("biaozhun: broken_file: ")


@pytest.mark.parametrize(
    "words",
    [
        ("nowhere.txt",),
        ("{document}", "--on", "2026-13-01"),
        ("{document}", "--citing", "me"),
        ("{document}", "--language", "fr"),
        ("{document}", "--html", "{document}"),
        ("{document}", "--xlsx", "nowhere/out.xlsx"),
    ],
)
def test_wrong_options_are_told_before_anything_is_done(
    biaozhun: Run, imported: Path, document: Path, words: tuple[str, ...]
) -> None:
    """Exit code 2, and the document is as it was."""
    given = [word.format(document=document) for word in words]
    done = biaozhun("check", *given, "--data-dir", imported)
    assert (done.returncode, done.stdout) == (2, "")
    assert document.read_text(encoding="utf-8") == TEXT


def test_an_empty_library_says_that_it_holds_nothing(biaozhun: Run, tmp_path: Path) -> None:
    """Nothing held is never withdrawn."""
    done = biaozhun("check", "-", "--json", "--data-dir", tmp_path / "new", stdin="GB/T 1.1-2020")
    answer = json.loads(done.stdout)
    assert [row["status"] for row in answer["citations"]] == ["not-held"]
    assert answer["citations"][0]["holding"]["editions"] == 0
    shutil.rmtree(tmp_path / "new")


def test_the_document_itself_is_written_with_comments(
    biaozhun: Run, imported: Path, tmp_path: Path
) -> None:
    """A Word document comes back with a part of comments; a text is refused and nothing written."""
    own, target = tmp_path / "合同.docx", tmp_path / "批注.docx"
    letter = Document()
    letter.add_paragraph("按 GB/T 1.1 编写。")
    letter.save(str(own))
    done = biaozhun("check", own, "--annotate", target, "--data-dir", imported)
    assert done.returncode == 0
    with zipfile.ZipFile(target) as package:
        assert "word/comments.xml" in package.namelist()
    text, nothing = tmp_path / "a.txt", tmp_path / "b.docx"
    text.write_text("GB/T 1.1", encoding="utf-8")
    refused = biaozhun("check", text, "--annotate", nothing, "--data-dir", imported)
    assert (refused.returncode, nothing.exists()) == (1, False)
    assert "unsupported_format" in refused.stderr
