"""A list of laws from a table: CSV or workbook, rejected rows with their reasons."""

import csv
import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.laws.actions.importing import COLUMNS, MOST_LINES, NEEDED, import_register
from biaozhun.cloud.laws.models import Law, RegisterImport
from biaozhun.cloud.ui.brought import TableRefusedError, read_table
from tests.cloud.laws.conftest import DAY, person, signed_in

ROWS = [
    ("法规名称", "Kind", "发布机关", "文号", "公布日期", "施行日期", "地区代码", "随便"),
    ("甲办法", "部门规章", "某部", "令第1号", dt.date(2020, 1, 16), "2020年3月1日", "", "x"),
    ("乙意见", "policy", "某省政府", "", "20210501", "", 33, ""),
    ("", "法律", "某部", "", "", "", "", ""),
    ("丙法", "诏书", "某部", "", "", "", "", ""),
    ("丁法", "法律", "某部", "", "2020-02-30", "", "", ""),
    ("戊法", "法律", "某部", "", "2020-03-01", "2020-02-01", "", ""),
    ("己法", "法律", "某部", "", "", "", "99", ""),
]


def workbook() -> bytes:
    """The rows as a workbook."""
    book = Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.django_db
def test_a_workbook_with_headings_of_its_own_is_taken_in(desk: Client) -> None:
    """Good rows are in, faulty ones are kept with line and reason and mended by another import."""
    upload = SimpleUploadedFile("目录.xlsx", workbook())
    page = desk.post("/desk/laws/import", {"file": upload}, follow=True).content.decode()
    assert "新增 2 份，更改 0 份，没有变动 0 份，退回 5 行" in page
    facts = Law.objects.order_by("title").values_list(
        "title", "kind", "number", "published", "in_force", "region"
    )
    assert list(facts) == [
        (
            *("乙意见", "policy", "", dt.date(2021, 5, 1)),
            *(None, "33"),
        ),
        (
            *("甲办法", "department_rule", "令第1号", dt.date(2020, 1, 16)),
            *(dt.date(2020, 3, 1), ""),
        ),
    ]
    run = RegisterImport.objects.get()
    assert [(each["line"], each["reason"]) for each in run.rejected] == [
        (4, "缺少“名称”。"),
        (5, "“种类”里的“诏书”不认识。"),
        (6, "“公布日期”里的“2020-02-30”不是日期，写成 2020-03-01。"),
        (7, "日期要依次是通过、公布、施行、废止。"),
        (8, "没有“99”这个行政区划代码。"),
    ]
    address = f"/desk/laws/imports/{run.pk}?format=csv"
    text = b"".join(desk.get(address)).decode("utf-8-sig")  # type: ignore[arg-type]  # a streaming answer
    mended = text.replace("诏书", "法律").replace("2020-02-30", "2020-02-28")
    again = SimpleUploadedFile("mended.csv", mended.encode())
    page = desk.post("/desk/laws/import", {"file": again}, follow=True).content.decode()
    assert "新增 2 份，更改 0 份，没有变动 0 份，退回 3 行" in page
    assert len(list(csv.reader(io.StringIO(text)))) == 6


@pytest.mark.django_db
def test_a_row_of_a_law_that_is_held_changes_what_its_cells_say(keeper: Person) -> None:
    """Empty cells change nothing; the same table again changes nothing."""
    first = "名称,种类,发布机关,公布日期,备注\n甲办法,法律,某部,2020-01-01,旧\n"
    second = "名称,种类,发布机关,施行日期,备注\n中华人民共和国甲办法,法律,某部,2020-02-01,\n"
    told = []
    for text in (first, second, second):
        table = read_table(text.encode(), COLUMNS, needed=NEEDED, most_lines=MOST_LINES)
        run = import_register(table, name="", actor=keeper, today=DAY)
        told.append((run.added, run.changed, run.unchanged))
    assert told == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    law = Law.objects.get()
    assert (law.published, law.in_force, law.note) == (
        dt.date(2020, 1, 1),
        dt.date(2020, 2, 1),
        "旧",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [b"", b"a,b\n1,2\n", b"PK\x03\x04broken", b"\xff\xfe\x00\xd8"],
)
def test_a_table_that_cannot_be_read_is_refused(desk: Client, content: bytes) -> None:
    """422 with a sentence, and no import."""
    upload = SimpleUploadedFile("t.csv", content)
    answer = desk.post("/desk/laws/import", {"file": upload})
    assert (answer.status_code, RegisterImport.objects.count()) == (422, 0)
    assert answer.context["form"].errors


def test_a_huge_table_is_refused() -> None:
    """By bytes, and by rows."""
    for content in (b"x" * 5_000_001, b"a,b\n" * 2_002):
        with pytest.raises(TableRefusedError, match="最多"):
            read_table(content, COLUMNS, needed=(), most_lines=MOST_LINES)


@pytest.mark.django_db
def test_rejected_rows_are_shown_to_who_brought_them(desk: Client) -> None:
    """Another cataloguer does not see them; an operator does."""
    upload = SimpleUploadedFile("t.csv", "名称,种类,发布机关\n甲,乙,丙\n".encode())
    page = desk.post("/desk/laws/import", {"file": upload})["Location"]
    assert desk.get(page).status_code == 200
    assert signed_in(person(Role.CATALOGUER)).get(page).status_code == 404
    assert signed_in(person(Role.OPERATOR)).get(page).status_code == 200
    assert desk.get("/desk/laws/imports/99999999999999999999").status_code == 404


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_a_table_or_a_refusal(content: bytes) -> None:
    """The reader of tables fails in words alone."""
    try:
        table = read_table(content, COLUMNS, needed=(), most_lines=MOST_LINES)
    except TableRefusedError:
        return
    assert all(line.number > 0 for line in table.lines)
