"""The table of tasks of a plan, as everybody takes it away, says what the text of the plan said."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from biaozhun.cloud.plans.models import Duty, Plan, Task
from biaozhun.cloud.plans.tables import table_rows
from biaozhun.core.policy import read, read_blocks
from biaozhun.documents.isolation import read_isolated
from tests.factories.readings import plan_of

TEXT = """云州省标准化提升行动计划（2025—2027年）

一、总体目标

到2027年，制定地方标准300项以上，公共服务标准覆盖率不低于95%。

二、重点任务

（一）建立健全协调机制，加强基层标准化。开展农村人居环境标准化行动。（省农业农村厅、\
各县（市、区）人民政府按职责分工负责，2026年底前完成）

（二）做好宣传。组织世界标准日活动。

（三）完善标准体系。制定养老服务标准。（省市场监管局牵头，省民政厅配合，持续推进）

云州省人民政府
2025年3月1日
"""
TASKS = [
    (
        "建立健全协调机制，加强基层标准化",
        ("省农业农村厅", "各县（市、区）人民政府"),
        (),
        dt.date(2026, 12, 31),
    ),
    ("做好宣传", (), (), None),
    ("完善标准体系", ("省市场监管局",), ("省民政厅",), None),
]


@pytest.fixture
def plan(db: None) -> Plan:  # noqa: ARG001  -- the database is what it writes to
    """The text as a plan in force, its tasks open."""
    made = plan_of(read(TEXT))
    Plan.objects.filter(pk=made.pk).update(state="in_force")
    Task.objects.filter(plan=made).update(state="open")
    return made


def taken(plan: Plan, form: str, folder: Path) -> Path:
    """The file that anybody gets."""
    path = folder / f"plan.{form}"
    path.write_bytes(Client().get(f"/plans/{plan.pk}?format={form}").content)
    return path


def test_units_are_kept_as_the_text_writes_them(plan: Plan) -> None:
    """Brackets stay as wide as they were."""
    named = Duty.objects.filter(task__plan=plan).order_by("task__rank", "rank")
    assert list(named.values_list("named", flat=True))[:2] == [
        "省农业农村厅",
        "各县（市、区）人民政府",
    ]


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_table_of_a_plan_is_read_back(plan: Plan, form: str, tmp_path: Path) -> None:
    """Its tasks, its targets with their years, and nothing of how the tasks stand."""
    again = read_blocks(read_isolated(taken(plan, form, tmp_path)))
    tasks = [
        (task.title, task.leads, task.cooperators, task.deadline.day if task.deadline else None)
        for task in again.tasks
    ]
    assert tasks == TASKS
    assert again.tasks[2].deadline is not None  # it goes on
    assert [(t.indicator, str(t.operator), t.value, t.unit, t.year) for t in again.targets] == [
        ("地方标准", ">=", Decimal(300), "项", 2027),
        ("公共服务标准覆盖率", ">=", Decimal(95), "%", 2027),
    ]


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_table_of_a_plan_is_taken_in_as_rows(plan: Plan, form: str, tmp_path: Path) -> None:
    """The page that takes tables of tasks reads the same; a stroke for nobody is no unit."""
    rows = table_rows(read_isolated(taken(plan, form, tmp_path)), None)
    assert [(row.title, row.text, row.units, row.faults) for row in rows] == [
        (
            "建立健全协调机制，加强基层标准化",
            "开展农村人居环境标准化行动。",
            (("省农业农村厅", "lead"), ("各县（市、区）人民政府", "lead")),
            (),
        ),
        ("做好宣传", "组织世界标准日活动。", (), ("units_missing",)),
        (
            "完善标准体系",
            "制定养老服务标准。",
            (("省市场监管局", "lead"), ("省民政厅", "cooperate")),
            (),
        ),
    ]
