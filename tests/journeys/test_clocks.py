"""What is late, from the desk of an authority and from everybody's page."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.clocks.actions.warning import warn
from biaozhun.cloud.foundation import clock
from tests.cloud.clocks.making import done
from tests.factories.drafting import AUTHORITY, project_of, somebody
from tests.journeys.conftest import PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "一句好记的话 2026"  # noqa: S105  -- of an account that lives as long as a test


@pytest.fixture
def projects(transactional_db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Twenty that were announced after 200 days, one in time and one that is late."""
    officer = somebody("officer", AUTHORITY, Role.OPERATOR)
    officer.set_password(PASSWORD)
    officer.save()
    on = clock.today()
    begun = on - dt.timedelta(500)
    for serial in range(1, 21):
        done(serial, begun, begun + dt.timedelta(200))
    told = {"planned": on - dt.timedelta(50), "handler": officer}
    project_of(30, title="按期的标准", deadline=on + dt.timedelta(300), **told)
    project_of(31, title="超期的标准", deadline=on - dt.timedelta(8), **told)
    warn(on, clock.now())


@pytest.mark.usefixtures("projects")
def test_an_officer_finds_what_is_late_and_when_it_may_be_done(visit: Visit) -> None:
    """The board, late ones only, the clock of the project with its forecast; then a phone."""
    desk = visit("/account/login?next=/desk/clocks")
    desk.locator("input[name=login]").fill("officer@example.org")
    desk.locator("input[name=password]").fill(PASSWORD)
    desk.locator("main button[type=submit]").first.click()
    rows = desk.locator("table.clocks tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("超期 8 天")
    expect(rows.first).to_contain_text("超期 7 天时")
    desk.locator("select[name=when]").select_option("late")
    desk.get_by_role("button", name="筛选").click()
    expect(rows).to_have_count(1)
    rows.get_by_role("link", name="超期的标准").click()
    panel = desk.locator("#clock")
    expected = (clock.today() + dt.timedelta(150)).isoformat()
    expect(panel).to_contain_text(f"约 {expected}，五次里有四次在")
    expect(panel).to_contain_text("20 个已发布项目推算的，不是承诺。")
    phone = visit("/clocks", PHONE, script=False)
    expect(phone.locator("main")).to_contain_text("已发布的 20 个项目，从立项到发布平均 200 天")
    expect(phone.locator("table.clocks tbody tr").first).to_contain_text("超期的标准")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
