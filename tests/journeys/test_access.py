"""Whether everybody can use the pages: WCAG 2.2 AA as far as a machine can tell, and more."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import PHONE, WIDE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = [
    "/",
    "/search?q=食品",
    "/search?q=没有这样的东西",
    "/standards/GB/T-1-2020",
    "/standards/GB/T-1",
    "/standards/GB/T-99",
    "/standards/nothing",
    "/coverage",
    "/conflicts",
    "/announcements",
    "/imports",
    "/tags",
    "/tags/S143",
]


def faults(page: Page) -> list[str]:
    """What axe objects to, each as rule and place."""
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{fault['id']}: {node['target']} {node['html'][:120]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_no_public_page_has_a_fault_in_either_theme(visit: Visit, language: str) -> None:
    """Every public page, light and dark, wide and on a phone."""
    page = visit("/", locale=language)
    found = {}
    for address in PUBLIC:
        for theme, size in (("light", WIDE), ("dark", PHONE)):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.goto(address)
            if faulty := faults(page):
                found[address, theme] = faulty
    assert found == {}


def test_large_type_needs_no_sideways_scroll(visit: Visit) -> None:
    """In elder mode on a phone every public page fits the width."""
    page = visit("/size/large?next=/", PHONE)
    wide = {}
    for address in PUBLIC:
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE[0]:
            wide[address] = width
    assert wide == {}
