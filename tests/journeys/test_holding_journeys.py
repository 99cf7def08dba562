"""From a reader's wish to a loan brought back, in the browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.holdings.models import Place
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NUMBER = "GB/T 1-2020"
PASSWORD = "一句好记的话 2026"  # noqa: S105  -- of accounts that live as long as a test


@pytest.fixture(autouse=True)
def people(transactional_db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """A reader, a cataloguer and a shelf, made before the browser starts."""
    Person.objects.create_user("reader@example.org", PASSWORD, name="读者甲")
    Person.objects.create_user("keeper@example.org", PASSWORD, name="馆员乙", role=Role.CATALOGUER)
    Place.objects.create(code="A-1", name="一楼一号架")


def sign_in(page: Page, email: str, back: str) -> None:
    """Sign in by the form and come to a page."""
    page.goto(f"/account/login?next={back}")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(re.escape(back) + "$"))


def test_from_the_wish_to_the_loan_and_back(visit: Visit) -> None:
    """Wished, ordered, received, shelved, labelled, lent by barcode, renewed, taken back."""
    reader = visit("/")
    sign_in(reader, "reader@example.org", "/standards/GB/T-1-2020")
    reader.get_by_role("link", name="希望收藏").click()
    reader.get_by_label("用途或理由").fill("课题要用")
    reader.get_by_role("button", name="提出愿望").click()
    expect(reader.get_by_role("status")).to_contain_text(f"已记下您的愿望：{NUMBER}。")

    keeper = visit("/")
    sign_in(keeper, "keeper@example.org", "/desk/holdings/wishes")
    expect(keeper.get_by_text("课题要用")).to_be_visible()
    _ordered_and_shelved(keeper)
    keeper.get_by_role("link", name="打印标签").click()
    expect(keeper.locator(".label")).to_contain_text(NUMBER)
    expect(keeper.locator(".label svg")).to_be_visible()

    accession = keeper.locator(".label-line").first.inner_text()
    keeper.goto("/desk/holdings/lending")
    _typed(keeper, "reader@example.org")
    _typed(keeper, accession)
    expect(keeper.get_by_role("status")).to_contain_text("已借给 读者甲")

    reader.goto("/holdings/mine")
    expect(reader.get_by_text("已上架，可以来读")).to_be_visible()
    reader.get_by_role("button", name="续借 30 天").click()
    expect(reader.get_by_text("1 / 2 次")).to_be_visible()

    _typed(keeper, accession)
    expect(keeper.get_by_role("status")).to_contain_text("已归还")
    reader.reload()
    expect(reader.get_by_text("没有借着的馆藏。")).to_be_visible()


def _ordered_and_shelved(keeper: Page) -> None:
    """The wish becomes an order, the order a copy, the copy has a place."""
    keeper.get_by_label(NUMBER).check()
    keeper.get_by_label("供应商").fill("标准书店")
    keeper.get_by_role("button", name="订购选中的").click()
    expect(keeper.get_by_role("status")).to_contain_text("订单已建立。")
    keeper.get_by_role("button", name="到馆").click()
    expect(keeper.get_by_role("status")).to_contain_text("已到馆，登录号")
    keeper.get_by_role("link", name=re.compile(r"^\d{4}-\d{6}$")).click()
    keeper.locator("select[name=place]").select_option(label="A-1 一楼一号架")
    keeper.get_by_role("button", name="上架").click()
    expect(keeper.get_by_role("status")).to_contain_text("已上架到 A-1")


def _typed(page: Page, text: str) -> None:
    """As a scanner does: into the field that has the focus already, then Enter."""
    expect(page.locator("input[name=scan]")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("path", ["/holdings", "/guidance", "/guidance/numbers", "/notices"])
def test_public_pages_fit_a_phone(visit: Visit, path: str) -> None:
    """Nothing has to be scrolled sideways at 390 pixels."""
    page = visit(path, (390, 844), script=False)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
