"""From a pasted policy text to a plan that everybody can read, in a browser."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from biaozhun.cloud.accounts.models import Person, Role
from tests.journeys.conftest import PHONE, WIDE, Visit

pytestmark = pytest.mark.journey

TEXT = """XX市标准化工作方案

X政发〔2026〕5号

一、总体目标

到2030年，主导制定地方标准达到42个以上。

二、重点任务

（一）建设标准信息平台。整合各部门的标准信息，向社会开放。（市市场监管局牵头，市教育局配合，2027年6月底前完成）

（二）完善标准体系。制定重点领域标准体系建设指南。（市发展改革委牵头，市市场监管局配合，持续推进）

XX市人民政府

2026年3月1日
"""


@pytest.fixture
def session(live_server: LiveServer) -> str:  # noqa: ARG001  -- the database it serves
    """The cookie of an officer who is signed in."""
    person = Person.objects.create_user("officer@example.org", name="王督查", role=Role.OPERATOR)
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def _opened(
    visit: Visit, session: str, size: tuple[int, int] = WIDE, *, script: bool = True
) -> Page:
    page = visit("/plans", size, script=script)
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": page.url}])
    page.goto("/plans/new")
    page.locator("textarea[name=text]").fill(TEXT)
    page.get_by_role("button", name="读入").click()
    expect(page.locator("h1")).to_have_text("XX市标准化工作方案")
    return page


def test_a_text_becomes_a_public_plan(session: str, visit: Visit) -> None:
    """Paste, look at the marks, step with j, correct a task, confirm; a citizen reads it."""
    page = _opened(visit, session)
    rows = page.locator("#tasks .plan-row")
    expect(rows).to_have_count(2)
    expect(page.locator(".plan-mark.is-lead").first).to_have_text("市市场监管局")
    expect(page.locator(".plan-mark.is-deadline").first).to_contain_text("2027年6月底前")
    expect(page.locator(".plan-mark.is-target").first).to_contain_text("42个以上")
    page.keyboard.press("j")
    expect(rows.nth(0)).to_have_class("plan-row is-here")
    page.keyboard.press("j")
    expect(rows.nth(1)).to_have_class("plan-row is-here")

    rows.nth(0).get_by_role("link", name="更正").click()
    page.locator("input[name=title]").fill("建成标准信息平台")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#differences")).to_contain_text("改过")

    page.get_by_role("link", name="回到原文和任务表").click()
    page.get_by_role("link", name="核对完了，去确认").click()
    expect(page.get_by_role("button", name="确认，计划生效")).to_be_visible()
    if page.locator("input[name=accepted]").count():
        page.locator("input[name=accepted]").check()
    page.get_by_role("button", name="确认，计划生效").click()
    expect(page.locator(".answer")).to_contain_text("2 项任务：0 项完成，2 项进行中")
    address = page.url

    citizen = visit(address, PHONE)
    expect(citizen.locator(".answer")).to_contain_text("1 个指标")
    expect(citizen.get_by_role("link", name="建成标准信息平台")).to_be_visible()
    width = citizen.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE[0]


def test_everything_works_on_a_phone_without_script(session: str, visit: Visit) -> None:
    """A task is split, its parts are merged again, and the page is no wider than the phone."""
    page = _opened(visit, session, PHONE, script=False)
    expect(page.locator("#tasks .plan-row")).to_have_count(2)
    page.locator("#tasks .plan-row").nth(0).get_by_role("link", name="更正").click()
    page.locator("textarea[name=parts]").fill("整合各部门的标准信息\n向社会开放")
    page.get_by_role("button", name="拆成几项").click()
    expect(page.locator("h1")).to_have_text("整合各部门的标准信息")
    page.get_by_label("向社会开放").check()
    page.get_by_role("button", name="合并成一项").click()
    expect(page.get_by_role("status")).to_contain_text("已经合并成一项")
    page.get_by_role("link", name="回到原文和任务表").click()
    expect(page.locator("#tasks .plan-row.is-gone")).to_have_count(3)


def test_a_selected_passage_becomes_a_task(session: str, visit: Visit) -> None:
    """Words selected in the text are offered as a task at their place."""
    page = _opened(visit, session)
    page.evaluate(
        """() => {
          const piece = [...document.querySelectorAll('[data-o]')]
            .find((one) => one.textContent.includes('到2030年'));
          const range = document.createRange();
          range.selectNodeContents(piece);
          const selection = document.getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
        }"""
    )
    page.get_by_role("link", name="由选中的文字添加任务").click()
    expect(page.locator("textarea[name=passage]")).to_contain_text("到2030年")
