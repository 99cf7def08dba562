"""The work on suggestions: received, with a department, taken up, merged, declined, withdrawn."""

import pytest
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.demands.actions.suggestions import (
    ApplicationNamed,
    SuggestionStep,
    rename_application,
    step_suggestion,
    take_up,
)
from biaozhun.cloud.demands.candidates import suggestions as candidates
from biaozhun.cloud.demands.models import Suggestion
from biaozhun.cloud.demands.queries.suggestions import open_for, taken_up_by
from biaozhun.cloud.demands.wording import REFUSAL
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.screening.candidates import SOURCES
from tests.cloud.conftest import Library
from tests.cloud.demands.conftest import NOW, As, Suggested, filled_suggestion, person_of

APPLICATION = ApplicationNamed(key="proposals.application:7", address="/applications/7")


@pytest.fixture
def given(suggestion: Suggested, citizen: Person, housing: Organisation) -> Suggestion:
    """A suggestion of a citizen that the department for housing has in hand."""
    return suggestion(citizen, department=housing)


def test_an_officer_receives_and_forwards_to_the_department(
    browser: As, officer: Person, clerk: Person, suggestion: Suggested, housing: Organisation
) -> None:
    """The department sees it from then on, and is told."""
    held, desk = suggestion(), browser(officer)
    desk.post(f"/desk/suggestions/{held.pk}/receive")
    assert browser(clerk).get(f"/desk/suggestions/{held.pk}").status_code == 404
    place = f"/desk/suggestions/{held.pk}/forward"
    assert desk.post(place, {"department": ""}).status_code == 422
    assert desk.post(place, {"department": str(housing.pk)}).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.department, held.published) == ("with_department", housing, NOW)
    assert held.title in browser(clerk).get("/desk/suggestions").content.decode()
    assert Notice.objects.filter(person=clerk).count() == 1


def test_an_application_takes_a_suggestion_up(
    browser: As, clerk: Person, citizen: Person, given: Suggestion, housing: Organisation
) -> None:
    """It leaves the open ones of the department; its filer is told and finds the application."""
    assert list(open_for(housing)) == [given]
    take_up(given, APPLICATION, actor=clerk, at=NOW)
    assert (
        rename_application(APPLICATION.key, number="申〔2026〕3号", address="/applications/7") == 1
    )
    given.refresh_from_db()
    assert (given.state, list(open_for(housing))) == ("taken_up", [])
    assert list(taken_up_by(APPLICATION.key)) == [given]
    page = browser(None).get(f"/suggestions/{given.pk}").content.decode()
    assert ('href="/applications/7"' in page, "申〔2026〕3号" in page) == (True, True)
    assert Notice.objects.filter(person=citizen).count() == 1


def test_what_no_department_has_is_not_taken_up(suggestion: Suggested, clerk: Person) -> None:
    """Neither what waits to be looked over nor what was declined."""
    held = suggestion()
    with pytest.raises(StepRefusedError) as refused:
        take_up(held, APPLICATION, actor=clerk, at=NOW)
    assert refused.value.refusal.codes == ("not_from_here",)


@pytest.mark.parametrize("action", ["decline", "send_back"])
def test_a_department_gives_its_reasons(
    browser: As, clerk: Person, given: Suggestion, action: str
) -> None:
    """Without one the step is refused."""
    place = f"/desk/suggestions/{given.pk}/{action}"
    assert browser(clerk).post(place, {"text": ""}).status_code == 422
    assert browser(clerk).post(place, {"text": "属于国家标准的范围"}).status_code == 302
    page = browser(None).get(f"/suggestions/{given.pk}").content.decode()
    assert ("属于国家标准的范围" in page) is (action == "decline")


def test_a_department_merges_one_suggestion_into_another(
    browser: As, clerk: Person, given: Suggestion, suggestion: Suggested, housing: Organisation
) -> None:
    """And who filed the merged one is told when the other is taken up."""
    other = suggestion(person_of("other"), department=housing, title="电梯加装规程")
    place = f"/desk/suggestions/{other.pk}/merge"
    itself = browser(clerk).post(place, {"target": str(other.pk)})
    assert str(REFUSAL["target_is_itself"]) in itself.content.decode()
    assert browser(clerk).post(place, {"target": str(given.pk)}).status_code == 302
    before = Notice.objects.filter(person=other.filer).count()
    take_up(given, APPLICATION, actor=clerk, at=NOW)
    assert Notice.objects.filter(person=other.filer).count() == before + 1


def test_the_filer_withdraws_what_is_not_decided(
    browser: As, citizen: Person, stranger: Person, given: Suggestion
) -> None:
    """Nobody else does; not twice."""
    place = f"/suggestions/{given.pk}/mine/withdraw"
    assert browser(stranger).post(place).status_code == 403
    assert browser(citizen).post(place, {"text": "已有团体标准"}).status_code == 302
    given.refresh_from_db()
    assert given.state == "withdrawn"
    assert "已有团体标准" not in browser(None).get(f"/suggestions/{given.pk}").content.decode()
    assert browser(citizen).post(place).status_code == 422


def test_others_have_no_part_in_it(
    browser: As, stranger: Person, citizen: Person, given: Suggestion
) -> None:
    """Another department and its own filer find no page of the desk; a button cannot be made up."""
    for one in (stranger, citizen):
        assert browser(one).get(f"/desk/suggestions/{given.pk}").status_code == 404
    with pytest.raises(StepRefusedError) as refused:
        step_suggestion(given, "decline", SuggestionStep(text="不"), actor=stranger, at=NOW)
    assert refused.value.refusal.codes == ("not_for_you",)


def test_the_desk_has_no_step_that_the_table_has_for_others(
    browser: As, officer: Person, given: Suggestion
) -> None:
    """To take it up and to withdraw it are no steps of the desk."""
    for action in ("take_up", "withdraw", "made-up"):
        assert browser(officer).post(f"/desk/suggestions/{given.pk}/{action}").status_code == 404


def test_proposals_are_compared_with_suggestions(
    suggestion: Suggested, given: Suggestion, officer: Person
) -> None:
    """What is not public is marked; what was withheld or taken up is left out."""
    hidden, gone = suggestion(), suggestion()
    step_suggestion(gone, "withhold", SuggestionStep(text="广告"), actor=officer, at=NOW)
    told = {one.key: (one.is_public, one.is_open, one.address) for one in candidates(None)}
    assert told == {
        given.case_subject: (True, True, f"/suggestions/{given.pk}"),
        hidden.case_subject: (False, True, f"/suggestions/{hidden.pk}"),
    }
    assert candidates in SOURCES.values()


def test_what_exists_already_is_shown_before_and_after_filing(
    browser: As, library: Library, authority: Organisation
) -> None:
    """The first time what is near; sent again it is filed, and is not near to itself."""
    library(2)
    assert authority.pk
    anybody = browser(None)
    told = filled_suggestion(title="食品安全 第1部分", seen="")
    shown = anybody.post("/suggestions/new", told)
    assert (shown.status_code, Suggestion.objects.count()) == (200, 0)
    assert "GB/T 1-2020" in shown.content.decode()
    again = told | {"seen": shown.context["form"]["seen"].value()}
    assert anybody.post("/suggestions/new", again).status_code == 302
    made = Suggestion.objects.get()
    person = person_of("officer", None, Role.OPERATOR)
    page = browser(person).get(f"/desk/suggestions/{made.pk}")
    assert "GB/T 1-2020" in page.content.decode()
    keys = [one.key for one in page.context["screening"].duplicates]
    assert made.case_subject not in keys


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_asks_the_same_however_many_there_are(
    browser: As,
    suggestion: Suggested,
    citizen: Person,
    housing: Organisation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """One or nine suggestions, the same number of questions."""
    for _again in range(count):
        suggestion(citizen, department=housing)
    anybody = browser(None)
    with django_assert_num_queries(5):
        anybody.get("/suggestions")
