"""The ledger itself: complete, consistent, and a lower figure fails on it."""

from pathlib import Path

import pytest

from bench.accuracy import NEW, Kept, checksum, judge, keep, line, load
from bench.figures import FIGURES, ODD, Count, Figure, crude_cut, odd_numbers

NAME = "number cn_odd"
FIGURE = Figure("odd identifiers read", (ODD,), 0.5, odd_numbers)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data of four identifiers, of which three are read."""
    odd = tmp_path / ODD
    odd.parent.mkdir(parents=True)
    odd.write_text("SJ 363-73\nGB2312-80\nT/CSMT\nGB/T 1.1—2020\n", encoding="utf-8")
    checksum.cache_clear()
    return tmp_path


def kept(folder: Path, numerator: int, denominator: int) -> Kept:
    """A figure of the ledger, counted from the data of ``folder``."""
    return Kept(
        value=numerator / denominator,
        numerator=numerator,
        denominator=denominator,
        files={ODD: checksum(folder / ODD)},
        date="2026-11-22",
        commit="0" * 40,
    )


@pytest.mark.parametrize(("numerator", "denominator"), [(3, 4), (2, 4), (6, 8)])
def test_an_equal_or_higher_figure_holds(folder: Path, numerator: int, denominator: int) -> None:
    """Three of four is as good as was kept, or better."""
    verdict = judge(NAME, FIGURE, kept(folder, numerator, denominator), folder)
    assert (verdict.count, verdict.failure, verdict.skip) == (Count(3, 4), "", "")


def test_a_lower_figure_fails(folder: Path) -> None:
    """Three of four where four of four were kept is a failure that names both."""
    verdict = judge(NAME, FIGURE, kept(folder, 4, 4), folder)
    assert verdict.failure == "3/4 is lower than 4/4 as kept"
    assert verdict.failure in line(verdict)


def test_a_hair_lower_fails_without_rounding(folder: Path) -> None:
    """Counts are compared, not rounded shares."""
    verdict = judge(NAME, FIGURE, kept(folder, 750_000_001, 1_000_000_000), folder)
    assert verdict.failure != ""


def test_a_figure_below_its_floor_fails_whatever_was_kept(folder: Path) -> None:
    """A ledger written low does not lower the promise."""
    strict = FIGURE._replace(floor=0.95)
    verdict = judge(NAME, strict, kept(folder, 1, 4), folder)
    assert verdict.failure == "75.0000% is below the floor of 95.00%"


def test_a_figure_of_other_files_is_not_compared(folder: Path) -> None:
    """Where the file is another one the verdict says so and is no failure."""
    old = kept(folder, 4, 4)
    (folder / ODD).write_text("T/CSMT\nGB 1-2020\n", encoding="utf-8")
    checksum.cache_clear()
    verdict = judge(NAME, FIGURE, old, folder)
    assert verdict.failure == ""
    assert verdict.skip == f"{ODD} is another file than the figure was counted from"


def test_a_figure_that_was_never_kept_fails(folder: Path) -> None:
    """A new figure has to be written into the ledger."""
    assert judge(NAME, FIGURE, None, folder).failure == NEW


def test_kept_figures_come_back_and_keep_their_day(folder: Path) -> None:
    """What is written is read again; a figure that did not move keeps date and commit."""
    ledger = folder / "accuracy.json"
    assert load(ledger) == {}
    verdict = judge(NAME, FIGURE, None, folder)
    keep([verdict], folder, ledger, "a" * 40)
    first = load(ledger)
    assert (first[NAME].numerator, first[NAME].denominator, first[NAME].value) == (3, 4, 0.75)
    assert first[NAME].files == {ODD: checksum(folder / ODD)}
    keep([verdict], folder, ledger, "b" * 40)
    assert load(ledger) == first


def test_the_ledger_keeps_every_figure_and_no_other() -> None:
    """Each figure measured stands in the ledger with its files, at or above its floor."""
    ledger = load()
    assert list(ledger) == list(FIGURES)
    for name, entry in ledger.items():
        assert entry.numerator <= entry.denominator
        assert entry.value == round(entry.numerator / entry.denominator, 6)
        assert entry.numerator >= FIGURES[name].floor * entry.denominator
        assert tuple(entry.files) == FIGURES[name].files
        assert all(len(digest) == 64 for digest in entry.files.values())
        assert len(entry.commit) == 40


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("GB/T 1.1-2020", ("GBT", "1", "1", "", "2020")),
        ("NY 1500.28.1-2007", ("NY", "1500", "28", "1", "2007")),
        ("GB/T1.1-2020", None),
        ("GB/T 1.1-20", None),
        ("GB/T 1.1.1.1-2020", None),
        ("T/CHAS 10-2-24-2018", None),
        ("JJG(浙) 75-2004", None),
    ],
)
def test_the_crude_cut_takes_only_the_plain(text: str, cut: tuple[str, ...] | None) -> None:
    """Where the crude cut is not sure it says nothing."""
    assert crude_cut(text) == cut
