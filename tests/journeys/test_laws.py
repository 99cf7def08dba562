"""A law from its text to the answer about a standard that was replaced, in a browser."""

import re
import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.laws.tasks import look_again
from tests.factories.catalogue import edition_of, relation_of
from tests.journeys.conftest import PHONE, Visit

pytestmark = pytest.mark.journey

Behind = Callable[[Callable[[], None]], None]
TEXT = """第一条 为了保护健康，制定本办法。
第二条 食品应当符合 GB/T 1-2020 第4章的规定。
第三条 检验可以采用 GB/T 2，也可以采用其他同等有效的方法。
"""


@pytest.fixture
def session(live_server: LiveServer) -> str:  # noqa: ARG001  -- the database it serves
    """The cookie of an operator who is signed in."""
    person = Person.objects.create_user("op@example.org", name="王操作", role=Role.OPERATOR)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["sessionid"].value


@pytest.fixture
def behind(live_server: LiveServer) -> Behind:  # noqa: ARG001  -- likewise
    """Do something in the database while the browser waits: its event loop owns this thread."""

    def done(work: Callable[[], None]) -> None:
        def alone() -> None:
            work()
            connections["default"].close()

        worker = threading.Thread(target=alone)
        worker.start()
        worker.join()

    return done


def replaced() -> None:
    """GB/T 1-2025 takes the place of GB/T 1-2020, and the night looks at what is cited."""
    new = edition_of("GB/T 1-2025", title_zh="食品安全 第1部分", in_force="2026-09-01")
    relation_of(new, "replaces", "GB/T 1-2020")
    look_again()


def at_desk(visit: Visit, session: str, size: tuple[int, int]) -> Page:
    """The list of laws at the desk, seen by the operator."""
    page = visit("/robots.txt", size)
    cookie = {"name": "sessionid", "value": session, "url": page.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dictionary of theirs
    page.goto("/desk/laws")
    return page


@pytest.mark.parametrize("size", [(1280, 900), PHONE])
def test_a_law_is_put_in_its_citations_confirmed_and_a_warning_answered(
    session: str, behind: Behind, visit: Visit, size: tuple[int, int]
) -> None:
    """Register, text, confirm; the standard is replaced; the warning is read and answered."""
    page = at_desk(visit, session, size)
    page.get_by_role("link", name="登记一份").click()
    page.get_by_label("名称", exact=True).fill("某省食品监督管理办法")
    page.get_by_label("种类").select_option("local_rule")
    page.get_by_label("发布机关").fill("某省人民政府")
    page.get_by_label("公布 （可不填）", exact=True).fill("2020-01-16")
    page.get_by_label("施行 （可不填）", exact=True).fill("2020-03-01")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="正文", exact=True).click()
    page.get_by_label("或把正文贴进来").fill(TEXT)
    page.get_by_role("button", name="放进来").click()
    expect(page.get_by_role("status")).to_contain_text("共 3 条，其中找到 2 处引用标准")
    page.get_by_role("button", name="全部确认").click()
    expect(page.get_by_role("status")).to_contain_text("2 处已标为“已核对”")
    page.get_by_role("link", name="看公开页").click()
    expect(page.locator("#citations")).to_contain_text("唯一方式 · 注日期")
    address = page.url

    behind(replaced)
    page.goto("/desk")
    page.get_by_role("link", name="1 条所引标准变动的提示尚未答复").click()
    page.get_by_role("link", name="某省食品监督管理办法").click()
    expect(page.locator("main")).to_contain_text("GB/T 1-2025")
    page.get_by_label("答复", exact=True).select_option("will_amend")
    page.get_by_role("button", name="记下答复").click()
    expect(page.get_by_role("status")).to_contain_text("答复已记下")
    page.locator("main").get_by_role("link", name="所引标准变动的提示", exact=True).click()
    expect(page.locator("main")).to_contain_text("没有尚未答复的提示")
    page.goto(address)
    expect(page.locator("#citations")).to_contain_text("被代替")
    expect(page.locator("#citations")).to_contain_text("GB/T 1-2025")


def test_a_draft_is_checked_without_an_account_and_without_script(visit: Visit) -> None:
    """Paste, check, follow a finding to its place; on a phone nothing is wider than the screen."""
    page = visit("/laws/draft-check", PHONE, script=False)
    page.get_by_label("草案文字").fill("第二条 食品应当符合 GB/T 1-2009。")
    page.get_by_role("button", name="检查").click()
    expect(page.locator("#result")).to_contain_text("推荐性标准因这样引用而具有强制力")
    page.locator(".findings a").first.click()
    expect(page).to_have_url(re.compile("#at-1$"))
