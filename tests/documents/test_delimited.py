"""Text tables: delimiters, quotes, rows that cannot be read."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.documents.delimited import BrokenRow, Unquoted, delimited_rows, find_delimiter
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


def test_a_quote_never_closed_costs_no_row_however_many_follow(tmp_path: Path) -> None:
    """Lines taken in by an open quote are read again, each as its own row."""
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,"' + "x\n" * 600_000 + "2,3\n", encoding="utf-8")
    rows = list(delimited_rows(path))
    assert rows[:2] == [["a", "b"], ["1", "x"]]
    assert isinstance(rows[1], Unquoted)
    assert rows[2:-1] == [["x"]] * 599_999
    assert rows[-1] == ["2", "3"]


@pytest.mark.parametrize(
    "behind",
    [
        "2,b\n3,c\n",  # no quote up to the end
        '2,b\n3,"c"\n',  # the next quote seems to close it
        '2,b\n3,"c\nd"\n',  # and begins a cell with a line break
    ],
)
@pytest.mark.parametrize("opening", ['1,"a\n', '"1,a\n', '"1",a"\n"1","a\n'])
def test_an_open_quote_takes_in_no_rows(tmp_path: Path, opening: str, behind: str) -> None:
    """Only the line with the open quote is marked; those behind it are as they are without it."""
    path = tmp_path / "a.csv"
    path.write_text("A,B\n" + opening + behind, encoding="utf-8")
    rows = list(delimited_rows(path))
    path.write_text("A,B\n" + behind, encoding="utf-8")
    _, *sound = delimited_rows(path)
    assert rows[-len(sound) :] == sound
    assert rows[-len(sound) - 1] == ["1", "a"]
    assert [isinstance(row, Unquoted) for row in rows].count(True) == 1


def test_cells_with_line_breaks_stay_whole(tmp_path: Path) -> None:
    """Quotes that are closed hold line breaks, doubled quotes, and rows of the same form."""
    path = tmp_path / "a.csv"
    path.write_text('a,b,c\n1,"x\n2,y,z",3\n"p ""q""\n\nr",5,6\n', encoding="utf-8")
    rows = [["a", "b", "c"], ["1", "x\n2,y,z", "3"], ['p "q"\n\nr', "5", "6"]]
    assert list(delimited_rows(path)) == rows


def test_a_blank_behind_a_closing_quote_does_no_harm(tmp_path: Path) -> None:
    """A cell with a line break stays one although something stands behind its quote."""
    path = tmp_path / "a.csv"
    path.write_text('a,b,c\n1,"x\ny" ,3\n"p"q,5,6\n', encoding="utf-8")
    rows = [["a", "b", "c"], ["1", "x\ny ", "3"], ["pq", "5", "6"]]
    assert list(delimited_rows(path)) == rows


@given(st.lists(st.lists(st.text(st.sampled_from('ab",\n')), min_size=2, max_size=3), min_size=1))
def test_what_a_writer_of_csv_writes_is_read_as_it_was(table: list[list[str]]) -> None:
    """Well-formed tables come back cell by cell, whatever their cells hold."""
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(table)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(written.getvalue(), encoding="utf-8", newline="")
        rows = list(delimited_rows(path, delimiter=","))
    assert rows == [row for row in table if any(cell.strip() for cell in row)]


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
