"""A citizen comments on a sentence of a draft from a phone, and is too late with the next."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from biaozhun.cloud.consultations.models import Comment, Consultation
from tests.cloud.consultations.making import (
    AREA,
    CLOSES,
    SENTENCE,
    at,
    drafted,
    everybody,
    opened,
)
from tests.journeys.conftest import PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TEXT = "轮椅和婴儿车在10平方米里不能同时转身。"
LATE = "我还有一条意见。"


@pytest.fixture(autouse=True)
def nobody_reads_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that is driven fills a form in sooner than anybody."""
    monkeypatch.setattr("biaozhun.cloud.demands.guarding.SOONEST", dt.timedelta(0))


@pytest.fixture
def consultation(transactional_db: None) -> Consultation:  # noqa: ARG001  -- the database is what it writes to
    """One that is open."""
    cast = everybody()
    return opened(drafted(cast), cast)


def stand(monkeypatch: pytest.MonkeyPatch, instant: dt.datetime) -> None:
    """Let the service believe that it is another instant."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: instant)


def select(page: Page, passage: str, end: int) -> None:
    """Select the first characters of a passage, as a finger does."""
    page.evaluate(
        """([passage, end]) => {
          const words = document.querySelector(`[data-passage="${passage}"]`).firstChild;
          document.getSelection().setBaseAndExtent(words, 0, words, end);
        }""",
        [passage, end],
    )


def test_a_sentence_is_commented_on_from_a_phone_until_the_last_day(
    visit: Visit, consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Selected, commented, receipt seen, read by all; the form left open overnight is refused."""
    stand(monkeypatch, at(CLOSES, 15))
    phone = visit(f"/consultations/{consultation.pk}", PHONE)
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    select(phone, AREA, len(SENTENCE))
    phone.get_by_role("link", name="对选中的文字提意见").click()
    expect(phone.locator(".asked")).to_contain_text(SENTENCE)
    phone.get_by_label("您的意见").fill(TEXT)
    phone.get_by_role("button", name="提交意见").click()
    expect(phone.locator(".code")).to_have_count(1)
    expect(phone.get_by_role("heading", name="第 1 号意见")).to_be_visible()

    phone.get_by_role("link", name="回到原文，再提一条").click()
    expect(phone.locator("#comment-1")).to_contain_text(TEXT)
    select(phone, AREA, len(SENTENCE))
    phone.get_by_role("link", name="对选中的文字提意见").click()
    phone.get_by_label("您的意见").fill(LATE)
    stand(monkeypatch, at(CLOSES, 17))
    phone.get_by_role("button", name="提交意见").click()
    expect(phone.get_by_role("alert").last).to_contain_text("意见已经截止")
    made = Comment.objects.get()
    assert (made.quote, made.text, made.person) == (SENTENCE, TEXT, None)
