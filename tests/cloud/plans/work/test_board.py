"""The board, the list behind its numbers, the inbox, and the bulletin."""

import csv
import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.organisations.models import OrganisationPlace
from biaozhun.cloud.plans.forms.work import tasks_asked
from biaozhun.cloud.plans.models import Duty, Plan, Task
from biaozhun.cloud.plans.permissions import sight_of
from biaozhun.cloud.plans.queries.board import board
from biaozhun.cloud.plans.queries.late import BulletinUnit, bulletin
from biaozhun.cloud.plans.queries.task import task_page
from biaozhun.cloud.plans.queries.tasks import TasksWanted, choices, matching
from biaozhun.cloud.plans.queries.work import (
    DutiesWanted,
    counts,
    duties,
    waiting,
    waiting_counts,
)
from tests.cloud.plans.work.conftest import DAY, NOON, As, Cast
from tests.factories.plans import duty_of, plan_of, report_of, task_of, unit_of


@pytest.fixture
def stand(cast: Cast, plan: Plan) -> Plan:
    """Five tasks of one lead, in every state, and one of a unit nobody resolved."""
    lead, helper = [cast.unit("lead")], [cast.unit("helper")]
    one, two = ["一、制度"], ["二、试点"]
    told = {"leads": lead, "helpers": helper}
    task_of(plan, "在办", path=one, deadline=dt.date(2026, 12, 31), mode="lead", **told)
    task_of(plan, "逾期", path=one, deadline=dt.date(2026, 10, 1), mode="lead", **told)
    task_of(
        plan,
        "待核销",
        path=one,
        deadline=dt.date(2026, 11, 1),
        state="submitted",
        done_on=dt.date(2026, 11, 1),
        **told,
    )
    task_of(
        plan,
        "按期完成",
        path=two,
        deadline=dt.date(2026, 9, 1),
        state="closed",
        done_on=dt.date(2026, 8, 30),
        **told,
    )
    task_of(
        plan,
        "迟完成",
        path=two,
        deadline=dt.date(2026, 9, 1),
        state="closed",
        done_on=dt.date(2026, 9, 2),
        leads=lead,
    )
    task_of(plan, "取消了", path=two, state="cancelled", leads=lead)
    task_of(plan, "没有对应单位", leads=["市质监局"], ongoing=True)
    return plan


def test_the_board_counts_every_task_once(cast: Cast, stand: Plan) -> None:
    """By unit, section and plan the same tasks; cancelled ones nowhere; one rate by its rule."""
    told = board(sight_of(cast.office), DAY)
    whole = told.whole
    assert (whole.total, whole.open, whole.submitted, whole.closed, whole.late) == (6, 3, 1, 2, 1)
    assert (whole.due, whole.in_time, whole.rate) == (4, 2, 0.5)
    units = {one.name: (one.total, one.late, one.helped) for one in told.units}
    assert units == {"市市场监督管理局": (5, 1, 0), "": (1, 0, 0), "南山区人民政府": (0, 0, 4)}
    sections = {one.name: one.total for one in told.sections}
    assert sections == {"一、制度": 3, "二、试点": 2, stand.title: 1}
    assert [one.total for one in told.plans] == [6]
    assert board(sight_of(cast.office), DAY, plan=stand.pk).whole.total == 6
    assert board(sight_of(cast.office), DAY, plan=0).whole.total == 0


def test_every_number_of_the_board_leads_to_as_many_tasks(stand: Plan, seen_by: As) -> None:
    """Each link is followed and the lines of its list are counted."""
    office = seen_by("office")
    page = office.get(f"/work/board?plan={stand.pk}").content.decode()
    links = re.findall(r'<a[^>]* href="(/work/tasks\?[^"]*)">([\d\u202f]+)</a>', page)
    assert len(links) == 38
    for address, number in links:
        rows = list(csv.reader(_text(office, f"{unescape(address)}&format=csv").splitlines()))
        assert len(rows) - 1 == int(number), address


def _text(client: Client, address: str) -> str:
    return b"".join(client.get(address)).decode()  # type: ignore[arg-type]  # an answer that streams


@pytest.mark.usefixtures("stand")
def test_a_unit_counts_what_it_takes_part_in(cast: Cast) -> None:
    """The helper sees four tasks and its own line alone; a lead sees its helpers too."""
    helper = board(sight_of(cast.helper), DAY)
    assert (helper.whole.total, [one.name for one in helper.units]) == (4, ["南山区人民政府"])
    lead = board(sight_of(cast.lead), DAY)
    assert {one.name for one in lead.units} == {"市市场监督管理局", "南山区人民政府"}
    assert board(sight_of(cast.stranger), DAY).whole.total == 0


def test_sections_of_several_plans_name_their_plan(cast: Cast, stand: Plan, seen_by: As) -> None:
    """Two plans may have sections of one name; of one plan alone it goes without saying."""
    assert {one.plan for one in board(sight_of(cast.office), DAY).sections} == {""}
    task_of(plan_of("三年行动计划"), "起草", path=["一、制度"])
    told = board(sight_of(cast.office), DAY).sections
    found = [one.plan for one in told if one.name == "一、制度"]
    assert found == ["三年行动计划", stand.title]
    page = seen_by("office").get("/work/board").content.decode()
    assert "三年行动计划" in page.partition('id="sections"')[2]


@pytest.mark.usefixtures("cast")
def test_the_authority_learns_where_to_begin(seen_by: As) -> None:
    """Without a plan in force its inbox leads to where a text is taken in."""
    assert 'href="/plans/new"' in seen_by("office").get("/work").content.decode()


@pytest.mark.usefixtures("stand")
def test_districts_stand_as_tiles_also_those_without_a_task(cast: Cast, seen_by: As) -> None:
    """Governments of districts and zones, not departments; in the order of their codes."""
    for name, kind, level, code in (
        ("南山区人民政府", "government", "district", "440305"),
        ("罗湖区人民政府", "government", "district", "440303"),
        ("前海管理局", "zone", "", ""),
        ("市财政局", "department", "city", ""),
    ):
        OrganisationPlace.objects.create(
            organisation=unit_of(name), kind=kind, level=level, division=code
        )
    told = board(sight_of(cast.office), DAY)
    assert [(one.name, one.total) for one in told.districts] == [
        ("前海管理局", 0),
        ("罗湖区人民政府", 0),
        ("南山区人民政府", 4),
    ]
    assert "work-tiles" in seen_by("office").get("/work/board").content.decode()


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("", ["逾期", "按期完成", "迟完成", "待核销", "在办", "没有对应单位"]),
        ("late=1", ["逾期"]),
        ("state=cancelled", ["取消了"]),
        ("unit=0", ["没有对应单位"]),
        ("section=二、试点", ["按期完成", "迟完成"]),
        ("section=-", ["没有对应单位"]),
        ("since=2026-10-01&until=2026-11-01", ["逾期", "待核销"]),
        ("mode=lead", ["逾期", "在办"]),
        ("q=完成", ["按期完成", "迟完成"]),
    ],
)
@pytest.mark.usefixtures("stand")
def test_the_list_is_narrowed_by_its_address(cast: Cast, asked: str, titles: list[str]) -> None:
    """Each filter by itself; without any, all but cancelled ones, the nearest day first."""
    found = matching(sight_of(cast.office), tasks_asked(QueryDict(asked)), DAY)
    by_day = sorted(titles)
    assert sorted(one.title for one in found) == by_day


@pytest.mark.parametrize("asked", ["format=csv", "when=late", "when=soon&format=csv"])
@pytest.mark.usefixtures("task")
def test_the_authority_without_a_unit_has_an_inbox_without_duties(seen_by: As, asked: str) -> None:
    """Its list of own duties is empty, however it is asked for; the file has its heading alone."""
    answer = seen_by("office").get(f"/work?{asked}")
    assert answer.status_code == 200
    if "csv" in asked:
        assert len(_text(seen_by("office"), f"/work?{asked}").splitlines()) == 1


@pytest.mark.usefixtures("stand")
def test_the_inbox_counts_and_lists_the_own_duties(cast: Cast, seen_by: As) -> None:
    """What is to be done, late, due soon; by role and day; as a table."""
    sight = sight_of(cast.lead)
    told = counts(sight, dt.date(2026, 12, 5))
    assert (told.open, told.late, told.soon) == (2, 1, 1)
    late = duties(sight, DutiesWanted(when="late"), DAY)
    assert [one.task.title for one in late] == ["逾期"]
    assert not duties(sight, DutiesWanted(part="cooperate"), DAY).exists()
    page = seen_by("lead").get("/work?when=late").content.decode()
    assert "本单位在办 2 项" in page
    rows = list(csv.reader(_text(seen_by("lead"), "/work?format=csv&when=late").splitlines()))
    assert [row[1] for row in rows[1:]] == ["逾期"]


def test_what_waits_is_told_to_whom_it_waits_for(cast: Cast, stand: Plan) -> None:
    """Reports to the lead, submitted tasks to the authority, a letter to its addressee."""
    task = stand.tasks.get(title="在办")
    report_of(task.duties.get(role=Duty.Role.COOPERATE))
    report_of(task.duties.get(role=Duty.Role.LEAD))
    done = stand.tasks.get(title="逾期").duties.get(role=Duty.Role.COOPERATE)
    Duty.objects.filter(pk=done.pk).update(state="reported")
    told = {"demand": "请说明", "due": DAY, "issued": NOON, "state_since": NOON}
    task.letters.create(number="1", addressee=cast.unit("helper"), **told)
    task.date_changes.create(
        asked_by=cast.unit("lead"), wanted=DAY, reason="为", made=NOON, state_since=NOON
    )
    kinds = {
        name: waiting_counts(sight_of(getattr(cast, name)), DAY)
        for name in ("office", "lead", "helper", "stranger", "nobody")
    }
    assert kinds == {
        "office": {"submitted": 1, "dates": 1, "of_leads": 1},
        "lead": {"reports": 1, "duties": 1},
        "helper": {"letters": 1},
        "stranger": {},
        "nobody": {},
    }
    shown = {one.kind: one.count for one in waiting(sight_of(cast.lead), DAY)}
    assert shown == kinds["lead"]


@pytest.mark.usefixtures("stand")
def test_one_kind_of_what_waits_has_a_page(seen_by: As) -> None:
    """A kind that is none, or somebody else's, is no page."""
    office = seen_by("office")
    assert "待核销" in office.get("/work?show=submitted").content.decode()
    assert office.get("/work?show=nothing").status_code == 404
    assert seen_by("lead").get("/work?show=submitted").status_code == 404


def test_the_desk_tells_what_waits_and_says_nothing_to_who_has_no_part(
    stand: Plan,  # noqa: ARG001  -- tasks to count
    seen_by: As,
) -> None:
    """Counts with links; no panel for people of no unit."""
    assert "本单位在办 2 项任务" in seen_by("lead").get("/desk").content.decode()
    assert "报请销号的任务" in seen_by("office").get("/desk").content.decode()
    assert 'id="work"' not in seen_by("nobody").get("/desk").content.decode()


def test_a_bulletin_tells_of_a_period(cast: Cast, stand: Plan, seen_by: As) -> None:
    """Late tasks as of its end, letters sent in it, and how each lead has closed."""
    task = stand.tasks.get(title="逾期")
    told = {"demand": "请说明", "issued": NOON, "state_since": NOON}
    task.letters.create(
        number="〔2026〕1号", addressee=cast.unit("lead"), due=dt.date(2026, 11, 20), **told
    )
    found = bulletin(dt.date(2026, 9, 1), dt.date(2026, 11, 30), on=DAY)
    assert found.closed == 1
    assert [(one.title, one.days, one.units) for one in found.late] == [
        ("逾期", 52, ("市市场监督管理局",))
    ]
    assert [(one.number, one.is_late) for one in found.letters] == [("〔2026〕1号", True)]
    assert found.units == (
        BulletinUnit(
            unit="市市场监督管理局",
            organisation=cast.unit("lead").pk,
            due=4,
            closed=2,
            in_time=2,
            late=1,
        ),
    )
    assert (found.units[0].closing_rate, found.units[0].in_time_rate) == (0.5, 0.5)
    earlier = bulletin(dt.date(2026, 9, 1), dt.date(2026, 9, 30), on=DAY)
    assert (earlier.late, earlier.letters, earlier.units[0].due) == ((), (), 2)
    page = seen_by("office").get("/work/bulletin?since=2026-11-30&until=2026-09-01")
    assert "52" in page.content.decode()


def _many(cast: Cast, plan: Plan, count: int) -> None:
    for serial in range(count):
        task = task_of(
            plan,
            f"任务{serial}",
            leads=[cast.unit("lead")],
            helpers=[cast.unit("helper"), unit_of(f"单位{serial}")],
            deadline=dt.date(2026, 1, 1),
            path=[f"第{serial}章"],
        )
        for duty in task.duties.all():
            report_of(duty)
        told = {"demand": "请说明", "due": DAY, "issued": NOON, "state_since": NOON}
        task.letters.create(number=f"{serial}", addressee=cast.unit("lead"), **told)


@pytest.mark.parametrize(
    "address",
    ["/work", "/work/board", "/work/tasks", "/work/letters", "/work/bulletin?since=2025-01-01"],
)
def test_a_page_asks_as_much_for_many_as_for_few(
    cast: Cast, plan: Plan, seen_by: As, address: str
) -> None:
    """The number of questions does not grow with the rows."""
    office = seen_by("office")
    type(cast.office).objects.filter(pk=cast.office.pk).update(organisation=cast.unit("lead"))
    _many(cast, plan, 2)
    office.get(address)
    with CaptureQueriesContext(connection) as few:
        office.get(address)
    for one in Task.objects.all():
        one.delete()
    _many(cast, plan, 9)
    with CaptureQueriesContext(connection) as many:
        assert office.get(address).status_code == 200
    assert len(many) == len(few)


def test_the_page_of_a_task_asks_six_questions(cast: Cast, task: Task) -> None:
    """However many reports, parts and letters there are."""
    asked = []
    for count in (1, 8):
        for duty in task.duties.filter(parent=None):
            for _ in range(count):
                report_of(duty)
        whole = task.duties.filter(parent=None)[0]
        duty_of(task, unit_of(f"科室{count}", cast.unit("lead")), "lead", parent=whole)
        one, sight = Task.objects.select_related("plan").get(pk=task.pk), sight_of(cast.office)
        with CaptureQueriesContext(connection) as queries:
            task_page(one, sight)
        asked.append(len(queries))
    assert asked == [6, 6]


QUERIES = st.dictionaries(
    st.sampled_from(
        [
            *("unit", "role", "state", "late", "plan", "section", "mode", "since", "until"),
            *("q", "page", "part", "when", "show", "format"),
        ]
    ),
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            [
                *("0", "1", "9" * 40, "-1", "\x00", "2026-13-45", "0001-01-01", "9999-12-31"),
                *("open", "lead", "handed", "late", "all", "²", "reports", "csv"),
            ]
        ),
    ),
)


@pytest.mark.parametrize(
    "address", ["/work", "/work/board", "/work/tasks", "/work/letters", "/work/bulletin"]
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=QUERIES)
@pytest.mark.usefixtures("stand")
def test_whatever_an_address_asks_a_page_comes(
    seen_by: As, address: str, asked: dict[str, str]
) -> None:
    """No query fails; a kind of what waits that is none is not found."""
    for name in ("office", "lead"):
        answer = seen_by(name).get(address, asked)
        if getattr(answer, "streaming", False):
            assert b"".join(answer)  # type: ignore[arg-type]  # an answer that streams
        assert answer.status_code in (200, 404) or (name, address) == ("lead", "/work/bulletin")


def test_the_filters_read_what_they_write() -> None:
    """The parameters of a link of the board come back as they were meant."""
    wanted = tasks_asked(QueryDict("unit=3&role=lead&late=1&plan=2&section=一、制度&state=open"))
    assert wanted == TasksWanted(
        unit=3, role="lead", late=True, plan=2, section="一、制度", state="open"
    )
    assert wanted.is_narrow


def test_the_list_offers_the_units_and_sections_there_are(cast: Cast, stand: Plan) -> None:
    """The units somebody may see the work of; sections of the plan that is chosen."""
    told = choices(sight_of(cast.office), stand.pk)
    assert [name for _pk, name in told.units] == ["南山区人民政府", "市市场监督管理局"]
    assert told.sections == ["一、制度", "二、试点"]
    assert told.plans == [(stand.pk, stand.title)]
    assert choices(sight_of(cast.office), None).sections == []
    assert [name for _pk, name in choices(sight_of(cast.helper), None).units] == ["南山区人民政府"]
