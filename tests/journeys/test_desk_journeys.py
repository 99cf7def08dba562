"""What an operator does at the desk, in a browser: bring in a table nobody here has seen."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from biaozhun.cloud.accounts.models import Person, Role
from tests.cloud.desk.conftest import odd_rows, work_off, workbook
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey

Background = Callable[[Page], None]
FIELDS = ("number", "title_zh", "published", "in_force", "issuing_body", "ignored")


@pytest.fixture
def session(live_server: LiveServer) -> str:  # noqa: ARG001  -- the database it serves
    """The cookie of an operator who is signed in."""
    person = Person.objects.create_user("op@example.org", name="王操作", role=Role.OPERATOR)
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


@pytest.fixture
def background(live_server: LiveServer) -> Background:  # noqa: ARG001  -- likewise
    """Do what waits in the background while the page looks elsewhere, and come back to it."""
    ours = connections["default"]
    in_memory = ours.vendor == "sqlite" and ours.is_in_memory_db()  # type: ignore[attr-defined]  # of SQLite alone

    def work() -> None:
        if in_memory:  # a connection of its own would see another database
            connections["default"] = ours
        work_off()
        if not in_memory:
            connections["default"].close()

    def done(page: Page) -> None:
        address = page.url
        page.goto("about:blank")
        worker = threading.Thread(target=work)
        ours.inc_thread_sharing()
        worker.start()
        worker.join()
        ours.dec_thread_sharing()
        page.goto(address)

    return done


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Sixty rows under odd headers on one sheet; five of them are faulty."""
    path = tmp_path / "Bestand.xlsx"
    rows = odd_rows(55, 5)
    for n, row in enumerate(rows[:55]):
        rows[n] = (f"GB/T {101 + n}-2020", *row[1:])  # none that the library holds
    path.write_bytes(workbook(rows))
    return path


def desk(visit: Visit, session: str, *, script: bool = True) -> Page:
    """The page of uploads, seen by the operator."""
    page = visit("/robots.txt", script=script)
    cookie = {"name": "sessionid", "value": session, "url": page.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dictionary of theirs
    page.goto("/desk/uploads")
    return page


def choose(page: Page, table: Path) -> None:
    """Bring the table and go to the page on which its columns are pointed out."""
    page.get_by_label("选一个文件").set_input_files(table)
    page.get_by_role("button", name="上传").click()
    page.get_by_role("link", name="指出各列是什么").click()


def told(page: Page, background: Background) -> None:
    """Say where it comes from, try, confirm."""
    page.get_by_label("来源的代号").fill("bestand")
    page.get_by_role("button", name="试导").click()
    background(page)
    expect(page.locator("#plan")).to_contain_text(
        "60 行 = 新增 55 + 有改动 0 + 没有改动 0 + 退回 5"
    )
    page.get_by_role("button", name="确认，导入").click()
    background(page)
    expect(page.locator("#report")).to_contain_text("60 行 = 新增 55 + 并入 0 + 退回 5")


@pytest.mark.parametrize("script", [True, False])
def test_a_table_nobody_has_seen_goes_in_and_its_rejected_rows_are_mended(
    session: str, background: Background, table: Path, visit: Visit, *, script: bool
) -> None:
    """By pointing alone, with script and without; in the end every one of sixty rows is in."""
    page = desk(visit, session, script=script)
    choose(page, table)
    for place, field in enumerate(FIELDS):
        page.locator(f"select[name=field-{place}]").select_option(field)
    page.get_by_label("日期的写法").fill("%d.%m.%Y")
    if script:
        page.get_by_label("对照的名称").focus()  # leaving a field is enough
    else:
        page.get_by_role("button", name="看头五十行").click()
    expect(page.locator("#preview tbody tr")).to_have_count(50)
    expect(page.locator("#preview")).to_contain_text("2020-03-02")
    page.get_by_role("button", name="保存对照").click()
    told(page, background)

    page.get_by_role("link", name="改退回的行").click()
    numbers = page.get_by_label("Std. No.")
    expect(numbers).to_have_count(5)  # the page may still be on its way
    for place, number in enumerate(numbers.all()):
        number.fill(f"GB/T {901 + place}-2020")
    page.get_by_role("button", name="把改过的行送去导入").click()
    background(page)
    expect(page.locator("#report")).to_contain_text("5 行 = 新增 5 + 并入 0 + 退回 0")
    page.get_by_role("link", name="Bestand.xlsx").click()
    expect(page.get_by_role("main")).to_contain_text("还没有改 0，改好已收录 5，改后又退回 0")
    page.goto("/standards/GB/T-905-2020")
    expect(page.get_by_role("heading", level=1)).to_contain_text("没有编号的一行 4")


def test_columns_are_pointed_out_by_keyboard_alone(
    session: str, background: Background, table: Path, visit: Visit
) -> None:
    """From the first select to the saved mapping with tab, letters and enter."""
    page = desk(visit, session)
    choose(page, table)
    page.locator("select[name=field-0]").focus()
    for field in FIELDS:
        steps = page.evaluate(
            "field => { const s = document.activeElement;"
            " return [...s.options].findIndex(o => o.value === field) - s.selectedIndex }",
            field,
        )
        for _ in range(abs(steps)):
            page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        page.keyboard.press("Tab")  # to its separator
        page.keyboard.press("Tab")  # to the next select
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == "date_format":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("%d.%m.%Y")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("对照已保存")
    told(page, background)
