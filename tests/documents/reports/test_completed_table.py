"""A text table that comes back with columns added has every line as it was, and more behind it."""

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.documents.reports.completed_table import completed_table
from biaozhun.documents.reports.sheet_columns import AddedColumns
from tests.documents.reports.lists import packed

TEXT = (
    "清单;导出\r\n\r\n编号,名称\r\n"
    'GB/T 1.1-2020,"导则,第1部分"\r\nGB 1,"两\r\n行"\r\n废纸\r\nGB 3,c,d'
)
ADDED = AddedColumns(
    heads=("状态", "处理"),
    widths=(1, 1),
    rows={4: ("现行", "无"), 5: ("废止", "=1,2"), 8: ("●", 'a"b')},
)
DONE = (
    "清单;导出\r\n\r\n编号,名称,,状态,处理\r\n"
    'GB/T 1.1-2020,"导则,第1部分",,现行,无\r\n'
    'GB 1,"两\r\n行",,废止,"\'=1,2"\r\n'
    "废纸,,,,\r\n"
    'GB 3,c,d,●,"a""b"'
)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_lines_go_on_in_their_own_encoding(mark: bytes, encoding: str) -> None:
    """Mark, encoding, quotes, line ends and the missing end of the last line stay."""
    done = completed_table(mark + TEXT.encode(encoding), packed(ADDED))
    assert done == mark + DONE.encode(encoding)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay(end: str) -> None:
    """Those of Unix, Windows and old programs."""
    text = f"编号{end}GB 1{end}"
    added = AddedColumns(heads=("状态",), widths=(1,), rows={2: ("现行",)})
    assert completed_table(text.encode(), packed(added)).decode() == (
        f"编号,状态{end}GB 1,现行{end}"
    )


def test_a_file_that_quotes_every_cell_gets_quoted_cells() -> None:
    """As its first row shows; its delimiter is a tab."""
    added = AddedColumns(heads=("状态", "处理"), widths=(1, 1), rows={2: ("现行", "无")})
    assert completed_table('"编号"\t"名称"\n"GB 1"\t"a"\n'.encode(), packed(added)).decode() == (
        '"编号"\t"名称"\t"状态"\t"处理"\n"GB 1"\t"a"\t"现行"\t"无"\n'
    )


def test_a_list_without_a_heading_gets_none() -> None:
    """Its first line is a number."""
    added = AddedColumns(heads=("状态",), widths=(1,), rows={1: ("现行",), 2: ("废止",)})
    assert completed_table(b"GB 1\nGB 2", packed(added)) == "GB 1,现行\nGB 2,废止".encode()


def test_a_quote_that_is_never_closed_takes_in_no_other_line() -> None:
    """Each line is then a row of its own."""
    added = AddedColumns(heads=("状态",), widths=(1,), rows={2: ("现行",), 3: ("废止",)})
    assert completed_table('编号,名\nGB 1,"a\nGB 2,b\n'.encode(), packed(added)).decode() == (
        '编号,名,状态\nGB 1,"a,现行\nGB 2,b,废止\n'
    )


def test_bytes_that_make_no_sense_stay() -> None:
    """A broken character in a long file is given back as it was."""
    text = "编号,名称\n".encode() + "GB 1,标准名称标准名称\n".encode() * 9 + b"GB 2,\xff\n"
    added = AddedColumns(heads=("状态",), widths=(1,), rows={11: ("现行",)})
    assert completed_table(text, packed(added)).endswith(b"GB 2,\xff," + "现行\n".encode())


_CELLS = st.text("aGB 12-标,\"'=\n", max_size=8)


@given(
    rows=st.lists(st.lists(_CELLS, min_size=2, max_size=5), min_size=1, max_size=6),
    encoding=st.sampled_from(["utf-8", "gb18030"]),
    end=st.sampled_from(["\r\n", "\n"]),
    texts=st.tuples(_CELLS, _CELLS),
)
def test_what_a_table_reader_reads_is_what_was_there_and_what_was_added(
    rows: list[list[str]], encoding: str, end: str, texts: tuple[str, str]
) -> None:
    """Any table, written and read with the csv module: its cells first, then padding, then ours."""
    rows = [["编号", "名称", "份数"], *(["x", *row] for row in rows)]
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=end).writerows(rows)
    original = stream.getvalue()
    added = AddedColumns(heads=("状态", "处理"), widths=(1, 1), rows={2: texts})
    done = completed_table(original.encode(encoding), packed(added)).decode(encoding)
    read = list(csv.reader(io.StringIO(done, newline="")))
    width = max(map(len, rows))
    assert [row[: len(old)] for row, old in zip(read, rows, strict=True)] == rows
    assert {len(row) for row in read} == {width + 2}
    assert read[0][width:] == ["状态", "处理"]
    assert [row[width:] for row in read[2:]] == [["", ""]] * (len(rows) - 2)
    kept = iter(done)
    assert all(sign in kept for sign in original)  # nothing of it is lost or moved
