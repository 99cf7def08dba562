"""The work on demands: looked over, given to a department, answered, merged, turned, reopened."""

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.demands.actions.demands import DemandStep, step_demand, support
from biaozhun.cloud.demands.life import DEMAND as LIFE
from biaozhun.cloud.demands.life import SUGGESTION as SUGGESTION_LIFE
from biaozhun.cloud.demands.models import Contact, Demand, Entry, Suggestion, Support
from biaozhun.cloud.demands.wording import (
    DEMAND_ACTION,
    DEMAND_STATE,
    REFUSAL,
    SUGGESTION_ACTION,
    SUGGESTION_STATE,
)
from biaozhun.cloud.drafting.actions.opening import Opening, open_project
from biaozhun.cloud.messaging.models import Notice
from biaozhun.core.lifecycle import Machine
from tests.cloud.demands.conftest import (
    ELEVATOR,
    NOW,
    As,
    Filed,
    filled_suggestion,
    person_of,
)


@pytest.mark.parametrize(
    ("life", "states", "actions"),
    [
        (LIFE, DEMAND_STATE, DEMAND_ACTION),
        (SUGGESTION_LIFE, SUGGESTION_STATE, SUGGESTION_ACTION),
    ],
)
def test_every_state_step_and_refusal_has_words(
    life: Machine[object], states: dict[str, str], actions: dict[str, str]
) -> None:
    """Nothing that can happen is told by its code."""
    codes = {guard.code for row in life.transitions for guard in row.guards}
    assert set(states) == set(life.states)
    assert set(actions) == {row.action for row in life.transitions} | {"file"}
    assert codes | {"not_from_here", "not_for_you"} <= set(REFUSAL)


def test_an_officer_looks_over_and_gives_a_demand_to_a_department(
    browser: As, officer: Person, clerk: Person, demand: Filed, housing: Organisation
) -> None:
    """Public from then on; the department is told, sees it and how to reach who filed it."""
    held, desk = demand(), browser(officer)
    assert browser(clerk).get(f"/desk/demands/{held.pk}").status_code == 404
    desk.post(f"/desk/demands/{held.pk}/publish")
    told = {"department": str(housing.pk), "text": "请研究"}
    answer = desk.post(f"/desk/demands/{held.pk}/assign", told)
    assert answer["Location"] == f"/desk/demands/{held.pk}"
    held.refresh_from_db()
    assert (held.state, held.department, held.published) == ("assigned", housing, NOW)
    public = browser(None).get(f"/demands/{held.pk}").content.decode()
    assert (housing.name in public, "13800000000" in public, "请研究" in public) == (
        True,
        False,
        True,
    )
    assert "13800000000" in browser(clerk).get(f"/desk/demands/{held.pk}").content.decode()
    assert Notice.objects.filter(person=clerk).count() == 1


def test_the_first_answer_counts_its_days_and_is_told_to_the_filer(
    browser: As,
    clerk: Person,
    citizen: Person,
    assigned: Demand,
) -> None:
    """The answer is public in the name of the department, never of a person."""
    held = assigned
    answer = browser(clerk).post(f"/desk/demands/{held.pk}/answer", {"text": "正在立项"})
    held.refresh_from_db()
    assert (answer.status_code, held.state, held.days_to_answer) == (302, "answered", 0)
    page = browser(None).get(f"/demands/{held.pk}").content.decode()
    assert ("正在立项" in page, "当天首次答复" in page, "clerk" in page) == (True, True, False)
    assert Notice.objects.filter(person=citizen).count() == 2


@pytest.mark.parametrize("action", ["answer", "decline", "withhold", "send_back"])
def test_a_step_without_a_word_is_refused(
    browser: As,
    action: str,
    officer: Person,
    clerk: Person,
    assigned: Demand,
) -> None:
    """422, and nothing changes."""
    held = assigned
    who = clerk if action == "send_back" else officer
    answer = browser(who).post(f"/desk/demands/{held.pk}/{action}", {"text": "  "})
    held.refresh_from_db()
    assert (answer.status_code, held.state) == (422, "assigned")
    with pytest.raises(StepRefusedError) as refused:
        step_demand(held, action, DemandStep(), actor=who, at=NOW)
    assert refused.value.refusal.codes == ("text_missing",)


def test_who_it_does_not_concern_may_do_nothing(
    browser: As,
    clerk: Person,
    stranger: Person,
    citizen: Person,
    housing: Organisation,
    assigned: Demand,
) -> None:
    """Another department and a citizen find no such page; the own may not do the authority's."""
    held = assigned
    told = {"text": "好", "department": str(housing.pk)}
    for one in (stranger, citizen, person_of("nobody")):
        assert browser(one).get(f"/desk/demands/{held.pk}").status_code == 404
        assert browser(one).post(f"/desk/demands/{held.pk}/answer", told).status_code == 404
    assert browser(None).get(f"/desk/demands/{held.pk}").status_code == 302
    for action in ("assign", "withhold"):
        answer = browser(clerk).post(f"/desk/demands/{held.pk}/{action}", told)
        assert answer.status_code == 403
    assert browser(clerk).post(f"/desk/demands/{held.pk}/filer/forget").status_code == 403
    held.refresh_from_db()
    assert held.state == "assigned"


def test_a_demand_that_is_not_the_departments_goes_back(
    browser: As,
    clerk: Person,
    officer: Person,
    assigned: Demand,
) -> None:
    """With a reason that the public does not read; the department sees it no longer."""
    held = assigned
    answer = browser(clerk).post(f"/desk/demands/{held.pk}/send_back", {"text": "不归我们管"})
    held.refresh_from_db()
    assert (answer["Location"], held.state, held.department) == ("/desk/demands", "open", None)
    assert "不归我们管" not in browser(None).get(f"/demands/{held.pk}").content.decode()
    assert "不归我们管" in browser(officer).get(f"/desk/demands/{held.pk}").content.decode()


def test_merging_hands_on_support_and_tells_of_the_other(
    browser: As, officer: Person, demand: Filed, citizen: Person
) -> None:
    """Nobody counts twice; who filed the merged one is told when the other is answered."""
    first, second, fan = (
        demand(citizen),
        demand(person_of("other"), form="second"),
        person_of("fan"),
    )
    for one in (first, second):
        support(one, actor=fan, at=NOW)
    support(second, actor=citizen, at=NOW)
    answer = browser(officer).post(
        f"/desk/demands/{second.pk}/merge", {"target": str(first.pk), "text": "同一件事"}
    )
    second.refresh_from_db()
    assert (answer.status_code, second.state, second.merged_into) == (302, "merged", first)
    assert Support.objects.filter(demand=first).count() == 2
    before = Notice.objects.filter(person=second.filer).count()
    step_demand(first, "answer", DemandStep(text="好"), actor=officer, at=NOW)
    assert Notice.objects.filter(person=second.filer).count() == before + 1
    assert second.title in browser(None).get(f"/demands/{first.pk}").content.decode()


@pytest.mark.parametrize(
    ("target", "code"), [("missing", "target_missing"), ("itself", "target_is_itself")]
)
def test_a_demand_is_not_merged_into_nothing_or_itself(
    browser: As, officer: Person, demand: Filed, citizen: Person, target: str, code: str
) -> None:
    """The reason stands in the form; nor into one that is merged or not public."""
    held, hidden = demand(citizen), demand(title="还没有公开")
    number = str(held.pk) if target == "itself" else str(hidden.pk)
    answer = browser(officer).post(f"/desk/demands/{held.pk}/merge", {"target": number})
    assert (answer.status_code, str(REFUSAL[code]) in answer.content.decode()) == (422, True)


def test_no_ring_of_merged_demands(officer: Person, demand: Filed, citizen: Person) -> None:
    """What was merged takes nothing in."""
    first, second = demand(citizen), demand(citizen, form="second")
    step_demand(second, "merge", DemandStep(target=first), actor=officer, at=NOW)
    second.refresh_from_db()
    with pytest.raises(StepRefusedError) as refused:
        step_demand(first, "merge", DemandStep(target=second), actor=officer, at=NOW)
    assert refused.value.refusal.codes == ("target_closed",)


def test_the_department_turns_a_demand_into_a_suggestion(
    browser: As,
    clerk: Person,
    housing: Organisation,
    assigned: Demand,
) -> None:
    """It lies with the department at once, names the demand, and the demand names it."""
    held = assigned
    page = browser(clerk).get(f"/desk/demands/{held.pk}/suggest").content.decode()
    assert "去年三次停运" in page
    told = filled_suggestion(department=str(housing.pk), text="已写成建议")
    for _again in range(2):
        answer = browser(clerk).post(f"/desk/demands/{held.pk}/suggest", told)
        assert answer.status_code == 302
    held.refresh_from_db()
    made = Suggestion.objects.get()
    assert (held.state, held.suggestion, made.demand) == ("suggested", made, held)
    assert (made.state, made.department) == ("with_department", housing)
    assert made.title in browser(None).get(f"/demands/{held.pk}").content.decode()


def test_turning_makes_nothing_where_the_demand_is_closed(
    browser: As,
    clerk: Person,
    officer: Person,
    assigned: Demand,
) -> None:
    """Both or neither: no suggestion is left over."""
    held = assigned
    step_demand(held, "answer", DemandStep(text="好"), actor=officer, at=NOW)
    answer = browser(clerk).post(f"/desk/demands/{held.pk}/suggest", filled_suggestion())
    assert (answer.status_code, Suggestion.objects.count()) == (422, 0)
    assert str(REFUSAL["not_from_here"]) in answer.content.decode()


def test_a_demand_becomes_a_project_by_its_plan_number(
    browser: As,
    officer: Person,
    demand: Filed,
    citizen: Person,
    housing: Organisation,
    authority: Organisation,
) -> None:
    """A number that no project has is refused beside the form."""
    held = demand(citizen)
    told = Opening(
        plan_number="示地标2026-001",
        title="老旧小区加装电梯技术规程",
        authority=authority,
        department=housing,
        units=["示范院"],
        planned=None,
        deadline=None,
    )
    project = open_project(told, actor=officer, at=NOW)
    place = f"/desk/demands/{held.pk}/plan"
    refused = browser(officer).post(place, {"project": "没有这个号"})
    assert (refused.status_code, str(REFUSAL["project_missing"]) in refused.content.decode()) == (
        422,
        True,
    )
    assert browser(officer).post(place, {"project": "示地标2026-001"}).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.project) == ("planned", project)
    assert "示地标2026-001" in browser(None).get(f"/demands/{held.pk}").content.decode()


def test_the_filer_has_a_demand_opened_again(
    browser: As, officer: Person, demand: Filed, citizen: Person, stranger: Person
) -> None:
    """With a reason for the office alone; nobody else may, and not while it is open."""
    held = demand(citizen)
    place = f"/demands/{held.pk}/mine/reopen"
    assert browser(citizen).post(place, {"text": "还没办"}).status_code == 422
    step_demand(held, "decline", DemandStep(text="已有国家标准"), actor=officer, at=NOW)
    assert browser(stranger).post(place, {"text": "我也要"}).status_code == 403
    assert browser(None).post(place, {"text": "我也要"}).status_code == 302
    assert browser(citizen).post(place, {"text": "国家标准不管这个"}).status_code == 302
    held.refresh_from_db()
    assert held.state == "open"
    assert "国家标准不管这个" not in browser(None).get(f"/demands/{held.pk}").content.decode()
    assert "国家标准不管这个" in browser(officer).get(f"/desk/demands/{held.pk}").content.decode()


def test_what_is_withheld_is_gone_for_everybody_but_those_in_it(
    browser: As, officer: Person, demand: Filed, citizen: Person
) -> None:
    """Its filer reads why; the public finds no page."""
    held = demand(citizen)
    told = {"text": "写了别人的电话"}
    browser(officer).post(f"/desk/demands/{held.pk}/withhold", told)
    assert browser(None).get(f"/demands/{held.pk}").status_code == 404
    assert "写了别人的电话" in browser(citizen).get(f"/demands/{held.pk}").content.decode()
    browser(officer).post(f"/desk/demands/{held.pk}/publish")
    assert browser(None).get(f"/demands/{held.pk}").status_code == 200


def test_the_contact_is_taken_out_on_request(browser: As, officer: Person, demand: Filed) -> None:
    """For good; what remains says nothing of who filed it."""
    held = demand()
    browser(officer).post(f"/desk/demands/{held.pk}/filer/forget")
    assert Contact.objects.count() == 0
    assert "没有留下称呼" in browser(officer).get(f"/desk/demands/{held.pk}").content.decode()


def test_somebody_supports_a_demand_once_and_may_take_it_back(
    browser: As, demand: Filed, citizen: Person, stranger: Person
) -> None:
    """Counted once however often it is sent; nobody without an account; not what is hidden."""
    held, hidden = demand(citizen), demand()
    place, who = f"/demands/{held.pk}/support", browser(stranger)
    for _again in range(2):
        assert who.post(place).status_code == 302
    assert "1 人附议" in browser(None).get(f"/demands/{held.pk}").content.decode()
    who.post(place, {"action": "withdraw"})
    assert Support.objects.count() == 0
    assert who.post(f"/demands/{hidden.pk}/support").status_code == 404
    assert browser(None).post(place).status_code == 302
    assert Support.objects.count() == 0


def test_the_database_holds_what_belongs_to_one_case(demand: Filed) -> None:
    """A step belongs to a demand or a suggestion, never to neither."""
    demand()
    with pytest.raises(IntegrityError):
        Entry.objects.create(action="x", role="filer", at=NOW, visibility="public")


@pytest.mark.parametrize("steps", [1, 12])
def test_the_page_of_a_demand_asks_the_same_however_much_happened(
    browser: As,
    assigned: Demand,
    officer: Person,
    housing: Organisation,
    steps: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """A long history costs no more questions."""
    for _again in range(steps):
        step_demand(assigned, "assign", DemandStep(department=housing), actor=officer, at=NOW)
    anybody = browser(None)
    with django_assert_num_queries(6):
        anybody.get(f"/demands/{assigned.pk}")


def test_the_desk_tells_what_waits(
    browser: As, demand: Filed, officer: Person, clerk: Person, citizen: Person
) -> None:
    """For the officer what is to be looked over, on the first page of the desk."""
    demand()
    demand(citizen, title="直播带货售后服务规范")
    page = browser(officer).get("/desk").content.decode()
    assert ("2 条标准需求待办理" in page, "1 条待审核公开" in page) == (True, True)
    assert "条标准需求待办理" not in browser(clerk).get("/desk").content.decode()
    assert ELEVATOR in browser(officer).get("/desk/demands?state=filed").content.decode()
    assert Demand.objects.count() == 2
