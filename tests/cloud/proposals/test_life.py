"""An application from the form to the plan, and every refusal on the way."""

import datetime as dt

import pytest

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.proposals.actions.applications import (
    change_application,
    draft_application,
    step_application,
)
from biaozhun.cloud.proposals.actions.arguing import conclude, declare_conflict, score
from biaozhun.cloud.proposals.actions.batches import put_in, set_criteria, step_batch
from biaozhun.cloud.proposals.actions.objections import file_objection, step_objection
from biaozhun.cloud.proposals.actions.programmes import issue_programme
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.life import FORM
from biaozhun.cloud.proposals.models import Application, Assessor, Objection, PlanNumber, ScoreSheet
from biaozhun.cloud.proposals.queries.scores import scores_of
from tests.factories.proposals import (
    LATER,
    NOON,
    authority_at,
    batch_with,
    checked,
    completed,
    concluded,
    drafted,
    noticed,
    person_at,
    screened,
    submitted,
    told_of,
    unit_at,
)

PROGRAMME = {
    "number": "市监标〔2027〕1号",
    "title": "计划",
    "day": dt.date(2027, 1, 20),
    "text": "",
}


def refused(act: object, *args: object, **told: object) -> tuple[str, ...]:
    """The codes an action is refused with."""
    with pytest.raises((StepRefusedError, RefusedError)) as error:
        act(*args, **told)  # type: ignore[operator]  # an action of ours
    if isinstance(error.value, StepRefusedError):
        return error.value.refusal.codes
    return (error.value.code,)


def test_an_empty_form_is_told_everything_it_lacks(
    department: Organisation, authority: Organisation, applicant: Person
) -> None:
    """Handing in a bare title names all that is missing at once, in the order of the form."""
    made = draft_application(
        {"title": "某规范"}, department=department, authority=authority, actor=applicant, at=NOON
    )
    codes = refused(step_application, made, "submit", actor=applicant, at=NOON)
    never = {
        "title_missing",
        "revised_missing",
        "revised_unknown",
        "undertaking_missing",
        "legality_negative",
        "urgency_missing",
    }
    assert codes == (*(one for one in FORM if one not in never), "screening_missing")


def test_a_complete_application_is_handed_in_and_its_period_begins(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """The office is told, and the stage's period runs until the decision."""
    made = submitted(department, authority, applicant)
    assert (made.state, made.submitted) == ("submitted", NOON)
    assert Notice.objects.filter(person=officer).count() == 1
    running = Period.objects.get(subject=made.case_subject)
    assert (running.rule, running.ended) == ("P-10", None)
    step_application(made, "send_back", actor=officer, at=NOON, reason="请补充数据。")
    running.refresh_from_db()
    assert running.ended == dt.date(2026, 11, 23)
    assert made.reason == "请补充数据。"


@pytest.mark.parametrize(
    ("level", "kind", "division", "code"),
    [
        ("district", "department", "440105", "level_differs"),
        ("city", "enterprise", "440100", "not_a_department"),
        ("city", "department", "440300", "place_differs"),
        ("province", "department", "440000", "level_differs"),
    ],
)
def test_others_than_a_department_of_the_place_may_not_apply(
    authority: Organisation, level: str, kind: str, division: str, code: str
) -> None:
    """A district, an enterprise, another city and the province are sent to the other door."""
    unit = unit_at("某单位", level, kind, division)
    actor = person_at(unit, "outsider")
    told = {"department": unit, "authority": authority, "actor": actor, "at": NOON}
    assert refused(draft_application, told_of(), **told) == (code,)


@pytest.mark.django_db
def test_a_district_authority_takes_no_application() -> None:
    """Only a province or a city issues local standards."""
    seat = authority_at("某区市场监督管理局", level="district")
    unit = unit_at("某区某局", "district")
    told = {"department": unit, "authority": seat, "actor": person_at(unit, "x"), "at": NOON}
    assert refused(draft_application, told_of(), **told) == ("no_power",)


def test_a_change_of_the_wording_asks_for_another_search(
    department: Organisation, authority: Organisation, applicant: Person
) -> None:
    """What was found for another scope says nothing of this one."""
    made = completed(drafted(department, authority, applicant), applicant)
    change_application(made, {"scope": "适用于商场。"}, actor=applicant)
    codes = refused(step_application, made, "submit", actor=applicant, at=NOON)
    assert codes == ("screening_missing",)
    screened(made)
    assert step_application(made, "submit", actor=applicant, at=NOON).target == "submitted"


def test_findings_ask_for_a_signed_review(
    department: Organisation, authority: Organisation, applicant: Person
) -> None:
    """Without it, or with one that fails, nothing is handed in."""
    made = completed(drafted(department, authority, applicant), applicant)
    screened(made, scope=[{"weight": "against", "code": "local_fence"}])
    codes = refused(step_application, made, "submit", actor=applicant, at=NOON)
    assert codes == ("fair_competition_missing",)


def test_what_was_handed_in_is_not_changed(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """Neither by the department nor by an officer."""
    made = submitted(department, authority, applicant)
    assert refused(change_application, made, {"title": "别的"}, actor=applicant) == (
        "not_editable",
    )
    assert refused(change_application, made, {"title": "别的"}, actor=officer) == ("not_yours",)


def test_a_department_does_not_check_its_own_form(
    department: Organisation, authority: Organisation, applicant: Person
) -> None:
    """The form is checked by the authority."""
    made = submitted(department, authority, applicant)
    codes = refused(step_application, made, "check_form", actor=applicant, at=NOON)
    assert codes == ("not_for_you",)


def test_returning_and_declining_need_reasons(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """Nobody is turned away without one."""
    made = submitted(department, authority, applicant)
    assert refused(step_application, made, "send_back", actor=officer, at=NOON) == (
        "reason_missing",
    )
    checked(made, officer)
    assert refused(step_application, made, "decline", actor=officer, at=NOON) == ("reason_missing",)
    step_application(made, "decline", actor=officer, at=NOON, reason="已有国家标准。")
    assert Application.objects.get().reason == "已有国家标准。"
    assert Notice.objects.filter(person=applicant, subject__contains="不予立项").count() == 1


def test_undertakings_stay_with_the_units_that_stay(
    department: Organisation, authority: Organisation, applicant: Person
) -> None:
    """A new order of the units keeps what they undertook; a new unit has not yet."""
    made = completed(drafted(department, authority, applicant), applicant)
    change_application(made, {"units": ["某市妇幼保健院", "某公司"]}, actor=applicant)
    told = [(one.position, one.name, one.undertook) for one in made.units.all()]
    assert told == [(1, "某市妇幼保健院", NOON), (2, "某公司", None)]


def test_a_batch_goes_to_its_programme(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """Two applications are argued, publicised and planned; numbers follow each other."""
    made = [
        checked(submitted(department, authority, applicant, title=title), officer)
        for title in ("甲规范", "乙规范")
    ]
    batch = noticed(concluded(batch_with(authority, officer, made), officer), officer)
    assert set(batch.applications.values_list("state", flat=True)) == {"publicised"}
    assert refused(step_batch, batch, "settle", actor=officer, at=NOON) == ("notice_running",)
    step_batch(batch, "settle", actor=officer, at=LATER)
    programme = issue_programme(batch, PROGRAMME, actor=officer, at=LATER)
    projects = list(Project.objects.order_by("plan_number"))
    assert [one.plan_number for one in projects] == ["DB4401JH2026-001", "DB4401JH2026-002"]
    first = projects[0]
    assert (first.title, first.department, first.deadline) == (
        "甲规范",
        department,
        dt.date(2028, 1, 20),
    )
    assert [one.name for one in first.units.all()] == ["某市标准化研究院", "某市妇幼保健院"]
    assert (first.state, first.ics, first.handler) == ("planned", ["03.080.30"], officer)
    assert [one.project for one in programme.applications.order_by("pk")] == projects
    assert batch.state == "issued"
    assert Notice.objects.filter(person=applicant, subject__startswith="已列入").count() == 2
    assert Event.objects.filter(kind="proposals.programme_issued").count() == 1
    assert not Period.objects.filter(rule="P-10", ended=None).exists()


def test_a_programme_is_issued_wholly_or_not_at_all(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """A number that is taken leaves neither projects nor plan numbers behind."""
    one = checked(submitted(department, authority, applicant), officer)
    batch = noticed(concluded(batch_with(authority, officer, [one]), officer), officer)
    step_batch(batch, "settle", actor=officer, at=LATER)
    late = {**PROGRAMME, "day": dt.date(2030, 1, 1)}
    assert refused(issue_programme, batch, late, actor=officer, at=LATER) == ("day_to_come",)
    empty = {**PROGRAMME, "number": " "}
    assert refused(issue_programme, batch, empty, actor=officer, at=LATER) == ("number_missing",)
    assert (Project.objects.count(), PlanNumber.objects.count()) == (0, 0)
    issue_programme(batch, PROGRAMME, actor=officer, at=LATER)
    again = refused(issue_programme, batch, PROGRAMME, actor=officer, at=LATER)
    assert again == ("not_from_here",)
    two = checked(submitted(department, authority, applicant, title="丙规范"), officer)
    more = concluded(batch_with(authority, officer, [two], title="增补"), officer)
    step_batch(more, "skip_notice", actor=officer, at=LATER, reason="应急需要。")
    for number in (PROGRAMME["number"], f" {PROGRAMME['number']} "):
        told = {**PROGRAMME, "number": number}
        again = refused(issue_programme, more, told, actor=officer, at=LATER)
        assert again == ("programme_number_taken",)
    added = issue_programme(more, {**PROGRAMME, "number": "2号"}, actor=officer, at=LATER)
    assert (added.ordinal, Project.objects.latest("pk").plan_number) == (2, "DB4401JH2026-002")


def test_a_taken_over_number_is_passed_over(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """A project that came from elsewhere with the next number keeps it."""
    Project.objects.create(
        plan_number="DB4401JH2026-001",
        title="旧",
        authority=authority,
        department=department,
        state_since=NOON,
    )
    one = checked(submitted(department, authority, applicant), officer)
    batch = concluded(batch_with(authority, officer, [one]), officer)
    step_batch(batch, "skip_notice", actor=officer, at=LATER, reason="急需。")
    issue_programme(batch, PROGRAMME, actor=officer, at=LATER)
    one.refresh_from_db()
    assert one.project is not None
    assert one.project.plan_number == "DB4401JH2026-002"


def test_every_objection_is_answered_first(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """An open objection and one that is upheld both stand against the plan."""
    made = [
        checked(submitted(department, authority, applicant, title=title), officer)
        for title in ("甲规范", "乙规范")
    ]
    batch = noticed(concluded(batch_with(authority, officer, made), officer), officer)
    said = {
        "application": made[0],
        "text": "与国家标准重复。",
        "name": "",
        "unit": "",
        "contact": "",
    }
    code = file_objection(batch, said, form="a" * 32, person=None, at=NOON)
    assert file_objection(batch, said, form="a" * 32, person=None, at=NOON) == code
    objection = Objection.objects.get()
    assert refused(step_batch, batch, "settle", actor=officer, at=LATER) == ("open_objections",)
    assert refused(step_objection, objection, "uphold", "", actor=officer, at=NOON) == (
        "answer_missing",
    )
    step_objection(objection, "uphold", "确有重复。", actor=officer, at=NOON)
    assert refused(step_batch, batch, "settle", actor=officer, at=LATER) == ("objection_upheld",)
    step_application(made[0], "decline", actor=officer, at=LATER, reason="异议成立。")
    step_batch(batch, "settle", actor=officer, at=LATER)
    states = dict(batch.applications.values_list("title", "state"))
    assert states == {"甲规范": "declined", "乙规范": "accepted"}


def test_objections_are_taken_while_the_notice_stands(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """Its last day still does, the day after does not."""
    one = checked(submitted(department, authority, applicant), officer)
    batch = noticed(concluded(batch_with(authority, officer, [one]), officer), officer)
    said = {"application": None, "text": "不必要。", "name": "", "unit": "", "contact": ""}
    last = dt.datetime(2026, 12, 23, 4, tzinfo=dt.UTC)
    file_objection(batch, said, form="b" * 32, person=None, at=last)
    told = {"form": "c" * 32, "person": None, "at": last + dt.timedelta(days=1)}
    assert refused(file_objection, batch, said, **told) == ("notice_not_open",)


def points(batch_assessor: Assessor, value: int) -> dict[int, int]:
    """The same points for every criterion."""
    return dict.fromkeys(batch_assessor.batch.criteria.values_list("pk", flat=True), value)


def test_scores_are_weighed_and_an_expert_of_a_drafting_unit_stands_back(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """Averages, spread and advice come of the sheets; the conflicted expert's is refused."""
    one = checked(submitted(department, authority, applicant), officer)
    batch = batch_with(authority, officer, [one])
    free = batch.assessors.get()
    other = Assessor.objects.create(batch=batch, name="王五", unit="某研究所")
    bound = Assessor.objects.create(batch=batch, name="赵六", unit="某市标准化研究院")
    sheet = {"advice": "accept", "comment": "", "points": points(free, 80)}
    assert refused(score, free, one, sheet, actor=officer, at=NOON) == ("not_arguing",)
    step_batch(batch, "argue", actor=officer, at=NOON)
    score(free, one, sheet, actor=officer, at=NOON)
    low = {"advice": "decline", "comment": "", "points": points(other, 60)}
    score(other, one, low, actor=officer, at=NOON)
    assert refused(score, bound, one, sheet, actor=officer, at=NOON) == ("conflict_of_interest",)
    assert refused(score, free, one, {**sheet, "points": {}}, actor=officer, at=NOON) == (
        "points_missing",
    )
    (line,) = scores_of(batch).lines
    assert (line.average, line.spread, line.entered, line.asked) == (70.0, 20.0, 2, 2)
    assert (line.recommended, line.advice) == ("amend", {"accept": 1, "decline": 1})
    declare_conflict(other, one, "曾任顾问", actor=officer)
    assert ScoreSheet.objects.count() == 1
    assert refused(score, other, one, low, actor=officer, at=NOON) == ("conflict_of_interest",)


def test_an_expert_enters_only_the_own_sheet(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """With an account the expert scores alone, and nobody else's."""
    one = checked(submitted(department, authority, applicant), officer)
    batch = batch_with(authority, officer, [one])
    expert = person_at(None, "expert")
    own = Assessor.objects.create(batch=batch, name="专家", unit="某大学二", person=expert)
    step_batch(batch, "argue", actor=officer, at=NOON)
    sheet = {"advice": "accept", "comment": "", "points": points(own, 90)}
    assert score(own, one, sheet, actor=expert, at=NOON).entered_by == expert
    others = batch.assessors.exclude(pk=own.pk).get()
    assert refused(score, others, one, sheet, actor=expert, at=NOON) == ("not_yours",)
    codes = refused(set_criteria, batch, [{"name": "a", "weight": 100}], actor=officer)
    assert codes == ("scored_already",)


def test_a_batch_is_not_argued_without_what_it_needs(
    authority: Organisation, officer: Person
) -> None:
    """An empty batch names everything that stands against its argument."""
    batch = batch_with(authority, officer, [], meeting=None)
    batch.assessors.all().delete()
    codes = refused(step_batch, batch, "argue", actor=officer, at=NOON)
    assert codes == ("batch_empty", "meeting_missing", "no_assessor")


def test_the_argument_may_change_title_and_scope(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """What they were stays in the journal."""
    one = checked(submitted(department, authority, applicant, title="旧名"), officer)
    batch = batch_with(authority, officer, [one])
    step_batch(batch, "argue", actor=officer, at=NOON)
    assert refused(step_batch, batch, "conclude", actor=officer, at=NOON) == ("without_conclusion",)
    said = {"conclusion": "amend", "reason": "改名。", "title": "新名", "scope": ""}
    conclude(one, said, actor=officer, at=NOON)
    event = Event.objects.get(kind="proposals.application_argue")
    assert (one.title, event.facts["title_before"]) == ("新名", "旧名")


def test_only_checked_applications_of_the_authority_are_laid_in(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """One that is not ready keeps all the others out too."""
    ready = checked(submitted(department, authority, applicant, title="甲"), officer)
    waiting = submitted(department, authority, applicant, title="乙")
    batch = batch_with(authority, officer, [])
    codes = refused(put_in, batch, [ready, waiting], actor=officer, at=NOON)
    assert codes == ("not_from_here",)
    assert batch.applications.count() == 0
