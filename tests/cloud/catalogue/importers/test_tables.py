"""CSV, TSV and workbooks with recognised or described columns, and text cards."""

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest

from biaozhun.cloud.catalogue.importers import ImportFormatError, Row, open_importer
from biaozhun.core.bibliography import BibliographicRecord, StatusWord
from biaozhun.core.bibliography.mapping import read_mapping

HEADER = "序号,标准编号,标准名称,发布日期,实施日期,标准状态,代替标准号"
ROW = "1,GB/T 1.1-2020,标准化工作导则,2020-03-31,2020-10-01,现行,GB/T 1.1-2009"


def _table(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "list"
    path.write_bytes(text.encode(encoding))
    return path


def _workbook(tmp_path: Path, *sheets: list[list[object]]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = workbook.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    workbook.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


def _records(rows: list[Row]) -> list[BibliographicRecord]:
    return [row.record for row in rows if row.record]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_is_read_whatever_its_dress(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Encoding and delimiter are found by content; the row comes as JSON of header and cell."""
    text = f"{HEADER}\r\n{ROW}\r\n".replace(",", delimiter)
    [row] = open_importer(_table(tmp_path, text, encoding)).rows()
    assert row.record is not None
    assert row.record.published == dt.date(2020, 3, 31)
    assert [relation.number for relation in row.record.relations] == ["GB/T 1.1-2009"]
    assert row.record.findings == ()
    assert json.loads(row.raw) == dict(zip(HEADER.split(","), ROW.split(","), strict=True))


def test_notes_above_the_header_are_passed_over(tmp_path: Path) -> None:
    """The header is the first row that names columns of standards."""
    rows = list(open_importer(_table(tmp_path, f"某馆馆藏\n共一项\n{HEADER}\n{ROW}\n")).rows())
    assert [record.number for record in _records(rows)] == ["GB/T 1.1-2020"]


def test_rows_that_do_not_fit_are_refused_one_by_one(tmp_path: Path) -> None:
    """Too many cells, no number, bytes that do not decode: each with its code, the rest goes in."""
    text = f"{HEADER}\n{ROW},x,y\n2,,无号,,,,\n{ROW}\n".encode()
    path = tmp_path / "list"
    path.write_bytes(text + b"3,GB 3-2020," + b"\xff\xfe\n" + f"{ROW}\n".encode())
    rows = list(open_importer(path).rows())
    assert [row.error.code if row.error else "" for row in rows] == [
        "too_many_cells",
        "no_number",
        "",
        "wrong_encoding",
        "",
    ]


def test_bytes_that_do_not_decode_are_kept_as_json_says_them(tmp_path: Path) -> None:
    """The source form of such a row is JSON like that of any other, the bytes escaped in it."""
    path = tmp_path / "list"
    rows = f"{HEADER}\n{ROW}\n".encode() + "3,GB 3-2020,某".encode() + b"\xff\xe9\n"
    path.write_bytes(rows)
    *_, broken = open_importer(path).rows()
    assert broken.error is not None
    assert broken.error.code == "wrong_encoding"
    assert isinstance(broken.raw, bytes)
    row = json.loads(broken.raw)
    assert row["标准编号"] == "GB 3-2020"
    assert row["标准名称"].encode(errors="surrogateescape") == "某".encode() + b"\xff\xe9"


def test_a_rejected_row_can_be_mended_and_sent_again(tmp_path: Path) -> None:
    """The source form of a row is itself an input in the same words."""
    [row] = open_importer(_table(tmp_path, f"{HEADER}\n1,T/CSMT,某规范,,2020-10-01,现行,\n")).rows()
    assert row.error is not None
    assert row.error.code == "number_incomplete"
    mended = json.loads(row.raw) | {"标准编号": "T/CSMT 001-2020"}
    again = tmp_path / "again"
    again.write_text(json.dumps(mended, ensure_ascii=False), encoding="utf-8")
    [record] = _records(list(open_importer(again).rows()))
    assert (record.number, record.title_zh) == ("T/CSMT 001-2020", "某规范")


@pytest.mark.parametrize("described", [False, True])
def test_rejected_rows_come_back_with_their_reason_in_front(
    tmp_path: Path, *, described: bool
) -> None:
    """The columns that say why a row came back are passed over, mapping file or not."""
    text = (
        "_row,_code,_reason,_fragment,标准编号,标准名称\n3,no_number,why,x,GB/T 1.1-2020,某导则\n"
    )
    columns = 'name = "own"\n[columns]\n"标准编号" = "number"\n"标准名称" = "title_zh"'
    mapping = read_mapping(columns) if described else None
    importer = open_importer(_table(tmp_path, text), mapping=mapping)
    [record] = _records(list(importer.rows()))
    assert (record.number, record.title_zh, record.findings) == ("GB/T 1.1-2020", "某导则", ())
    assert importer.unknown_columns == {}


@pytest.mark.parametrize("header", ["_row,_code,_reason,_fragment,标准编号", "序号,标准编号"])
def test_a_table_of_numbers_alone_is_read(tmp_path: Path, header: str) -> None:
    """A header may consist of the number and of columns that say nothing that is kept."""
    row = ",".join("1" * header.count(",")) + ",GB/T 1.1-2020"
    [record] = _records(list(open_importer(_table(tmp_path, f"{header}\n{row}\n")).rows()))
    assert (record.number, record.findings) == ("GB/T 1.1-2020", ())


def test_an_operators_mapping_describes_any_table(tmp_path: Path) -> None:
    """Foreign words, dates and lists are read as the mapping says."""
    mapping = read_mapping("""
        name = "library"
        date_formats = ["%d/%m/%Y"]
        [columns]
        "Std." = "number"
        "Made by" = "drafting_units"
        "Day" = "published"
        "OK" = "status"
        [ignored]
        "Shelf" = "where the paper copy stands"
        [constants]
        language = "zh"
        [separators]
        drafting_units = "/"
        [statuses]
        "yes" = "in_force"
    """)
    path = _table(
        tmp_path, "My list\nStd.;Made by;Day;OK;Shelf\nGB 1-2020;甲/乙;31/03/2020;yes;7\n"
    )
    [row] = open_importer(path, mapping=mapping).rows()
    assert row.record == BibliographicRecord(
        number="GB 1-2020",
        drafting_units=("甲", "乙"),
        published=dt.date(2020, 3, 31),
        status=StatusWord.IN_FORCE,
        status_text="yes",
        language="zh",
    )


def test_a_mapping_that_does_not_fit_names_the_columns(tmp_path: Path) -> None:
    """Columns of the mapping that the table lacks are listed."""
    mapping = read_mapping('name = "a"\n[columns]\n"标准编号" = "number"\n"页数" = "edition"')
    with pytest.raises(ImportFormatError) as refused:
        open_importer(_table(tmp_path, f"{HEADER}\n{ROW}\n"), mapping=mapping)
    assert (refused.value.code, refused.value.fragment) == ("column_missing", "页数")


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "标准名称,实施日期\n甲,2020-01-01\n", "x"])
def test_a_table_without_numbers_is_refused(tmp_path: Path, text: str) -> None:
    """No column can be the number: the operator is told to describe the table."""
    with pytest.raises(ImportFormatError) as refused:
        open_importer(_table(tmp_path, text))
    assert refused.value.code == "no_number_column"


def test_a_workbook_is_read_with_its_dates_and_further_sheets(tmp_path: Path) -> None:
    """Date cells are dates; sheets with the same header go on; others are named with their rows."""
    header: list[object] = ["标准编号", "标准名称", "发布日期", "实施日期", "页数"]
    day = dt.date(2020, 3, 31)
    path = _workbook(
        tmp_path,
        [header, ["GB 1-2020", "甲", day, dt.datetime(2020, 10, 1), 54]],  # noqa: DTZ001 - a cell
        [["说明"], ["本表"]],
        [header, ["GB 2-2020", "乙", "2020-02-30", None, None], [None] * 5],
    )
    importer = open_importer(path)
    records = _records(list(importer.rows()))
    assert [(r.number, r.published, r.in_force) for r in records] == [
        ("GB 1-2020", day, dt.date(2020, 10, 1)),
        ("GB 2-2020", None, None),
    ]
    assert [finding.code for finding in records[1].findings] == ["bad_date"]
    assert importer.unknown_columns == {"sheet 表2": 2, "页数": 1}
    assert [row.position for row in importer.rows(start=1)] == [2]


def test_text_cards_are_read(tmp_path: Path) -> None:
    """Labels are header words; the card comes along as text."""
    card = "标准名称 ：移动电源\n标准编号 ：GB 47372-2026\n标准状态 ：即将实施\n现行或作废 ：现行"
    path = tmp_path / "cards"
    path.write_text(f"{card}\n\n标准名称 ：无号\n", encoding="gb18030")
    importer = open_importer(path)
    first, second = importer.rows()
    assert importer.name == "cards"
    assert first.raw == card
    assert first.record is not None
    assert (first.record.number, first.record.status) == ("GB 47372-2026", StatusWord.UPCOMING)
    assert second.error is not None
    assert second.error.code == "no_number"


def test_a_quote_left_open_loses_no_row_and_is_told(tmp_path: Path) -> None:
    """The rows behind the quote go in, and the row with it says in which column it stands."""
    text = '标准号,标准名称\nGB/T 92031-2000,"未闭合\nGB/T 92032-2000,b\nGB/T 92033-2000,c\n'
    first, *others = _records(list(open_importer(_table(tmp_path, text)).rows()))
    assert (first.number, first.title_zh) == ("GB/T 92031-2000", "未闭合")
    assert [(f.code, f.field, f.fragment) for f in first.findings] == [
        ("unclosed_quote", "标准名称", "未闭合")
    ]
    assert [(r.number, r.title_zh, r.findings) for r in others] == [
        ("GB/T 92032-2000", "b", ()),
        ("GB/T 92033-2000", "c", ()),
    ]


def test_a_quote_left_open_behind_the_last_column_is_told_of_that_one(tmp_path: Path) -> None:
    """An empty cell too many with nothing but a quote costs nothing."""
    text = '标准号,标准名称\nGB/T 1-2000,a,"\nGB/T 2-2000,b\n'
    first, second = _records(list(open_importer(_table(tmp_path, text)).rows()))
    assert [(f.code, f.field) for f in first.findings] == [("unclosed_quote", "标准名称")]
    assert (second.number, second.findings) == ("GB/T 2-2000", ())


def test_a_garbled_header_is_told_with_the_encoding_it_was_read_in(tmp_path: Path) -> None:
    """Big5 reads as GB18030 without fault; only the reader of the words sees that it is none."""
    with pytest.raises(ImportFormatError) as refused:
        open_importer(_table(tmp_path, "標準號,標準名稱\nGB/T 1-2000,甲\n", "big5"))
    assert refused.value.code == "no_number_column"
    assert refused.value.hint.startswith("it was read as GB18030: if the words are garbled, ")
    with pytest.raises(ImportFormatError) as sound:
        open_importer(_table(tmp_path, "号,名\nGB/T 1-2000,甲\n"))
    assert sound.value.hint.startswith("name a column")
