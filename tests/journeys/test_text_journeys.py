"""What readers and keepers of full texts do."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.texts.actions.receiving import Order, receive
from biaozhun.cloud.texts.actions.showing import Disclosure, show
from biaozhun.cloud.texts.models import Text
from tests.journeys.conftest import PHONE, WIDE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PLACE = "/texts/GB/T-1-2020"
ZH = {
    "1": "范围",
    "2": "要求",
    "2.1": "铅的含量应不大于规定的限值。",
    "2.2": "镉的含量应符合要求。",
}
EN = {"1": "Scope", "2": "Requirements", "2.1": "Lead shall not exceed the limit."}


def _file(folder: Path, clauses: dict[str, str]) -> Path:
    path = folder / f"{len(clauses)}.jsonl"
    rows = []
    for number, words in clauses.items():
        is_title = "." not in number
        rows.append({"clause": number, "title": words if is_title else "", "text": words * 30})
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def texts(transactional_db: None, tmp_path: Path) -> None:  # noqa: ARG001  -- the database is what it writes to
    """The text of one of the library's standards with its translation, before any browser runs."""
    for clauses, kind, language in ((ZH, Text.Kind.TEXT, "zh"), (EN, Text.Kind.TRANSLATION, "en")):
        order = Order(number="GB/T 1-2020", kind=kind, language=language)
        draft = receive(_file(tmp_path, clauses), order, name="x.jsonl", actor=None)
        show(draft.pk, Disclosure(right=Text.Right.OPEN), actor=None)


@pytest.fixture
def session(transactional_db: None) -> str:  # noqa: ARG001  -- likewise
    """The session of a keeper who is signed in, made before any browser runs."""
    keeper = Person.objects.create_user("k@example.org", name="馆员甲", role=Role.CATALOGUER)
    client = Client()
    client.force_login(keeper)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_from_the_edition_to_a_clause_and_its_address(visit: Visit) -> None:
    """The panel of the edition, the list of contents, the clause, its own address."""
    page = visit("/standards/GB/T-1-2020")
    page.locator("#texts").get_by_role("link", name="标准文本（中文）").click()
    expect(page).to_have_url(re.compile(r"/texts/GB/T-1-2020$"))
    expect(page.locator(".answer")).to_contain_text("现行")
    page.locator(".contents-side").get_by_role("link", name="要求").click()
    expect(page).to_have_url(re.compile("#2$"))
    page.get_by_role("link", name="2.2 的地址").click()
    expect(page).to_have_url(re.compile(r"#2\.2$"))
    expect(page.locator(":target")).to_contain_text("镉的含量")


def test_looking_for_words_inside(visit: Visit) -> None:
    """Traditional writing finds Simplified; the list leads to the clause."""
    page = visit(PLACE)
    page.get_by_role("searchbox", name="在本文中查找").fill("鎘")
    page.get_by_role("button", name="找").click()
    expect(page.locator(".found")).to_contain_text("在 1 条里找到 30 处。")
    page.locator(".found").get_by_role("link", name="2.2").click()
    expect(page.locator(":target mark").first).to_be_in_viewport()


def test_reading_beside_the_translation(visit: Visit) -> None:
    """Clause beside clause; what has no counterpart says so."""
    page = visit(PLACE)
    page.get_by_role("link", name="与英文对照").click()
    expect(page.locator('[id="2.1"] .pair')).to_contain_text("Lead shall not exceed")
    expect(page.locator('[id="2.2"] .pair')).to_contain_text("这一条没有对照的文本。")


@pytest.mark.parametrize("script", [True, False])
def test_on_the_phone_the_contents_fold(visit: Visit, *, script: bool) -> None:
    """With and without script; nothing is wider than the screen."""
    page = visit(PLACE, PHONE, script=script)
    page.get_by_text("目录", exact=True).first.click()
    page.locator(".contents-fold").get_by_role("link", name="要求").click()
    expect(page).to_have_url(re.compile("#2$"))
    if script:
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0


def test_a_keeper_brings_a_text_in_and_shows_it(session: str, visit: Visit, tmp_path: Path) -> None:
    """Upload, look at what is odd, decide on the right, see the reader's page."""
    page = visit("/", WIDE)
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}]
    )
    page.goto("/desk/texts")
    page.get_by_role("link", name="添加文本").click()
    page.get_by_label("标准编号").fill("gb/t 2-2020")
    page.get_by_label("文件", exact=True).set_input_files(
        _file(tmp_path, {"1": "范围", "3": "要求", "3.1": "应安全。"})
    )
    page.get_by_role("button", name="收下并预览").click()
    expect(page.locator(".findings")).to_contain_text("条号不连续：3 前面应有 2")
    _decide(page)
    page.get_by_role("link", name="看读者看到的页面").click()
    expect(page).to_have_url(re.compile(r"/texts/GB/T-2-2020$"))
    expect(page.locator('[id="3.1"]')).to_contain_text("应安全。")


def _decide(page: Page) -> None:
    page.get_by_label("公开，任何人可以阅读").check()
    page.get_by_role("button", name="核对无误，上架").click()
    expect(page.get_by_role("status")).to_contain_text("已上架。")
