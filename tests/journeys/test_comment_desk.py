"""The desk of comments by keyboard, and nothing that was typed is lost or overwrites another's."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from biaozhun.cloud.consultations.actions.answering import decide
from biaozhun.cloud.consultations.actions.clustering import gather
from biaozhun.cloud.consultations.models import Comment
from biaozhun.cloud.foundation.clock import now
from tests.cloud.consultations.making import (
    AREA,
    SENTENCE,
    Cast,
    commented,
    drafted,
    everybody,
    opened,
)
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "一句好记的话 2026"  # noqa: S105  -- of an account that lives as long as a test
TYPED = "面积与现行国家标准一致，不再提高。"
LATER = "采纳，改为每层至少两间。"
THEIRS = "已在 4.1 中写明。"
SAID = ("建议改为12平方米", "建议每层两间", "建议另列洗手台", "面积应为12平方米", "改为12平方米")


@pytest.fixture
def cast(transactional_db: None) -> Cast:  # noqa: ARG001  -- the database is what it writes to
    """Five comments on an open consultation, of which the last two say the same."""
    cast = everybody()
    cast.officer.email = "officer@example.org"
    cast.officer.set_password(PASSWORD)
    cast.officer.save()
    held = opened(drafted(cast), cast)
    for said in SAID:
        commented(held, said, passage=AREA, start=0, end=len(SENTENCE))
    gather(held, [4, 5], actor=cast.officer, at=now())
    return cast


def signed_in(page: Page) -> Page:
    """The officer in charge at the desk, whose keys work."""
    desk = f"/desk/consultations/{Comment.objects.all()[0].consultation_id}"
    page.goto(f"/account/login?next={desk}")
    page.locator("input[name=login]").fill("officer@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(re.escape(desk) + "$"))
    expect(page.locator("#keys")).to_be_visible()
    return page


def type_answer(page: Page, disposition: str, words: str) -> None:
    """Choose, type and save without the mouse."""
    page.keyboard.press(disposition)
    page.keyboard.press("e")
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")


def decided() -> list[tuple[str, str]]:
    """What was decided of each comment."""
    return list(Comment.objects.order_by("number").values_list("decided", "answer"))


def test_comments_are_decided_by_keyboard_and_survive_a_broken_connection(
    visit: Visit,
    cast: Cast,  # noqa: ARG001  -- it writes what is decided
) -> None:
    """By keyboard, refused without a reason, typed offline and sent of itself, a group at once."""
    page = signed_in(visit("/"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator("#comment-1 .saved")).to_have_text("✓ 已保存")
    expect(page.locator("#comment-2")).to_be_focused()
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(page.locator("#comment-2 [role=alert]")).to_contain_text("请写明理由")
    page.keyboard.press("e")
    page.keyboard.type(TYPED)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#comment-2 .saved")).to_have_text("✓ 已保存")

    page.context.set_offline(offline=True)
    expect(page.locator("#comment-3")).to_be_focused()
    type_answer(page, "2", LATER)
    expect(page.locator("#comment-3 [data-said]")).to_contain_text("没有连上网络")
    expect(page.locator("#unsaved li")).to_have_text(f"3 部分采纳 · {LATER} 丢弃")
    page.context.set_offline(offline=False)
    expect(page.locator("#comment-3 .tag")).to_have_text("已决定")
    expect(page.locator("#unsaved")).to_be_hidden()

    page.locator("#comment-4").focus()
    type_answer(page, "1", TYPED)
    expect(page.locator("#comment-5 .tag")).to_have_text("已决定")
    expect(page.locator("#comment-4")).to_be_focused()
    assert page.evaluate("Object.keys(localStorage)") == []
    assert decided() == [
        ("accepted", ""),
        ("rejected", TYPED),
        ("partly", LATER),
        ("accepted", TYPED),
        ("accepted", TYPED),
    ]


def test_who_comes_second_reads_the_other_answer_and_keeps_their_own(
    visit: Visit, cast: Cast
) -> None:
    """Nothing is overwritten; leaving the page warns and keeps it, signing out leaves nothing."""
    page = signed_in(visit("/"))
    decide([Comment.objects.get(number=1)], "partly", THEIRS, actor=cast.department, at=now())
    page.keyboard.press("j")
    type_answer(page, "3", TYPED)
    row = page.locator("#comment-1")
    expect(row.locator(".notice-warning")).to_contain_text(THEIRS)
    expect(row.locator(".mine")).to_have_text(TYPED)
    assert decided()[0] == ("partly", THEIRS)

    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.locator("#unsaved").get_by_role("link", name="1", exact=True).click()
    expect(page.locator("#unsaved li")).to_have_text(f"1 不采纳 · {TYPED} 丢弃")
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="丢弃").click()
    expect(page.locator("#unsaved")).to_be_hidden()
    page.get_by_role("link", name="回到意见表").click()
    expect(page.locator("#keys")).to_be_visible()
    assert asked == ["beforeunload"]

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("3")
    page.goto("/account")
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.get_by_role("button", name="退出登录").click()
    expect(page).not_to_have_url(re.compile("/account$"))
    assert page.evaluate("Object.keys(localStorage)") == []
