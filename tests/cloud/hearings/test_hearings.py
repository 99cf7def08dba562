"""A hearing from the decision to the report, with everything that is refused on the way."""

import datetime as dt
import hashlib

import pytest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.drafting.queries.facts import facts_of, latest
from biaozhun.cloud.hearings.actions import preparing
from biaozhun.cloud.hearings.actions.deciding import (
    CriterionTold,
    NeedTold,
    decide_need,
    set_criteria,
)
from biaozhun.cloud.hearings.actions.registering import withdraw
from biaozhun.cloud.hearings.actions.selecting import answer_one
from biaozhun.cloud.hearings.actions.stepping import HearingStep, step_hearing
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.life import PARTICIPANT
from biaozhun.cloud.hearings.models import Hearing
from biaozhun.cloud.hearings.queries.criteria import criteria_of, usual_criteria
from biaozhun.cloud.messaging.models import Notice
from biaozhun.core.lots import drawn
from tests.cloud.hearings import making
from tests.cloud.hearings.making import AT, CLOSED, HELD, NEEDED, NOT_NEEDED
from tests.factories.drafting import DEPARTMENT, paper_of, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Person:
    """An officer of the authority."""
    return making.officer()


def codes(step: pytest.ExceptionInfo[StepRefusedError]) -> set[str]:
    """Everything that stood against a step."""
    return set(step.value.refusal.codes)


def heard(hearing: Hearing) -> bool:
    """What the guards of the project read of its hearing."""
    facts = facts_of(hearing.project, {}, today=HELD.date())
    return facts.is_hearing_closed


def test_a_standard_that_needs_no_hearing_says_so_with_reasons(officer: Person) -> None:
    """The proceeding has its outcome and the reasons; a later need opens a further round."""
    project = making.drafting_project()
    made = decide_need(project, NOT_NEEDED, actor=officer, at=AT)
    assert (made.proceeding.outcome, made.proceeding.note) == ("not_needed", NOT_NEEDED.reasons)
    assert decide_need(project, NOT_NEEDED, actor=officer, at=AT).proceeding == made.proceeding
    later = decide_need(project, NEEDED, actor=officer, at=AT)
    assert (later.proceeding.round, later.proceeding.outcome) == (2, "")
    assert decide_need(project, NOT_NEEDED, actor=officer, at=AT).proceeding == later.proceeding
    assert latest(project)["hearing"].outcome == "not_needed"
    assert Event.objects.filter(kind="hearings.need_decided").count() == 4


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (NeedTold(is_needed=True, reasons=" ", criteria=("社会关注度高",)), "reason_missing"),
        (NeedTold(is_needed=True, reasons="分歧大"), "criteria_missing"),
    ],
)
def test_a_decision_without_reasons_is_refused(officer: Person, told: NeedTold, code: str) -> None:
    """Reasons always, and a criterion where a hearing is needed."""
    with pytest.raises(HearingRefusedError) as refused:
        decide_need(making.drafting_project(), told, actor=officer, at=AT)
    assert refused.value.code == code


def test_who_does_not_keep_the_project_decides_nothing() -> None:
    """A person of another unit is refused; one of the department that applied is not."""
    project = making.drafting_project()
    with pytest.raises(HearingRefusedError) as refused:
        decide_need(project, NEEDED, actor=somebody("赵", "江原省民政厅"), at=AT)
    assert refused.value.code == "not_the_desk"
    assert decide_need(project, NEEDED, actor=somebody("钱", DEPARTMENT), at=AT).is_needed


def test_a_project_that_is_over_is_not_decided_on(officer: Person) -> None:
    """Nothing is heard after the approval."""
    project = making.drafting_project()
    type(project).objects.filter(pk=project.pk).update(state="approved")
    with pytest.raises(HearingRefusedError) as refused:
        decide_need(project, NEEDED, actor=officer, at=AT)
    assert refused.value.code == "project_over"


def test_a_region_changes_the_criteria_and_takes_them_back(officer: Person) -> None:
    """Its own rows take the place of the platform's; with none these hold again."""
    authority = officer.organisation
    assert authority is not None
    assert list(criteria_of(authority)) == list(usual_criteria())
    own = [CriterionTold("五人以上要求听证", "书面")]
    set_criteria(authority, own, actor=officer)
    assert list(criteria_of(authority)) == own
    with pytest.raises(HearingRefusedError) as twice:
        set_criteria(authority, [*own, *own], actor=officer)
    assert twice.value.code == "criterion_twice"
    with pytest.raises(HearingRefusedError) as other:
        set_criteria(authority, [], actor=somebody("孙", DEPARTMENT))
    assert other.value.code == "not_the_authority"
    set_criteria(authority, [], actor=officer)
    assert list(criteria_of(authority)) == list(usual_criteria())


def test_a_hearing_is_prepared_once_and_only_where_it_is_needed(officer: Person) -> None:
    """Not before the decision, and not twice at a time; nor is it undecided meanwhile."""
    project = making.drafting_project()
    with pytest.raises(HearingRefusedError) as early:
        preparing.prepare(project, making.NOTICE, actor=officer, at=AT)
    assert early.value.code == "need_undecided"
    making.prepared(officer, project)
    for act in (
        lambda: preparing.prepare(project, making.NOTICE, actor=officer, at=AT),
        lambda: decide_need(project, NOT_NEEDED, actor=officer, at=AT),
    ):
        with pytest.raises(HearingRefusedError) as twice:
            act()
        assert twice.value.code == "hearing_running"


def test_an_incomplete_notice_is_told_everything_at_once(officer: Person) -> None:
    """Day, registration, place, seats and papers are all named; observers are no seats."""
    made = making.prepared(officer, day=None, place="", register_until=None, seats={"observer": 5})
    made.papers.clear()
    with pytest.raises(StepRefusedError) as refused:
        step_hearing(made, "announce", actor=officer, at=AT)
    assert codes(refused) == {
        "day_not_ahead",
        "registration_days",
        "place_missing",
        "seats_missing",
        "papers_missing",
    }


def test_a_short_notice_is_advised_against_as_the_rule_is_not_signed(officer: Person) -> None:
    """H-01 asks for 30 days and H-02 for two fifths of the seats; both only advise."""
    made = making.prepared(officer)
    assert step_hearing(made, "announce", actor=officer, at=AT).advice == ()
    other = making.prepared(
        officer,
        making.drafting_project(2),
        day=dt.date(2026, 9, 20),
        register_until=dt.date(2026, 9, 10),
        seats={"producer": 4, "consumer": 1},
    )
    advice = step_hearing(other, "announce", actor=officer, at=AT).advice
    assert {one.code for one in advice} == {"notice_too_short", "too_few_consumers"}
    assert other.announced == dt.date(2026, 9, 1)


def test_registration_is_counted_once_and_closes_with_its_last_day(officer: Person) -> None:
    """A form sent twice registers once; an account once; a group without seats not at all."""
    made = making.announced(officer)
    first = making.registered(made, form="same")
    assert making.registered(made, form="same") == first
    citizen = somebody("周", None)
    making.registered(made, person=citizen)
    for told, code in (
        ({"person": citizen}, "registered_already"),
        ({"group": "testing"}, "group_without_seats"),
    ):
        with pytest.raises(HearingRefusedError) as refused:
            making.registered(made, **told)  # type: ignore[arg-type]  # one of two
        assert refused.value.code == code
    made.register_until = AT.date() - dt.timedelta(days=1)
    made.save(update_fields=["register_until"])
    with pytest.raises(HearingRefusedError) as closed:
        making.registered(made)
    assert closed.value.code == "registration_closed"
    assert made.registrations.count() == 2


def test_lots_are_drawn_where_more_register_and_anybody_draws_them_again(officer: Person) -> None:
    """Of five consumers two are chosen by the lots; seed and pool lead to the same order."""
    made = making.selected(officer, 5)
    group = made.groups.get(group="consumer")
    assert group.drawn == drawn(group.seed, reversed(group.pool))
    assert group.drawn == sorted(
        group.pool, key=lambda n: hashlib.sha256(f"{group.seed}:{n}".encode()).hexdigest()
    )
    chosen = made.registrations.filter(group="consumer", state="chosen")
    assert set(chosen.values_list("number", flat=True)) == set(group.drawn[:2])
    assert made.registrations.filter(state="passed_over").count() == 3
    assert made.groups.get(group="producer").seed == ""


def test_a_seat_given_back_goes_to_the_next_lot(officer: Person) -> None:
    """The next in line is chosen; the desk cannot choose another, nor without a free seat."""
    made = making.selected(officer, 5)
    line = made.groups.get(group="consumer").drawn
    by_number = {one.number: one for one in made.registrations.all()}
    with pytest.raises(HearingRefusedError) as other:
        answer_one(by_number[line[3]], "choose", "", actor=officer, at=CLOSED)
    assert other.value.code == "not_next"
    with pytest.raises(StepRefusedError) as full:
        answer_one(by_number[line[2]], "choose", "", actor=officer, at=CLOSED)
    assert codes(full) == {"no_seat"}
    withdraw(by_number[line[0]], roles=PARTICIPANT, actor=None, at=CLOSED)
    by_number[line[2]].refresh_from_db()
    assert by_number[line[2]].state == "chosen"


def test_selection_waits_for_the_last_day_and_for_somebody(officer: Person) -> None:
    """Refused while registration is open, and nobody was chosen by the refused step."""
    made = making.announced(officer)
    with pytest.raises(StepRefusedError) as refused:
        step_hearing(made, "select", actor=officer, at=AT)
    assert codes(refused) == {"registration_open", "nobody_chosen"}
    one = making.registered(made)
    with pytest.raises(StepRefusedError):
        step_hearing(made, "select", actor=officer, at=AT)
    one.refresh_from_db()
    assert one.state == "waiting"


def test_the_desk_chooses_by_hand_with_a_reason_for_each(officer: Person) -> None:
    """While anybody waits the selection is refused; where lots decide nobody is chosen so."""
    made = making.announced(officer, way="named")
    one, other = making.registered(made), making.registered(made)
    with pytest.raises(StepRefusedError) as silent:
        answer_one(one, "choose", " ", actor=officer, at=AT)
    assert codes(silent) == {"reason_missing"}
    answer_one(one, "choose", "使用者组织推荐", actor=officer, at=AT)
    with pytest.raises(HearingRefusedError) as waiting:
        step_hearing(made, "select", actor=officer, at=CLOSED)
    assert waiting.value.code == "choose_by_hand"
    answer_one(other, "pass_over", "同一单位已有人参加", actor=officer, at=AT)
    step_hearing(made, "select", actor=officer, at=CLOSED)
    assert made.state == "selected"
    by_lot = making.announced(officer, making.drafting_project(2))
    with pytest.raises(HearingRefusedError) as lots:
        answer_one(making.registered(by_lot), "choose", "熟人", actor=officer, at=AT)
    assert lots.value.code == "not_by_hand"


def test_the_order_of_registration_decides_where_the_notice_says_so(officer: Person) -> None:
    """The first two consumers, and no lots."""
    made = making.announced(officer, way="order")
    for _each in range(4):
        making.registered(made)
    step_hearing(made, "select", actor=officer, at=CLOSED)
    chosen = made.registrations.filter(state="chosen").values_list("number", flat=True)
    assert list(chosen) == [1, 2]
    assert made.groups.get(group="consumer").seed == ""


def test_everybody_who_registered_is_told_of_every_move(officer: Person) -> None:
    """Chosen or not, postponed and cancelled, by the account; the notice keeps the old day."""
    made = making.announced(officer)
    citizen = somebody("周", None)
    making.registered(made, person=citizen)
    later = HearingStep(day=dt.date(2026, 10, 27), reason="会场停电")
    step_hearing(made, "postpone", later, actor=officer, at=AT)
    assert made.postponements.get().before == making.DAY
    step_hearing(made, "select", actor=officer, at=CLOSED)
    cancel = HearingStep(reason="项目终止")
    step_hearing(made, "cancel", cancel, actor=officer, at=CLOSED)
    kinds = Notice.objects.filter(person=citizen).order_by("pk").values_list("kind", flat=True)
    assert sorted(kinds) == [
        "hearings.hearing_moved",
        "hearings.hearing_moved",
        "hearings.hearing_moved",
        "hearings.registration_answered",
    ]


def test_a_postponement_needs_another_day_ahead_and_a_reason(officer: Person) -> None:
    """The same day, no reason: each is named."""
    made = making.announced(officer)
    with pytest.raises(StepRefusedError) as refused:
        step_hearing(made, "postpone", HearingStep(day=making.DAY), actor=officer, at=AT)
    assert codes(refused) == {"reason_missing", "same_day"}


def test_moving_a_hearing_forward_does_not_shorten_its_notice(officer: Person) -> None:
    """Thirty days from the notice (H-01) and the days to tell participants (H-03) still count."""
    made = making.announced(officer)
    soon = HearingStep(day=dt.date(2026, 9, 20), register_until=dt.date(2026, 9, 10), reason="提前")
    advice = step_hearing(made, "postpone", soon, actor=officer, at=AT).advice
    assert [one.code for one in advice] == ["notice_too_short"]
    back = HearingStep(day=making.DAY, register_until=dt.date(2026, 10, 10), reason="改回")
    assert step_hearing(made, "postpone", back, actor=officer, at=AT).advice == ()
    making.registered(made)
    step_hearing(made, "select", actor=officer, at=CLOSED)
    made.registrations.update(attended=True)
    tomorrow = HearingStep(day=dt.date(2026, 10, 13), reason="提前")
    advice = step_hearing(made, "postpone", tomorrow, actor=officer, at=CLOSED).advice
    assert [one.code for one in advice] == ["told_too_late"]
    assert made.registrations.get().attended is None


def test_a_cancelled_hearing_keeps_the_project_waiting(officer: Person) -> None:
    """It is still decided that one is needed; another is prepared in the same proceeding."""
    made = making.announced(officer)
    step_hearing(made, "cancel", HearingStep(reason="场地"), actor=officer, at=AT)
    assert heard(made) is False
    with pytest.raises(HearingRefusedError) as over:
        preparing.set_papers(made, [], actor=officer)
    assert over.value.code == "hearing_over"
    again = preparing.prepare(made.project, making.NOTICE, actor=officer, at=AT)
    assert (again.number, again.proceeding) == (2, made.proceeding)


def test_papers_are_made_public_and_of_the_own_project(officer: Person) -> None:
    """A paper of another project is refused; what was announced is not changed by a form."""
    made = making.announced(officer)
    assert [one.is_public for one in made.papers.all()] == [True]
    foreign = paper_of(making.drafting_project(2), "working_draft")
    with pytest.raises(HearingRefusedError) as refused:
        preparing.set_papers(made, [foreign], actor=officer)
    assert refused.value.code == "not_of_this_project"
    with pytest.raises(HearingRefusedError) as late:
        preparing.change(made, making.NOTICE, actor=officer)
    assert late.value.code == "announced_already"
