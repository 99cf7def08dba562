"""A citizen's need, from a phone without an account to a suggestion of the department."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.organisations.models import OrganisationPlace
from tests.journeys.conftest import PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "一句好记的话 2026"  # noqa: S105  -- of accounts that live as long as a test
TITLE = "老旧小区既有住宅加装电梯的设计、施工、验收和日常维护保养服务要求"
TEXT = "我们小区去年加装的电梯停运三次，厂家、物业、业委会各说各的，没有一个做法可以照着办。"


@pytest.fixture(autouse=True)
def nobody_reads_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that is driven fills a form in sooner than anybody."""
    monkeypatch.setattr("biaozhun.cloud.demands.guarding.SOONEST", dt.timedelta(0))


@pytest.fixture(autouse=True)
def people(transactional_db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """An officer of the authority and somebody of the department for housing."""
    authority = _unit("示范省市场监督管理局", is_authority=True)
    housing = _unit("示范省住房和城乡建设厅")
    told = (("officer", authority, Role.OPERATOR), ("clerk", housing, Role.READER))
    for name, unit, role in told:
        Person.objects.create_user(
            f"{name}@example.org", PASSWORD, name=name, role=role, organisation=unit
        )


def _unit(name: str, *, is_authority: bool = False) -> Organisation:
    made = Organisation.objects.create(name=name)
    OrganisationPlace.objects.create(
        organisation=made, level="province", kind="department", is_authority=is_authority
    )
    return made


def sign_in(page: Page, name: str, back: str) -> Page:
    """Sign in by the form and come to a page."""
    page.goto(f"/account/login?next={back}")
    page.locator("input[name=login]").fill(f"{name}@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(re.escape(back) + "$"))
    return page


def test_a_need_from_a_phone_becomes_a_suggestion_and_its_filer_sees_it(visit: Visit) -> None:
    """Filed without account or script, published, assigned, turned; told by the receipt code."""
    phone = visit("/demands", PHONE, script=False)
    code = _filed(phone)
    anybody = visit("/demands")
    expect(anybody.get_by_text(TITLE)).to_have_count(0)

    officer = sign_in(visit("/"), "officer", "/desk")
    officer.get_by_role("link", name="1 条标准需求待办理").click()
    officer.get_by_role("link", name=TITLE).click()
    expect(officer.locator("#filer")).to_contain_text("13800000000")
    officer.locator("summary", has_text="公开").first.click()
    officer.get_by_role("button", name="公开", exact=True).click()
    officer.locator("summary", has_text="交办").click()
    officer.get_by_label("承办部门").select_option(label="示范省住房和城乡建设厅")
    officer.get_by_role("button", name="交办", exact=True).click()
    expect(officer.get_by_role("status")).to_contain_text("已办理：交办。")

    clerk = sign_in(visit("/"), "clerk", "/desk/demands")
    clerk.get_by_role("link", name=TITLE).click()
    clerk.get_by_role("link", name="转为立项建议").click()
    expect(clerk.get_by_label("必要性")).to_have_value(TEXT)
    clerk.get_by_label("建议制定的标准名称").fill("既有住宅加装电梯技术规程")
    clerk.get_by_label("适用范围").fill("适用于本省既有住宅加装电梯。")
    clerk.get_by_label("对提出人的答复").fill("您反映的问题属实，我们已提出立项建议。")
    clerk.get_by_role("button", name="转为立项建议").click()
    expect(clerk.locator(".answer")).to_contain_text("已转为立项建议。")

    _seen_by_code(visit("/receipts", PHONE, script=False), code)
    anybody.goto("/demands")
    anybody.get_by_role("link", name=TITLE).click()
    expect(anybody.locator("#history")).to_contain_text("转为立项建议")
    expect(anybody.get_by_text("13800000000")).to_have_count(0)


def _filed(phone: Page) -> str:
    """File the need on a phone; the code of its receipt."""
    phone.get_by_role("link", name="提一条需求").first.click()
    expect(phone.get_by_label("请勿填写")).to_be_hidden()
    phone.get_by_label("需要什么标准").fill(TITLE)
    phone.get_by_label("没有标准，出了什么问题").fill(TEXT)
    phone.get_by_label("您的称呼").fill("李女士")
    phone.get_by_label("联系电话或电子邮箱").fill("13800000000")
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator(".answer")).to_contain_text("已收到，等待审核公开。")
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE[0]
    return phone.locator("p.code").inner_text()


def _seen_by_code(phone: Page, code: str) -> None:
    """On another day, from another phone."""
    phone.get_by_label("回执码").fill(code.lower())
    phone.get_by_role("button", name="查看").click()
    expect(phone.locator(".answer")).to_contain_text("已转为立项建议。既有住宅加装电梯技术规程")
    expect(phone.locator(".answer")).to_contain_text("我们已提出立项建议")
    phone.get_by_role("button", name="关闭回执").click()
    expect(phone.get_by_text(TITLE)).to_have_count(0)
