"""From the button on a standard's page to the notice that says what changed and why."""

import json
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.actions.importing import import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.watches.tasks import look_after_changes
from tests.cloud.conftest import TODAY
from tests.journeys.conftest import PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "一句好记的话 2026"  # noqa: S105  -- of an account that lives as long as a test
Import = Callable[[Page], None]
REPLACING = {
    "number": "GB/T 4321-2026",
    "title_zh": "食品安全通则 第1部分：长得要在手机上换行好几次、还有括号（与附录）的名称",
    "published": "2026-06-01",
    "in_force": "2026-10-01",
    "replaces": [{"number": "GB/T 1-2020", "extent": "wholly"}],
}


@pytest.fixture(autouse=True)
def reader(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001  -- the database is what it writes to
    """A reader, made before the browser starts."""
    Person.objects.create_user("reader@example.org", PASSWORD, name="读者甲")
    for module in ("tasks", "actions.watches"):
        monkeypatch.setattr(f"biaozhun.cloud.watches.{module}.today", lambda: TODAY)


@pytest.fixture
def bring_in(tmp_path: Path) -> Import:
    """Import the row that replaces a standard and do what the timetable does, beside the page."""
    path = tmp_path / "new.jsonl"
    path.write_text(json.dumps(REPLACING, ensure_ascii=False) + "\n", encoding="utf-8")
    order = ImportOrder(
        path=path, source=SourceDescription(slug="new", title="国家标准公告"), seen=TODAY
    )

    def work() -> None:
        import_file(order, report=lambda _: None)
        look_after_changes()
        connections["default"].close()

    def brought(page: Page) -> None:
        address = page.url
        page.goto("about:blank")
        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        page.goto(address)

    return brought


def sign_in(page: Page) -> None:
    """Sign in on the page that a button led to."""
    page.locator("input[name=login]").fill("reader@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()


@pytest.mark.parametrize("script", [True, False])
def test_a_watched_standard_is_replaced_and_the_notice_says_why(
    visit: Visit, bring_in: Import, *, script: bool
) -> None:
    """Watched from its page by somebody who signs in on the way; then told, read, and moved on."""
    page = visit("/standards/GB/T-1-2020", script=script)
    page.get_by_role("link", name="关注 GB/T 1").click()
    sign_in(page)
    expect(page.get_by_label("编号、清单、检索词或分类号")).to_have_value("GB/T-1")
    page.get_by_role("button", name="开始关注").click()
    expect(page.get_by_role("status")).to_contain_text("开始关注。")
    expect(page.locator("#changes")).to_contain_text("开始关注以来没有变化")

    bring_in(page)
    expect(page.locator("#changes")).to_contain_text("现行 → 被代替")
    page.goto("/account/notices")
    first = page.locator(".notices > li").first
    expect(first).to_contain_text("GB/T 1-2020 现行 → 被代替")
    expect(first).to_contain_text("由 GB/T 4321-2026 代替")
    expect(first).to_contain_text("依据的规则")
    expect(page.locator(".notices > li")).to_have_count(1)

    first.get_by_role("button", name=re.compile("^打开")).click()
    expect(page).to_have_url(re.compile(r"/watches/\d+$"))
    page.get_by_role("button", name="改为关注 GB/T 4321").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("GB/T 4321")
    page.goto("/account/notices?unread=1")
    expect(page.get_by_role("main")).to_contain_text("没有消息")


def test_nothing_is_wider_than_a_phone(visit: Visit, bring_in: Import) -> None:
    """The pages of watches and notices with a long title, at 390 pixels."""
    page = visit("/watches/new?q=食品", PHONE)
    sign_in(page)
    page.get_by_role("button", name="开始关注").click()
    bring_in(page)
    for address in ("/watches", "/watches/new", "/account/notices", "/account/notices/ways"):
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE[0], (address, width)
