"""Which sentences of a plan speak of standards, and to which task each belongs."""

import pytest
from django.test import Client

from biaozhun.cloud.plans.actions.confirming import confirm_plan
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.plans.queries.linking import clauses
from biaozhun.core.policy import read
from tests.factories.readings import by, plan_of

pytestmark = pytest.mark.django_db
HEAD = "关于推进标准化工作的实施方案\n\n各区县人民政府：\n\n一、重点任务\n（一）健全标准体系\n"
TAIL = "\n×市人民政府\n2018年3月1日\n"


def plan_on(body: str) -> Plan:
    """A draft as the reader reads it."""
    return plan_of(read(HEAD + body + TAIL))


def told(plan: Plan) -> list[tuple[str, str]]:
    """Each clause with the title of its task."""
    found = clauses(plan, drafts=True)
    for one in found:
        assert plan.text[one.start : one.end] == one.text
    return [(one.text, one.task.title if one.task else "") for one in found]


def test_the_title_of_a_task_is_told_by_its_sentences() -> None:
    """Titles and chapters over sentences on standards are no clauses of their own."""
    plan = plan_on(
        "1. 完善地方标准体系。围绕重点产业制定地方标准。（市市场监管局牵头，2020年底前）\n"
        "2. 推进标准国际化\n鼓励企业参与国际标准制定。完善激励机制。（市商务局）\n"
    )
    assert told(plan) == [
        ("围绕重点产业制定地方标准。", "完善地方标准体系"),
        ("鼓励企业参与国际标准制定。", "推进标准国际化"),
    ]
    assert [one.path[-1] for one in clauses(plan, drafts=True)] == [
        "1.完善地方标准体系",
        "2.推进标准国际化",
    ]


def test_a_title_that_alone_speaks_of_standards_belongs_to_its_task() -> None:
    """With a body that does not, with two groups of sentences, and with no body at all."""
    plan = plan_on(
        "1. 完善地方标准体系。围绕重点产业开展工作。（市市场监管局）\n"
        "2. **强化标准实施监督。** 建立反馈机制。（市商务局）开展统计分析。（市统计局）\n"
        "3. 开展标准化试点。（市农业局）\n"
    )
    assert told(plan) == [
        ("1. 完善地方标准体系。", "完善地方标准体系"),
        ("2. **强化标准实施监督。", "强化标准实施监督"),
        ("3. 开展标准化试点。", "开展标准化试点"),
    ]


def test_a_sentence_behind_a_bracket_belongs_to_the_next_task() -> None:
    """Units in a bracket say nothing of standards and begin no sentence."""
    plan = plan_on(
        "1. 强化实施监督。建立反馈机制。（市标准化管理局(市知识产权局)）"
        "开展标准统计。（市统计局）\n"
    )
    [clause] = clauses(plan, drafts=True)
    first, second = plan.tasks.order_by("rank")
    assert (clause.text, clause.task) == ("开展标准统计。", second)
    assert first.text == "建立反馈机制。"


def test_a_heading_without_sentences_on_standards_is_a_clause_without_a_task() -> None:
    """What nobody took up is still shown, and a sentence outside tasks too."""
    plan = plan_on("建立工作机制。\n（二）强化应用\n推广先进标准。\n")
    plan.tasks.all().delete()
    assert told(plan) == [("（一）健全标准体系", ""), ("推广先进标准。", "")]


def test_the_page_says_of_no_title_that_it_is_no_task(client: Client) -> None:
    """The page counts the sentences once and leads to the task of each."""
    plan = plan_on("1. 完善地方标准体系。制定地方标准。（市市场监管局）\n")
    confirm_plan(plan, accepted=True, by=by())
    page = client.get(f"/plans/{plan.pk}/clauses").content.decode()
    assert "原文里有 1 句谈到标准或标准化" in page
    assert "没有列为任务" not in page
    assert f'href="/plans/{plan.pk}/tasks/{plan.tasks.get().pk}"' in page
