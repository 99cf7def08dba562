import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.classification import ClassificationError, ics


def test_the_classification_is_whole() -> None:
    """Forty fields, 401 groups and 940 sub-groups, each field with a Chinese name."""
    counts = [sum(entry.level == level for entry in ics.scheme()) for level in (1, 2, 3)]
    assert counts == [40, 401, 940]
    assert len(ics.fields()) == 40
    assert all(field.title_zh and field.title_en for field in ics.fields())


def test_a_code_has_a_title_in_the_languages_known() -> None:
    """Fields in both, the levels below in English only."""
    assert ics.title("13", "zh") == "环保、保健和安全"
    assert ics.title("13", "en") == "Environment. Health protection. Safety"
    assert ics.title("01.020", "en") == "Terminology (principles and coordination)"
    assert ics.title("01.020", "zh") is None


def test_a_code_knows_the_levels_above_it() -> None:
    """Parents by the table, levels by the code itself, so unknown codes can be indexed too."""
    assert (ics.parent("13.020.10"), ics.parent("13.020"), ics.parent("13")) == (
        "13.020",
        "13",
        None,
    )
    assert ics.levels("13.020.10") == ("13", "13.020", "13.020.10")
    assert ics.levels("99.999") == ("99", "99.999")


@pytest.mark.parametrize("code", ["99", "13.02", "13.020.1", "", "ICS 13"])
def test_an_unknown_code_is_refused(code: str) -> None:
    """Asking for what is not in the classification is an error that quotes the code."""
    with pytest.raises(ClassificationError) as refused:
        ics.title(code, "en")
    assert (refused.value.code, refused.value.fragment) == ("classification_code_unknown", code)


@given(st.lists(st.sampled_from([entry.code for entry in ics.scheme()]), max_size=4, unique=True))
def test_codes_between_any_marks_are_read(codes: list[str]) -> None:
    """Whatever mark stands between codes, they come out in order and without fault."""
    for mark in (";", "；", ",", "，", "、", " ", "\u3000", "; "):
        assert ics.read(mark.join(codes)) == (tuple(codes), ())


@given(st.text(max_size=40))
def test_any_cell_is_read_without_an_error(cell: str) -> None:
    """No text breaks the reader, and every fault quotes the cell at its place."""
    for fault in ics.read(cell).faults:
        assert cell[fault.start : fault.end] == fault.fragment


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("03.080;13.020", ("03.080", "13.020")),
        ("ICS 03.080", ("03.080",)),
        ("ICS29.120.40", ("29.120.40",)),
        ("ＩＣＳ　０３．０８０", ("03.080",)),
        ("03-080", ("03.080",)),
        ("07.060.", ("07.060",)),
        ("13. 310", ("13.310",)),
        ("11. 040. 01", ("11.040.01",)),
        ("01.040.01 、、 ()", ("01.040.01",)),
        ("01.020 35.240.30", ("01.020", "35.240.30")),
        ("03.080;03.080", ("03.080",)),
        ("91.100.99 &lt;br91.120.10", ("91.100.99", "91.120.10")),
        ("电气工程 >> 电灯及有关装置 >> 29.140.50照明安装系统", ("29.140.50",)),
        ("", ()),
    ],
)
def test_the_spellings_of_real_cells_are_read(cell: str, codes: tuple[str, ...]) -> None:
    """Labels, width, dashes, blanks inside a code, debris of markup and paths of titles."""
    assert ics.read(cell) == (codes, ())


@pytest.mark.parametrize(
    ("cell", "codes", "faults"),
    [
        ("77.010", ("77.010",), [("ics_unknown", "77.010")]),
        ("35.24", ("35.240",), [("ics_mended", "35.24")]),
        ("7.06", ("07.060",), [("ics_mended", "7.06")]),
        ("ICS45020", ("45.020",), [("ics_mended", "45020")]),
        ("13.20", (), [("ics_malformed", "13.20")]),
        ("13.300;13.020.4", ("13.300",), [("ics_malformed", "13.020.4")]),
        ("01.12003.220", (), [("ics_malformed", "01.12003.220")]),
        ("油橄榄", (), [("ics_malformed", "油橄榄")]),
        ("A00", (), [("ics_malformed", "A00")]),
    ],
)
def test_faults_are_reported_and_what_is_certain_is_kept(
    cell: str, codes: tuple[str, ...], faults: list[tuple[str, str]]
) -> None:
    """Unknown codes stay and are named; lost zeros are mended only where a number lost them."""
    reading = ics.read(cell)
    assert reading.codes == codes
    assert [(fault.code, fault.fragment) for fault in reading.faults] == faults


@pytest.mark.shared
def test_nearly_all_cells_of_a_real_catalogue_are_read(shared: Path) -> None:
    """Of the rows with an ICS cell, 99.6 % give a code and 97.5 % give it without a fault."""
    with gzip.open(shared / "data/catalogue/cn_a.jsonl.gz", "rt", encoding="utf-8") as rows:
        cells = [cell for row in rows if (cell := json.loads(row).get("ics"))]
    readings = [ics.read(cell) for cell in cells]
    assert len(readings) > 37_000
    assert sum(bool(reading.codes) for reading in readings) / len(readings) >= 0.996
    assert sum(reading.faults == () for reading in readings) / len(readings) >= 0.975
