"""Who is what to a task, and what each of them may see and do; every pair is tried."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.plans.models import Duty, SupervisionLetter, Task
from biaozhun.cloud.plans.permissions import (
    may_see_task,
    roles_in_duty,
    roles_in_task,
    sees_reports,
    sight_of,
)
from biaozhun.cloud.plans.views.steps import STEPS
from tests.cloud.plans.work.conftest import As, Cast
from tests.factories.plans import duty_of, report_of

EVERYBODY = (
    *("office", "lead", "section", "helper", "other_helper", "city", "stranger", "nobody"),
)


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("office", {"authority"}),
        ("lead", {"lead"}),
        ("section", set()),
        ("helper", {"helper"}),
        ("other_helper", {"helper"}),
        ("city", set()),
        ("stranger", set()),
        ("nobody", set()),
    ],
)
def test_everybody_is_what_the_duties_say(
    cast: Cast, task: Task, name: str, roles: set[str]
) -> None:
    """A unit above or below has no role of its own."""
    assert roles_in_task(getattr(cast, name), task) == roles


def test_who_hands_a_part_on_and_who_has_it(cast: Cast, task: Task) -> None:
    """The unit stays the lead and is the parent too; the section helps."""
    whole = task.duties.get(organisation=cast.unit("lead"))
    duty_of(task, cast.unit("section"), Duty.Role.LEAD, parent=whole)
    assert roles_in_task(cast.lead, task) == {"lead", "parent"}
    assert roles_in_task(cast.section, task) == {"helper"}


def test_who_a_letter_is_sent_to_is_its_addressee(cast: Cast, task: Task) -> None:
    """And nobody else."""
    SupervisionLetter.objects.create(
        number="〔2026〕1号",
        task=task,
        addressee=cast.unit("helper"),
        demand="请说明",
        due=task.deadline,
        issued=task.state_since,
        state_since=task.state_since,
    )
    assert roles_in_task(cast.helper, task) == {"helper", "addressee"}
    assert "addressee" not in roles_in_task(cast.lead, task)


def test_a_disabled_account_is_nothing(cast: Cast, task: Task) -> None:
    """Neither authority nor unit."""
    for person in (cast.office, cast.lead):
        person.is_active = False
        assert roles_in_task(person, task) == frozenset()
    assert not is_authority(cast.office)
    assert roles_in_task(None, task) == frozenset()


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("office", {"lead", "helper", "other_helper"}),
        ("lead", {"lead", "helper", "other_helper"}),
        ("section", set()),
        ("helper", {"helper"}),
        ("other_helper", {"other_helper"}),
        ("city", {"helper"}),
        ("stranger", set()),
        ("nobody", set()),
        ("anybody", set()),
    ],
)
def test_reports_are_read_by_the_own_unit_those_above_the_lead_and_the_authority(
    cast: Cast, task: Task, seen_by: As, name: str, seen: set[str]
) -> None:
    """On the page and by the rule alike; everybody else sees only what is published."""
    for duty in task.duties.all():
        report_of(duty, text=f"报告：{duty.named}")
    page = seen_by(name).get(f"/plans/{task.plan_id}/tasks/{task.pk}").content.decode()
    units = {one: cast.unit(one).name for one in ("lead", "helper", "other_helper")}
    assert {one for one, unit in units.items() if f"报告：{unit}" in page} == seen
    sight = sight_of(getattr(cast, name, None))
    duties = list(task.duties.all())
    told = {one.named for one in duties if sees_reports(sight, one, duties)}
    assert told == {units[one] for one in seen}
    assert all(unit in page for unit in units.values())


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_published_opens_to_the_authority_alone(
    cast: Cast, task: Task, seen_by: As, state: str
) -> None:
    """404 to everybody else; a withdrawn plan's units keep what was theirs."""
    type(task.plan).objects.filter(pk=task.plan_id).update(state=state)
    address = f"/plans/{task.plan_id}/tasks/{task.pk}"
    opened = {
        one for one in (*EVERYBODY, "anybody") if seen_by(one).get(address).status_code == 200
    }
    parties = {"lead", "helper", "other_helper", "city"} if state == "withdrawn" else set()
    assert opened == {"office"} | parties
    task.refresh_from_db()
    assert may_see_task(cast.nobody, task) is False


@pytest.mark.parametrize("state", ["draft", "dropped"])
def test_a_task_that_was_not_confirmed_is_no_page_to_its_units(
    task: Task, seen_by: As, state: str
) -> None:
    """Nor to the public."""
    Task.objects.filter(pk=task.pk).update(state=state)
    address = f"/plans/{task.plan_id}/tasks/{task.pk}"
    statuses = {one: seen_by(one).get(address).status_code for one in (*EVERYBODY, "anybody")}
    assert statuses == {**dict.fromkeys((*EVERYBODY, "anybody"), 404), "office": 200}


def test_evidence_is_handed_to_those_who_read_its_report(task: Task, seen_by: As) -> None:
    """Nobody else even learns that it is there; who is not signed in is asked to."""
    duty = task.duties.get(organisation__name="南山区人民政府")
    piece = report_of(duty).evidence.get()
    type(piece).objects.filter(pk=piece.pk).update(file="evidence/aa/gone", size=5, address="")
    piece.refresh_from_db()
    piece.file.storage.save("evidence/aa/gone", ContentFile(b"proof"))
    address = f"/work/evidence/{piece.pk}"
    statuses = {}
    for name in (*EVERYBODY, "anybody"):
        answer = seen_by(name).get(address)
        statuses[name] = answer.status_code
        if answer.streaming:
            assert b"".join(answer) == b"proof"  # type: ignore[arg-type]  # an answer that streams
    assert statuses == {
        "office": 200,
        "lead": 200,
        "section": 404,
        "helper": 200,
        "other_helper": 404,
        "city": 200,
        "stranger": 404,
        "nobody": 404,
        "anybody": 302,
    }


MAY = {
    ("task", "submit"): {"lead"},
    ("task", "ask_date"): {"lead"},
    ("task", "close"): {"office"},
    ("task", "cancel"): {"office"},
    ("task", "issue_letter"): {"office"},
    ("task", "send_back"): {"office"},
    ("task", "reopen"): {"office"},
    ("duty", "report"): {"helper"},
    ("duty", "report_done"): {"helper"},
    ("duty", "hand_on"): {"helper"},
    ("duty", "approve"): {"office", "lead"},
    ("duty", "send_back"): {"office", "lead"},
    ("duty", "release"): {"office"},
    ("report", "approve"): {"office", "lead"},
    ("report", "send_back"): {"office", "lead"},
    ("date", "grant"): {"office"},
    ("date", "refuse"): {"office"},
    ("date", "take_back"): {"lead"},
    ("letter", "answer"): {"helper"},
    ("letter", "accept"): {"office"},
    ("letter", "send_back"): {"office"},
    ("letter", "take_back"): {"office"},
}
"""Who may take each step about a helper's duty, report and letter, and about the task."""


def test_every_step_is_tried_by_everybody() -> None:
    """No step is left out of the table above."""
    assert set(MAY) == set(STEPS)


@pytest.mark.parametrize(("step", "may"), MAY.items(), ids=lambda one: "-".join(sorted(one)))
def test_a_step_refuses_everybody_whose_it_is_not(
    cast: Cast, task: Task, seen_by: As, step: tuple[str, str], may: set[str]
) -> None:
    """403 from page and form, and nothing is changed; who is not signed in is asked to."""
    kind, action = step
    address = f"/work/{kind}/{_pk(cast, task, kind)}/{action}"
    told = {"reason": "理由", "remark": "", "text": "正文", "share": "50", "answer": "答复"}
    before = _standing(task)
    for name in EVERYBODY:
        if name in may:
            assert seen_by(name).get(address).status_code in (200, 302), name
            continue
        client = seen_by(name)
        assert client.get(address).status_code == 403, name
        assert client.post(address, told).status_code == 403, name
    for asked in (Client().get, Client().post):
        assert asked(address).headers["Location"] == f"/account/login?next={address}"
    assert _standing(task) == before


def _pk(cast: Cast, task: Task, kind: str) -> int:
    duty = task.duties.get(organisation=cast.unit("helper"))
    at = task.state_since
    match kind:
        case "task":
            return int(task.pk)
        case "duty":
            return int(duty.pk)
        case "report":
            return int(report_of(duty).pk)
        case "date":
            change = task.date_changes.create(
                asked_by=cast.unit("lead"), wanted=task.deadline, reason="", made=at, state_since=at
            )
            return int(change.pk)
        case _:
            letter = task.letters.create(
                number="〔2026〕1号",
                addressee=cast.unit("helper"),
                demand="请说明",
                due=task.deadline,
                issued=at,
                state_since=at,
            )
            return int(letter.pk)


def _standing(task: Task) -> list[object]:
    task.refresh_from_db()
    return [
        task.state,
        sorted(task.duties.values_list("pk", "state", "share")),
        sorted(task.date_changes.values_list("pk", "state")),
        sorted(task.letters.values_list("pk", "state", "answer")),
        task.duties.filter(reports__isnull=False).count(),
    ]


def test_nobody_approves_the_own_work(cast: Cast, task: Task) -> None:
    """To its own duty a lead is the holder, not the lead."""
    duties = list(task.duties.all())
    own, helped, _other = duties
    assert roles_in_duty(sight_of(cast.lead), own, duties) == {"holder"}
    assert roles_in_duty(sight_of(cast.lead), helped, duties) == {"lead"}
    assert roles_in_duty(sight_of(cast.helper), helped, duties) == {"holder"}


PAGES = {
    "/work": {*EVERYBODY},
    "/work/board": {*EVERYBODY} - {"nobody"},
    "/work/tasks": {*EVERYBODY} - {"nobody"},
    "/work/letters": {*EVERYBODY} - {"nobody"},
    "/work/bulletin": {"office"},
}


@pytest.mark.parametrize(("address", "may"), PAGES.items())
@pytest.mark.usefixtures("task")
def test_a_page_of_the_work_opens_to_those_it_is_for(
    seen_by: As, address: str, may: set[str]
) -> None:
    """403 to others; who is not signed in is asked to."""
    statuses = {name: seen_by(name).get(address).status_code for name in EVERYBODY}
    assert statuses == {name: 200 if name in may else 403 for name in EVERYBODY}
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize(
    ("name", "count"),
    [("office", 1), ("lead", 1), ("helper", 1), ("city", 1), ("section", 0), ("stranger", 0)],
)
@pytest.mark.usefixtures("task")
def test_the_ledger_holds_what_somebody_takes_part_in(seen_by: As, name: str, count: int) -> None:
    """The authority everything; a unit its own and those of units below it; as a table too."""
    page = seen_by(name).get("/work/tasks").content.decode()
    assert page.count("制定地方标准管理办法") == count
    rows = b"".join(seen_by(name).get("/work/tasks?format=csv")).decode().splitlines()
    assert len(rows) == 1 + count
