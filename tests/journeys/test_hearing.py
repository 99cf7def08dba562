"""A hearing from a phone without an account, and from the desk of the authority."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from biaozhun.cloud.foundation import clock
from biaozhun.cloud.hearings.models import Hearing, Registration
from tests.cloud.hearings import making
from tests.journeys.conftest import PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "一句好记的话 2026"  # noqa: S105  -- of an account that lives as long as a test


@pytest.fixture(autouse=True)
def nobody_reads_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that is driven fills a form in sooner than anybody."""
    monkeypatch.setattr("biaozhun.cloud.demands.guarding.SOONEST", dt.timedelta(0))


@pytest.fixture
def hearing(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Hearing:  # noqa: ARG001  -- the database is what it writes to
    """A hearing announced today, with an officer who keeps it."""
    officer = making.officer("officer")
    officer.set_password(PASSWORD)
    officer.save()
    on, at = clock.today(), clock.now()
    monkeypatch.setattr(making, "AT", at)
    days = {"day": on + dt.timedelta(40), "register_until": on + dt.timedelta(20)}
    return making.announced(officer, **days)


def _registered(phone: Page, hearing: Hearing) -> str:
    """Fill the form in on the page of the hearing; the code that is given for it."""
    phone.goto(f"/hearings/{hearing.pk}")
    phone.get_by_label("姓名", exact=True).fill("周女士")
    phone.get_by_label("联系电话或电子邮箱").fill("13900000000")
    phone.get_by_role("button", name="提交报名").click()
    expect(phone).to_have_url(re.compile("/hearings/receipt$"))
    return phone.locator("strong.seed").inner_text()


def test_a_registration_from_a_phone_is_told_that_the_day_was_moved(
    hearing: Hearing,
    visit: Visit,
) -> None:
    """Registered without account or script; the officer postpones; the code shows the new day."""
    code = _registered(visit("/hearings", PHONE, script=False), hearing)
    assert Registration.objects.get().state == "waiting"
    desk = visit(f"/account/login?next=/desk/hearings/{hearing.pk}")
    desk.locator("input[name=login]").fill("officer@example.org")
    desk.locator("input[name=password]").fill(PASSWORD)
    desk.locator("main button[type=submit]").first.click()
    expect(desk.get_by_text("周女士")).to_be_visible()
    later = (clock.today() + dt.timedelta(50)).isoformat()
    desk.locator("summary", has_text="改期").click()
    desk.locator("#postpone_day").fill(later)
    desk.locator("#postpone_reason").fill("会场维修")
    desk.get_by_role("button", name="改期").click()
    expect(desk.get_by_text("已办理：改期。")).to_be_visible()
    again = visit("/hearings/receipt", PHONE)
    again.get_by_label("回执码或邀请码").fill(code)
    again.get_by_role("button", name="查看").click()
    expect(again.get_by_text(later)).to_be_visible()
