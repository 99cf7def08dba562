"""Cells of tables that people bring."""

import datetime as dt

import pytest

from biaozhun.cloud.ui.brought import day_told


@pytest.mark.parametrize(
    "cell",
    ["2020-03-01", " 2020/3/1 ", "2020.03.1", "2020年3月1日", "20200301", "２０２０－３－１"],
)
def test_a_day_is_read_however_it_is_written(cell: str) -> None:
    """Spreadsheets, officers and full-width keyboards write one day in many ways."""
    assert day_told(cell) == dt.date(2020, 3, 1)


@pytest.mark.parametrize("cell", ["", "2020", "2020-03", "2020-02-30", "0000-01-01", "2020111"])
def test_what_is_no_day_tells_none(cell: str) -> None:
    """A month, a year and a day that never was are none; nothing is guessed."""
    assert day_told(cell) is None
