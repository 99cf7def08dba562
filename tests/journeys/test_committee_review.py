"""A committee's ballot, in the browser: too few vote, it is held again, and passes."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.committees.models import Member
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.technical_reviews.models import QUESTIONS, Review
from tests.cloud.technical_reviews.conftest import Cast, cast, members, project, submitted
from tests.cloud.technical_reviews.making import (
    AT,
    all_for,
    live_at,
    prepared,
    signed,
    vote,
    voting,
)
from tests.journeys.conftest import PHONE, Visit

__all__ = ["cast", "members", "project", "submitted"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LATER = AT + dt.timedelta(days=8)
Enter = Callable[[Page, Person | None, str], Page]


@pytest.fixture
def review(
    transactional_db: None,  # noqa: ARG001  -- the database is what it writes to
    project: Project,
    members: list[Member],  # noqa: ARG001  -- who votes
    cast: Cast,
) -> Review:
    """A ballot that runs, in a region that signed its quorum; one member has voted."""
    signed(project.authority, "Q-11", "3/4")
    told = voting(prepared(project, cast.officer, "ballot"), cast.officer)
    vote(told, cast.officer, 沈厂="for")
    return told


@pytest.fixture
def enter() -> Enter:
    """Somebody's browser on a page."""

    def entered(page: Page, person: Person | None, path: str) -> Page:
        assert person is not None
        client = Client()
        client.force_login(person)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": page.url}])
        page.goto(path)
        return page

    return entered


def test_a_ballot_without_quorum_is_held_again_and_passes(
    review: Review,
    cast: Cast,
    visit: Visit,
    enter: Enter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two of six vote: no conclusion is taken. Held again with all of them, the draft passes."""
    live_at(monkeypatch, AT)
    desk = f"/desk/technical-reviews/{review.pk}"
    chair = review.reviewers.select_related("person").get(name="方主任").person
    _votes(enter(visit("/robots.txt", PHONE, script=False), chair, f"/desk/my-reviews/{review.pk}"))
    officer = enter(visit("/robots.txt"), cast.officer, desk)
    expect(officer.locator("#people")).to_contain_text("已有 2 人表决")
    expect(officer.get_by_role("button", name="计票")).to_have_count(0)

    live_at(monkeypatch, LATER)
    officer.reload()
    officer.get_by_role("button", name="计票").click()
    expect(officer.locator(".steps-ahead")).to_contain_text("参加函审表决的人数不够")
    expect(officer.get_by_role("link", name="作出结论")).to_have_count(0)
    officer.get_by_role("link", name="重新组织").click()
    officer.get_by_label("理由").fill("只有两人表决，不足四分之三。")
    officer.locator("main form button").first.click()
    expect(officer.locator(".answer")).to_contain_text("准备中")

    live_at(monkeypatch, AT)
    _begin(officer)
    all_for(review, cast.officer)
    officer.reload()
    _concludes(officer)
    officer.get_by_role("link", name="作出结论").click()
    officer.locator("main form button").first.click()
    expect(officer.locator(".answer")).to_contain_text("通过")

    anybody = visit(f"/technical-reviews/{review.pk}", PHONE, script=False)
    expect(anybody.locator(".answer")).to_contain_text("通过")
    expect(anybody.locator("main")).to_contain_text("6/6")


def _begin(officer: Page) -> None:
    """Convene and begin."""
    officer.get_by_role("button", name="召集").click()
    officer.get_by_role("button", name="开始审查和表决").click()
    expect(officer.locator(".answer")).to_contain_text("正在审查和表决")


def _votes(member: Page) -> None:
    """A member votes for it, on a phone without script."""
    member.get_by_label("同意", exact=True).check()
    member.get_by_role("button", name="提交表决").click()
    expect(member.locator("main")).to_contain_text("表决：同意")


def _concludes(officer: Page) -> None:
    """Count, answer the four questions with yes, pass it, and have the papers written."""
    officer.get_by_role("button", name="计票").click()
    for question in QUESTIONS:
        officer.locator(f"select[name={question}]").select_option("yes")
    officer.locator("select[name=conclusion]").select_option("passed")
    officer.locator("textarea[name=text]").fill("同意通过审查。")
    officer.locator("#conclusion form button").click()
    officer.get_by_role("button", name="生成会议纪要、签名表和表决单").click()
    expect(officer.locator("#papers-of-review")).to_contain_text("与现在的结论一致")
