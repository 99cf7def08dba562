"""Uses: asked for, decided by another, ended, begun with the plan; periods, skips and audits."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from biaozhun.cloud import green_channel
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError, begin_period
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.drafting.actions.procedure import hold_to
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.life import PROJECT
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.drafting.queries.facts import facts_of
from biaozhun.cloud.drafting.urgency import LeftOut, Urgency
from biaozhun.cloud.green_channel import life, wording
from biaozhun.cloud.green_channel.actions.asking import ask
from biaozhun.cloud.green_channel.actions.checking import check, confirm, remind
from biaozhun.cloud.green_channel.actions.deciding import Decided, step_use
from biaozhun.cloud.green_channel.actions.grounds import add_ground, retire_ground
from biaozhun.cloud.green_channel.actions.skipping import ask_skip, step_skip
from biaozhun.cloud.green_channel.channel import GreenChannel
from biaozhun.cloud.green_channel.errors import ChannelRefusedError
from biaozhun.cloud.green_channel.models import Finding, LeftOutStep, OwnGround, Use
from biaozhun.cloud.green_channel.queries.figures import figures, middle
from biaozhun.cloud.green_channel.queries.left_out import COURSE, left_out
from biaozhun.cloud.green_channel.queries.uses import Asked
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.core import urgency
from biaozhun.core.lifecycle import decide
from tests.cloud.green_channel import making
from tests.cloud.green_channel.making import FLOOD, GRANTED, NOON, Cast
from tests.factories.drafting import held, project_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    """Everybody, with the authority placed in a province."""
    made = making.cast()
    making.placed()
    return made


def codes(act: Any) -> tuple[str, ...]:
    """Why something is refused."""
    with pytest.raises((ChannelRefusedError, StepRefusedError)) as error:
        act()
    if isinstance(error.value, StepRefusedError):
        return error.value.refusal.codes
    assert isinstance(error.value, ChannelRefusedError)
    return (error.value.code,)


USE_STEPS = {
    "asked": {"grant": "granted", "refuse": "refused", "withdraw": "withdrawn"}
    | {"plan": "granted", "take_over": "granted"},
    "granted": {"end": "ended", "supersede": "ended"},
    "refused": {},
    "withdrawn": {},
    "ended": {},
}
SKIP_STEPS = {
    "asked": {"approve": "approved", "refuse": "refused", "withdraw": "withdrawn"}
    | {"plan": "approved"},
    "approved": {"revoke": "revoked"},
    "refused": {},
    "withdrawn": {},
    "revoked": {},
}
EVERYBODY = life.ASKER | life.AUTHORITY | life.PLAN | life.TAKEOVER | life.CHANNEL


@pytest.mark.parametrize(
    ("machine", "table", "facts"),
    [
        (life.USE, USE_STEPS, life.UseFacts(text="理由")),
        (life.SKIP, SKIP_STEPS, life.SkipFacts(text="理由")),
    ],
)
def test_every_step_leads_where_the_table_says_or_is_refused(
    machine: Any, table: dict[str, dict[str, str]], facts: object
) -> None:
    """All pairs of state and action, taken by somebody in every role."""
    assert set(machine.states) == set(table)
    actions = {one.action for one in machine.transitions}
    assert actions == {action for steps in table.values() for action in steps}
    for state, steps in table.items():
        for action in actions:
            answer = decide(machine, state=state, action=action, roles=EVERYBODY, facts=facts)
            target = getattr(answer, "target", None)
            assert target == steps.get(action), (state, action)


def test_a_department_asks_and_another_officer_grants(people: Cast) -> None:
    """The project is held to the procedure; those concerned are told, and the event is public."""
    use = making.asked(people)
    told = {one.person for one in Notice.objects.filter(kind="green_channel.use_moved")}
    assert told == {people.officer, people.chief, people.auditor}
    step_use(use, "grant", GRANTED, actor=people.officer, at=NOON)
    project = Project.objects.get()
    assert (project.procedure, use.state, use.decided_by) == ("priority", "granted", people.officer)
    assert use.opinion == GRANTED.text
    event = Event.objects.get(kind="green_channel.use_grant")
    assert (event.facts["visibility"], event.facts["ground"]) == ("public", "public_interest")
    assert Event.objects.get(kind="drafting.procedure_held").facts["after"] == "priority"
    assert people.clerk in {one.person for one in Notice.objects.filter(kind__contains="use_mov")}


def test_nobody_decides_over_the_own_request(people: Cast) -> None:
    """An officer may ask; the grant and the refusal are somebody else's, as are no reasons."""
    project = project_of()
    use = ask(project, making.ASKED, actor=people.officer, at=NOON)
    own = [
        codes(lambda action=action: step_use(use, action, GRANTED, actor=people.officer, at=NOON))
        for action in ("grant", "refuse")
    ]
    assert own == [("own_request",), ("own_request",)]
    assert codes(lambda: step_use(use, "grant", actor=people.chief, at=NOON)) == ("reason_missing",)
    assert codes(lambda: step_use(use, "grant", GRANTED, actor=people.clerk, at=NOON)) == (
        "not_for_you",
    )
    assert Project.objects.get().procedure == "normal"
    step_use(use, "withdraw", actor=people.officer, at=NOON)
    assert use.state == "withdrawn"
    assert codes(lambda: step_use(use, "grant", GRANTED, actor=people.chief, at=NOON)) == (
        "not_from_here",
    )


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"procedure": "normal"}, "procedure_unknown"),
        ({"ground": "because"}, "ground_unknown"),
        ({"ground": "ecological_safety"}, "ground_unknown"),
        ({"justification": " "}, "reason_missing"),
        ({"wanted": dt.date(2026, 6, 15)}, "day_past"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(people: Cast, told: dict[str, Any], code: str) -> None:
    """Another province's ground too; nothing is kept."""
    assert codes(lambda: making.asked(people, **told)) == (code,)
    assert not Use.objects.exists()


def test_one_request_waits_at_a_time_and_not_of_a_project_that_is_over(people: Cast) -> None:
    """Nor from a drafter or a stranger, nor for the procedure that holds."""
    project = project_of()
    for one in (people.drafter, people.stranger):
        assert codes(lambda one=one: ask(project, making.ASKED, actor=one, at=NOON)) == (
            "not_yours",
        )
    use = making.asked(people, project)
    assert codes(lambda: making.asked(people, project)) == ("use_waits",)
    step_use(use, "grant", GRANTED, actor=people.officer, at=NOON)
    assert codes(lambda: making.asked(people, project)) == ("held_already",)
    Project.objects.filter(pk=project.pk).update(state="announced")
    assert codes(lambda: making.asked(people, project, procedure="emergency")) == (
        "project_closed",
    )
    with pytest.raises(DraftingRefusedError) as over:
        hold_to(project, "normal", reason="", actor=None, at=NOON)
    assert over.value.code == "project_closed"


def test_an_emergency_takes_the_place_of_a_priority_and_the_end_leads_back(people: Cast) -> None:
    """Of a project one use holds; what was agreed to be left out falls with it."""
    first = making.granted(people)
    making.left_out(people, first)
    assert left_out(first.project) == {"hearing"}
    second = making.granted(people, first.project, procedure="emergency")
    first.refresh_from_db()
    assert (first.state, second.state) == ("ended", "granted")
    assert left_out(first.project) == set()
    end = Decided(text="险情解除。")
    assert codes(lambda: step_use(second, "end", actor=people.chief, at=NOON)) == (
        "reason_missing",
    )
    step_use(second, "end", end, actor=people.chief, at=NOON)
    assert Project.objects.get().procedure == "normal"
    assert (second.state, second.end_reason) == ("ended", "险情解除。")
    with pytest.raises(IntegrityError), transaction.atomic():
        Use.objects.filter(pk__in=[first.pk, second.pk]).update(state="granted")


def test_running_periods_are_counted_by_the_new_rules_from_their_first_day(people: Cast) -> None:
    """The consultation of law keeps its thirty days; a wait of the platform becomes shorter."""
    project = project_of()
    began = dt.date(2026, 6, 8)
    rules = rules_for(project.authority, on=began)
    for rule in ("T-01", "Q-08"):
        begin_period(project.case_subject, rules[rule], began)
    before = {one.rule: one.due for one in Period.objects.filter(ended=None)}
    changed = hold_to(project, "emergency", reason=FLOOD, actor=people.chief, at=NOON)
    running = {one.rule: one for one in Period.objects.filter(ended=None)}
    assert changed == ("Q-08",)
    assert running["T-01"].due == before["T-01"] == dt.date(2026, 7, 8)
    assert (running["Q-08"].began, running["Q-08"].amount) == (began, 1)
    assert running["Q-08"].due < before["Q-08"]
    assert hold_to(project, "normal", reason="", actor=None, at=NOON) == ("Q-08",)
    assert {one.rule: one.due for one in Period.objects.filter(ended=None)} == before


def test_a_step_is_left_out_with_a_reason_and_another_approver(people: Cast) -> None:
    """Public, and the gate honours it: a hearing decided on holds up the report no more."""
    project = project_of()
    held(project, "hearing", outcome="", ended=None)
    use = making.granted(people, project)
    project.refresh_from_db()
    assert not heard(project)
    skip = ask_skip(use, "hearing", "书面征求过意见。", actor=people.officer, at=NOON)
    assert codes(lambda: step_skip(skip, "approve", "同意", actor=people.officer, at=NOON)) == (
        "own_request",
    )
    assert codes(lambda: step_skip(skip, "approve", "", actor=people.chief, at=NOON)) == (
        "reason_missing",
    )
    assert not heard(project)
    step_skip(skip, "approve", "同意", actor=people.chief, at=NOON)
    assert heard(project)
    event = Event.objects.get(kind="green_channel.skip_approve")
    assert (event.facts["visibility"], event.facts["step"]) == ("public", "hearing")
    step_skip(skip, "revoke", "出现分歧，照常听证。", actor=people.officer, at=NOON)
    assert not heard(project)


def heard(project: Project) -> bool:
    """Whether the guards of the project are content about its hearing."""
    facts = facts_of(project, documents_of(project), today=dt.date(2026, 6, 15))
    return facts.is_hearing_closed


@pytest.mark.parametrize(
    ("procedure", "division", "step", "code"),
    [
        ("emergency", "440000", "consultation", "never_left_out"),
        ("emergency", "440000", "technical_review", "never_left_out"),
        ("emergency", "440000", "explanatory_note", "never_left_out"),
        ("emergency", "440000", "approval", "never_left_out"),
        ("emergency", "440000", "numbering", "never_left_out"),
        ("emergency", "440000", "filing", "never_left_out"),
        ("priority", "440000", "legal_review", "kept_by_procedure"),
        ("emergency", "370000", "approval_notice", "kept_in_here"),
        ("emergency", "440000", "argument_meeting", "too_late"),
        ("emergency", "440000", "tea", "step_unknown"),
    ],
)
def test_a_step_that_stays_is_refused_with_why(
    people: Cast, procedure: str, division: str, step: str, code: str
) -> None:
    """What the law, the place, the procedure or the course of the project keeps."""
    making.placed(division)
    use = making.granted(people, procedure=procedure)
    assert codes(lambda: ask_skip(use, step, "急", actor=people.clerk, at=NOON)) == (code,)
    assert code in wording.REFUSAL


def test_steps_are_asked_for_once_in_time_and_by_who_may(people: Cast) -> None:
    """Not twice, not past their place, not without a grant or a reason."""
    use = making.asked(people)
    told = {"actor": people.clerk, "at": NOON}
    assert codes(lambda: ask_skip(use, "hearing", "急", **told)) == ("not_granted",)
    step_use(use, "grant", GRANTED, actor=people.officer, at=NOON)
    assert codes(lambda: ask_skip(use, "hearing", " ", **told)) == ("reason_missing",)
    assert codes(lambda: ask_skip(use, "hearing", "急", actor=people.drafter, at=NOON)) == (
        "not_yours",
    )
    skip = ask_skip(use, "drafting_stage", "采信团体标准，草案成熟。", **told)
    assert codes(lambda: ask_skip(use, "drafting_stage", "急", **told)) == ("skipped_already",)
    Project.objects.update(state="consulting")
    assert codes(lambda: step_skip(skip, "approve", "同意", actor=people.chief, at=NOON)) == (
        "too_late",
    )
    assert codes(lambda: step_skip(skip, "withdraw", actor=people.chief, at=NOON)) == (
        "not_for_you",
    )
    step_skip(skip, "withdraw", **told)
    assert LeftOutStep.objects.get().state == "withdrawn"


def test_a_project_begins_with_the_use_its_application_was_granted(people: Cast) -> None:
    """The approver is who issued the programme; steps left out before it are kept and public."""
    skipped = LeftOut(step="intended_notice", reason="汛期", by=people.chief, at=NOON)
    told = Urgency(
        ground="public_interest",
        reason=FLOOD,
        asked_by=people.clerk,
        approved_by=people.chief,
        paper_number="江市监标发〔2026〕18号",
        left_out=(skipped,),
    )
    project = project_of(procedure="priority", urgency=told)
    use = Use.objects.get()
    assert (use.state, use.origin, use.ground) == ("granted", "plan", "public_interest")
    assert (use.decided_by, use.asked_by) == (people.chief, people.clerk)
    assert left_out(project) == {"intended_notice"}
    assert GreenChannel().left_out(project) == {"intended_notice"}
    project_of(2)
    taken = project_of(3, procedure="emergency", taken_over=True, stated_by="江原省局")
    stated = Use.objects.get(project=taken)
    assert (stated.origin, stated.ground, stated.state) == ("takeover", "", "granted")
    assert Use.objects.count() == 2


def test_an_audit_is_for_who_had_no_part_and_counts_by_its_latest_finding(people: Cast) -> None:
    """Neither who asked, nor who granted, nor who agreed to a skip; the remedy follows a fault."""
    use = making.granted(people)
    making.left_out(people, use)
    told = {"text": "查了立项材料。", "at": NOON}
    for one in (people.officer, people.chief, people.clerk, people.stranger):
        assert codes(lambda one=one: check(use, "justified", actor=one, **told)) == (
            "not_the_auditor",
        )
    auditor = people.auditor
    assert codes(lambda: check(use, "remedied", actor=auditor, **told)) == ("nothing_to_remedy",)
    assert codes(lambda: check(use, "fine", actor=auditor, **told)) == ("finding_unknown",)
    assert codes(lambda: check(use, "justified", actor=auditor, text="", at=NOON)) == (
        "reason_missing",
    )
    check(use, "unjustified", actor=auditor, **told)
    check(use, "remedied", actor=auditor, **told)
    year = figures(Asked()).years[0]
    assert (year.year, year.used, year.checked, year.unjustified) == (2026, 1, 1, 1)
    concerned = {one.person for one in Notice.objects.filter(kind="green_channel.checked")}
    assert concerned == {people.officer, people.clerk}
    waiting = making.asked(people, project_of(2))
    assert codes(lambda: check(waiting, "justified", actor=auditor, **told)) == ("not_used",)


def test_an_emergency_standard_is_asked_about_a_year_after_it_was_announced(people: Cast) -> None:
    """And a year after each answer, until it is said to be used no more; told once."""
    use = making.granted(people, procedure="emergency")
    told = {"text": "仍在防汛中使用。", "at": NOON + dt.timedelta(days=400)}
    assert codes(lambda: confirm(use, is_used=True, actor=people.chief, **told)) == (
        "not_an_emergency",
    )
    Project.objects.update(state="published", announced=dt.date(2026, 7, 1))
    assert (remind(dt.date(2027, 6, 30)), remind(dt.date(2027, 7, 1))) == (0, 3)
    assert remind(dt.date(2027, 7, 5)) == 0
    assert codes(lambda: confirm(use, is_used=True, actor=people.clerk, **told)) == (
        "not_the_authority",
    )
    confirm(use, is_used=True, actor=people.chief, **told)
    assert (remind(dt.date(2027, 12, 1)), remind(dt.date(2028, 7, 19))) == (0, 0)
    assert remind(dt.date(2028, 7, 20)) == 3
    confirm(use, is_used=False, text="已有国家标准。", actor=people.chief, at=NOON)
    assert Event.objects.filter(kind="green_channel.no_longer_used").count() == 1
    assert codes(lambda: confirm(use, is_used=True, actor=people.chief, **told)) == (
        "disused_already",
    )


def test_a_region_adds_grounds_of_its_own_and_takes_them_no_longer(people: Cast) -> None:
    """With the rule they stand on; a use that rests on one keeps it."""
    authority = project_of().authority
    told = {"actor": people.chief, "at": NOON}
    assert codes(lambda: add_ground(authority, "防汛", "", **told)) == ("basis_missing",)
    assert codes(lambda: add_ground(authority, " ", "办法", **told)) == ("name_missing",)
    assert codes(lambda: add_ground(authority, "甲", "乙", actor=people.clerk, at=NOON)) == (
        "not_the_authority",
    )
    own = add_ground(authority, "防汛抢险", "江原省地方标准绿色通道办法", **told)
    assert codes(lambda: add_ground(authority, "防汛抢险", "办法", **told)) == ("ground_twice",)
    use = making.granted(people, Project.objects.get(), ground=own.code)
    retire_ground(own, **told)
    assert codes(lambda: retire_ground(own, **told)) == ("retired_already",)
    assert figures(Asked()).grounds == [("防汛抢险", 1)]
    assert codes(lambda: making.asked(people, project_of(2), ground=own.code)) == (
        "ground_unknown",
    )
    assert (use.ground, OwnGround.objects.get().retired) == (own.code, NOON)


def test_faster_and_normal_projects_are_compared_once_there_are_five() -> None:
    """The median of days from plan to announcement; of four none is told."""
    assert (middle([10, 20, 30, 40]), middle([10, 20, 30, 40, 51]), middle([1, 2, 2, 3, 4, 9])) == (
        None,
        30,
        3,
    )
    for serial in range(1, 11):
        faster = serial <= 5
        project = project_of(serial, procedure="priority" if faster else "normal")
        project.announced = project.planned + dt.timedelta(days=100 if faster else 300)
        project.save(update_fields=["announced"])
    found = figures(Asked())
    assert (found.speed.faster, found.speed.normal) == (100, 300)
    assert (found.projects, found.all_projects, found.share) == (5, 10, 0.5)
    assert figures(Asked(year=2025)).years == []


def test_every_code_has_words_and_every_place_of_the_table_is_a_state() -> None:
    """Refusals of the tables and of the actions, states, actions, findings, origins."""
    folder = Path(green_channel.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("actions/*.py"))
    told = set(re.findall(r'ChannelRefusedError\(\s*"([a-z_]+)"', source))
    told |= {"disused_already", "not_an_emergency"}
    for machine in (life.USE, life.SKIP):
        told |= {guard.code for row in machine.transitions for guard in row.guards}
    assert told - set(wording.REFUSAL) == set()
    assert set(wording.USE_STATE) == set(life.USE.states)
    assert set(wording.SKIP_STATE) == set(life.SKIP.states)
    assert set(wording.FINDING) == set(Finding.values)
    assert set(wording.ORIGIN) == set(Use.Origin.values)
    assert {one.before for one in urgency.steps().values()} - {""} <= set(COURSE)
    assert set(COURSE) <= set(PROJECT.states)
