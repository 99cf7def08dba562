"""The pages: who sees what, registration without an account, answers by code, lists that scale."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.demands.guarding import new_form
from biaozhun.cloud.foundation import clock
from biaozhun.cloud.hearings import life, wording
from biaozhun.cloud.hearings.actions.deciding import decide_need
from biaozhun.cloud.hearings.actions.inviting import code_for
from biaozhun.cloud.hearings.models import Hearing, Registration
from biaozhun.cloud.hearings.queries.on_projects import on_project
from biaozhun.cloud.hearings.wording import REFUSAL
from tests.cloud.hearings import making
from tests.cloud.hearings.making import AT, NOT_NEEDED
from tests.factories.drafting import somebody

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(minutes=1)


@pytest.fixture
def officer() -> Person:
    """An officer of the authority."""
    return making.officer()


def as_(person: Person | None) -> Client:
    """A browser, with somebody signed in or nobody."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def sent(**told: Any) -> dict[str, Any]:
    """A registration as the form sends it, made a minute ago."""
    filled = {"group": "consumer", "name": "周女士", "contact": "13900000000", "view": "退费"}
    return {**filled, "website": "", "form": new_form(AT), **told}


def test_anybody_registers_and_comes_back_with_the_code(officer: Person) -> None:
    """Without an account; the code stands in a cookie of these pages, and withdraws."""
    made, anybody = making.announced(officer), as_(None)
    with clock.set_to(LATER):
        answer = anybody.post(f"/hearings/{made.pk}", sent())
        assert (answer.status_code, answer["Location"]) == (302, "/hearings/receipt")
        assert answer.cookies["hearing_receipt"]["path"] == "/hearings/receipt"
        page = anybody.get("/hearings/receipt").content.decode()
        assert (made.topic in page, "等待确定" in page) == (True, True)
        anybody.post("/hearings/receipt/withdraw")
        assert Registration.objects.get().state == "withdrawn"
        assert anybody.post("/hearings/receipt/fly").status_code == 404
        anybody.post("/hearings/receipt/leave")
        assert made.topic not in anybody.get("/hearings/receipt").content.decode()


def test_machines_are_given_the_form_back(officer: Person) -> None:
    """The field nobody sees, a form sent at once, an old one: 422 and nobody registered."""
    made, anybody = making.announced(officer), as_(None)
    with clock.set_to(LATER):
        for told in ({"website": "x"}, {"form": new_form(LATER)}, {"form": "x"}, {"contact": ""}):
            answer = anybody.post(f"/hearings/{made.pk}", sent(**told))
            assert answer.status_code == 422
    assert Registration.objects.count() == 0


def test_one_sender_registers_ten_times_an_hour(officer: Person) -> None:
    """The eleventh is refused."""
    cache.clear()  # what other tests sent from the same address
    made, anybody = making.announced(officer), as_(None)
    with clock.set_to(LATER):
        answers = [
            anybody.post(f"/hearings/{made.pk}", sent(form=new_form(AT))).status_code
            for _each in range(11)
        ]
    assert answers == [302] * 10 + [422]


def test_contacts_and_unnamed_people_are_nowhere_public(officer: Person) -> None:
    """Who did not agree stands with a number; contacts are for the desk alone."""
    made = making.selected(officer, 0)
    Registration.objects.update(name="不愿具名", contact="13911112222")
    page = as_(None).get(f"/hearings/{made.pk}").content.decode()
    assert ("不愿具名" in page, "13911112222" in page) == (False, False)
    Registration.objects.update(may_be_named=True)
    assert "不愿具名" in as_(None).get(f"/hearings/{made.pk}").content.decode()
    table = as_(officer).get(f"/desk/hearings/{made.pk}?format=csv")
    assert "13911112222" in b"".join(table.streaming_content).decode()


def test_a_hearing_in_preparation_is_not_public_and_strangers_keep_nothing(
    officer: Person,
) -> None:
    """404 for everybody before the notice; at the desk 404 for who does not keep the project."""
    made = making.prepared(officer)
    assert as_(None).get(f"/hearings/{made.pk}").status_code == 404
    assert made.topic not in as_(None).get("/hearings").content.decode()
    stranger = as_(somebody("吴", "江原省交通运输厅"))
    for address in (
        f"/desk/hearings/{made.pk}",
        f"/desk/hearings/{made.pk}/change",
        f"/desk/hearings/projects/{made.project_id}/decide",
        f"/desk/representatives/projects/{made.project_id}",
    ):
        assert (stranger.get(address).status_code, address) == (404, address)
    assert stranger.post(f"/desk/hearings/{made.pk}/steps/announce").status_code == 404
    assert stranger.get("/desk/representatives").status_code == 403
    assert as_(officer).get("/hearings/999999999999999999999").status_code == 404


def test_the_desk_carries_a_hearing_by_its_pages(officer: Person) -> None:
    """Decided, prepared, announced; a refused step says why and changes nothing."""
    project, desk = making.drafting_project(), as_(officer)
    with clock.set_to(AT):
        faulty = desk.post(f"/desk/hearings/projects/{project.pk}/decide", {"is_needed": "yes"})
        assert faulty.status_code == 422
        told = {
            "is_needed": "yes",
            "criteria": ["征求意见分歧较大"],
            "petitioners": "3",
            "reasons": "分歧大",
        }
        desk.post(f"/desk/hearings/projects/{project.pk}/decide", told)
        notice = {"topic": "听证", "way": "lot", "seats_consumer": "2", "place": "会议室"}
        days = {"day": "2026-10-20", "register_until": "2026-10-10"}
        answer = desk.post(f"/desk/hearings/projects/{project.pk}/prepare", {**notice, **days})
        made = Hearing.objects.get()
        assert answer["Location"] == f"/desk/hearings/{made.pk}"
        refused = desk.post(f"/desk/hearings/{made.pk}/steps/announce", follow=True)
        assert str(REFUSAL["papers_missing"]) in refused.content.decode()
        paper = making.paper_of(project, "working_draft")
        desk.post(f"/desk/hearings/{made.pk}/papers", {"papers": [paper.pk]})
        desk.post(f"/desk/hearings/{made.pk}/steps/announce")
        made.refresh_from_db()
        assert (made.state, made.announced) == ("announced", AT.date())
        assert desk.post(f"/desk/hearings/{made.pk}/steps/dance").status_code == 404


def test_a_representative_answers_by_the_code_of_the_letter(officer: Person) -> None:
    """Accepts and gives an opinion without an account; a wrong code is refused."""
    project, who = making.drafting_project(), making.representative(officer)
    made, anybody = making.invited(officer, project, who), as_(None)
    with clock.set_to(AT):
        wrong = anybody.post("/hearings/receipt", {"code": "AAAA-BBBB-CCCC-DDDD"})
        assert wrong.status_code == 422
        anybody.post("/hearings/receipt", {"code": code_for(made.nonce)})
        assert project.title in anybody.get("/hearings/receipt").content.decode()
        anybody.post("/hearings/receipt/accept")
        anybody.post("/hearings/receipt/say", {"text": "写明投诉电话"})
    made.refresh_from_db()
    assert (made.state, made.opinion) == ("accepted", "写明投诉电话")


def test_an_account_acts_on_its_own_alone(officer: Person) -> None:
    """Another's registration is not found."""
    made, citizen = making.announced(officer), somebody("周", None)
    other = making.registered(made)
    own = making.registered(made, person=citizen)
    browser = as_(citizen)
    with clock.set_to(AT):
        address = "/desk/hearings/mine/registrations/{}/withdraw"
        assert browser.post(address.format(other.pk)).status_code == 404
        browser.post(address.format(own.pk))
    own.refresh_from_db()
    assert own.state == "withdrawn"
    assert made.topic in browser.get("/desk/hearings/mine").content.decode()


def test_the_project_shows_the_decision_to_everybody(officer: Person) -> None:
    """With its reasons; names of representatives only where they agreed."""
    project = making.drafting_project()
    decide_need(project, NOT_NEEDED, actor=officer, at=AT)
    making.invited(officer, project, making.representative(officer, "隐名"))
    making.invited(officer, project, making.representative(officer, "具名", may_be_named=True))
    page = as_(None).get(f"/projects/{project.pk}").content.decode()
    assert (NOT_NEEDED.reasons in page, "具名" in page, "隐名" in page) == (True, True, False)
    shown = on_project(project, is_desk=False)
    assert [(one.label, one.invited) for one in shown.stages] == [("drafting", 2)]


def test_public_pages_are_english_where_asked_for(officer: Person) -> None:
    """The heading of each page."""
    making.announced(officer)
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    for address, heading in (
        ("/hearings", "Hearings on local standards"),
        ("/hearings/participation", "Participation of deputies, CPPCC members and consumers"),
        ("/hearings/receipt", "See the answer with your code"),
    ):
        assert f"<h1>{heading}</h1>" in browser.get(address).content.decode()


def test_lists_ask_the_same_however_long_they_are(officer: Person) -> None:
    """With two hearings and with eight, at the desk and in public."""
    asked: list[tuple[int, ...]] = []
    for first, last in ((1, 2), (3, 8)):
        for serial in range(first, last + 1):
            made = making.announced(officer, making.drafting_project(serial))
            who = making.representative(officer, f"代表{serial}")
            making.invited(officer, made.project, who, "hearing")
        counts = []
        for client, address in (
            (as_(None), "/hearings"),
            (as_(officer), "/desk/hearings"),
            (as_(officer), "/desk/representatives"),
        ):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
        asked.append(tuple(counts))
    assert asked[0] == asked[1]


def test_every_code_of_the_tables_has_words() -> None:
    """States, actions, guards and limits."""
    words = (
        (life.HEARING, wording.HEARING_STATE, wording.HEARING_ACTION),
        (life.REGISTRATION, wording.REGISTRATION_STATE, wording.REGISTRATION_ACTION),
        (life.OPINION, wording.OPINION_STATE, wording.OPINION_ACTION),
        (life.INVITATION, wording.INVITATION_STATE, wording.INVITATION_ACTION),
    )
    for machine, states, actions in words:
        assert set(states) == set(machine.states)
        assert set(actions) == {row.action for row in machine.transitions}
        asked = {guard.code for row in machine.transitions for guard in row.guards}
        limits = {limit.code for row in machine.transitions for limit in row.limits}
        assert asked | limits <= set(REFUSAL)
        assert limits <= set(wording.ADVICE)
