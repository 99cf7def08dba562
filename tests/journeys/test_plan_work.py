"""From the first report to the closing of a task, in the browser: late, escalated, rescheduled."""

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.plans.actions.reminding import remind
from biaozhun.cloud.plans.models import Task
from tests.factories.plans import plan_of, task_of, unit_of
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)
PASSWORD = "一句好记的话 2026"  # noqa: S105  -- of accounts that live as long as a test
TITLE = "建立标准化协调推进机制，统筹推进全市标准化改革工作，研究解决改革中的重大问题"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed day for every page of the work."""
    for module in ("views.inbox", "views.board", "views.letters", "views.task", "views.steps"):
        monkeypatch.setattr(f"biaozhun.cloud.plans.{module}.today", lambda: DAY)
    monkeypatch.setattr("biaozhun.cloud.plans.views.steps.now", lambda: NOON)


@pytest.fixture
def task(transactional_db: None) -> Task:  # noqa: ARG001  -- the database is what it writes to
    """A task that is two weeks late, its lead, its helper and the authority."""
    lead, helper = unit_of("市市场监督管理局"), unit_of("市农业农村委员会")
    _person("lead", lead)
    _person("helper", helper)
    _person("office", None, Role.OPERATOR)
    plan = plan_of("深化标准化工作改革方案", shows_history=True)
    deadline = DAY - dt.timedelta(days=14)
    task = task_of(plan, TITLE, leads=[lead], helpers=[helper], deadline=deadline)
    remind(DAY, NOON)
    return task


def _person(name: str, unit: Organisation | None, role: Role = Role.READER) -> None:
    Person.objects.create_user(
        f"{name}@example.org", PASSWORD, name=name, role=role, organisation=unit
    )


def sign_in(page: Page, name: str, back: str) -> Page:
    """Sign in by the form and come to a page."""
    page.goto(f"/account/login?next={back}")
    page.locator("input[name=login]").fill(f"{name}@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(re.escape(back) + "$"))
    return page


def test_a_late_task_is_escalated_rescheduled_and_finished_on_evidence(
    task: Task, visit: Visit, tmp_path: Path
) -> None:
    """Told to the authority, a letter, another date, reports with a file, submitted, closed."""
    address = f"/plans/{task.plan_id}/tasks/{task.pk}"
    office = sign_in(visit("/"), "office", "/account/notices")
    expect(office.get_by_text(f"逾期 14 天：{TITLE}").first).to_be_visible()
    _letter_sent(office, address)

    lead = sign_in(visit("/"), "lead", "/work")
    expect(lead.get_by_text("其中逾期 1 项")).to_be_visible()
    expect(lead.get_by_text("待答复的督办单")).to_be_visible()
    _letter_answered_and_date_asked(lead, address)

    office.goto(address)
    office.get_by_role("link", name="同意改期", exact=True).click()
    office.get_by_label("意见").fill("情况属实")
    office.get_by_role("button", name="同意改期").click()
    expect(office.get_by_role("status")).to_contain_text("期限已更改。")
    expect(office.locator(".answer")).to_contain_text("在办，还有 130 天。")

    _helper_reports(sign_in(visit("/"), "helper", address), tmp_path)
    lead.goto(address)
    expect(lead.get_by_text("还没有完成的单位：市农业农村委员会。")).to_be_visible()
    lead.get_by_role("button", name="核定完成").click()
    expect(lead.get_by_role("status")).to_contain_text("已核定。")
    lead.get_by_role("link", name="报请销号").click()
    lead.get_by_role("button", name="报请销号").click()
    expect(lead.get_by_role("status")).to_contain_text("已报请销号。")

    office.goto("/work")
    office.get_by_role("link", name=TITLE).first.click()
    office.get_by_role("link", name="销号", exact=True).click()
    office.get_by_role("button", name="销号").click()
    expect(office.locator(".answer")).to_contain_text("已完成并销号，完成日期 2026-11-22。")
    anybody = visit(address)
    expect(anybody.locator("#history")).to_contain_text("同意改期")
    expect(anybody.get_by_text("佐证材料")).to_have_count(0)


def _letter_sent(office: Page, address: str) -> None:
    office.goto(address)
    office.get_by_role("link", name="发督办单").click()
    expect(office.get_by_label("编号")).to_have_value("〔2026〕1号")
    office.get_by_label("要求").fill("请说明逾期原因")
    office.get_by_role("button", name="发督办单").click()
    expect(office.get_by_role("status")).to_contain_text("督办单已发出。")


def _letter_answered_and_date_asked(lead: Page, address: str) -> None:
    lead.get_by_role("link", name="〔2026〕1号").click()
    lead.get_by_role("link", name="答复", exact=True).click()
    lead.get_by_label("办理情况").fill("正在起草，申请改期")
    lead.get_by_role("button", name="答复", exact=True).click()
    expect(lead.get_by_role("status")).to_contain_text("答复已提交。")
    lead.goto(address)
    lead.get_by_role("link", name="申请改期").click()
    lead.get_by_label("改到哪一天").fill("2027-04-01")
    lead.get_by_label("理由").fill("机构改革")
    lead.get_by_role("button", name="申请改期").click()
    expect(lead.get_by_role("status")).to_contain_text("改期申请已提交。")


def _helper_reports(helper: Page, folder: Path) -> None:
    proof = folder / "会议纪要.txt"
    proof.write_text("一致同意", encoding="utf-8")
    helper.get_by_role("link", name="报告进展").click()
    helper.get_by_label("做了什么").fill("召开了第一次会议")
    helper.get_by_label("完成比例").fill("100")
    helper.get_by_label("佐证材料（文件）").set_input_files(proof)
    helper.get_by_label("本单位的部分已经完成").check()
    helper.get_by_role("button", name="报告进展").click()
    expect(helper.get_by_role("status")).to_contain_text("进展已报告。")
    with helper.expect_download() as download:
        helper.get_by_role("link", name="会议纪要.txt").click()
    assert download.value.suggested_filename == "会议纪要.txt"


@pytest.mark.parametrize("name", ["office", "lead"])
def test_the_pages_fit_a_phone(task: Task, visit: Visit, name: str) -> None:
    """Nothing is wider than the screen, with long titles too."""
    page = sign_in(visit("/", (390, 844)), name, "/work")
    task_page = f"/plans/{task.plan_id}/tasks/{task.pk}"
    for address in ("/work", "/work/board", "/work/tasks", "/work/letters", task_page):
        page.goto(address)
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(width) == 0, address
