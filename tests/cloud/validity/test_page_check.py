"""The pages of a check: sending in, what is shown, setting right, reports, deleting."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.validity.actions.running import run
from biaozhun.cloud.validity.models import Check, Report
from tests.cloud.conftest import Library

pytestmark = pytest.mark.django_db
TEXT = "产品应符合 GB/T 1-2009 和 GB/T 2；另见 GB/T 3-2020、JB/T 99999-2015。<b>不是标记</b>"
PLACE = {"start": "0", "end": "3"}
TOLD = {"text": TEXT, "list": "", "on": "2026-11-22", "citing": "contract"}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    """Files lie in a folder of the test; three standards are held; nobody has sent anything yet."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    cache.clear()
    library(3)


def sent(client: Client, **more: object) -> Check:
    """What was sent in by the form, done."""
    answer = client.post("/check", TOLD | more)
    assert answer.status_code == 302, re.findall(r"wrong[^<]*<|alert.*", answer.content.decode())
    check = Check.objects.get(secret=answer.headers["Location"].rpartition("/")[2])
    run(check.pk, then=lambda _: None)
    return Check.objects.get(pk=check.pk)


def page_of(client: Client, check: Check, query: str = "") -> str:
    """The page of a result."""
    answer = client.get(f"/check/{check.secret}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_form_is_for_everybody_and_says_its_limits(client: Client) -> None:
    """No account; rows, size and time stand beside the button, from the settings."""
    page = client.get("/check").content.decode()
    assert "清单最多 2\u202f000 行，文件最大 50 MB；不用登录" in page
    assert f"结果保留 {settings.CHECKS_KEPT_HOURS} 小时" in page
    assert 'aria-current="page">查新' in page


def test_pasted_text_comes_back_with_every_citation_in_place(client: Client) -> None:
    """Coloured, with sign and words, beside the row it leads to; what it says is escaped."""
    check = sent(client)
    page = page_of(client, check)
    assert len(re.findall(r'class="cited cited-', page)) == 4
    assert len(re.findall(r'<tbody id="l-\d+"', page)) == 4
    assert "&lt;b&gt;不是标记&lt;/b&gt;" in page
    assert 'href="/standards/GB/T-1-2009"' in page
    assert "cited-not-held" in page


def test_the_pages_of_a_check_are_kept_by_no_cache_and_found_by_no_engine(client: Client) -> None:
    """Headers of the result, its parts and its files; an address nobody was given is nothing."""
    check = sent(client)
    for part in ("", "/progress", "/delete", "/citations.csv"):
        answer = client.get(f"/check/{check.secret}{part}")
        assert "private" in answer.headers["Cache-Control"]
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert client.get("/check/" + "a" * 43).status_code == 404


def test_pasted_text_may_hold_signs_that_nobody_sees(client: Client) -> None:
    """A NUL is replaced as in a file; nothing behind it moves."""
    check = sent(client, text="甲\0 GB/T 1-2009")
    page = page_of(client, check)
    assert "甲\ufffd " in page
    assert '">GB/T 1-2009<svg' in page


def test_the_official_record_is_told_once_as_a_link(client: Client) -> None:
    """What is not held leads to it; its address is not printed beside the link once more."""
    page = page_of(client, sent(client, text="按 JB/T 99999-2015 执行"))
    assert page.count(">官方记录") == 1
    assert "官方记录：" not in page


def test_counts_narrow_the_list_and_the_text(client: Client) -> None:
    """By outcome and by consequence; a value that is none narrows nothing."""
    check = sent(client)
    assert page_of(client, check, "?outcome=not-held").count('<tbody id="l-') == 1
    assert page_of(client, check, "?outcome=nonsense").count('<tbody id="l-') == 4
    assert "没有这样的引用" in page_of(client, check, "?outcome=suspended")


def test_a_reading_is_set_right_and_judged_anew(client: Client) -> None:
    """Another number, no citation, and one that was missed; each marked as done by hand."""
    check = sent(client, text="见 GB/T 1-2009，以及 标准甲。")
    [line] = re.findall(
        r'name="start" value="(\d+)"><input type="hidden" name="end" value="(\d+)"',
        page_of(client, check),
    )
    place = {"start": line[0], "end": line[1]}
    address = f"/check/{check.secret}"
    assert (
        client.post(
            f"{address}/correct", place | {"act": "number", "number": "GB/T 2-2020"}
        ).status_code
        == 302
    )
    page = page_of(client, check)
    assert 'href="/standards/GB/T-2-2020"' in page
    assert "人工更正" in page
    client.post(f"{address}/correct", place | {"act": "none"})
    assert page_of(client, check).count('<tbody id="l-') == 0
    client.post(f"{address}/missed", {"printed": "标准甲", "number": "GB/T 3-2020"})
    page = page_of(client, check)
    assert 'title="现行 · 无须处理">标准甲' in page


@pytest.mark.parametrize(
    ("part", "told", "said"),
    [
        ("correct", {**PLACE, "act": "number", "number": "不是编号"}, "填的不是标准编号"),
        ("correct", {**PLACE, "act": "number"}, "填的不是标准编号"),
        ("correct", {"start": "99999", "end": "100000", "act": "none"}, "没有找到这段文字"),
        ("missed", {"printed": "原文没有的字"}, "没有找到这段文字"),
        ("again", {"on": "2026-11-22", "citing": "?"}, "notice-danger"),
        ("report", {"form": "annotated"}, "没有这种报告"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_right_is_said_on_the_page(
    client: Client, part: str, told: dict[str, str], said: str
) -> None:
    """Back to the result, which stands as it was."""
    check = sent(client)
    answer = client.post(f"/check/{check.secret}/{part}", told, follow=True)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Check.objects.get().lines == check.lines


def test_another_day_and_another_citing_text_change_the_answers(client: Client) -> None:
    """Before the new edition was in force the old one held."""
    check = sent(client, text="见 GB/T 1-2009。")
    assert "cited-replaced" in page_of(client, check) or "cited-unknown" in page_of(client, check)
    client.post(f"/check/{check.secret}/again", {"on": "2015-01-01", "citing": "product"})
    page = page_of(client, check)
    assert "cited-in-force" in page
    assert 'value="2015-01-01"' in page


def test_a_report_is_handed_out_and_confirmed_by_number_and_by_file(client: Client) -> None:
    """Genuine as it is, changed with one byte more, unknown under another number."""
    check = sent(client)
    told = {"form": "html", "client": "某公司", "searcher": "张三"}
    answer = client.post(f"/check/{check.secret}/report", told)
    made = Report.objects.get()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{made.number}.html"'
    assert "某公司" in answer.content.decode()
    anybody = Client()

    def verdict(content: bytes, number: str = "") -> str:
        file = SimpleUploadedFile("报告.html", content)
        shown = anybody.post("/reports", {"file": file, "number": number}).content.decode()
        return re.findall(r"<p><strong>([^<]+)</strong>", shown)[0]

    assert verdict(answer.content) == "这份文件是真的。"
    assert verdict(answer.content + b" ", made.number) == "这份文件被改过，或不是这一份。"
    assert verdict(b"x") == "没有这份报告。"
    assert "确有这份报告" in anybody.get(f"/reports/{made.number}").content.decode()
    assert anybody.get("/reports/BZ-2026-999999-0000").status_code == 404
    assert anybody.post("/reports", {}).status_code == 422


def test_citations_leave_as_a_table(client: Client) -> None:
    """One row each, under headings."""
    check = sent(client)
    table = b"".join(client.get(f"/check/{check.secret}/citations.csv").streaming_content)
    rows = table.decode("utf-8-sig").splitlines()
    assert len(rows) == 5
    assert rows[0].startswith("序号,原文所引,位置,所指标准,名称,状态,处理")


def test_a_workbook_is_a_list_whose_column_is_found_and_may_be_changed(client: Client) -> None:
    """The column of numbers is guessed by what it holds; another is chosen on a page of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["序号", "标准编号", "名称", "备用"])
    for serial in (1, 2, 3):
        sheet.append([serial, f"GB/T {serial}-2020", "食品", "GB/T 1-2009" if serial == 1 else ""])
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("受控文件.xlsx", content.getvalue())
    check = sent(client, text="", file=file)
    assert (check.kind, check.columns["number"]) == ("list", 2)
    assert page_of(client, check).count('<tbody id="l-') == 3
    chosen = {"sheet": "Sheet", "number": "4", "title": "0", "first": "2"}
    assert client.post(f"/check/{check.secret}/columns", chosen).status_code == 302
    assert page_of(client, check).count('<tbody id="l-') == 1
    wrong = client.post(f"/check/{check.secret}/columns", chosen | {"sheet": "没有"})
    assert (wrong.status_code, "没有这个工作表" in wrong.content.decode()) == (422, True)


def test_a_list_says_that_nothing_but_its_column_was_checked(client: Client) -> None:
    """A hidden sheet of a workbook is checked only where it is read as a text, and each says so."""
    book = openpyxl.Workbook()
    book.active.title = "清单"
    book.active.append(["标准编号"])
    book.active.append(["GB/T 1-2020"])
    book.active.append(["GB/T 2-2020"])
    book.create_sheet("底稿").append(["GB/T 3-2020"])
    book["底稿"].sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    told = {
        is_text: page_of(
            client,
            sent(
                client,
                text="",
                file=SimpleUploadedFile("表.xlsx", content.getvalue()),
                **({"is_text": "on"} if is_text else {}),
            ),
        )
        for is_text in (False, True)
    }
    assert "只查了工作表“清单”的 A 列，从第 2 行起；别的列和别的工作表没有查。" in told[False]
    assert [page.count('<tbody id="l-') for page in told.values()] == [2, 3]
    assert ["隐藏的工作表也查了：底稿" in page for page in told.values()] == [False, True]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"text": ""}, "没有选文件，也没有粘贴文字"),
        ({"list": "GB/T 1-2020"}, "一次只查一样"),
        ({"text": "", "list": "GB/T 1-2020\n" * 2002}, "行数超过上限"),
        ({"text": "", "file": SimpleUploadedFile("空.docx", b"")}, "文件是空的"),
        ({"on": "昨天"}, "没有检查：请改正"),
        ({"citing": "nobody"}, "没有检查：请改正"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_what_to_do(
    client: Client, told: dict[str, object], said: str
) -> None:
    """422 with a sentence; what was filled in is still there."""
    answer = client.post("/check", TOLD | {"client": "某公司甲"} | told)
    page = answer.content.decode()
    assert (answer.status_code, said in page, "某公司甲" in page) == (422, True, True)
    assert not Check.objects.exists()


def test_a_file_that_cannot_be_read_says_why_on_the_page_of_its_result(client: Client) -> None:
    """With the code and what to do; nothing waits for ever."""
    check = sent(client, text="", file=SimpleUploadedFile("坏.docx", b"PK\x03\x04 broken"))
    page = page_of(client, check)
    assert check.state == "failed"
    assert "没有检查成" in page
    assert f"<code>{check.fault['code']}</code>" in page


def test_while_it_waits_the_page_renews_itself_with_and_without_script(client: Client) -> None:
    """A part that asks every two seconds, a refresh for who has no script."""
    answer = client.post(
        "/check", TOLD | {"text": "", "file": SimpleUploadedFile("a.txt", b"GB 1-2020")}
    )
    address = answer.headers["Location"]
    page = client.get(address).content.decode()
    assert f'hx-get="{address}/progress"' in page
    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in page
    assert "HX-Refresh" not in client.get(f"{address}/progress").headers
    run(Check.objects.get().pk, then=lambda _: None)
    assert client.get(f"{address}/progress").headers["HX-Refresh"] == "true"


def test_large_files_come_from_anybody_up_to_the_limit_of_the_page(client: Client) -> None:
    """A megabyte more than any other form takes is let in without an account."""
    size = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1024**2
    file = SimpleUploadedFile("long.txt", b"GB/T 1-2020 " + b"a" * size)
    assert client.post("/check", TOLD | {"text": "", "file": file}).status_code == 302
    assert Check.objects.get().size == size + 12


def test_too_many_checks_in_an_hour_are_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third of two."""
    monkeypatch.setattr(settings, "CHECKS_AN_HOUR", 2)
    assert [client.post("/check", TOLD).status_code for _ in range(3)] == [302, 302, 422]


def test_a_check_is_deleted_after_a_question(client: Client) -> None:
    """Reading the page deletes nothing; the button does, and the address is nothing then."""
    check = sent(client)
    address = f"/check/{check.secret}"
    assert "不能恢复" in client.get(f"{address}/delete").content.decode()
    assert Check.objects.exists()
    assert "已经删去" in client.post(f"{address}/delete", follow=True).content.decode()
    assert client.get(address).status_code == 404


def test_who_is_signed_in_finds_the_own_checks_and_nobody_elses(client: Client) -> None:
    """Listed while they are kept; a stranger is led to the sign-in."""
    assert client.get("/checks").headers["Location"].startswith("/account/login")
    sent(client)
    client.force_login(Person.objects.create_user("r@example.org", name="读者"))
    assert "还没有保留着的检查" in client.get("/checks").content.decode()
    own = sent(client)
    page = client.get("/checks").content.decode()
    assert set(re.findall(r"/check/([\w-]{43})", page)) == {own.secret}


def test_the_result_costs_the_same_however_much_is_cited(client: Client) -> None:
    """One citation or ninety: the same number of questions to the database."""
    counted = []
    for text in ("GB/T 1-2020", "GB/T 1-2020、GB/T 2-2009、GB/T 3，" * 30):
        check = sent(client, text=text)
        with CaptureQueriesContext(connection) as queries:
            page_of(client, check)
        counted.append(len(queries))
    assert counted[0] == counted[1]


ONE_CLIENT = hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25
)
FIELDS = (
    *(
        "start",
        "end",
        "act",
        "number",
        "printed",
        "on",
        "citing",
        "sheet",
        "title",
        "form",
        "first",
    ),
)


@ONE_CLIENT
@given(
    query=st.dictionaries(
        st.sampled_from(("outcome", "consequence", "text", "page", "on")), st.text(max_size=30)
    )
)
def test_no_query_string_makes_a_result_fail(client: Client, query: dict[str, str]) -> None:
    """Whatever stands in it, the page opens."""
    check = Check.objects.first() or sent(client)
    assert client.get(f"/check/{check.secret}", query).status_code == 200


@ONE_CLIENT
@given(
    part=st.sampled_from(("correct", "missed", "again", "columns", "report")),
    told=st.dictionaries(
        st.sampled_from(FIELDS), st.one_of(st.text(max_size=20), st.integers().map(str))
    ),
)
def test_no_form_makes_a_result_fail(client: Client, part: str, told: dict[str, str]) -> None:
    """Wrong types, numbers of any size, characters no database takes."""
    check = Check.objects.first() or sent(client)
    assert client.post(f"/check/{check.secret}/{part}", told).status_code in (200, 302, 422)


@ONE_CLIENT
@given(told=st.dictionaries(st.sampled_from((*TOLD, "client")), st.text(max_size=60)))
def test_no_order_fails(client: Client, told: dict[str, str]) -> None:
    """Whatever is typed into the form of a check, and into that of a report."""
    cache.clear()
    assert client.post("/check", TOLD | told).status_code in (302, 422)
    number = told.get("text", "")
    assert client.post("/reports", {"number": number}).status_code in (200, 422)
