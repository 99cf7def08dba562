"""A committee's ballot, in the browser: too few vote, it is held again, and passes."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.committees.models import Member
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.technical_reviews.models import Review
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
from tests.journeys.review_desk import begun, concluded, convened, counted, held_again, voted

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
    voted(enter(visit("/robots.txt", PHONE, script=False), chair, f"/desk/my-reviews/{review.pk}"))
    officer = enter(visit("/robots.txt"), cast.officer, desk)
    expect(officer.locator("#people")).to_contain_text("已有 2 人表决")
    expect(officer.get_by_role("button", name="计票")).to_have_count(0)

    live_at(monkeypatch, LATER)
    officer.reload()
    counted(officer)
    expect(officer.locator(".steps-ahead")).to_contain_text("参加函审表决的人数不够")
    held_again(officer, "只有两人表决，不足四分之三。")

    live_at(monkeypatch, AT)
    convened(officer)
    begun(officer)
    all_for(review, cast.officer)
    officer.reload()
    counted(officer)
    concluded(officer, "同意通过审查。")

    anybody = visit(f"/technical-reviews/{review.pk}", PHONE, script=False)
    expect(anybody.locator(".answer")).to_contain_text("通过")
    expect(anybody.locator("main")).to_contain_text("6/6")
