"""The manual's list of codes is what the program can give."""

import importlib
import re
from http import HTTPStatus
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from biaozhun.cloud.catalogue import wording

ROOT = Path(__file__).resolve().parents[2]
API_ERRORS = (400, 403, 404, 500)  # pages of errors; below /api/ the code is the status in words


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that writes the pages."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("reference_pages")


def listed() -> list[set[str]]:
    """The codes of each table of the committed page."""
    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    row = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
    return [set(row.findall(part)) for part in page.split("\n## ")[1:]]


def test_every_code_that_can_reach_a_user_is_in_the_manual(pages: ModuleType) -> None:
    """Errors, reasons of rejected rows, values that were not taken, the interface: no more."""
    errors = {code for _, code in pages.error_codes()}
    assert listed() == [errors, set(wording.REJECTION), set(wording.FINDING), set(pages.API_CODES)]


def test_every_code_of_the_interface_has_its_meaning(pages: ModuleType) -> None:
    """Those that it writes itself, and those of the pages of errors."""
    given = {one.code for one in pages.stable_codes.given() if one.by == "problem" and one.is_named}
    phrases = {HTTPStatus(status).phrase.lower().replace(" ", "_") for status in API_ERRORS}
    assert set(pages.API_CODES) == given | phrases


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ('raise DocumentError("The file is odd", code="odd_file")', ["odd_file"]),
        ('raise E(code="x")', []),
        ('RowError(code="a" if x else "b", message="m")', ["a", "b"]),
        ('reading.report("odd_date", field, text, "This is odd")', ["odd_date"]),
        ('_MESSAGES = {"ics_odd": "this is odd"}', ["ics_odd"]),
        ('problem(HTTPStatus.CONFLICT, "odd_order", f"{x} is odd")', ["odd_order"]),
    ],
    ids=["error", "other call", "choice", "finding", "table", "interface"],
)
def test_a_code_is_found_where_it_is_given(
    pages: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    source: str,
    codes: list[str],
) -> None:
    """A new code anywhere in the source is found, and so would be missed on the page."""
    (tmp_path / "new.py").write_text(source, "utf-8")
    monkeypatch.setattr(pages.stable_codes, "SOURCE", tmp_path)
    assert [one.code for one in pages.stable_codes.given()] == codes


class Whole(msgspec.Struct):
    """An object that is explained.

    Attributes:
        one: told on
            two lines.
        two: ``None`` where there is none.
    """

    one: int
    two: int | None


class Half(Whole):
    """An object of which the docstring tells half.

    Attributes:
        one: told.
    """


def test_a_member_of_an_output_without_a_meaning_is_refused(pages: ModuleType) -> None:
    """The manual cannot be written before every name that programs read is explained."""
    assert pages.members(Whole) == [
        "| `one` | told on two lines. |",
        "| `two` | null where there is none. |",
    ]
    with pytest.raises(KeyError, match="two"):
        pages.members(Half)
