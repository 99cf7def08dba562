"""What the pages say of a step that cannot be taken, of days that cannot be counted, of votes."""

import datetime as dt
from http import HTTPStatus

import pytest

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.technical_reviews.wording.refusals import refused
from tests.cloud.technical_reviews.conftest import As, Cast
from tests.cloud.technical_reviews.making import AT, live_at, prepared, vote, voting

LACKING = "那一年的节假日还没有登记，不能按工作日计算"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages live on the day of the tests."""
    live_at(monkeypatch, AT)


def test_the_page_of_an_impossible_step_says_so_at_once(
    project: Project, cast: Cast, browser: As
) -> None:
    """Opened, not only sent: 422, the reason, and nothing to fill in; a possible one has a form."""
    review = prepared(project, cast.officer)
    address, officer = f"/desk/technical-reviews/{review.pk}", browser(cast.officer)
    answer = officer.get(f"{address}/postpone")
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert (refused("not_from_here") in page, 'name="reason"' in page) == (True, False)
    answer = officer.get(f"{address}/cancel")
    assert (answer.status_code, b'name="reason"' in answer.content) == (200, True)


@pytest.mark.parametrize(
    ("day", "why"), [("9999-01-01", "请填 1900 到 2200 年之间的日期。"), ("", 'role="alert"')]
)
def test_a_day_of_papers_that_cannot_be_is_given_back(
    project: Project, cast: Cast, browser: As, day: str, why: str
) -> None:
    """422, the day as it was written, and what is wrong with it."""
    review = prepared(project, cast.officer)
    address = f"/desk/technical-reviews/{review.pk}/sent"
    answer = browser(cast.officer).post(address, {"day": day})
    page = answer.content.decode()
    assert (answer.status_code, day in page, why in page) == (422, True, True)


def test_days_that_cannot_be_counted_are_told_apart_from_papers_not_sent(
    project: Project, cast: Cast, browser: As
) -> None:
    """Beside Q-08 it stands that the holidays of the year are lacking."""
    review = prepared(project, cast.officer)
    address, officer = f"/desk/technical-reviews/{review.pk}", browser(cast.officer)
    assert LACKING not in officer.get(address).content.decode()
    far = dt.date(2031, 5, 20)
    Review.objects.filter(pk=review.pk).update(papers_sent=far, day=far + dt.timedelta(days=30))
    assert officer.get(address).content.decode().count(LACKING) == 2


def test_who_voted_does_not_wait_and_what_is_counted_is_over(
    project: Project, cast: Cast, browser: As
) -> None:
    """No answer is awaited from who voted; on a counted review nobody is told to vote later."""
    review = voting(prepared(project, cast.officer), cast.officer)
    waiting = ">等待答复"
    address, officer = f"/desk/technical-reviews/{review.pk}", browser(cast.officer)
    before = officer.get(address).content.decode().count(waiting)
    vote(review, cast.officer, 方主任="for")
    assert officer.get(address).content.decode().count(waiting) == before - 1
    member = review.reviewers.select_related("person").get(name="方主任").person
    for state in ("counted", "concluded"):
        Review.objects.filter(pk=review.pk).update(state=state)
        page = browser(member).get(f"/desk/my-reviews/{review.pk}").content.decode()
        assert ("已经计票，不能再表决。" in page, "开始以后" in page) == (True, False)
