"""What everybody may read of plans: the list, a plan, its timeline, its calendar, its data."""

import datetime as dt
import json
from collections.abc import Callable

import msgspec
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from icalendar import Calendar

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.organisations.models import Collective, OrganisationPlace
from biaozhun.cloud.plans.actions.campaigning import (
    CampaignSaid,
    MilestoneSaid,
    set_campaign,
    set_milestones,
)
from biaozhun.cloud.plans.actions.comparing import stamp_of
from biaozhun.cloud.plans.actions.confirming import confirm_plan, step
from biaozhun.cloud.plans.actions.correcting import correct_plan
from biaozhun.cloud.plans.actions.linking import set_parent, set_serves
from biaozhun.cloud.plans.actions.shaping import drop_task
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.exports.data import plan_json
from biaozhun.cloud.plans.models import Duty, Plan, Task
from biaozhun.cloud.plans.permissions import Sight
from biaozhun.cloud.plans.queries.board import board
from biaozhun.cloud.plans.queries.linking import clauses
from biaozhun.cloud.plans.queries.page import page_of
from biaozhun.cloud.plans.queries.plans import Wanted
from biaozhun.cloud.plans.queries.plans import plans as plans_of
from biaozhun.core.policy import PolicyReading
from biaozhun.core.unit_names import collective_key
from tests.factories.readings import by, officer, organisation, plan_of, reading_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 12, 1)
NAMES = ("q", "kind", "state", "year", "issuer", "page", "format")
Counted = Callable[[int], object]


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages believe it is a fixed day, after the deadlines of the tasks."""
    monkeypatch.setattr("biaozhun.cloud.plans.views.plans.today", lambda: TODAY)


def other(reading: PolicyReading, mark: str, **changes: object) -> PolicyReading:
    """The same reading of another text."""
    return msgspec.structs.replace(reading, text=reading.text + mark, **changes)


def in_force(reading: PolicyReading | None = None, **told: object) -> Plan:
    """A plan that was confirmed."""
    plan = plan_of(reading, **told)  # type: ignore[arg-type]  # of the factory
    confirm_plan(plan, accepted=True, by=by())
    plan.refresh_from_db()
    return plan


def test_the_sentence_comes_first(client: Client) -> None:
    """How many tasks there are, how many are done, open and late, and how many targets."""
    plan = in_force()
    first = plan.tasks.order_by("rank")[0]
    Task.objects.filter(pk=first.pk).update(state="closed")
    page = client.get(f"/plans/{plan.pk}").content.decode()
    assert "2 项任务：1 项完成，1 项进行中，其中 1 项过了期限。" in page
    assert "1 个指标" in page
    assert "二、重点任务" in page
    assert f'href="/plans/{plan.pk}/tasks/{first.pk}"' in page


def test_what_its_lead_said_is_done_is_late_nowhere() -> None:
    """Page, list, data and board count a submitted task past its last day alike: not as late."""
    plan = in_force()
    first = plan.tasks.order_by("rank")[0]
    Task.objects.filter(pk=first.pk).update(state="submitted", done_on=dt.date(2027, 5, 1))
    page, [listed] = page_of(plan, TODAY), plans_of(Wanted(), TODAY)
    whole = board(Sight(is_authority=True), TODAY, plan=plan.pk).whole
    told = json.loads(plan_json(page, TODAY).content)
    assert (page.late, listed.late, whole.late) == (1, 1, 1)  # type: ignore[attr-defined]  # counted
    assert [task["late"] for task in told["tasks"]] == [False, True]


def test_drafts_are_seen_by_the_authority_alone(client: Client) -> None:
    """A draft is in no list and has no page for others; a withdrawn plan has none either."""
    plan = plan_of()
    assert client.get(f"/plans/{plan.pk}").status_code == 404
    assert str(plan) not in client.get("/plans").content.decode()
    assert client.get("/plans?state=draft").context["page"].paginator.count == 0
    client.force_login(officer())
    assert str(plan) in client.get("/plans?state=draft").content.decode()
    assert client.get(f"/plans/{plan.pk}")["Location"] == f"/plans/{plan.pk}/reading"
    step(plan, "withdraw", by=by("误传"))
    client.logout()
    for place in ("", "/timeline", "/calendar.ics", "/clauses", "?format=json"):
        assert client.get(f"/plans/{plan.pk}{place}").status_code == 404


def test_the_list_is_narrowed(client: Client) -> None:
    """By words of title or number, kind, state, year and issuer; and it is a table to save."""
    plan = in_force()
    campaign = in_force(other(reading_of(title="先进标准行动"), "二"), kind="campaign")
    found = {
        "": [campaign, plan],
        "q=先进": [campaign],
        "q=〔2026〕5号": [campaign, plan],
        "kind=policy": [plan],
        "kind=unknown": [campaign, plan],
        "state=concluded": [],
        "year=2026&issuer=人民政府": [campaign, plan],
        "year=2019": [],
        "issuer=教育": [],
    }
    for query, plans in found.items():
        shown = client.get(f"/plans?{query}").context["page"].object_list
        assert list(shown) == plans, query
    assert list(client.get("/campaigns").context["page"].object_list) == [campaign]
    table = b"".join(client.get("/plans?format=csv&kind=policy").streaming_content)
    assert table.decode().splitlines()[1].split(",")[0] == "XX市标准化工作方案"
    assert "没有这样的计划" in client.get("/plans?year=2019").content.decode()


def test_an_empty_library_says_so(client: Client) -> None:
    """Nobody is left with an empty table."""
    assert "还没有公开的计划" in client.get("/plans").content.decode()
    assert "没有这样的专项行动" in client.get("/campaigns").content.decode()


@pytest.mark.parametrize("tasks", [1, 60])
def test_a_page_asks_a_constant_number_of_questions(
    client: Client, django_assert_num_queries: Counted, tasks: int
) -> None:
    """A plan of one task or of sixty: the same number."""
    plan = in_force(reading_of(tasks))
    with django_assert_num_queries(12):  # type: ignore[attr-defined]  # a context manager
        assert client.get(f"/plans/{plan.pk}").status_code == 200


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_asks_a_constant_number_of_questions(
    client: Client, django_assert_num_queries: Counted, count: int
) -> None:
    """One plan or five: the same number."""
    for number in range(count):
        in_force(other(reading_of(), str(number)))
    with django_assert_num_queries(3):  # type: ignore[attr-defined]  # likewise
        assert client.get("/plans").status_code == 200


def test_a_plan_is_data_too(client: Client) -> None:
    """The JSON has what is published, with each task's state and units."""
    plan = in_force()
    told = json.loads(client.get(f"/plans/{plan.pk}?format=json").content)
    assert told["counts"] == {"total": 2, "closed": 0, "going": 2, "late": 2, "cancelled": 0}
    assert told["tasks"][0]["units"][0] == {
        "named": "市市场监管局",
        "organisation": None,
        "role": "lead",
        "of_collective": False,
    }
    assert told["targets"][0]["value"] == "42"
    assert told["tasks"][0]["deadline"] == "2027-06-30"


def test_deadlines_are_a_calendar_and_a_timeline(client: Client) -> None:
    """Each last day is an all-day event; the timeline has it in its quarter."""
    plan = in_force()
    set_milestones(
        plan, [MilestoneSaid(title="中期", due=dt.date(2027, 1, 1))], by=by("补充里程碑")
    )
    answer = client.get(f"/plans/{plan.pk}/calendar.ics")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    days = [event.decoded("dtstart") for event in events]
    assert days == [dt.date(2027, 6, 30), dt.date(2027, 6, 30), dt.date(2027, 1, 1)]
    page = client.get(f"/plans/{plan.pk}/timeline").content.decode()
    assert "2027 年第 2 季度" in page
    assert "已逾期" in page


def test_plan_and_actual_are_compared_by_phase() -> None:
    """What was due in a phase, what was closed, what in time, what is late."""
    plan = in_force(
        msgspec.structs.replace(
            reading_of(3),
            phases=(
                msgspec.structs.replace(
                    reading_of().phases[0],
                    since=dt.date(2027, 1, 1),
                    until=dt.date(2027, 12, 31),
                ),
            ),
        )
    )
    first, second, _ = plan.tasks.order_by("rank")
    Task.objects.filter(pk=first.pk).update(state="closed", done_on=dt.date(2027, 5, 1))
    Task.objects.filter(pk=second.pk).update(state="closed", done_on=dt.date(2027, 9, 1))
    [period] = page_of(plan, TODAY).periods
    assert (period.due, period.closed, period.in_time, period.late) == (3, 2, 1, 1)


def test_collectives_become_a_duty_a_member(client: Client) -> None:
    """At confirmation each district has its own; who is named besides keeps the own one."""
    districts = [organisation(name) for name in ("东区人民政府", "西区人民政府")]
    for one in districts:
        OrganisationPlace.objects.create(organisation=one, level="district", kind="government")
    Collective.objects.create(
        name="各区政府",
        folded=collective_key("各区政府"),
        levels=["district"],
        kind="government",
    )
    plan = plan_of(reading_of(1))
    task = plan.tasks.get()
    task.duties.filter(role="cooperate").update(named="各区政府")
    Duty.objects.create(
        task=task, named="东区人民政府", organisation=districts[0], role="lead", state_since=by().at
    )
    confirm_plan(plan, accepted=True, by=by())
    told = task.duties.order_by("organisation__name").values_list(
        "named", "organisation__name", "of_collective", "role"
    )
    assert [row for row in told if row[1]] == [
        ("东区人民政府", "东区人民政府", False, "lead"),
        ("各区政府", "西区人民政府", True, "cooperate"),
    ]
    assert not task.duties.filter(named="各区政府", organisation=None).exists()
    page = client.get(f"/plans/{plan.pk}").content.decode()
    assert "各区政府</span>（1 个单位）" in page


def test_a_collective_that_is_registered_later_is_spread(client: Client) -> None:
    """After confirmation too its members get their duties, with a reason and an event."""
    plan = in_force(reading_of(1))
    plan.tasks.get().duties.filter(role="cooperate").update(named="各区政府")
    east = organisation("东区人民政府")
    OrganisationPlace.objects.create(organisation=east, level="district", kind="government")
    Collective.objects.create(
        name="各区政府",
        folded=collective_key("各区政府"),
        levels=["district"],
        kind="government",
    )
    client.force_login(officer())
    client.post(f"/plans/{plan.pk}/reading/spread")
    assert not Duty.objects.filter(organisation=east).exists()
    client.post(f"/plans/{plan.pk}/reading/spread", {"reason": "名册更新"})
    assert Duty.objects.get(organisation=east).of_collective
    assert Event.objects.get(kind="plans.units_spread").facts["added"] == 1


def test_a_part_is_made_of_chosen_tasks(client: Client) -> None:
    """The year's plan has copies that know whence they come; its page and its parent's link."""
    plan = in_force()
    client.force_login(officer())
    first = plan.tasks.order_by("rank")[0]
    place = f"/plans/{plan.pk}/reading/part"
    told = {"title": "2027年度计划", "kind": "year_plan", "since": "2027-01-01"}
    assert client.post(place, told).status_code == 422
    wrong = told | {"task": [first.pk], "until": "2026-01-01"}
    assert client.post(place, wrong).status_code == 422
    assert client.post(place, told | {"task": [first.pk]}).status_code == 302
    part = Plan.objects.get(parent=plan)
    assert (part.state, list(part.tasks.get().made_from.all())) == ("draft", [first])
    confirm_plan(part, accepted=False, by=by())
    client.logout()
    assert f'href="/plans/{part.pk}"' in client.get(f"/plans/{plan.pk}").content.decode()
    assert f'href="/plans/{plan.pk}"' in client.get(f"/plans/{part.pk}").content.decode()


def test_clauses_of_higher_plans_are_found_and_served(client: Client) -> None:
    """A sentence on standards is a clause; a task that serves it is named below it."""
    higher = in_force()
    lower = in_force(other(reading_of(title="区方案"), "三"), parent=higher)
    task, clause = lower.tasks.order_by("rank")[0], higher.tasks.order_by("rank")[0]
    client.force_login(officer())
    place = f"/plans/{lower.pk}/reading/tasks/{task.pk}/serves"
    assert f'value="{clause.pk}"' in client.get(place).content.decode()
    assert client.post(place, {"clause": [clause.pk]}).status_code == 422
    assert client.post(place, {"clause": [clause.pk], "reason": "衔接"}).status_code == 302
    client.logout()
    page = client.get(f"/plans/{higher.pk}/clauses").content.decode()
    assert "区方案 · 建设第1个平台" in page
    assert "规划衔接" in client.get(f"/plans/{lower.pk}").content.decode()
    with pytest.raises(PlanRefusedError):
        set_serves(task, [lower.tasks.order_by("rank")[1]], by=by("错"))
    with pytest.raises(PlanRefusedError) as refused:
        set_parent(higher, lower, by=by("错"))
    assert refused.value.code == "serves_itself"


def test_standard_time_is_no_clause() -> None:
    """标准 of time is none; every other sentence on standards is, with its place."""
    reading = msgspec.structs.replace(
        reading_of(0), outline=(), text="按北京标准时间报送。\n提高标准化水平；加强监管。\n"
    )
    found = clauses(plan_of(reading), drafts=True)
    assert [(one.text, one.start) for one in found] == [("提高标准化水平；", 11)]


def test_a_campaign_has_a_list_and_a_page(client: Client) -> None:
    """Scope, participants, standards, milestones and results are on its page."""
    plan = in_force(kind="campaign")
    said = CampaignSaid(scope="全市", participants="试点企业", standards=("GB/T1.1-2020",))
    set_campaign(plan, said, by=by("编制"))
    set_milestones(plan, [MilestoneSaid(title="中期评估", due=dt.date(2027, 6, 1))], by=by("编制"))
    page = client.get(f"/plans/{plan.pk}").content.decode()
    for words in ("全市", "试点企业", "GB/T 1.1-2020", "中期评估", "过了日期"):
        assert words in page
    with pytest.raises(PlanRefusedError) as refused:
        set_campaign(plan, CampaignSaid(standards=("不是编号",)), by=by("编制"))
    assert refused.value.code == "unreadable_number"
    assert plan.standards.get().slug == "GB/T-1.1-2020"


def test_a_campaign_is_written_at_the_desk(client: Client) -> None:
    """Both forms keep what was typed and refuse what has no day."""
    plan = plan_of(kind="campaign")
    client.force_login(officer())
    place = f"/plans/{plan.pk}/reading"
    told = {"scope": "全市", "standards": "GB/T 1.1-2020\n"}
    assert client.post(f"{place}/campaign", told).status_code == 302
    assert client.post(f"{place}/campaign", {"standards": "甲"}).status_code == 422
    rows = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "form-0-title": "启动"}
    assert client.post(f"{place}/milestones", rows).status_code == 422
    assert (
        client.post(f"{place}/milestones", rows | {"form-0-due": "2026-09-01"}).status_code == 302
    )
    held = plan.milestones.get()
    gone = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-milestone": held.pk}
    assert client.post(f"{place}/milestones", gone | {"form-0-remove": "1"}).status_code == 302
    assert not plan.milestones.exists()


def test_history_is_shown_where_the_plan_says_so(client: Client) -> None:
    """The public steps of plan and tasks, and no other."""
    plan = in_force()
    drop_task(plan.tasks.order_by("rank")[0], by=by("合并办理"))
    assert "经过" not in client.get(f"/plans/{plan.pk}").content.decode()
    correct_plan(plan, {"shows_history": True}, stamp_of(plan), by=by("公开"))
    page = client.get(f"/plans/{plan.pk}")
    kinds = [event.kind for event in page.context["page"].history]
    assert kinds == ["plans.task_cancel", "plans.plan_confirm"]


@pytest.mark.parametrize("role", [None, Role.READER, Role.CATALOGUER])
def test_joining_plans_is_for_the_authority(client: Client, role: Role | None) -> None:
    """Others are asked to sign in or refused, and nothing changes."""
    plan = in_force()
    task = plan.tasks.order_by("rank")[0]
    if role:
        client.force_login(Person.objects.create_user("r@example.org", name="某", role=role))
    desk = f"/plans/{plan.pk}/reading"
    for name in (
        "part",
        "parent",
        "campaign",
        "milestones",
        "table",
        "spread",
        f"tasks/{task.pk}/serves",
    ):
        for ask in (client.get, client.post):
            assert ask(f"{desk}/{name}").status_code in ({403, 405} if role else {302, 405})
    assert Plan.objects.count() == 1


class AnyAddress(TestCase):
    """Whatever stands in the address of a public page, an answer comes."""

    @given(
        st.dictionaries(
            st.sampled_from(["q", "kind", "state", "year", "issuer", "page"]), st.text()
        )
    )
    def test_any_question_is_answered(self, query: dict[str, str]) -> None:
        """Lists answer every query string with 200."""
        for place in ("/plans", "/campaigns"):
            assert Client().get(place, query).status_code == 200

    @given(st.text(max_size=12), st.text(max_size=12))
    def test_any_passage_is_answered(self, start: str, end: str) -> None:
        """The form for a task from a passage opens, whatever the passage."""
        client = Client()
        client.force_login(officer())
        plan = plan_of()
        answer = client.get(f"/plans/{plan.pk}/reading/tasks/new", {"start": start, "end": end})
        assert answer.status_code == 200
        assert client.get(f"/plans/{'9' * 30}").status_code == 404
