from pathlib import Path

import pytest

from biaozhun.core.classification import ClassificationError, industry, read_scheme


def test_the_sections_hold_all_divisions() -> None:
    """Twenty sections hold the divisions 01 to 97, each once."""
    assert "".join(entry.code for entry in industry.sections()) == "ABCDEFGHIJKLMNOPQRST"
    homes = [industry.levels(f"{division:02}")[0] for division in range(1, 98)]
    assert homes == sorted(homes)
    assert (homes[12], homes[42], homes[43], homes[96]) == ("C", "C", "D", "T")


def test_a_class_knows_all_levels_above_it() -> None:
    """Group, division and section follow from the digits."""
    assert industry.levels("1311") == ("C", "13", "131", "1311")
    assert industry.levels("C") == ("C",)


@pytest.mark.parametrize("code", ["98", "00", "1", "13115", "C13", "", "１３"])
def test_what_is_no_code_is_refused(code: str) -> None:
    """Divisions that do not exist, too many digits and codes in another writing."""
    with pytest.raises(ClassificationError):
        industry.levels(code)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("C1311", ("1311",)),
        ("1311;a01", ("1311", "01")),
        ("制造业", ("C",)),
        ("農、林、牧、漁業", ("A",)),
        ("C", ("C",)),
    ],
)
def test_cells_of_industries_are_read(cell: str, codes: tuple[str, ...]) -> None:
    """Codes with and without letter, titles of sections in either script."""
    assert industry.read(cell) == (codes, ())


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("O791", "industry_unknown"), ("9811", "industry_unknown"), ("X09", "industry_malformed")],
)
def test_nonsense_is_reported(cell: str, kind: str) -> None:
    """A letter against its division (O791 is of the 2011 edition) and what is no code at all."""
    reading = industry.read(cell)
    assert reading.codes == ()
    assert [(fault.code, fault.fragment) for fault in reading.faults] == [(kind, cell)]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("A12/H6210", ("6210",)),
        ("/I631", ("631",)),
        ("K7020", ("7020",)),
        ("L00/09/C343", ("343",)),
        ("C13", ()),
        ("A12", ()),
    ],
)
def test_industries_beside_ccs_are_told_from_categories(cell: str, codes: tuple[str, ...]) -> None:
    """In a cell of CCS codes only a stroke or a third digit makes an industry code."""
    assert industry.beside_ccs(cell) == (codes, ())


@pytest.mark.shared
def test_a_full_table_is_read_from_the_operators_file(shared: Path) -> None:
    """The whole GB/T 4754 comes in by its own CSV and agrees with what is shipped."""
    text = (shared / "data/classification/gbt4754_2017.csv").read_text(encoding="utf-8")
    scheme = read_scheme(text, "GB/T 4754")
    assert len(scheme) == 1968
    assert scheme.title("0111") == "稻谷种植"
    assert scheme.levels("0111") == industry.levels("0111")
    assert [(entry.code, entry.title_zh) for entry in scheme.children()] == [
        (entry.code, entry.title_zh) for entry in industry.sections()
    ]
