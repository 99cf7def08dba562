"""Every form of a report is handed out under a number, those made of the file while it is kept."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from biaozhun.cloud.validity.actions.reporting import Form, Printing, ReportFacts, issue
from biaozhun.cloud.validity.actions.running import run
from biaozhun.cloud.validity.digests import digests_of
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.models import Check, Report
from biaozhun.cloud.validity.wording.reports import report_words
from tests.cloud.conftest import Library

pytestmark = pytest.mark.django_db
PLAIN = {"docx", "xlsx", "html", "confirmation", "controlled", "cards"}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    """Files lie in a folder of the test; three standards are held."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    cache.clear()
    library(3)


def sent(client: Client, **told: object) -> Check:
    """What was sent in by the form, done."""
    form = {"text": "", "list": "", "on": "2026-11-22", "citing": "contract"}
    answer = client.post("/check", form | told)
    check = Check.objects.get(secret=answer.headers["Location"].rpartition("/")[2])
    run(check.pk, then=lambda _: None)
    return Check.objects.get(pk=check.pk)


def workbook() -> bytes:
    """A list of three standards."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ["份数", "标准编号"],
        [1, "GB/T 1-2020"],
        ["=1+1", "GB/T 2-2020"],
        [3, "GB/T 9999"],
    ):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def letter() -> bytes:
    """A Word document that cites."""
    document = Document()
    document.add_paragraph("应符合 GB/T 1-2020 的规定。")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def offered(client: Client, check: Check) -> set[str]:
    """The forms that the page of a result offers."""
    page = client.get(f"/check/{check.secret}").content.decode()
    return {str(form) for form in Form if f'name="form" value="{form}"' in page}


def handed_out(client: Client, check: Check, form: str) -> tuple[str, bytes]:
    """Name and content of a file; the record holds its digest."""
    answer = client.post(f"/check/{check.secret}/report", {"form": form, "searcher": "张三"})
    assert answer.status_code == 200
    made = Report.objects.latest("pk")
    assert (made.form, made.sha256) == (form, digests_of([answer.content]).sha256)
    name = answer.headers["Content-Disposition"].partition('filename="')[2].rstrip('"')
    assert name.startswith(made.number)
    return name.removeprefix(made.number), answer.content


def test_a_workbook_comes_back_as_it_was_with_columns_added(client: Client) -> None:
    """The number column stays, the formula stays, the status stands behind."""
    check = sent(client, file=SimpleUploadedFile("受控文件.xlsx", workbook()))
    assert offered(client, check) == PLAIN | {"workbook"}
    ending, content = handed_out(client, check, "workbook")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert ending == ".xlsx"
    assert [cell.value for cell in sheet[1]][:4] == ["份数", "标准编号", "状态", "处理"]
    assert [[cell.value for cell in row][:3] for row in sheet.iter_rows(min_row=2)] == [
        [1, "GB/T 1-2020", "现行"],
        ["=1+1", "GB/T 2-2020", "现行"],
        [3, "GB/T 9999", "本馆未收录"],
    ]


def test_a_text_table_is_a_list_and_comes_back_with_columns_added(client: Client) -> None:
    """In its own encoding, under its own ending."""
    table = "标准编号,份数\r\nGB/T 1-2020,2\r\nGB/T 9999,1\r\n".encode("gb18030")
    check = sent(client, file=SimpleUploadedFile("清单.CSV", table))
    assert (check.kind, offered(client, check)) == ("list", PLAIN | {"workbook"})
    ending, content = handed_out(client, check, "workbook")
    rows = list(csv.reader(io.StringIO(content.decode("gb18030"), newline="")))
    assert ending == ".csv"
    assert [row[:3] for row in rows] == [
        ["标准编号", "份数", "状态"],
        ["GB/T 1-2020", "2", "现行"],
        ["GB/T 9999", "1", "本馆未收录"],
    ]


def test_a_word_document_comes_back_with_a_comment(client: Client) -> None:
    """Its text is what it was."""
    check = sent(client, file=SimpleUploadedFile("合同.docx", letter()))
    assert offered(client, check) == PLAIN | {"annotated"}
    ending, content = handed_out(client, check, "annotated")
    document = Document(io.BytesIO(content))
    assert (ending, document.paragraphs[0].text) == (".docx", "应符合 GB/T 1-2020 的规定。")
    assert any("comments" in str(part.partname) for part in document.part.package.iter_parts())


@pytest.mark.parametrize(("form", "ending"), [("confirmation", ".docx"), ("cards", ".docx")])
def test_forms_for_word_bear_their_number(client: Client, form: str, ending: str) -> None:
    """The number of the report stands in the form, and who searched."""
    check = sent(client, text="见 GB/T 1-2020。")
    assert offered(client, check) == PLAIN
    told, content = handed_out(client, check, form)
    document = Document(io.BytesIO(content))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert told == ending
    assert Report.objects.get().number in cells


def test_the_controlled_list_has_a_row_for_each_standard(client: Client) -> None:
    """Own number, holder and copy are left to the house."""
    check = sent(client, text="见 GB/T 1-2020、GB/T 2-2020 和 GB/T 1-2020。")
    ending, content = handed_out(client, check, "controlled")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert (ending, sheet.title) == (".xlsx", "外来文件受控清单")
    assert [sheet.cell(row, 3).value for row in range(1, sheet.max_row + 1)] == [
        "所指标准",
        "GB/T 1-2020",
        "GB/T 2-2020",
    ]


def test_the_controlled_list_takes_what_the_list_tells_of_copies(client: Client) -> None:
    """By the headings of its columns, a copy a row; what a house does not tell stays empty."""
    rows = (
        ["受控号", "标准编号", "持有部门", "上次查新", "备注"],
        ["W-01", "GB/T 1-2020", "技术部", "2026-01-05", ""],
        ["W-02", "GB/T 1-2020", "质检部", "去年", "第二份"],
        ["W-03", "GB/T 9999", "", "2025/3/1", ""],
    )
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("台账.xlsx", content.getvalue())
    _, made = handed_out(client, sent(client, file=file), "controlled")
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    listed = list(sheet.iter_rows(min_row=2, values_only=True))
    today = listed[1][9]
    assert [(row[1], row[2], row[7], row[12]) for row in listed] == [
        ("W-01", "GB/T 1-2020", "技术部", None),
        ("W-02", "GB/T 1-2020", "质检部", "第二份"),
        ("W-03", "GB/T 9999", None, None),
    ]
    days = [str(row[9])[:10] for row in listed]
    assert days == ["2026-01-05", str(today)[:10], "2025-03-01"]


def test_what_needs_a_file_is_refused_where_there_is_none(client: Client) -> None:
    """No number is taken for it."""
    check = sent(client, text="见 GB/T 1-2020。")
    printing = Printing(words=report_words())
    for form in (Form.WORKBOOK, Form.ANNOTATED):
        with pytest.raises(CheckRefusedError) as refused:
            issue(check, form, ReportFacts(), printing=printing)
        assert refused.value.code == "no_such_form"
    assert not Report.objects.exists()
