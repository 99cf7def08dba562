"""Issues across departments: raised, assigned, answered, escalated, settled, and who sees them."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.organisations.actions.reminding import remind
from biaozhun.cloud.organisations.models import Body, Issue
from tests.cloud.organisations.conftest import As, Unit

pytestmark = pytest.mark.django_db
NEXT_WEEK = dt.timedelta(days=7)


@pytest.fixture
def people(unit: Unit) -> dict[str, Person]:
    """Somebody of the unit that raises, of the one that answers, of one concerned, of none."""
    units = {name: unit(f"{name}局") for name in ("raiser", "answerer", "concerned", "stranger")}
    made = {
        name: Person.objects.create_user(f"{name}@example.org", name=name, organisation=one)
        for name, one in units.items()
    }
    made["idle"] = Person.objects.create_user("idle@example.org", name="idle")
    return made


@pytest.fixture
def issue(people: dict[str, Person]) -> Issue:
    """One before a working group that stands below a joint conference."""
    top = Body.objects.create(name="联席会议", form="joint_conference")
    body = Body.objects.create(name="物流工作组", form="working_group", parent=top)
    made = Issue.objects.create(
        title="托盘尺寸不一",
        text="两局的标准不一致",
        raised=now(),
        state_since=now(),
        raised_by_id=people["raiser"].organisation_id,
        body=body,
    )
    made.concerns.add(people["concerned"].organisation_id)
    return made


def step(client: Client, issue: Issue, action: str, **told: object) -> int:
    """Take a step by its form; the status that comes back."""
    return client.post(f"/issues/{issue.pk}/{action}", {"text": "说明", **told}).status_code


def test_an_issue_goes_from_a_unit_to_its_settlement(
    people: dict[str, Person], issue: Issue, browser: As, desk: Client
) -> None:
    """Raised, assigned, answered, sent back, escalated, settled; every step told and kept."""
    issue.delete()
    body = Body.objects.get(name="物流工作组")
    told = {
        "title": "冷链标准",
        "text": "三个部门各有一套",
        "body": str(body.pk),
        "concerns": [str(people["concerned"].organisation_id)],
    }
    answer = browser(people["raiser"]).post("/issues/new", told)
    made = Issue.objects.get()
    assert answer.headers["Location"] == f"/issues/{made.pk}"
    assert made.raised_by == people["raiser"].organisation
    unit = str(people["answerer"].organisation_id)
    due = (today() + NEXT_WEEK).isoformat()
    assert step(desk, made, "assign", answerer=unit, due=due) == 302
    assert step(browser(people["answerer"]), made, "answer", text="已协商") == 302
    assert step(browser(people["raiser"]), made, "send_back", text="没有解决") == 302
    assert step(browser(people["raiser"]), made, "escalate", text="协商不成", due=due) == 302
    made.refresh_from_db()
    assert (made.state, made.body.name, made.answerer) == ("raised", "联席会议", None)
    assert step(desk, made, "settle", text="统一执行国家标准") == 302
    made.refresh_from_db()
    assert made.state == "settled"
    steps = list(made.entries.values_list("action", flat=True))
    assert steps == ["raise", "assign", "answer", "send_back", "escalate", "settle"]
    kinds = Event.objects.filter(subject=f"organisations.issue:{made.pk}").order_by("id")
    assert [event.kind.removeprefix("organisations.issue_") for event in kinds] == [
        *("raised", "assign", "answer", "send_back", "escalate", "settle")
    ]
    subjects = set(Notice.objects.filter(person=people["concerned"]).values_list("subject", flat=1))
    assert subjects == {
        f"冷链标准：{words}"
        for words in ("提出", "交办", "答复", "退回重办", "提请上级协调", "确认解决")
    }
    assert not Notice.objects.filter(person=people["stranger"]).exists()
    page = browser(people["concerned"]).get(f"/issues/{made.pk}").content.decode()
    assert "协商不成" in page
    assert "统一执行国家标准" in page


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("raiser", True),
        ("answerer", True),
        ("concerned", True),
        ("officer", True),
        ("stranger", False),
        ("idle", False),
    ],
)
def test_whom_an_issue_concerns_sees_it(
    who: str, *, seen: bool, people: dict[str, Person], issue: Issue, browser: As, officer: Person
) -> None:
    """In the list, in the table and by its address; to others it is not there, and no step is."""
    Issue.objects.update(answerer=people["answerer"].organisation_id, state="assigned")
    client = browser((people | {"officer": officer})[who])
    assert ("托盘尺寸不一" in client.get("/issues").content.decode()) is seen
    table: Any = client.get("/issues?format=csv")
    assert ("托盘尺寸不一" in b"".join(table.streaming_content).decode()) is seen
    assert client.get(f"/issues/{issue.pk}").status_code == (200 if seen else 404)
    if not seen:
        assert step(client, issue, "settle") == 404
        issue.refresh_from_db()
        assert issue.state == "assigned"


def test_nobody_signed_in_is_asked_to_and_who_has_no_unit_raises_nothing(
    people: dict[str, Person], issue: Issue, browser: As
) -> None:
    """Every address of the issues."""
    for place in ("/issues", "/issues/new", f"/issues/{issue.pk}", f"/issues/{issue.pk}/settle"):
        answer = browser().get(place)
        assert answer.headers["Location"].startswith("/account/login?next=")
    idle = browser(people["idle"])
    assert idle.get("/issues/new").status_code == 403
    assert idle.post("/issues/new", {"title": "x"}).status_code == 403
    assert "还没有归入单位" in idle.get("/issues").content.decode()


@pytest.mark.parametrize(
    ("who", "action"),
    [
        ("raiser", "assign"),
        ("raiser", "settle"),
        ("concerned", "escalate"),
        ("concerned", "answer"),
        ("answerer", "send_back"),
        ("answerer", "withdraw"),
    ],
)
def test_a_step_is_for_whom_the_table_names(
    who: str, action: str, people: dict[str, Person], issue: Issue, browser: As
) -> None:
    """Others are refused (403); the page does not offer it, and nothing changes."""
    unit = people["answerer"].organisation_id
    state = "answered" if action == "send_back" else "assigned"
    Issue.objects.update(answerer=unit, state=state)
    client = browser(people[who])
    due = (today() + NEXT_WEEK).isoformat()
    assert step(client, issue, action, answerer=str(unit), due=due) == 403
    assert f"/issues/{issue.pk}/{action}" not in client.get(f"/issues/{issue.pk}").content.decode()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("action", "told", "fault"),
    [
        ("assign", {"answerer": ""}, "这个字段是必填项。"),
        ("assign", {"due": "2020-01-01"}, "办理期限不能早于今天"),
        ("settle", {"text": " "}, "这个字段是必填项。"),
        ("reopen", {}, "现在的状态不能这样做"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why_and_keeps_what_was_written(
    action: str,
    told: dict[str, str],
    fault: str,
    people: dict[str, Person],
    issue: Issue,
    desk: Client,
) -> None:
    """On the page of the issue, its form open."""
    sent = {
        "text": "写了很久的说明",
        "answerer": str(people["answerer"].organisation_id),
        "due": (today() + NEXT_WEEK).isoformat(),
    } | told
    answer = desk.post(f"/issues/{issue.pk}/{action}", sent)
    page = answer.content.decode()
    assert (answer.status_code, fault in page) == (422, True)
    assert ("写了很久的说明" in page) is ("text" not in told)
    issue.refresh_from_db()
    assert issue.state == "raised"


def test_an_issue_before_the_highest_body_is_not_escalated(
    people: dict[str, Person], issue: Issue, browser: As, desk: Client
) -> None:
    """The refusal says what is lacking; so does the page."""
    Issue.objects.update(body=Body.objects.get(name="联席会议"))
    raiser = browser(people["raiser"])
    assert "上面没有登记更高一级" in raiser.get(f"/issues/{issue.pk}").content.decode()
    answer = raiser.post(f"/issues/{issue.pk}/escalate", {"text": "理由"})
    assert (answer.status_code, "请先在协调机制里填写它的上级" in answer.content.decode()) == (
        *(422, True),
    )
    assert step(raiser, issue, "withdraw") == 302
    assert desk.get(f"/issues/{issue.pk}/burn").status_code == 404


def test_a_settled_issue_is_taken_up_again_by_the_authority(
    people: dict[str, Person], issue: Issue, browser: As, desk: Client
) -> None:
    """It begins anew, before the same body and with nobody to answer."""
    Issue.objects.update(state="settled", answerer=people["answerer"].organisation_id, due=today())
    assert step(browser(people["raiser"]), issue, "reopen") == 403
    assert step(desk, issue, "reopen") == 302
    issue.refresh_from_db()
    assert (issue.state, issue.answerer, issue.due) == ("raised", None, None)


def test_late_issues_are_marked_found_and_reminded_of(
    people: dict[str, Person], issue: Issue, officer: Person, desk: Client
) -> None:
    """On the list and the page; the unit that answers and the authority are told once."""
    unit = people["answerer"].organisation_id
    yesterday = today() - dt.timedelta(days=1)
    Issue.objects.update(state="assigned", answerer=unit, due=yesterday)
    assert "已逾期" in desk.get(f"/issues/{issue.pk}").content.decode()
    assert 'class="late"' in desk.get("/issues?state=late").content.decode()
    assert [remind(today()), remind(today())] == [2, 0]
    told = Notice.objects.order_by("id").values_list("person", "subject")
    assert list(told) == [
        (people["answerer"].pk, "已经逾期：托盘尺寸不一"),
        (officer.pk, "已经逾期：托盘尺寸不一"),
    ]
    Issue.objects.update(state="settled")
    assert "没有找到" in desk.get("/issues?state=late").content.decode()
    assert 'class="late"' not in desk.get("/issues").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=托盘", True),
        ("q=冷链", False),
        ("state=raised", True),
        ("state=open", True),
        ("state=settled", False),
        ("state=nonsense", True),
        ("mine=raised", True),
        ("mine=answer", False),
    ],
)
def test_issues_are_filtered(
    query: str, *, found: bool, people: dict[str, Person], issue: Issue, browser: As
) -> None:
    """By words, state and what the own unit has to do with them."""
    page = browser(people["raiser"]).get(f"/issues?{query}").content.decode()
    assert (issue.title in page) is found


def test_an_officer_raises_for_a_unit_and_a_member_only_for_the_own(
    people: dict[str, Person], issue: Issue, browser: As, desk: Client
) -> None:
    """Another unit named in a forged form is not taken."""
    told = {"title": "新", "text": "文", "body": str(issue.body_id)}
    assert desk.post("/issues/new", told).status_code == 422
    other = str(people["stranger"].organisation_id)
    assert desk.post("/issues/new", told | {"raised_by": other}).status_code == 302
    browser(people["raiser"]).post("/issues/new", told | {"title": "伪", "raised_by": other})
    forged = Issue.objects.get(title="伪")
    assert forged.raised_by_id == people["raiser"].organisation_id


@pytest.mark.parametrize("concerned", ["9" * 30, "-1", "x", "1.5", "987654"])
def test_what_is_no_unit_concerns_nobody(concerned: str, issue: Issue, desk: Client) -> None:
    """However large the number, it is refused beside the field."""
    told = {"title": "新", "text": "文", "body": str(issue.body_id), "concerns": [concerned]}
    answer = desk.post("/issues/new", told | {"raised_by": str(issue.raised_by_id)})
    assert (answer.status_code, Issue.objects.count()) == (422, 1)


def test_the_pages_of_issues_cost_the_same_however_many(
    people: dict[str, Person],
    issue: Issue,
    browser: As,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, person, batches, count, rows, news; the page: the issue, its steps, its units."""
    client = browser(people["raiser"])

    def ask() -> None:
        with django_assert_num_queries(6):
            client.get("/issues")
        with django_assert_num_queries(7):
            client.get(f"/issues/{issue.pk}")

    Issue.objects.update(state="settled")
    ask()
    for n in range(10):
        made = Issue.objects.create(
            title=f"问题{n}",
            text="文",
            raised=now(),
            state_since=now(),
            raised_by_id=people["raiser"].organisation_id,
            body_id=issue.body_id,
        )
        made.concerns.set([one.organisation_id for one in people.values() if one.organisation_id])
    ask()


class TestAnyQuery(TestCase):
    """Whatever an address asks for."""

    @given(
        st.dictionaries(
            st.sampled_from(["q", "state", "mine", "page", "format"]),
            st.text(max_size=40) | st.sampled_from(["csv", "late", "9" * 400, "\0"]),
        )
    )
    def test_the_list_of_issues_answers(self, query: dict[str, str]) -> None:
        """With a page or a table, never with a failure."""
        person = Person.objects.filter(email="o@example.org").first()
        person = person or Person.objects.create_user("o@example.org", name="o", role=Role.OPERATOR)
        self.client.force_login(person)
        assert self.client.get("/issues", query).status_code == 200
