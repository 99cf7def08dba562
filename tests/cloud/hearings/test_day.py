"""The day of a hearing and what follows: attendance, minutes, opinions, report."""

import pytest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.drafting.queries.facts import facts_of, latest
from biaozhun.cloud.form_templates.actions.filling import Filled
from biaozhun.cloud.form_templates.registry import forms
from biaozhun.cloud.hearings.actions import minuting, opinions
from biaozhun.cloud.hearings.actions.deciding import (
    decide_need,
)
from biaozhun.cloud.hearings.actions.inviting import (
    InvitationTold,
    invite,
    record_opinion,
    step_invitation,
)
from biaozhun.cloud.hearings.actions.opinions import OpinionTold
from biaozhun.cloud.hearings.actions.registering import withdraw
from biaozhun.cloud.hearings.actions.stepping import HearingStep, step_hearing
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.life import DESK
from biaozhun.cloud.hearings.models import Hearing, Registration
from biaozhun.cloud.hearings.queries.facts import undecided
from biaozhun.cloud.hearings.queries.hearings import page_of
from tests.cloud.hearings import making
from tests.cloud.hearings.making import CLOSED, HELD, NOT_NEEDED
from tests.factories.drafting import somebody, written_later

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


def test_a_hearing_is_held_when_it_came_and_everybody_was_marked(officer: Person) -> None:
    """Before the day, without attendance and with nobody present it is refused."""
    made = making.selected(officer)
    with pytest.raises(StepRefusedError) as early:
        step_hearing(made, "hold", actor=officer, at=CLOSED)
    assert codes(early) == {"day_to_come", "attendance_unmarked", "nobody_present"}
    with pytest.raises(HearingRefusedError) as before:
        minuting.mark_attendance(made, [], actor=officer, at=CLOSED)
    assert before.value.code == "day_to_come"
    assert set(made.registrations.values_list("attended", flat=True)) == {None}
    minuting.mark_attendance(made, [], actor=officer, at=HELD)
    with pytest.raises(StepRefusedError) as empty:
        step_hearing(made, "hold", actor=officer, at=HELD)
    assert codes(empty) == {"nobody_present"}
    other = making.announced(officer, making.drafting_project(2))
    with pytest.raises(HearingRefusedError) as unsaid:
        minuting.mark_attendance(other, [], actor=officer, at=HELD)
    assert unsaid.value.code == "not_selected"


def test_the_report_waits_for_minutes_and_for_every_opinion(officer: Person) -> None:
    """Then the proceeding is done and the project may be approved; opened again it may not."""
    made = making.held(officer)
    speaker = made.registrations.filter(state="chosen").order_by("number")[0]
    said = opinions.note_opinion(speaker, OpinionTold(text="写明退费时限"), actor=officer, at=HELD)
    assert latest(made.project)["hearing"].open_items == 1
    with pytest.raises(StepRefusedError) as refused:
        step_hearing(made, "settle", actor=officer, at=HELD)
    assert codes(refused) == {"minutes_missing", "opinions_undecided", "report_missing"}
    opinions.decide_opinion(said, "partly", "改为十五日", actor=officer, at=HELD)
    assert latest(made.project)["hearing"].open_items == 0
    minuting.bring_minutes(made, ("纪要.txt", b"signed"), actor=officer, at=HELD)
    step_hearing(made, "settle", HearingStep(report="两方同意"), actor=officer, at=HELD)
    proceeding = latest(made.project)["hearing"]
    assert (proceeding.outcome, proceeding.began, proceeding.ended) == (
        "done",
        making.DAY,
        making.DAY,
    )
    assert list(proceeding.papers.all()) == [made.minutes]
    assert heard(made) is True
    with pytest.raises(StepRefusedError) as settled:
        opinions.decide_anew(said, "弄错了", actor=officer, at=HELD)
    assert codes(settled) == {"hearing_settled"}
    with pytest.raises(HearingRefusedError) as undone:
        decide_need(made.project, NOT_NEEDED, actor=officer, at=HELD)
    assert undone.value.code == "hearing_held"
    step_hearing(made, "reopen", HearingStep(reason="漏了一条"), actor=officer, at=HELD)
    assert heard(made) is False


def test_opinions_are_decided_with_reasons_by_the_desk(officer: Person) -> None:
    """No disposition, no reason for a rejection, a stranger: refused; decided anew it is open."""
    made = making.held(officer)
    speaker = made.registrations.filter(state="chosen")[0]
    said = opinions.note_opinion(speaker, OpinionTold(text="加一条"), actor=officer, at=HELD)
    for told, code in ((("", ""), "disposition_missing"), (("rejected", " "), "answer_missing")):
        with pytest.raises(StepRefusedError) as refused:
            opinions.decide_opinion(said, *told, actor=officer, at=HELD)
        assert code in codes(refused)
    with pytest.raises(StepRefusedError) as stranger:
        opinions.decide_opinion(said, "accepted", "", actor=somebody("吴", None), at=HELD)
    assert codes(stranger) == {"not_for_you"}
    with pytest.raises(HearingRefusedError) as unclear:
        opinions.decide_opinion(said, "maybe", "", actor=officer, at=HELD)
    assert unclear.value.code == "disposition_unclear"
    opinions.decide_opinion(said, "accepted", "", actor=officer, at=HELD)
    opinions.decide_anew(said, "看错了", actor=officer, at=HELD)
    said.refresh_from_db()
    assert (said.state, said.disposition) == ("open", "")


def test_only_participants_who_came_are_taken_down(officer: Person) -> None:
    """Not who was passed over; an observer hands nothing in, nobody after the report."""
    made = making.held(officer)
    passed = made.registrations.get(state="passed_over")
    with pytest.raises(HearingRefusedError) as absent:
        opinions.note_opinion(passed, OpinionTold(text="说"), actor=officer, at=HELD)
    assert absent.value.code == "not_present"
    with pytest.raises(HearingRefusedError) as outside:
        opinions.hand_in_opinion(passed, OpinionTold(text="说"), actor=None, at=HELD)
    assert outside.value.code == "not_chosen"
    speaker = made.registrations.filter(state="chosen")[0]
    with pytest.raises(HearingRefusedError) as silent:
        opinions.hand_in_opinion(speaker, OpinionTold(text=" "), actor=None, at=HELD)
    assert silent.value.code == "opinion_empty"
    handed = opinions.hand_in_opinion(speaker, OpinionTold(text="说"), actor=None, at=HELD)
    assert handed.is_written is True
    with pytest.raises(StepRefusedError) as over:
        withdraw(speaker, roles=DESK, actor=officer, at=HELD, reason="来电")
    assert codes(over) == {"hearing_over"}


def test_minutes_are_made_from_what_was_written_here(
    officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a course there are none; with it a public Word file, once however often asked."""
    made = making.held(officer)
    with pytest.raises(HearingRefusedError) as early:
        minuting.make_minutes(made, actor=officer, at=HELD)
    assert early.value.code == "course_missing"
    told = minuting.CourseTold(chair="王敏", recorder="李强", course="主持人宣布开始。")
    minuting.write_course(made, told, actor=officer)
    paper = minuting.make_minutes(made, actor=officer, at=HELD)
    assert (paper.kind, paper.is_public, paper.name) == (
        "hearing_minutes",
        True,
        f"听证会纪要-{made.pk}.docx",
    )
    again = Filled(paper.name, written_later(paper))
    monkeypatch.setattr(minuting, "filled", lambda *_told: again)
    assert minuting.make_minutes(made, actor=officer, at=HELD) == paper
    assert made.project.documents.filter(kind="hearing_minutes").count() == 1
    with pytest.raises(HearingRefusedError) as unheld:
        minuting.write_course(
            making.prepared(officer, making.drafting_project(2)), told, actor=officer
        )
    assert unheld.value.code == "not_held"


def test_who_did_not_agree_to_be_named_is_not_named_in_the_minutes(officer: Person) -> None:
    """The minutes are public: there stand number and interest, of who agreed the name as well."""
    made = making.held(officer)
    one, other = made.registrations.filter(state="chosen", group="consumer").order_by("number")
    Registration.objects.filter(pk=one.pk).update(may_be_named=True)
    for speaker in (one, other):
        opinions.note_opinion(speaker, OpinionTold(text="说"), actor=officer, at=HELD)
    deputy = making.representative(officer, "李代表")
    told = InvitationTold(stage="hearing")
    (invitation,) = invite(made.project, [deputy], told, actor=officer, at=HELD)
    step_invitation(invitation, "attend", actor=officer, at=HELD)
    record_opinion(invitation, "也说", roles=DESK, actor=officer, at=HELD)
    filled_in = forms()["hearings.minutes"].values(made.pk)
    assert [(row["编号"], row["姓名"]) for row in filled_in["参加人"]] == [
        (str(one.number), one.name),
        (str(other.number), "（不公开）"),
        (str(made.registrations.get(group="producer").number), "（不公开）"),
        ("代表", "（不公开）"),
    ]
    assert [row["发言人"] for row in filled_in["意见"]] == [
        f"{one.number} {one.name}",
        f"{other.number} 消费者",
        "人大代表",
    ]


def test_an_observer_is_not_taken_down_and_a_second_click_enters_nothing(officer: Person) -> None:
    """Who listens does not speak; the same words sent twice are one opinion."""
    made = making.held(officer)
    speaker, listener = made.registrations.filter(state="chosen").order_by("number")[:2]
    Registration.objects.filter(pk=listener.pk).update(group="observer")
    with pytest.raises(HearingRefusedError) as refused:
        opinions.note_opinion(listener, OpinionTold(text="说"), actor=officer, at=HELD)
    assert refused.value.code == "not_chosen"
    told = OpinionTold(text="写明退费时限", place="5.2")
    first = opinions.note_opinion(speaker, told, actor=officer, at=HELD)
    assert opinions.note_opinion(speaker, told, actor=officer, at=HELD) == first
    assert made.opinions.count() == 1


def test_what_a_representative_said_is_answered_also_when_the_invitation_ends(
    officer: Person,
) -> None:
    """It stands against the report, and on the page where it is handled."""
    made = making.held(officer)
    told = InvitationTold(stage="hearing")
    deputy = making.representative(officer, "李代表")
    (invitation,) = invite(made.project, [deputy], told, actor=officer, at=HELD)
    record_opinion(invitation, "写明退费时限", roles=DESK, actor=officer, at=HELD)
    step_invitation(invitation, "cancel", reason="已书面答复", actor=officer, at=HELD)
    assert undecided(made) == 1
    assert [one.opinion for one in page_of(made).spoken] == ["写明退费时限"]
