"""A document checked by somebody without an account, in the browser."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files lie in a folder of the test."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


def test_from_pasted_text_to_a_report_that_anybody_confirms(visit: Visit, tmp_path: Path) -> None:
    """Pasted, coloured in place, a reading set right, a report handed out and verified."""
    page = visit("/check")
    page.get_by_label("一段文字").fill("产品应符合 GB/T 1-2009，检验按 标准甲。")
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator(".cited")).to_have_count(1)
    page.locator(".cited a").click()
    expect(page).to_have_url(re.compile("#l-1$"))
    page.get_by_label("原文里的写法").fill("标准甲")
    page.get_by_label("标准编号（写法相同可不填）").fill("GB/T 2-2020")
    page.get_by_role("button", name="补上并重新判定").click()
    expect(page.locator(".cited")).to_have_count(2)
    expect(page.get_by_text("人工更正", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="做一份").click()
    report = tmp_path / download.value.suggested_filename
    download.value.save_as(report)
    page.goto("/reports")
    page.get_by_label("或者报告的文件").set_input_files(report)
    page.get_by_role("button", name="核验").click()
    expect(page.get_by_role("status")).to_contain_text("这份文件是真的。")


def test_a_pasted_list_is_checked_on_a_phone_without_script(visit: Visit) -> None:
    """Everything works without script; nothing is wider than the screen."""
    page = visit("/check", PHONE, script=False)
    page.get_by_label("一份清单").fill("GB/T 1-2009\nGB/T 2-2020\nJB/T 99999-2015")
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator(".check-row")).to_have_count(3)
    page.get_by_role("link", name=re.compile("本馆未收录")).first.click()
    expect(page.locator(".check-row")).to_have_count(1)


def test_a_page_ends_at_its_foot_however_long_the_panes_are(visit: Visit) -> None:
    """Words for voices in a pane that scrolls do not stretch the page behind it."""
    page = visit("/check")
    page.get_by_label("一段文字").fill("\n".join(f"按 GB/T {n}-2020 执行。" for n in range(1, 120)))
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator(".check-row").first).to_be_visible()
    behind = page.evaluate(
        "document.documentElement.scrollHeight"
        " - window.scrollY - document.querySelector('body > footer').getBoundingClientRect().bottom"
    )
    assert behind <= 1
