"""Plans and tasks for programs: what is published, page by page, and nothing else."""

import base64
import datetime as dt
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.plans.models import Target
from tests.factories.plans import plan_of, task_of, unit_of

ON = "2026-07-01"
FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


def asked(address: str, **query: object) -> dict[str, Any]:
    """The answer of a call."""
    answer: dict[str, Any] = Client().get(f"/api/v1{address}", {"on": ON, **query}).json()
    return answer


@pytest.mark.django_db
def test_a_plan_is_listed_with_how_its_tasks_stand_on_the_day() -> None:
    """One closed, one open in time, one late; drafts of plans are not listed."""
    plan = plan_of("方案", number="云政发〔2026〕1号", date_signed=dt.date(2026, 1, 5))
    task_of(plan, "甲", state="closed")
    task_of(plan, "乙", deadline=dt.date(2026, 7, 1))
    task_of(plan, "丙", deadline=dt.date(2026, 6, 30))
    plan_of("草案", state="draft")
    assert asked("/plans") == {
        "as_of": ON,
        "items": [
            {
                "id": plan.pk,
                "title": "方案",
                "number": "云政发〔2026〕1号",
                "issuer": "",
                "kind": "policy",
                "state": "in_force",
                "date": "2026-01-05",
                "closed": 1,
                "open": 2,
                "late": 1,
            }
        ],
        "next": "",
    }


@pytest.mark.django_db
def test_a_plan_is_read_with_its_targets_and_a_draft_is_not_there() -> None:
    """Dropped targets are left out."""
    plan = plan_of("方案")
    kept = {"rank": 1, "indicator": "试点", "operator": ">=", "value": Decimal(20), "unit": "个"}
    Target.objects.create(plan=plan, year=2027, **kept)
    Target.objects.create(plan=plan, dropped=True, **kept)
    told = asked(f"/plans/{plan.pk}")
    assert [(one["indicator"], one["operator"], one["year"]) for one in told["targets"]] == [
        ("试点", ">=", 2027)
    ]
    draft = plan_of("草案", state="draft")
    answer = Client().get(f"/api/v1/plans/{draft.pk}")
    assert (answer.status_code, answer.json()["code"]) == (HTTPStatus.NOT_FOUND, "not_found")


@pytest.mark.django_db
def test_tasks_are_found_by_unit_state_and_plan() -> None:
    """By the name in the text or of the organisation; late ones by the day asked for."""
    plan, other = plan_of("方案"), plan_of("别的")
    bureau = unit_of("云州市市场监督管理局")
    first = task_of(plan, "甲", leads=[bureau], deadline=dt.date(2026, 6, 30))
    task_of(plan, "乙", leads=["市财政局"], state="closed")
    task_of(other, "丙", leads=[bureau])
    task_of(plan, "丁", state="draft")

    def titles(**query: object) -> list[str]:
        return [one["title"] for one in asked("/tasks", **query)["items"]]

    assert titles() == ["甲", "乙", "丙"]
    assert titles(plan=plan.pk, unit="市场监督") == ["甲"]
    assert titles(unit="财政") == ["乙"]
    assert titles(state="late") == ["甲"]
    assert titles(state="closed") == ["乙"]
    (told,) = asked("/tasks", plan=plan.pk, unit="市场监督")["items"]
    assert (told["id"], told["is_late"]) == (first.pk, True)
    assert told["units"] == [
        {
            "named": "云州市市场监督管理局",
            "organisation": "云州市市场监督管理局",
            "role": "lead",
            "state": "open",
        }
    ]


@pytest.mark.django_db
def test_pages_follow_on_one_another_and_miss_nothing() -> None:
    """Three tasks, one a page, by the cursor of the page before."""
    plan = plan_of("方案")
    for title in ("甲", "乙", "丙"):
        task_of(plan, title)
    found, cursor = [], ""
    for _ in range(3):
        page = asked("/tasks", limit=1, cursor=cursor)
        found += [one["title"] for one in page["items"]]
        cursor = page["next"]
    assert (found, cursor) == (["甲", "乙", "丙"], "")


@pytest.mark.django_db
def test_a_list_of_tasks_asks_the_database_the_same_however_long(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Tasks and their units: two questions for one task or for thirty."""
    plan = plan_of("方案")
    task_of(plan, "甲", leads=["甲局", "乙局"])
    with django_assert_num_queries(2):
        asked("/tasks")
    for n in range(30):
        task_of(plan, f"任务{n}", leads=["甲局", "乙局"])
    with django_assert_num_queries(2):
        asked("/tasks")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [{"state": "burnt"}, {"limit": 0}, {"cursor": "!"}, {"plan": "x"}, {"on": "2026-13-01"}],
)
def test_a_wrong_question_is_refused_with_a_code(query: dict[str, object]) -> None:
    """422 with the problem's code; huge numbers find nothing."""
    answer = Client().get("/api/v1/tasks", query)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.json()["code"] in {"parameter_invalid", "cursor_invalid"}
    assert asked("/tasks", plan=10**40)["items"] == []


ODD = st.one_of(
    st.text(max_size=20),
    st.integers(-(10**30), 10**30).map(str),
    st.integers(-(10**30), 10**30).map(
        lambda n: base64.urlsafe_b64encode(str(n).encode()).decode()
    ),
    st.sampled_from(["NaN", "1e5", "0001-01-01", "9999-12-31", "late", "true", "[]", "\x00"]),
)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    path=st.sampled_from(["/plans", "/tasks", "/plans/1"]),
    query=st.dictionaries(
        st.sampled_from(["cursor", "limit", "on", "plan", "state", "unit"]), ODD, max_size=4
    ),
)
def test_whatever_is_asked_there_is_an_answer(path: str, query: dict[str, str]) -> None:
    """What can be read is answered; what cannot is refused with a problem, never an error."""
    answer = Client().get(f"/api/v1{path}", query)
    assert answer.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND, FAULTY}
    assert answer.status_code == HTTPStatus.OK or set(answer.json()) >= {"code", "detail"}
