"""Open calls: who may write them, who may answer, and what the applicant learns (S010)."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.drafting.actions.calls import (
    Answer,
    apply_to_call,
    make_call,
    step_application,
    step_call,
)
from biaozhun.cloud.drafting.call_life import APPLICATION, CALL
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.limits import APPLICATIONS_AN_HOUR
from biaozhun.cloud.drafting.models import CallApplication, OpenCall, Project
from biaozhun.cloud.drafting.wording.records import (
    APPLICATION_STATE,
    CALL_ACTION,
    CALL_KIND,
    CALL_STATE,
)
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.messaging.models import Notice
from tests.cloud.drafting.conftest import As, Cast

WORDS = Answer(name="陈工", contact="13900000000", text="可承担试验", unit="江原市妇产医院")


def call_of(project: Project, cast: Cast, **told: Any) -> OpenCall:
    """A call of the authority about a project, still unpublished."""
    fields = {
        "kind": "drafters",
        "title": "征集参与起草单位",
        "text": "公开征集",
        "caller": project.authority,
        "project": project,
        "plan": "",
        "opens": today(),
        "closes": today() + dt.timedelta(days=10),
        "contact": "",
        **told,
    }
    return make_call(fields, actor=cast.officer, at=now())


@pytest.fixture
def call(project: Project, cast: Cast) -> OpenCall:
    """A call that runs."""
    made = call_of(project, cast)
    step_call(made, "publish", actor=cast.officer, at=now(), text="")
    made.refresh_from_db()
    return made


def refused(call: OpenCall, action: str, actor: Any, text: str = "") -> set[str]:
    """Everything that stands against a step of a call."""
    with pytest.raises(StepRefusedError) as error:
        step_call(call, action, actor=actor, at=now(), text=text)
    return set(error.value.refusal.codes)


def test_what_stands_against_a_step_of_a_call(project: Project, cast: Cast) -> None:
    """Past days, running days, waiting applications, a reason, the role."""
    past = call_of(project, cast, opens=dt.date(2020, 1, 1), closes=dt.date(2020, 2, 1))
    assert refused(past, "publish", cast.officer) == {"call_past"}
    assert refused(past, "cancel", cast.stranger) == {"not_for_you", "reason_missing"}
    running = call_of(project, cast)
    step_call(running, "publish", actor=cast.officer, at=now(), text="")
    apply_to_call(running, WORDS, actor=None, at=now())
    assert refused(running, "finish", cast.officer) == {"call_running", "applications_waiting"}
    assert refused(running, "publish", cast.officer) == {"not_from_here"}
    step_call(running, "cancel", actor=cast.officer, at=now(), text="项目终止")
    running.refresh_from_db()
    assert running.state == "cancelled"


def test_a_call_that_does_not_run_takes_no_application(
    project: Project, cast: Cast, call: OpenCall
) -> None:
    """Not before it is published, before its first day or behind its last."""
    unpublished = call_of(project, cast)
    coming = call_of(project, cast, opens=today() + dt.timedelta(days=2))
    step_call(coming, "publish", actor=cast.officer, at=now(), text="")
    OpenCall.objects.filter(pk=call.pk).update(
        opens=dt.date(2020, 1, 1), closes=dt.date(2020, 1, 2)
    )
    for one in (unpublished, coming, call):
        with pytest.raises(DraftingRefusedError) as error:
            apply_to_call(one, WORDS, actor=None, at=now())
        assert error.value.code == "call_not_open"


def test_an_accepted_unit_joins_the_drafting_units_and_is_told(
    project: Project, cast: Cast, call: OpenCall
) -> None:
    """As the last of them; the applicant reads the answer, the caller was told before."""
    answer = Answer(name="路人", contact="x", text="愿意", unit="江原省交通运输厅")
    made, code = apply_to_call(call, answer, actor=cast.stranger, at=now())
    assert code == ""
    assert {one.person for one in Notice.objects.filter(kind="drafting.call_application")} == {
        cast.officer,
        cast.colleague,
    }
    step_application(made, "accept", actor=cast.officer, at=now(), text="欢迎", joins=True)
    last = project.units.order_by("position").last()
    assert last is not None
    assert (last.name, last.organisation) == ("江原省交通运输厅", cast.stranger.organisation)
    told = Notice.objects.get(kind="drafting.call_answered")
    assert (told.person, told.text) == (cast.stranger, "欢迎")


def test_what_stands_against_an_answer(cast: Cast, call: OpenCall) -> None:
    """A reason to decline, the role, an answer given already."""
    made, _code = apply_to_call(call, WORDS, actor=cast.nobody, at=now())

    def codes(action: str, actor: Any, text: str = "") -> set[str]:
        with pytest.raises(StepRefusedError) as error:
            step_application(made, action, actor=actor, at=now(), text=text)
        return set(error.value.refusal.codes)

    assert codes("decline", cast.officer) == {"answer_missing"}
    assert codes("accept", cast.nobody) == {"not_for_you"}
    assert codes("take_back", cast.officer) == {"not_for_you"}
    step_application(made, "decline", actor=cast.officer, at=now(), text="名额已满")
    assert codes("take_back", cast.nobody) == {"not_from_here"}


def test_anybody_applies_without_an_account_and_reads_the_answer_by_a_code(
    call: OpenCall, cast: Cast, browser: As
) -> None:
    """The code is shown once; it opens the answer; a wrong one opens nothing."""
    sent = {"name": "陈工", "unit": "", "contact": "139", "text": "愿意", "website": ""}
    page = browser().post(f"/calls/{call.pk}", sent).content.decode()
    found = re.search(r'<code class="code">([^<]+)</code>', page)
    assert found is not None
    made = CallApplication.objects.get()
    assert (made.person, found[1] in made.receipt) == (None, False)
    step_application(made, "decline", actor=cast.officer, at=now(), text="名额已满")
    told = browser().post("/calls/receipt", {"code": found[1]}).content.decode()
    assert "名额已满" in told
    wrong = browser().post("/calls/receipt", {"code": "nothing"})
    assert wrong.status_code == 422
    assert browser().get(f"/calls/applications/{made.pk}").status_code == 404


def test_an_application_is_taken_back_by_its_code_or_account_alone(
    call: OpenCall, cast: Cast, browser: As
) -> None:
    """Nobody takes back what is another's."""
    made, code = apply_to_call(call, WORDS, actor=None, at=now())
    own, _none = apply_to_call(call, WORDS, actor=cast.nobody, at=now())
    address = "/calls/applications/{}/take-back"
    assert browser().post(address.format(made.pk), {"code": "x"}).status_code == 404
    assert browser().post(address.format(made.pk)).status_code == 404
    assert browser(cast.stranger).post(address.format(own.pk)).status_code == 404
    assert browser().post(address.format(made.pk), {"code": code}).status_code == 302
    assert browser(cast.nobody).post(address.format(own.pk)).status_code == 302
    assert set(CallApplication.objects.values_list("state", flat=True)) == {"taken_back"}


def test_machines_and_floods_are_refused(call: OpenCall) -> None:
    """A filled trap, missing fields, and more than the hour's number from one sender."""
    sent = {"name": "a", "contact": "b", "text": "c"}
    client = Client(REMOTE_ADDR="192.0.2.77")  # nobody else's in these tests
    assert client.post(f"/calls/{call.pk}", sent | {"website": "http://x"}).status_code == 422
    assert client.post(f"/calls/{call.pk}", {}).status_code == 422
    for _time in range(APPLICATIONS_AN_HOUR):
        assert client.post(f"/calls/{call.pk}", sent).status_code == 200
    assert client.post(f"/calls/{call.pk}", sent).status_code == 422
    assert call.applications.count() == APPLICATIONS_AN_HOUR


def test_a_call_is_seen_once_it_is_published(
    project: Project, cast: Cast, call: OpenCall, browser: As
) -> None:
    """Before that by who writes it alone; lists tell what runs and what is over."""
    draft = call_of(project, cast, title="草稿里的征集")
    assert browser().get(f"/calls/{draft.pk}").status_code == 404
    assert browser(cast.officer).get(f"/calls/{draft.pk}").status_code == 200
    assert call.title in browser().get("/calls").content.decode()
    assert draft.title not in browser().get("/calls").content.decode()
    assert call.title not in browser().get("/calls?show=over").content.decode()
    assert call.title in browser().get(f"/projects/{project.pk}").content.decode()
    assert browser().get(f"/calls/{10**30}").status_code == 404


def test_calls_are_written_and_answered_at_the_desk_of_who_calls(
    project: Project, cast: Cast, browser: As
) -> None:
    """A unit calls for itself; strangers and people of no unit are shown out."""
    client = browser(cast.department)
    sent = {
        "kind": "participants",
        "title": "征集试验单位",
        "text": "要求",
        "caller": cast.department.organisation_id,
        "project": project.pk,
        "opens": today().isoformat(),
        "closes": today().isoformat(),
    }
    assert browser(cast.nobody).get("/desk/calls/new").status_code == 403
    reversed_ = sent | {"closes": "2020-01-01"}
    assert client.post("/desk/calls/new", reversed_).status_code == 422
    foreign = sent | {"caller": project.authority_id}
    assert client.post("/desk/calls/new", foreign).status_code == 422
    assert client.post("/desk/calls/new", sent).status_code == 302
    made = OpenCall.objects.get()
    at = f"/desk/calls/{made.pk}"
    assert browser(cast.stranger).get(at).status_code == 403
    assert client.post(f"{at}/change", sent | {"title": "征集试验验证单位"}).status_code == 302
    assert client.post(f"{at}/step", {"action": "nothing"}).status_code == 400
    assert client.post(f"{at}/step", {"action": "publish"}).status_code == 302
    apply_to_call(made, WORDS, actor=None, at=now())
    application = CallApplication.objects.get()
    assert "13900000000" in client.get(at).content.decode()
    answer = f"{at}/applications/{application.pk}"
    assert browser(cast.stranger).post(answer, {"action": "accept"}).status_code == 403
    assert client.post(answer, {"action": "nothing"}).status_code == 404
    client.post(answer, {"action": "decline", "text": ""})
    application.refresh_from_db()
    assert application.state == "sent"
    client.post(answer, {"action": "accept", "text": "好"})
    application.refresh_from_db()
    assert (application.state, application.decided_by) == ("accepted", cast.department)
    assert made.title not in browser(cast.officer).get("/desk/calls").content.decode()


def test_every_code_of_calls_has_words() -> None:
    """No page fails on one."""
    assert set(CALL_STATE) == set(CALL.states)
    assert set(CALL_ACTION) == {row.action for row in CALL.transitions}
    assert set(APPLICATION_STATE) == set(APPLICATION.states)
    assert set(CALL_KIND) == set(OpenCall.Kind)
