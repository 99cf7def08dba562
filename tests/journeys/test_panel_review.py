"""A panel by lot, in the browser: seats, draw, an expert who steps aside, opinions, conclusion."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.committees.actions.experts import declare_conflict
from biaozhun.cloud.committees.models import Expert
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.technical_reviews.actions.reviewing import send_papers
from biaozhun.cloud.technical_reviews.actions.voting import Said
from biaozhun.cloud.technical_reviews.actions.voting import cast as cast_vote
from biaozhun.cloud.technical_reviews.models import Reviewer
from biaozhun.cloud.technical_reviews.permissions import GONE
from tests.cloud.technical_reviews.conftest import Cast, cast, experts, orphan
from tests.cloud.technical_reviews.making import AT, DAY, bank, prepared
from tests.factories.drafting import LEADER
from tests.journeys import review_desk
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.yunzhou import behind

__all__ = ["cast", "experts", "orphan"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

USERS = ("甄六", "甄九")
"""The two of whom one is drawn for the seat of the users, and the other follows."""
Sessions = dict[str, str]


def session_of(person: Person | None) -> str:
    """The cookie of somebody who is signed in; made before the browser starts."""
    assert person is not None
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


@pytest.fixture
def review(
    transactional_db: None,  # noqa: ARG001  -- the database is what it writes to
    orphan: Project,
    experts: list[Expert],
    cast: Cast,
) -> tuple[int, Sessions]:
    """A panel's review of tomorrow without seats, papers sent; who takes part is signed in."""
    told = prepared(orphan, cast.officer)
    send_papers(told, DAY.replace(day=6), actor=cast.officer, at=AT)
    more = bank(orphan.authority, (("甄九", "江原省计量院", "user"),))
    sessions = {one.name: session_of(one.person) for one in [*experts, *more]}
    return told.pk, {**sessions, "officer": session_of(cast.officer)}


def signed_in(page: Page, session: str, path: str) -> Page:
    """Somebody's browser on a page."""
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": page.url}])
    page.goto(path)
    return page


def test_a_panel_is_drawn_an_expert_steps_aside_and_the_draft_passes(
    review: tuple[int, Sessions], visit: Visit
) -> None:
    """Seats, a sealed draw, a conflict that refuses, a stand-in, an opinion, a conclusion.

    In the end anybody draws again what was sealed.
    """
    pk, sessions = review
    officer = signed_in(visit("/robots.txt"), sessions["officer"], f"/desk/technical-reviews/{pk}")
    _draw(officer)
    who = _drawn_user(officer)
    follows = next(name for name in USERS if name != who)

    anybody = visit(f"/technical-reviews/{pk}/draws", PHONE, script=False)
    expect(anybody.locator(".seals code")).to_have_count(2)
    expect(anybody.get_by_text(who)).to_have_count(0)

    behind(lambda: _found_to_hold_shares(who))
    _not_convened(officer, pk)
    _steps_aside(signed_in(visit("/robots.txt", PHONE, script=False), sessions[who], "/desk"))
    officer.go_back()
    officer.reload()
    expect(officer.locator("tbody tr").first).to_contain_text(follows)
    expect(officer.locator("tbody tr").first).to_contain_text(f"{LEADER}：持有股份")

    officer.goto(f"/desk/technical-reviews/{pk}")
    officer.get_by_role("button", name="召集").click()
    expect(officer.locator(".answer")).to_contain_text("已召集")
    _gives_an_opinion(
        signed_in(visit("/robots.txt", PHONE), sessions[follows], f"/desk/my-reviews/{pk}")
    )
    _decides(officer, pk)
    _passes(officer, pk)
    anybody.reload()
    expect(anybody.locator("main")).to_contain_text("重新计算的结果与公布的一致")


def _draw(officer: Page) -> None:
    officer.get_by_role("link", name="席位、抽取和递补").click()
    officer.get_by_role("link", name="设置席位").click()
    officer.get_by_label("第4席由谁担任").select_option(label="消费者")
    officer.get_by_role("button", name="保存席位").click()
    expect(officer.locator(".answer")).to_contain_text("可以抽取。7 席 · 8 位专家可抽")
    officer.get_by_role("button", name="抽取专家组").click()
    expect(officer.locator(".answer")).to_contain_text("已抽取")


def _drawn_user(officer: Page) -> str:
    first = officer.locator("tbody tr").first.inner_text()
    return next(name for name in USERS if name in first)


def _found_to_hold_shares(name: str) -> None:
    """After the draw it comes to light what an expert has to do with a drafting unit."""
    expert, officer = Expert.objects.get(name=name), Person.objects.get(name="承办")
    told = {"unit": LEADER, "reason": "持有股份", "declared": DAY}
    declare_conflict(expert, told, actor=officer)


def _not_convened(officer: Page, pk: int) -> None:
    """While somebody sits who has a conflict nobody is called together."""
    officer.goto(f"/desk/technical-reviews/{pk}")
    expect(officer.locator(".steps-ahead")).to_contain_text("有参加表决的人声明了利益冲突")
    expect(officer.get_by_role("button", name="召集")).to_have_count(0)


def _steps_aside(expert: Page) -> None:
    expert.locator("#review_invitations a").first.click()
    expert.get_by_label("有利益关系，应当回避").check()
    expert.get_by_label("与哪个单位有利益关系").select_option(LEADER)
    expert.get_by_label("是什么关系").fill("持有股份")
    expert.get_by_role("button", name="答复", exact=True).click()
    expect(expert.locator(".answer")).to_contain_text("不参加")


def _gives_an_opinion(expert: Page) -> None:
    expert.get_by_role("link", name="看意见、提意见").click()
    expert.get_by_label("章条编号").fill("5.2")
    expert.get_by_label("意见内容").fill("指标低于强制性国家标准")
    expert.get_by_role("button", name="记下意见").click()
    expect(expert.locator(".opinions li")).to_have_count(1)


def _passes(officer: Page, pk: int) -> None:
    """All who were drawn come and vote for it; the draft passes."""
    officer.goto(f"/desk/technical-reviews/{pk}")
    names = officer.locator("#people tbody th > span").all_inner_texts()
    review_desk.entered(officer, names)
    review_desk.begun(officer)
    behind(lambda: _vote(pk))
    officer.reload()
    review_desk.counted(officer)
    review_desk.concluded(officer, "同意通过审查。")


def _vote(pk: int) -> None:
    """Everybody who has a vote gives it on the own account."""
    rows = Reviewer.objects.filter(review=pk, votes=True).select_related("person")
    for one in rows.exclude(status__in=GONE):
        assert one.person is not None
        cast_vote(one, Said(vote="for"), actor=one.person, at=now())


def _decides(officer: Page, pk: int) -> None:
    officer.goto(f"/desk/technical-reviews/{pk}/opinions")
    officer.get_by_role("link", name="处理 1", exact=True).click()
    officer.get_by_label("采纳", exact=True).check()
    officer.get_by_role("button", name="保存").click()
    expect(officer.locator(".answer")).to_contain_text("1 条意见，全部处理")
    officer.get_by_role("button", name="把汇总处理表放到项目材料里").click()
    expect(officer.locator(".said")).to_contain_text("已放到项目材料里")
