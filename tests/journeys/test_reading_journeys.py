"""What a reader does, from the search box to the answer."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.catalogue import edition_of
from tests.journeys.conftest import PHONE, WIDE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/search?q=食品",
    "/search?q=gbt1",
    "/search?q=龘",
    "/standards/GB/T-1",
    "/standards/GB/T-1-2020",
    "/standards/GB/T-1-2015",
    "/standards/GB-50!0",
    "/coverage",
    "/conflicts",
    "/announcements",
    "/imports",
    "/tags",
    "/tags/S143",
    "/nowhere",
)


def test_from_a_number_to_the_edition_that_replaced_it(visit: Visit) -> None:
    """A number in any spelling, the card, the edition, its predecessor, and back again."""
    page = visit("/")
    page.get_by_label("标准号、名称、关键词").fill("ＧＢ／Ｔ １-2009")
    page.get_by_role("button", name="查").click()
    card = page.get_by_role("article")
    expect(card).to_contain_text("被代替")
    card.get_by_role("link", name="GB/T 1-2009").click()
    answer = page.locator(".answer")
    expect(answer).to_contain_text("2026-07-01 起失效，由 GB/T 1-2020 代替")
    answer.get_by_role("link", name="GB/T 1-2020").click()
    expect(page).to_have_url(re.compile(r"/standards/GB/T-1-2020$"))
    expect(page.locator(".answer")).to_contain_text("现行")
    page.go_back()
    expect(page.locator(".answer")).to_contain_text("被代替")


def test_a_filter_is_in_the_address_and_back_undoes_it(visit: Visit) -> None:
    """Choosing a filter narrows the hits and changes the address; back shows all again."""
    page = visit("/search?q=食品")
    expect(page.get_by_role("status")).to_have_text("6 项")
    page.locator("#filters").get_by_role("link", name="被代替").click()
    expect(page.get_by_role("status")).to_have_text("3 项")
    expect(page).to_have_url(re.compile("status=replaced"))
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("6 项")


def test_escape_closes_the_filters_that_cover_a_phone(visit: Visit) -> None:
    """The sheet goes, the hits are there, and the focus is back on what opened it."""
    page = visit("/search?q=食品", PHONE)
    opener = page.locator(".filters-open")
    opener.click()
    expect(page.locator("#filters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#filters")).to_be_hidden()
    expect(opener).to_be_focused()


def test_type_is_made_large_from_the_head_of_any_page(visit: Visit) -> None:
    """One link before the languages makes it large and another brings it back."""
    page = visit("/coverage", PHONE)
    page.get_by_role("banner").get_by_role("link", name="大字").click()
    expect(page).to_have_url(re.compile("/coverage$"))
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    page.get_by_role("banner").get_by_role("link", name="标准字号").click()
    expect(page.locator("html")).not_to_have_attribute("data-size", "large")


@pytest.fixture
def long_number(db: None) -> str:  # noqa: ARG001  -- the database is what it writes to
    """The page of an edition with as long a number as IEC gives; made before the browser starts."""
    return f"/standards/{edition_of('IEC 60335-2-27:2009+AMD1:2012+AMD2:2015 CSV').slug}"


def test_the_longest_number_stays_on_the_smallest_phone(long_number: str, visit: Visit) -> None:
    """In large type too it goes on in the next line, and nothing is scrolled sideways."""
    page = visit("/size/large", (320, 700))
    page.goto(long_number)
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_another_day_tells_another_status(visit: Visit) -> None:
    """The day chosen on the page of an edition moves its status."""
    page = visit("/standards/GB/T-1-2020")
    page.get_by_label("状态按今天计算").fill("2026-06-15")
    page.get_by_role("button", name="计算").click()
    expect(page.locator(".answer")).to_contain_text("即将实施")


def test_everything_works_on_a_phone_without_script(visit: Visit) -> None:
    """No script, 390 pixels: search, open the sheet of filters, choose, read the edition."""
    page = visit("/", PHONE, script=False)
    page.get_by_label("标准号、名称、关键词").fill("食品")
    page.get_by_role("button", name="查").click()
    sheet = page.locator("#filters")
    expect(sheet).to_be_hidden()
    page.get_by_role("link", name="筛选", exact=True).click()
    expect(sheet).to_be_visible()
    sheet.get_by_role("link", name=re.compile("现行")).click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("3 项")
    page.get_by_role("link", name="GB/T 2-2020").click()
    expect(page.locator(".answer")).to_contain_text("现行")


def test_typing_suggests_numbers(visit: Visit) -> None:
    """With script the search box offers what may be meant."""
    page = visit("/")
    page.get_by_label("标准号、名称、关键词").press_sequentially("gbt1")
    option = page.locator("#suggestions option[value='GB/T 1-2020']")
    option.wait_for(state="attached")
    assert option.count() == 1


def test_a_language_stays_chosen(visit: Visit) -> None:
    """English on the page of an edition stays English on the next page."""
    page = visit("/standards/GB/T-1-2020")
    page.get_by_role("link", name="English").click()
    expect(page.locator(".answer")).to_contain_text("In force: effective 2026-07-01")
    page.get_by_role("link", name="Coverage", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Coverage")


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    """The first stop of the keyboard is the link past the navigation."""
    page = visit("/coverage")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1280", "390"])
def test_no_page_is_wider_than_the_screen(visit: Visit, size: tuple[int, int]) -> None:
    """Nothing has to be scrolled sideways, on a desk or on a phone, in any language."""
    for locale in ("zh-CN", "zh-TW", "en-US"):
        page = visit("/", size, locale=locale)
        for path in PAGES:
            page.goto(path)
            assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, size[0])
