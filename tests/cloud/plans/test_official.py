"""Official papers of plans: the table of tasks, the letter and the bulletin as they are sent."""

import datetime as dt
import io
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.test import Client
from docx import Document
from docx.document import Document as WordDocument
from openpyxl import load_workbook

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.plans.models import Plan, SupervisionLetter, Target, Task
from tests.factories.plans import MADE, person_at, plan_of, task_of, unit_of

TODAY = dt.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages believe it is a fixed day."""
    for module in ("plans", "board", "letters"):
        monkeypatch.setattr(f"biaozhun.cloud.plans.views.{module}.today", lambda: TODAY)


@pytest.fixture
def bureau(db: None) -> Organisation:  # noqa: ARG001  -- the database is what it writes to
    """Who leads."""
    return unit_of("市市场监管局")


@pytest.fixture
def plan(bureau: Organisation) -> Plan:
    """A plan with a late task, a going one and a target."""
    made = plan_of("云州市方案", issuer="云州市人民政府")
    path = ["二、任务", "(一)统筹"]
    late = dt.date(2026, 6, 20)
    task_of(made, "建平台", leads=[bureau], helpers=["市财政局"], path=path, deadline=late)
    task_of(made, "做宣传", leads=[bureau], path=path, ongoing=True, deadline_text="持续推进")
    Target.objects.create(
        plan=made, rank=1, indicator="试点", operator=">=", value=Decimal("20.5"), unit="个"
    )
    return made


@pytest.fixture
def officer(db: None) -> Person:  # noqa: ARG001  -- likewise
    """Somebody of the authority."""
    return person_at(None, "officer", Role.OPERATOR)


def opened(content: bytes) -> WordDocument:
    """A Word file as the library reads it."""
    return Document(io.BytesIO(content))


def test_everybody_takes_the_table_of_tasks_of_a_plan_in_force(plan: Plan) -> None:
    """Units by their part, the last day or that it goes on, how it stands; targets on a sheet."""
    book = load_workbook(io.BytesIO(Client().get(f"/plans/{plan.pk}?format=xlsx").content))
    lines = [[cell.value for cell in row] for row in book["任务分解表"].iter_rows(min_row=2)]
    assert lines == [
        [
            1,
            "(一)统筹",
            "建平台",
            "市市场监管局",
            "市财政局",
            "2026年6月20日",
            "进行中（逾期）",
            "0%",
        ],
        [2, "(一)统筹", "做宣传", "市市场监管局", None, "持续推进", "进行中", "0%"],
    ]
    assert [cell.value for cell in book["目标指标表"][2]][1:4] == ["试点", "≥20.5", "个"]
    paper = opened(Client().get(f"/plans/{plan.pk}?format=docx").content)
    assert paper.paragraphs[0].text == "云州市方案任务分解表"
    assert [len(table.rows) for table in paper.tables] == [3, 2]


def test_the_table_of_a_draft_is_nobodys(plan: Plan) -> None:
    """What is not in force is not handed out."""
    Plan.objects.filter(pk=plan.pk).update(state="draft")
    answer = Client().get(f"/plans/{plan.pk}?format=docx")
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_papers_are_chinese_in_every_language_of_the_pages(plan: Plan) -> None:
    """A reader of the English pages gets the same table."""
    answer = Client().get(f"/plans/{plan.pk}?format=xlsx", headers={"accept-language": "en"})
    assert load_workbook(io.BytesIO(answer.content))["任务分解表"]["G3"].value == "进行中"


def test_a_letter_is_printed_with_number_demand_day_and_answer(
    plan: Plan, bureau: Organisation, officer: Person
) -> None:
    """Its people and the authority take it away; a unit it does not concern gets none."""
    task = Task.objects.filter(plan=plan).order_by("rank")[0]
    letter = SupervisionLetter.objects.create(
        number="标督〔2026〕1号",
        task=task,
        addressee=bureau,
        demand="请加快。\n请说明原因。",
        due=dt.date(2026, 7, 10),
        issued=MADE,
        state_since=MADE,
    )
    browser = Client()
    browser.force_login(officer)
    paper = opened(browser.get(f"/work/letters/{letter.pk}?format=docx").content)
    printed = [one.text for one in paper.paragraphs if one.text]
    assert printed[:-2] == [
        "标督〔2026〕1号",
        "督办单",
        "市市场监管局：",
        "一、督办事项",
        "《云州市方案》：建平台",
        "二、要求",
        "请加快。",
        "请说明原因。",
        "请于2026年7月10日前书面答复。",
    ]
    assert printed[-1] == "2026年7月1日"
    browser.force_login(person_at(unit_of("市旅游局"), "stranger"))
    refused = browser.get(f"/work/letters/{letter.pk}?format=docx")
    assert refused.status_code == HTTPStatus.NOT_FOUND


def test_the_bulletin_tells_units_late_tasks_and_letters(plan: Plan, officer: Person) -> None:
    """As document and workbook, for the authority alone."""
    address = "/work/bulletin?since=2026-06-01&until=2026-06-30"
    browser = Client()
    browser.force_login(officer)
    paper = opened(browser.get(f"{address}&format=docx").content)
    texts = [one.text for one in paper.paragraphs if one.text]
    assert texts[0] == "标准化重点任务督查通报"
    assert "期内销号0项，逾期未完成1项，发出督办单0份" in texts[1]
    assert texts[2:4] == ["一、各单位完成情况", "二、逾期任务"]
    assert [cell.text for cell in paper.tables[1].rows[1].cells] == [
        "1",
        "建平台",
        str(plan),
        "市市场监管局",
        "2026年6月20日",
        "10",
    ]
    book = load_workbook(io.BytesIO(browser.get(f"{address}&format=xlsx").content))
    assert book.sheetnames == ["各单位完成情况", "逾期任务", "督办情况"]
    browser.force_login(person_at(unit_of("市市场监管局"), "clerk"))
    assert browser.get(f"{address}&format=docx").status_code == HTTPStatus.FORBIDDEN
