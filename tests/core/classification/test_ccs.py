import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.classification import ClassificationError, ccs


def test_the_classes_are_shipped_in_both_languages() -> None:
    """Twenty-four letters, without I and O, each named in Chinese and English."""
    codes = "".join(entry.code for entry in ccs.classes())
    assert codes == "ABCDEFGHJKLMNPQRSTUVWXYZ"
    assert all(entry.title_zh and entry.title_en for entry in ccs.classes())
    assert (ccs.title("A"), ccs.title("Z", "en")) == ("综合", "Environmental protection")


def test_a_code_knows_its_class() -> None:
    """A category lies in the class of its letter; a class is its own only level."""
    assert ccs.levels("A12") == ("A", "A12")
    assert ccs.levels("A10/19") == ("A", "A10/19")
    assert ccs.levels("A") == ("A",)


def test_a_category_has_no_shipped_title() -> None:
    """What may not be passed on is refused, not invented."""
    with pytest.raises(ClassificationError):
        ccs.title("A12")


@given(st.text(max_size=40))
def test_any_cell_is_read_without_an_error(cell: str) -> None:
    """No text breaks the reader, and every fault quotes the cell at its place."""
    for fault in ccs.read(cell).faults:
        assert cell[fault.start : fault.end] == fault.fragment


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("A12", ("A12",)),
        ("A12/H511", ("A12",)),
        ("/I6560", ()),
        ("L00/09/C343", ("L00/09",)),
        ("A00/09", ("A00/09",)),
        ("CCSB45/A032", ("B45",)),
        ("ccs p66/E481", ("P66",)),
        ("c75", ("C75",)),
        ("Ｃ　08", ("C08",)),
        ("W56;Y28", ("W56", "Y28")),
        ("Z", ("Z",)),
        ("P/E481", ("P",)),
        ("电工 >> 输变电设备 >> K41变压器", ("K41",)),
        ("", ()),
    ],
)
def test_the_spellings_of_real_cells_are_read(cell: str, codes: tuple[str, ...]) -> None:
    """Industry codes behind a stroke, groups, labels, small letters, blanks, several, paths."""
    assert ccs.read(cell) == (codes, ())


@pytest.mark.parametrize(
    ("cell", "codes", "kind"),
    [
        ("zz", (), "ccs_malformed"),
        ("B3", (), "ccs_malformed"),
        ("13.020.40", (), "ccs_malformed"),
        ("A.00.01/S952", (), "ccs_malformed"),
        ("O12", ("O12",), "ccs_unknown"),
        ("K7020", (), "ccs_industry"),
    ],
)
def test_nonsense_is_reported(cell: str, codes: tuple[str, ...], kind: str) -> None:
    """What is no code, is of no class, or belongs to another scheme is named as such."""
    reading = ccs.read(cell)
    assert reading.codes == codes
    assert [(fault.code, fault.fragment) for fault in reading.faults] == [(kind, cell)]


@pytest.mark.shared
def test_nearly_all_cells_of_a_real_catalogue_are_read(shared: Path) -> None:
    """Of the rows with a CCS cell, 98.5 % give a code without a fault; the rest are industries."""
    with gzip.open(shared / "data/catalogue/cn_a.jsonl.gz", "rt", encoding="utf-8") as rows:
        cells = [cell for row in rows if (cell := json.loads(row).get("ccs"))]
    readings = [ccs.read(cell) for cell in cells]
    malformed = sum(f.code == "ccs_malformed" for reading in readings for f in reading.faults)
    assert len(readings) > 43_000
    assert sum(bool(reading.codes) for reading in readings) / len(readings) >= 0.985
    assert malformed / len(readings) < 0.002
