"""Units are told when a plan begins."""

import datetime as dt

import pytest

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.plans.actions.changing import By
from biaozhun.cloud.plans.actions.confirming import confirm_plan
from tests.factories.plans import MADE, person_at, plan_of, task_of, unit_of


@pytest.mark.django_db
def test_every_unit_is_told_once_how_many_tasks_are_its_own() -> None:
    """Two tasks, one notice; a unit without people and one that has no task hear nothing."""
    bureau, empty = unit_of("市市场监管局"), unit_of("市财政局")
    clerk = person_at(bureau, "clerk")
    person_at(unit_of("市旅游局"), "stranger")
    plan = plan_of("云州市方案", state="draft", date_signed=dt.date(2026, 1, 5))
    for title in ("建平台", "做宣传"):
        task_of(plan, title, leads=[bureau], helpers=[empty], state="draft")
    task_of(plan, "不做了", leads=[bureau], state="dropped")
    officer = Person.objects.create_user("op@example.org", name="王敏", role=Role.OPERATOR)
    confirm_plan(plan, accepted=False, by=By(actor=officer, at=MADE))
    notice = Notice.objects.get()
    assert (notice.person, notice.kind, notice.address) == (clerk, "plans.confirmed", "/work")
    assert notice.subject == "规划开始实施：云州市方案"
    assert notice.text == "有 2 项任务由贵单位牵头或者配合。"
