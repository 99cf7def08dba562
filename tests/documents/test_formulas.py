"""Cells that a spreadsheet would run, written so that it does not and read as they were."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from biaozhun.documents.formulas import guarded, unguarded

RUN = ("=1+1", "+86", "-", "@SUM(A1)", "\t=1", "\r=1", "＝1")


@pytest.mark.parametrize("text", RUN)
def test_a_formula_becomes_a_text(text: str) -> None:
    """An apostrophe before it, whatever the spreadsheet begins its formulas with."""
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "GB/T 1-2020", "'标准'", "a=b", " "])
def test_what_no_spreadsheet_runs_stays(text: str) -> None:
    """Neither way changes it, an apostrophe of its own included."""
    assert (guarded(text), unguarded(text)) == (text, text)


@given(st.text("'=+-@＝\ta标", max_size=6))
@example("'=1")
@example("''-")
def test_every_cell_comes_back_as_it_was(text: str) -> None:
    """Guarding and taking the guard away is nothing, and no guarded cell is a formula."""
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "＝", "\t"))
