"""A workbook that comes back with columns added is otherwise the workbook that was sent."""

import io
import zipfile

import msgspec
import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from biaozhun.core.errors import BiaozhunError
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reports.completed import completed_workbook
from tests.documents.reports.lists import (
    ADDED,
    HEADS,
    PART,
    SHEET,
    edited,
    members,
    packed,
    rich_workbook,
    with_member,
)

RICH = rich_workbook()
NEW = {(row, column) for row in (2, 3, 4, 5) for column in (6, 7)}
Cell = tuple[object, ...]


def completed(content: bytes = RICH) -> bytes:
    """With two columns for three rows."""
    return completed_workbook(content, packed(ADDED))


def opened(content: bytes) -> Workbook:
    """As openpyxl sees it."""
    return load_workbook(io.BytesIO(content))


def cells(book: Workbook) -> dict[tuple[str, int, int], Cell]:
    """Value and look of every cell that is there."""
    return {
        (sheet.title, cell.row, cell.column): (
            cell.value,
            cell.data_type,
            cell.number_format,
            repr(cell.font),
            repr(cell.fill),
            repr(cell.border),
            repr(cell.alignment),
            cell.comment.text if cell.comment else None,
        )
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    }


def test_every_cell_but_the_added_ones_is_as_it_was() -> None:
    """Compared cell by cell over all sheets: value, kind, number format, font, fill, border."""
    before, after = cells(opened(RICH)), cells(opened(completed()))
    added = {(SHEET, row, column) for row, column in NEW}
    assert {at: cell for at, cell in after.items() if at not in added} == {
        at: cell for at, cell in before.items() if at not in added
    }
    assert added <= set(after)


def test_the_added_cells_say_what_they_were_given_and_none_is_a_formula() -> None:
    """Behind the merged note that reaches to E, headings in the row of headings."""
    sheet = opened(completed())[SHEET]
    assert [[cell.value for cell in row] for row in sheet["F2:G5"]] == [
        list(HEADS),
        ["现行", "无须处理"],
        ["废止", '\'=HYPERLINK("http://x")'],
        ["被代替", "更换 "],
    ]
    assert {cell.data_type for row in sheet["F2:G5"] for cell in row} == {"s"}


def test_headings_look_like_those_beside_them_and_empty_cells_keep_their_lines() -> None:
    """The style of the last heading; the border that was drawn around a cell before."""
    sheet = opened(completed())[SHEET]
    assert sheet["F2"].font.name == "黑体"
    assert sheet["F2"].fill.fgColor.rgb == "001B6E4B"
    assert sheet["G4"].border.left.style == "thin"


def test_all_other_parts_are_the_same_bytes_in_the_same_order() -> None:
    """Only the one worksheet differs; names, order and days of the members stay."""
    before, after = members(RICH), members(completed())
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [PART]
    with zipfile.ZipFile(io.BytesIO(RICH)) as old, zipfile.ZipFile(io.BytesIO(completed())) as new:
        assert [one.date_time for one in old.infolist()] == [
            one.date_time for one in new.infolist()
        ]


def test_of_the_worksheet_only_rows_widths_and_extent_differ() -> None:
    """Merged cells, panes, validation, conditional formats, drawings, tables stay as written."""
    old, new = (etree.fromstring(members(one)[PART]) for one in (RICH, completed()))
    may_differ = {"dimension", "cols", "sheetData"}

    def rest(root: etree._Element) -> list[bytes]:
        return [
            etree.tostring(child)
            for child in root
            if etree.QName(child).localname not in may_differ
        ]

    assert rest(old) == rest(new)
    assert new.find("{*}dimension").get("ref") == "A1:H8"
    assert len(rest(new)) > 6


def test_columns_that_were_hidden_to_the_right_are_divided_and_the_new_ones_shown() -> None:
    """F is new and G, the first of the hidden ones, too; H to Z stay hidden."""
    root = etree.fromstring(members(completed())[PART])
    said = [(col.get("min"), col.get("max"), col.get("hidden")) for col in root.find("{*}cols")]
    assert said == [("2", "2", None), ("6", "6", None), ("7", "7", None), ("8", "26", "1")]


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        (r'<c r="[A-Z]+\d+"', "<c"),
        (r'<row r="(\d+)"', r'<row r="\1" spans="1:4"'),
        (r'<dimension ref="[^"]*" ?/>', ""),
        (r"<cols>.*</cols>", ""),
    ],
    ids=["cells without places", "rows with spans", "no extent", "no widths"],
)
def test_sheets_of_other_programs_are_completed_too(pattern: str, by: str) -> None:
    """What the format leaves open is taken either way."""
    changed = edited(RICH, pattern, by)
    sheet = opened(completed(changed))[SHEET]
    row = [cell.value for cell in sheet[3]]
    assert row[:4] == [cell.value for cell in opened(changed)[SHEET][3]][:4]
    assert [value for value in row[4:] if value] == ["现行", "无须处理"]


def test_rows_that_span_columns_span_the_new_ones() -> None:
    """The hint of a row covers its added cells."""
    changed = edited(RICH, r'<row r="(\d+)"', r'<row r="\1" spans="1:4"')
    root = etree.fromstring(members(completed(changed))[PART])
    assert [row.get("spans") for row in root.find("{*}sheetData")][:5] == ["1:4"] + ["1:7"] * 4


def test_a_workbook_in_the_strict_format_is_completed() -> None:
    """Its names of elements and relationships are others."""
    strict = RICH
    for name, held in members(RICH).items():
        if name.endswith((".xml", ".rels")):
            text = held.decode()
            for old, new in (
                (
                    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    "http://purl.oclc.org/ooxml/spreadsheetml/main",
                ),
                (
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    "http://purl.oclc.org/ooxml/officeDocument/relationships",
                ),
            ):
                text = text.replace(old, new)
            strict = with_member(strict, name, text.encode())
    root = etree.fromstring(members(completed(strict))[PART])
    told = root.xpath("string(//*[local-name()='c'][@r='F3'])")
    assert (told, etree.QName(root).namespace) == (
        "现行",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )


def test_a_list_without_headings_gets_none() -> None:
    """The numbers begin in the first row: there is no row for headings."""
    book = Workbook()
    book.active.title = SHEET
    book.active.append(["x", "GB 1-2000"])
    stream = io.BytesIO()
    book.save(stream)
    added = msgspec.structs.replace(ADDED, rows={1: ("现行", "无")})
    sheet = opened(completed_workbook(stream.getvalue(), packed(added)))[SHEET]
    assert [[cell.value for cell in row] for row in sheet] == [["x", "GB 1-2000", "现行", "无"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (edited(RICH, r'<c r="D6"', '<c r="XFC6"'), "too_many_columns"),
        (edited(RICH, r'<c r="D6"', '<c r="D6D"'), "broken_file"),
        (edited(RICH, r"</worksheet>", ""), "broken_file"),
        (edited(RICH, "外来文件", "内来文件", "xl/workbook.xml"), "broken_file"),
        (b"PK", "broken_file"),
    ],
    ids=["no room", "no such place", "broken", "no such sheet", "no archive"],
)
def test_what_cannot_be_completed_is_refused_with_a_code(content: bytes, code: str) -> None:
    """Nothing is given back that would be half of it."""
    with pytest.raises(DocumentError) as refused:
        completed(content)
    assert (refused.value.code, isinstance(refused.value, BiaozhunError)) == (code, True)


def test_macros_stay() -> None:
    """The program in a workbook is a part as any other, and its kind stays in the list of kinds."""
    stream = io.BytesIO(RICH)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    after = members(completed(stream.getvalue()))
    assert after["xl/vbaProject.bin"] == b"\xd0\xcf\x11\xe0macro"
