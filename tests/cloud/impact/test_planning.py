"""A withdrawal that is prepared: bodies are asked, reply, and the plan is closed."""

import datetime as dt

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.impact.actions.planning import (
    PlanOrder,
    PlanRefusedError,
    close,
    open_plan,
    reply,
)
from biaozhun.cloud.impact.models import OpenItem, WithdrawalPlan
from biaozhun.cloud.messaging.models import Notice, Ways
from biaozhun.core.number import parse

NOON = dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)
ORDER = PlanOrder(
    title="清理一批旧版",
    reason="已有新版",
    planned=dt.date(2026, 9, 1),
    due=dt.date(2026, 8, 1),
    numbers=(parse("GB/T 100-2010"), parse("GB/T 100-2020")),
)


@pytest.fixture
def plan(library: None, operator: Person, member: Person) -> WithdrawalPlan:  # noqa: ARG001  -- they are there
    """A plan that asks two bodies, of which one has people here."""
    return open_plan(ORDER, actor=operator, at=NOON)


def test_every_body_is_asked_and_people_are_told(plan: WithdrawalPlan, member: Person) -> None:
    """A body with people gets one notice that leads to its item; each has its places."""
    items = plan.items.values_list("body", "organisation__name", "reply")
    assert list(items) == [("乙委员会", None, ""), ("甲委员会", "甲委员会", "")]
    notice = Notice.objects.get()
    own = plan.items.get(body="甲委员会")
    assert (notice.person, notice.address) == (member, f"/withdrawals/items/{own.pk}")
    assert [one["title"] for one in own.reliants] == ["GB/T 200-2015 注日期引用"]


def test_a_body_replies_for_itself_alone(plan: WithdrawalPlan, member: Person) -> None:
    """Its own item takes the reply; that of another is refused and stays open."""
    own, other = plan.items.get(body="甲委员会"), plan.items.get(body="乙委员会")
    reply(own.pk, "will_change", "年内改引新版", actor=member, at=NOON)
    own.refresh_from_db()
    assert (own.reply, own.note, own.replied_by) == ("will_change", "年内改引新版", member)
    with pytest.raises(PlanRefusedError, match="Another body") as refused:
        reply(other.pk, "objects", "", actor=member, at=NOON)
    assert refused.value.code == "not_asked"
    other.refresh_from_db()
    assert other.reply == ""


def test_an_operator_replies_on_behalf(plan: WithdrawalPlan, operator: Person) -> None:
    """What a body without people here says by letter, an operator writes down."""
    other = plan.items.get(body="乙委员会")
    assert reply(other.pk, "objects", "来函", actor=operator, at=NOON).reply == "objects"


def test_a_closed_plan_takes_no_reply(plan: WithdrawalPlan, operator: Person) -> None:
    """Nor is it closed twice; what was not answered stays to see."""
    close(plan.pk, actor=operator, at=NOON)
    for act in (
        lambda: reply(plan.items.all()[0].pk, "objects", "", actor=operator, at=NOON),
        lambda: close(plan.pk, actor=operator, at=NOON),
    ):
        with pytest.raises(PlanRefusedError) as refused:
            act()
        assert refused.value.code == "plan_closed"
    assert OpenItem.objects.filter(reply="").count() == 2
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "impact.plan_opened",
        "impact.plan_closed",
    ]


def test_who_may_see_an_item(client: Client, plan: WithdrawalPlan, member: Person) -> None:
    """Its people and operators; a stranger signs in, and one of another body is refused."""
    own, other = plan.items.get(body="甲委员会"), plan.items.get(body="乙委员会")
    assert client.get(f"/withdrawals/items/{own.pk}").status_code == 302
    client.force_login(member)
    assert client.get(f"/withdrawals/items/{own.pk}").status_code == 200
    assert client.get(f"/withdrawals/items/{other.pk}").status_code == 403
    assert client.get("/withdrawals/items/999999999999999999999").status_code == 404
    sent = client.post(f"/withdrawals/items/{own.pk}", {"reply": "not_affected"})
    assert sent.status_code == 302
    assert plan.items.get(pk=own.pk).reply == "not_affected"


@pytest.mark.usefixtures("library")
def test_a_plan_is_opened_from_a_list(client: Client, operator: Person) -> None:
    """The form takes a list; a line that is no number and a late term are refused, and kept."""
    client.force_login(operator)
    told = {
        "title": "清理",
        "planned": "2026-09-01",
        "due": "2026-10-01",
        "numbers": "甲\nGB/T 100",
    }
    refused = client.post("/desk/withdrawals/new", told)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "这些行读不出标准编号：1: 甲" in page
    assert "答复期限不能晚于拟废止日期。" in page
    told |= {"due": "2026-08-01", "numbers": "GB/T 100"}
    made = client.post("/desk/withdrawals/new", told)
    plan = WithdrawalPlan.objects.get()
    assert made.headers["Location"] == f"/desk/withdrawals/{plan.pk}"
    page = client.get(f"/desk/withdrawals/{plan.pk}").content.decode()
    assert page.count("未答复</span>") == 2
    table = client.get(f"/desk/withdrawals/{plan.pk}?format=csv")
    lines = b"".join(table.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # streamed
    assert len(lines) == 3


def test_people_are_asked_in_their_own_language(
    library: None,  # noqa: ARG001  -- it is there
    operator: Person,
    member: Person,
) -> None:
    """Not in that of the operator who asks."""
    Ways.objects.create(person=member, language="en")
    open_plan(ORDER, actor=operator, at=NOON)
    assert Notice.objects.get().text == "In 1 place. Please reply by 2026-08-01."


def test_who_is_asked_reads_what_is_to_go_and_sees_the_reply_taken(
    client: Client, plan: WithdrawalPlan, member: Person
) -> None:
    """The page of the item names the standards; behind the reply it says so, with local time."""
    client.force_login(member)
    address = f"/withdrawals/items/{plan.items.get(body='甲委员会').pk}"
    page = client.get(address).content.decode()
    assert page.count('href="/standards/GB/T%20100-2010"') == 1
    page = client.post(address, {"reply": "objects", "note": ""}, follow=True).content.decode()
    assert "答复已经记下。" in page
    assert "+00:00" not in page


def test_a_body_whose_people_have_gone_is_to_be_asked_otherwise(
    client: Client, plan: WithdrawalPlan, operator: Person, member: Person
) -> None:
    """An organisation alone reads no message."""
    client.force_login(operator)
    address, said = f"/desk/withdrawals/{plan.pk}", "没有登记人员，请另行联系"
    assert client.get(address).content.decode().count(said) == 1
    Person.objects.filter(pk=member.pk).update(is_active=False)
    assert client.get(address).content.decode().count(said) == 2
