"""The list, the page and the desk of projects: what everybody sees, and what only some do."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.life import ENDED, PROJECT
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries import desk
from biaozhun.cloud.drafting.queries.page import page_of, project_at
from biaozhun.cloud.drafting.queries.steps import steps_ahead
from biaozhun.cloud.drafting.wording import ACTION, STATE, WAITS_FOR
from biaozhun.cloud.drafting.wording.refusals import MET, REFUSAL
from biaozhun.core.lifecycle import Unmet
from tests.cloud.drafting.conftest import DAY, NOON, As, Cast
from tests.factories.catalogue import edition_of
from tests.factories.drafting import TITLE, held, paper_of, project_of
from tests.factories.plans import unit_of


def test_everybody_reads_the_course_and_nothing_inner(project: Project, browser: As) -> None:
    """Stages in words, units and dates; no papers, no team, no buttons, no names of officers."""
    paper_of(project, "working_draft", "内部")
    answer = browser().get(f"/projects/{project.pk}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert TITLE in page
    assert all(str(STATE[state]) in page for state in PROJECT.states if state not in ENDED)
    for hidden in ("working_draft.txt", "下一步", "承办人", "起草组", "时间表"):
        assert hidden not in page


def test_who_works_on_it_sees_papers_and_everything_missing(
    project: Project, cast: Cast, browser: As
) -> None:
    """The next step names each thing it lacks, in words, with the way to bring it."""
    step_project(project, "start", actor=cast.drafter, at=NOON)
    paper_of(project, "working_draft", "内部")
    page = browser(cast.drafter).get(f"/projects/{project.pk}").content.decode()
    assert "working_draft.txt" in page
    assert "缺少材料：征求意见稿。" in page
    assert f"/projects/{project.pk}/documents/new?kind=draft_for_comment" in page
    assert str(REFUSAL["note_not_current"]) in page


def test_a_member_department_reads_all_and_takes_no_step(
    project: Project, cast: Cast, browser: As
) -> None:
    """It is told and looks on."""
    paper_of(project, "working_draft", "内部")
    page = browser(cast.watcher).get(f"/projects/{project.pk}").content.decode()
    assert "working_draft.txt" in page
    assert 'id="steps"' not in page


def test_a_step_is_taken_from_its_page_and_refused_there_with_reasons(
    project: Project, cast: Cast, browser: As
) -> None:
    """What was written stays where it is refused; strangers are shown out."""
    address = f"/projects/{project.pk}/steps/start"
    assert browser(cast.stranger).post(address).status_code == 403
    assert browser(cast.drafter).get(address).status_code == 200
    assert browser(cast.drafter).post(address, {"reason": ""}).status_code == 302
    project.refresh_from_db()
    assert project.state == "drafting"
    consult = f"/projects/{project.pk}/steps/consult"
    answer = browser(cast.officer).post(consult, {"reason": "请看"})
    assert answer.status_code == 422
    assert "缺少材料：征求意见稿。" in answer.content.decode()
    assert "请看" in answer.content.decode()
    assert browser(cast.drafter).post(consult, {"reason": ""}).status_code == 403
    for none in ("take_over_as_drafting", "nothing"):
        gone = browser(cast.officer).get(f"/projects/{project.pk}/steps/{none}")
        assert gone.status_code == 404


def test_an_edition_and_the_project_that_made_it_lead_to_each_other(
    project: Project, browser: As
) -> None:
    """The number leads on from the announcement only: until then there is no such page."""
    Project.objects.filter(pk=project.pk).update(number="DB36/T 5-2026")
    link = '<a href="/standards/DB36/T%205-2026">'
    assert link not in browser(None).get(f"/projects/{project.pk}").content.decode()
    edition_of("DB36/T 5-2026", title_zh=TITLE, published="2026-06-10")
    Project.objects.filter(pk=project.pk).update(announced=DAY)
    page = browser(None).get(f"/projects/{project.pk}").content.decode()
    assert (link in page, "DB36/T 5-2026</a>" in page) == (True, True)
    answer = browser(None).get("/standards/DB36/T%205-2026", follow=True)
    assert answer.redirect_chain == [("/standards/DB36/T-5-2026", 301)]
    assert f'href="/projects/{project.pk}"' in answer.content.decode()


def test_a_step_of_the_chain_cannot_be_taken_from_the_page(
    project: Project, cast: Cast, browser: As
) -> None:
    """Approval belongs to the chain, announcement to the announcement."""
    Project.objects.filter(pk=project.pk).update(state="examining")
    answer = browser(cast.officer).post(f"/projects/{project.pk}/steps/approve", {"reason": ""})
    assert answer.status_code == 403
    project.refresh_from_db()
    assert project.state == "examining"


def test_every_code_of_the_table_has_words() -> None:
    """States, actions, guards, limits: no page fails on one."""
    asked = {guard.code for row in PROJECT.transitions for guard in row.guards}
    limits = {limit.code for row in PROJECT.transitions for limit in row.limits}
    assert set(STATE) == set(PROJECT.states)
    assert set(ACTION) == {row.action for row in PROJECT.transitions}
    assert asked | limits <= set(REFUSAL)
    shown = {code for code in asked | limits if code not in {"reason_missing", "not_taken_over"}}
    elsewhere = {"no_issuing_power", "chain_not_complete", "open_objections"}
    assert shown - elsewhere <= set(MET)
    assert set(WAITS_FOR) == set(PROJECT.states) - {"published", *ENDED}


def test_what_is_there_is_told_as_well_as_what_is_missing(project: Project, cast: Cast) -> None:
    """The checklist of a step holds everything it asks for, once."""
    step_project(project, "start", actor=cast.drafter, at=NOON)
    paper_of(project, "draft_for_comment")
    ahead = {one.action: one for one in steps_ahead(project, frozenset({"handler"}), DAY)}
    consult = ahead["consult"]
    assert consult.mine
    assert consult.unmet == (
        Unmet("note_not_current"),
        Unmet("document_missing", "explanatory_note"),
    )
    assert consult.met == (Unmet("open_changes"), Unmet("document_missing", "draft_for_comment"))
    assert ahead["terminate"].asks_reason


def test_the_stages_tell_their_days(project: Project, cast: Cast) -> None:
    """From the plan to the step, and from the step on; stated days where nothing happened here."""
    step_project(project, "start", actor=cast.drafter, at=NOON)
    held(project, "consultation")
    found = project_at(project.pk)
    assert found is not None
    stages = {one.state: one for one in page_of(found, frozenset(), dt.date(2027, 1, 1)).course}
    assert stages["planned"].came == dt.date(2026, 3, 2)
    assert stages["drafting"].is_here
    assert stages["consulting"].stated
    assert (stages["consulting"].came, stages["consulting"].days) == (dt.date(2026, 5, 1), 35)


def _rows(client: Client, query: str) -> list[list[str]]:
    answer = client.get(f"/projects?format=csv&{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["JY2026-002", "JY2026-001"]),
        ("state=late", ["JY2026-002"]),
        ("state=open", ["JY2026-002", "JY2026-001"]),
        ("state=drafting", []),
        ("field=social", ["JY2026-001"]),
        ("year=2026", ["JY2026-002", "JY2026-001"]),
        ("year=2025", []),
        ("q=冷链", ["JY2026-002"]),
        ("q=妇幼", ["JY2026-001"]),
        ("q=JY2026-001", ["JY2026-001"]),
        ("field=nothing&state=nothing&year=x", ["JY2026-002", "JY2026-001"]),
    ],
)
def test_the_list_is_narrowed(cast: Cast, query: str, numbers: list[str]) -> None:
    """By state, field, year and words; what cannot be read narrows nothing."""
    assert cast
    project_of(1)
    project_of(
        2,
        title="高原夏菜冷链物流温湿度监测规范",
        units=("江原省农业科学院",),
        field="agriculture",
        deadline=dt.date(2020, 1, 1),
    )
    assert [row[0] for row in _rows(Client(), query)] == numbers


def test_the_list_is_narrowed_by_who_applied_issues_and_keeps(project: Project) -> None:
    """Department, authority and committee by their ids."""
    other = project_of(2, department=unit_of("江原省农业农村厅"), committee=None)
    client = Client()
    assert [row[0] for row in _rows(client, f"department={other.department_id}")] == ["JY2026-002"]
    assert [row[0] for row in _rows(client, f"committee={project.committee_id}")] == ["JY2026-001"]
    assert len(_rows(client, f"authority={project.authority_id}")) == 2


def test_a_cell_does_not_run_as_a_formula(cast: Cast) -> None:
    """A title that begins like a formula is text in the table."""
    assert cast
    project_of(1, title="=1+1")
    assert _rows(Client(), "")[0][1] != "=1+1"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Units and bodies come with the projects."""
    assert cast
    for serial in range(1, count + 1):
        project_of(serial)
    with django_assert_num_queries(7):
        assert Client().get("/projects").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_one_paper_as_for_three(
    project: Project,
    cast: Cast,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """Papers, rounds, milestones and history are asked for together."""
    assert cast
    for number in range(count):
        paper_of(project, "working_draft", str(number))
        held(project, "consultation")
        project.milestones.create(kind="other", title=str(number))
    found = project_at(project.pk)
    assert found is not None
    with django_assert_max_num_queries(22):
        page = page_of(found, frozenset({"authority"}), DAY)
        assert page.papers


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_as_often_for_one_as_for_three(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """What is next for each is told from what came with the page."""
    for serial in range(1, count + 1):
        project_of(serial, handler=cast.officer)
    with django_assert_num_queries(7):
        page = desk.page_of_mine(cast.officer, "", 1, DAY)
        assert [desk.mine(cast.officer, one, DAY).next for one in page] == [("start",)] * count


def test_the_desk_shows_the_late_first_and_what_is_next(cast: Cast, browser: As) -> None:
    """A milestone behind its day comes before a deadline to come."""
    project_of(1, handler=cast.officer, deadline=dt.date(2099, 1, 1), title="甲")
    late = project_of(2, handler=cast.officer, deadline=dt.date(2099, 2, 1), title="乙")
    late.milestones.create(kind="survey", planned=dt.date(2020, 1, 1))
    found = desk.page_of_mine(cast.officer, "", 1, DAY)
    assert [one.title for one in found] == ["乙", "甲"]
    page = browser(cast.officer).get("/desk/projects").content.decode()
    assert page.index("乙") < page.index("甲")
    assert "开始起草" in page


@pytest.mark.parametrize("part", ["drafter", "department", "committee", "handler", "over", "x"])
def test_the_desk_is_everybodys_own(project: Project, cast: Cast, browser: As, part: str) -> None:
    """Each part shows the project to those it is theirs, and to nobody else."""
    own: dict[str, set[str]] = {
        "drafter": {cast.drafter.name},
        "department": {cast.department.name},
        "committee": {cast.secretary.name},
        "handler": {cast.officer.name},
        "over": set(),
        "x": {
            one.name
            for one in (
                *(cast.drafter, cast.department, cast.secretary, cast.officer),
                *(cast.watcher, cast.colleague),
            )
        },
    }
    people: list[Person] = [getattr(cast, name) for name in cast.__struct_fields__]
    seen = {
        person.name
        for person in people
        if project.plan_number
        in browser(person).get(f"/desk/projects?part={part}").content.decode()
    }
    assert seen == own[part]


def test_there_is_no_page_for_a_project_that_is_none(cast: Cast, browser: As) -> None:
    """Unknown and enormous ids are not found, for pages and for forms."""
    assert cast
    for pk in (0, 10**6, 10**40):
        assert browser().get(f"/projects/{pk}").status_code == 404
        assert browser(cast.officer).get(f"/projects/{pk}/team").status_code == 404


class AnyQuestion(TestCase):
    """Whatever an address asks for is answered."""

    @settings(max_examples=25, suppress_health_check=[HealthCheck.differing_executors])
    @given(
        st.dictionaries(
            st.sampled_from(
                ["q", "state", "department", "authority", "committee", "field", "year", "page"]
            ),
            st.text(max_size=30) | st.integers(-(10**25), 10**25).map(str),
            max_size=4,
        )
    )
    def test_no_question_fails(self, query: dict[str, str]) -> None:
        """Neither lists nor the API nor patents nor calls."""
        client = Client()
        for address in ("/projects", "/projects/patents", "/calls"):
            assert client.get(address, query).status_code == 200
        assert client.get("/api/v1/projects", query).status_code in {200, 422}


def test_programs_read_what_everybody_may(project: Project, cast: Cast) -> None:
    """The list by state, one project with its stages; inner papers are not among them."""
    step_project(project, "start", actor=cast.drafter, at=NOON)
    paper_of(project, "working_draft", "内部")
    shown = paper_of(project, "draft_for_comment", is_public=True)
    client = Client()
    [item] = client.get("/api/v1/projects?state=drafting").json()["items"]
    assert (item["plan_number"], item["stage"]) == ("JY2026-001", "20.20")
    told = client.get(f"/api/v1/projects/{project.pk}").json()
    assert [one["id"] for one in told["documents"]] == [shown.pk]
    assert [one["state"] for one in told["stages"]] == ["planned", "drafting"]
    assert client.get("/api/v1/projects?state=published").json()["items"] == []
    assert client.get(f"/api/v1/projects/{10**30}").status_code in {404, 422}
    assert client.get("/api/v1/projects/999").json()["code"] == "not_found"
