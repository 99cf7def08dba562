"""Text tables: delimiters, quotes, rows that cannot be read."""

from pathlib import Path

import pytest

from biaozhun.documents.delimited import BrokenRow, delimited_rows, find_delimiter
from biaozhun.documents.errors import DocumentError


@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    """Whatever parts the cells of the first lines evenly is the delimiter."""
    assert find_delimiter(delimiter.join("abcd") + "\n" + delimiter.join("1234")) == delimiter


def test_mixed_line_ends_and_quoted_line_breaks(tmp_path: Path) -> None:
    """Windows, Unix and old Macintosh line ends may stand in one file."""
    path = tmp_path / "a.csv"
    path.write_bytes(b'a,b\r\n1,2\n3,4\r5,"6\n7"\n\n')
    rows = [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6\n7"]]
    assert list(delimited_rows(path)) == rows


def test_a_quote_never_closed_costs_a_row_not_the_file(tmp_path: Path) -> None:
    """After an endless cell reading goes on."""
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,"' + "x\n" * 600_000 + "2,3\n", encoding="utf-8")
    rows = list(delimited_rows(path))
    assert rows[0] == ["a", "b"]
    assert isinstance(rows[1], BrokenRow)
    assert rows[-1] == ["2", "3"]


def test_an_endless_line_costs_a_row_not_the_file(tmp_path: Path) -> None:
    """A line longer than any row is skipped."""
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "x" * 3_000_000 + "\n1,2\n", encoding="utf-8")
    rows = list(delimited_rows(path))
    assert rows[0] == ["a", "b"]
    assert isinstance(rows[1], BrokenRow)
    assert rows[2] == ["1", "2"]


def test_a_million_columns_are_refused(tmp_path: Path) -> None:
    """A table wider than any list of standards is a clear error."""
    path = tmp_path / "a.csv"
    path.write_text("a," * 400_000 + "\n", encoding="utf-8")
    with pytest.raises(DocumentError) as refused:
        list(delimited_rows(path))
    assert refused.value.code == "too_many_columns"
