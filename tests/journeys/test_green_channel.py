"""An urgent standard: asked for, granted by another, a step left out, and everybody reads it."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.green_channel.models import LeftOutStep, Use
from tests.cloud.green_channel import making
from tests.cloud.green_channel.making import FLOOD, Cast
from tests.factories.drafting import project_of
from tests.journeys.conftest import PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(transactional_db: None) -> Cast:  # noqa: ARG001  -- the database is what it writes to
    """Everybody, and where the authority stands."""
    made = making.cast()
    making.placed()
    return made


def signed(visit: Visit, person: Person, address: str) -> Page:
    """A browser in which somebody has signed in and come to an address."""
    client = Client()
    client.force_login(person)
    page = visit("/green-channel")
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": page.url}])
    page.goto(address)
    return page


def test_an_urgent_standard_is_made_faster_in_everybodys_sight(people: Cast, visit: Visit) -> None:
    """The clerk asks, the officer grants and asks for a skip, which only the chief may agree to."""
    project = project_of()
    clerk = signed(visit, people.clerk, f"/projects/{project.pk}")
    clerk.get_by_role("link", name="申请使用绿色通道").click()
    clerk.get_by_label("应急程序").check()
    clerk.get_by_label(re.compile("突发事件应对")).check()
    clerk.get_by_label("为什么急需").fill(FLOOD)
    clerk.get_by_role("button", name="申请").click()
    expect(clerk.get_by_text("等待决定")).to_be_visible()
    use = Use.objects.get()
    officer = signed(visit, people.officer, f"/desk/green-channel/{use.pk}")
    officer.get_by_role("link", name="批准使用绿色通道").click()
    officer.get_by_label("决定的理由").fill("汛情紧急，同意。")
    officer.get_by_role("button", name="批准使用绿色通道").click()
    officer.get_by_role("link", name="申请省去一步").click()
    officer.get_by_label(re.compile("听证会 ·")).check()
    officer.get_by_label("为什么可以省").fill("书面征求过各方意见。")
    officer.get_by_role("button", name="申请").click()
    expect(officer.get_by_role("link", name=re.compile("^同意省去"))).to_have_count(0)
    skip = LeftOutStep.objects.get()
    officer.goto(f"/desk/green-channel/skips/{skip.pk}/approve")
    officer.get_by_label("理由").fill("自己同意自己")
    officer.get_by_role("button", name="同意省去").click()
    expect(officer.get_by_text("自己申请的，由主管部门的其他人决定。")).to_be_visible()
    chief = signed(visit, people.chief, f"/desk/green-channel/{use.pk}")
    chief.get_by_role("link", name=re.compile("^同意省去")).click()
    chief.get_by_label("理由").fill("同意。")
    chief.get_by_role("button", name="同意省去").click()
    expect(chief.get_by_text("已同意省去")).to_be_visible()
    anybody = visit("/green-channel", PHONE)
    anybody.get_by_role("link", name=project.title).click()
    expect(anybody.get_by_text("书面征求过各方意见。")).to_be_visible()
    expect(anybody.get_by_text(people.officer.name)).to_have_count(0)
