"""The pool of representatives, their invitations, and the figures of their participation."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.cases.receipts import kept
from biaozhun.cloud.drafting.queries.facts import latest
from biaozhun.cloud.hearings.actions import inviting, pool, preparing
from biaozhun.cloud.hearings.actions.inviting import InvitationTold, invite, step_invitation
from biaozhun.cloud.hearings.actions.stepping import HearingStep, step_hearing
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.life import INVITEE
from biaozhun.cloud.hearings.metrics import ADOPTION, ATTENDANCE
from biaozhun.cloud.hearings.models import Hearing, Representative
from biaozhun.cloud.hearings.queries.participation import Figures, counted, participation
from biaozhun.cloud.hearings.queries.pool import ending, fitting, in_pool
from biaozhun.cloud.hearings.tables import COLUMNS, MOST_LINES, NEEDED
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.metrics.registry import Arguments
from biaozhun.cloud.ui.brought import read_table
from tests.cloud.hearings import making
from tests.cloud.hearings.making import AT, HELD
from tests.factories.drafting import DEPARTMENT, somebody

pytestmark = pytest.mark.django_db
TABLE = """类别,姓名,层级,工作单位,专业领域ICS,任期起,任期止,同意公开姓名,行政区划代码
人大代表,李红,省级,江原大学,13 35.240,2023-01-01,2028-01-31,是,360000
政协委员,孙立,市级,江原医院,,,,否,
议员,周一,省级,,,,,,
消费者代表,,省级,,,,,,
消费者代表,吴三,省级,,三十五,,,,
消费者代表,郑四,省级,,,2028-01-01,2027-01-01,,
消费者代表,王五,省级,,,明年,,,
消费者代表,赵六,省级,,,,,,江原
人大代表,李红,省级,江原大学,13,,,,
议员,,省级,,三十五,明年,,,
"""


@pytest.fixture
def officer() -> Person:
    """An officer of the authority."""
    return making.officer()


def test_a_table_is_taken_row_by_row_and_faults_are_listed(officer: Person) -> None:
    """Two enter, one is changed by its second line, seven rows are given back with all reasons."""
    assert officer.organisation is not None
    table = read_table(TABLE.encode(), COLUMNS, needed=NEEDED, most_lines=MOST_LINES)
    run = pool.import_pool(officer.organisation, table, name="代表.csv", actor=officer)
    assert (run.added, run.changed) == (2, 1)
    assert [(one["line"], one["reason"]) for one in run.rejected] == [
        (4, "类别只能写人大代表、政协委员或消费者代表：议员。"),
        (5, "缺少“姓名”。"),
        (6, "ICS 号写成 13、13.120 或 13.120.10：三十五。"),
        (7, "任期的最后一天早于第一天。"),
        (8, "日期读不懂：明年。"),
        (9, "行政区划代码是六位数字：江原。"),
        (
            11,
            (
                "缺少“姓名”。 类别只能写人大代表、政协委员或消费者代表：议员。"
                " ICS 号写成 13、13.120 或 13.120.10：三十五。 日期读不懂：明年。"
            ),
        ),
    ]
    taken = Representative.objects.get(name="李红")
    assert (taken.fields, taken.may_be_named, taken.until) == (["13"], True, dt.date(2028, 1, 31))


def test_obvious_names_of_columns_are_read_and_unknown_ones_are_told(officer: Person) -> None:
    """Term and consent under other names are taken; the page names what was not read."""
    assert officer.organisation is not None
    heading = "类别,姓名,层级,任期开始,任期结束,同意公开,星座"
    told = f"{heading}\n人大代表,李红,省级,2023-01-01,2028-01-31,是,白羊\n"
    table = read_table(told.encode(), COLUMNS, needed=NEEDED, most_lines=MOST_LINES)
    run = pool.import_pool(officer.organisation, table, name="代表.csv", actor=officer)
    taken = Representative.objects.get()
    days = (dt.date(2023, 1, 1), dt.date(2028, 1, 31))
    assert ((taken.since, taken.until), taken.may_be_named) == (days, True)
    client = Client()
    client.force_login(officer)
    page = client.get(f"/desk/representatives/import/{run.pk}").content.decode()
    assert ("不认得" in page, "星座" in page, "任期开始" in page, "任期起" in page) == (
        True,
        True,
        False,
        True,
    )


def test_the_pool_is_kept_by_the_authority_alone(officer: Person) -> None:
    """Entered once; a stranger changes nothing; who left is not changed, nor leaves twice."""
    who = making.representative(officer)
    with pytest.raises(HearingRefusedError) as twice:
        making.representative(officer)
    assert twice.value.code == "in_pool_already"
    stranger = somebody("孙", DEPARTMENT)
    for act in (
        lambda: pool.change(who, {"unit": "别处"}, actor=stranger),
        lambda: pool.leave(who, AT.date(), "调离", actor=stranger),
    ):
        with pytest.raises(HearingRefusedError) as refused:
            act()
        assert refused.value.code == "not_the_authority"
    with pytest.raises(HearingRefusedError) as silent:
        pool.leave(who, AT.date(), " ", actor=officer)
    assert silent.value.code == "reason_missing"
    pool.leave(who, AT.date(), "任期届满", actor=officer)
    for act in (
        lambda: pool.change(who, {"unit": "别处"}, actor=officer),
        lambda: pool.leave(who, AT.date(), "再次", actor=officer),
    ):
        with pytest.raises(HearingRefusedError) as left:
            act()
        assert left.value.code == "left_already"
    assert making.representative(officer).pk != who.pk  # may come back with a new term


def test_the_journal_names_no_representative(officer: Person) -> None:
    """It is kept for years; only class and level stand in it."""
    making.representative(officer, "李代表", contact="13900000000")
    facts = Event.objects.get(kind="hearings.representative_entered").facts
    assert facts == {"kind": "deputy", "level": "province"}


def test_terms_that_end_are_told_and_then_nobody_is_invited(officer: Person) -> None:
    """In the pool to the last day; warned of 90 days before; the day after not invited."""
    who = making.representative(officer, until=dt.date(2026, 11, 1))
    rows = Representative.objects.filter(pk=who.pk)
    days = [dt.date(2026, 8, 2), dt.date(2026, 8, 3), dt.date(2026, 11, 1), dt.date(2026, 11, 2)]
    assert [rows.filter(in_pool(day)).exists() for day in days] == [True, True, True, False]
    assert [rows.filter(ending(day)).exists() for day in days] == [False, True, True, False]
    late = dt.datetime(2026, 11, 2, 2, tzinfo=dt.UTC)
    with pytest.raises(HearingRefusedError) as refused:
        invite(
            making.drafting_project(), [who], InvitationTold(stage="review"), actor=officer, at=late
        )
    assert refused.value.code == "not_in_pool"


def test_those_versed_in_the_field_are_offered_first(officer: Person) -> None:
    """A code fits a wider and a narrower one of the project."""
    making.representative(officer, "甲", fields=["35"])
    making.representative(officer, "乙", fields=["13.120"])
    project = making.drafting_project()
    project.ics = ["13"]
    assert [one.name for one in fitting(project, AT.date())] == ["乙", "甲"]


def test_an_invitation_is_answered_once_invited_and_in_time(officer: Person) -> None:
    """Invited twice to a stage, to a hearing that is none, by a stranger, by nobody: refused."""
    project, who = making.drafting_project(), making.representative(officer)
    made = making.invited(officer, project, who, answer_until=dt.date(2026, 9, 5))
    assert made.receipt == kept(inviting.code_for(made.nonce))
    for chosen, told, actor, code in (
        ([who], InvitationTold(stage="drafting"), officer, "invited_already"),
        ([who], InvitationTold(stage="hearing"), officer, "no_hearing"),
        ([], InvitationTold(stage="review"), officer, "nobody_named"),
        ([who], InvitationTold(stage="lunch"), officer, "stage_unclear"),
        ([who], InvitationTold(stage="review"), somebody("孙", None), "not_the_desk"),
        (
            [who],
            InvitationTold(
                stage="review", day=dt.date(2026, 9, 9), answer_until=dt.date(2026, 9, 10)
            ),
            officer,
            "answer_after_the_day",
        ),
    ):
        with pytest.raises(HearingRefusedError) as refused:
            invite(project, chosen, told, actor=actor, at=AT)
        assert refused.value.code == code
    late = dt.datetime(2026, 9, 6, 2, tzinfo=dt.UTC)
    with pytest.raises(StepRefusedError) as over:
        step_invitation(made, "accept", actor=None, at=late, roles=INVITEE)
    assert over.value.refusal.codes == ("answer_too_late",)
    with pytest.raises(StepRefusedError) as silent:
        step_invitation(made, "cancel", actor=officer, at=AT)
    assert silent.value.refusal.codes == ("reason_missing",)
    step_invitation(made, "accept", actor=None, at=AT, roles=INVITEE)
    step_invitation(made, "attend", actor=officer, at=AT)
    assert made.state == "attended"


def test_a_representative_comes_to_a_second_hearing_of_a_project(officer: Person) -> None:
    """Once to each of them; to the same one twice is refused."""
    first = making.selected(officer)
    who = making.representative(officer)
    making.invited(officer, first.project, who, "hearing")
    with pytest.raises(HearingRefusedError) as twice:
        making.invited(officer, first.project, who, "hearing")
    assert twice.value.code == "invited_already"
    Hearing.objects.filter(pk=first.pk).update(state="settled")
    second = making.prepared(officer, first.project)
    assert making.invited(officer, first.project, who, "hearing").hearing == second


def test_the_desk_notes_the_day_of_an_answer_by_telephone(officer: Person) -> None:
    """Of today unless another is stated; none before the invitation and none to come."""
    project, later = making.drafting_project(), AT + dt.timedelta(days=3)
    made = making.invited(officer, project, making.representative(officer))
    for day in (AT.date() - dt.timedelta(days=1), later.date() + dt.timedelta(days=1)):
        with pytest.raises(HearingRefusedError) as wrong:
            step_invitation(made, "note_refusal", actor=officer, at=later, answered=day)
        assert wrong.value.code == "answer_day_wrong"
    told = AT.date() + dt.timedelta(days=1)
    step_invitation(made, "note_refusal", actor=officer, at=later, answered=told)
    assert (made.state, made.answered) == ("declined", told)
    step_invitation(made, "note_acceptance", actor=officer, at=later)
    assert (made.state, made.answered) == ("accepted", later.date())


def test_an_account_is_told_of_the_invitation_and_of_the_answer(officer: Person) -> None:
    """By messages; what was handled is not changed, what was not said is not handled."""
    deputy = somebody("李红", None)
    who = making.representative(officer, person=deputy)
    made = making.invited(officer, making.drafting_project(), who)
    with pytest.raises(HearingRefusedError) as unsaid:
        inviting.handle_opinion(made, "accepted", "", actor=officer, at=AT)
    assert unsaid.value.code == "opinion_empty"
    inviting.record_opinion(made, "加无障碍条款", roles=INVITEE, actor=deputy, at=AT)
    for told, code in (
        (("", ""), "disposition_missing"),
        (("rejected", ""), "answer_missing"),
        (("perhaps", "x"), "disposition_unclear"),
    ):
        with pytest.raises(HearingRefusedError) as refused:
            inviting.handle_opinion(made, *told, actor=officer, at=AT)
        assert refused.value.code == code
    inviting.handle_opinion(made, "accepted", "", actor=officer, at=AT)
    with pytest.raises(HearingRefusedError) as late:
        inviting.record_opinion(made, "再加", roles=INVITEE, actor=deputy, at=AT)
    assert late.value.code == "handled_already"
    kinds = Notice.objects.filter(person=deputy).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["hearings.invited", "hearings.opinion_answered"]


def test_the_opinion_of_a_representative_keeps_the_hearing_open(officer: Person) -> None:
    """It counts among the open items, and the report waits for it."""
    hearing = making.selected(officer)
    made = making.invited(officer, hearing.project, making.representative(officer), "hearing")
    assert (made.hearing, made.day) == (hearing, making.DAY)
    making.mark_attendance(
        hearing, set(hearing.registrations.values_list("pk", flat=True)), actor=officer, at=HELD
    )
    step_hearing(hearing, "hold", actor=officer, at=HELD)
    inviting.record_opinion(made, "降低收费", roles=INVITEE, actor=None, at=HELD)
    assert latest(hearing.project)["hearing"].open_items == 1
    with pytest.raises(StepRefusedError) as refused:
        step_hearing(hearing, "settle", HearingStep(report="有"), actor=officer, at=HELD)
    assert "opinions_undecided" in refused.value.refusal.codes
    inviting.handle_opinion(made, "rejected", "成本核算不支持", actor=officer, at=HELD)
    assert latest(hearing.project)["hearing"].open_items == 0


def test_participation_is_counted_by_class_stage_year_and_department(officer: Person) -> None:
    """Cancelled ones do not count; the figures of the page are those of the metrics."""
    project = making.drafting_project()
    people = [
        making.representative(officer, f"代表{n}", kind=kind)
        for n, kind in enumerate(("deputy", "deputy", "consumer", "cppcc"))
    ]
    made = [making.invited(officer, project, one) for one in people]
    for one in made[:2]:
        step_invitation(one, "attend", actor=officer, at=AT)
        inviting.record_opinion(one, "意见", roles=INVITEE, actor=None, at=AT)
    inviting.handle_opinion(made[0], "partly", "部分", actor=officer, at=AT)
    step_invitation(made[3], "cancel", actor=officer, at=AT, reason="改期")
    found = participation(counted())
    both = Figures(label="deputy", invited=2, accepted=2, attended=2, spoke=2, adopted=1)
    assert found.kinds == [both, Figures(label="consumer", invited=1)]
    assert (found.total.invited, found.total.attendance, both.adoption) == (3, 2 / 3, 0.5)
    assert [one.label for one in found.stages] == ["drafting"]
    assert [one.label for one in found.years] == ["2026"]
    assert [(one.label, one.invited) for one in found.departments] == [(DEPARTMENT, 3)]
    assert counted(kind="consumer").count() == 1
    assert counted(year=2025).count() == 0
    assert str(ATTENDANCE.figure(Arguments({}), HELD.date()).value) == "66.7"
    assert str(ADOPTION.figure(Arguments({}), HELD.date()).value) == "50.0"


def test_the_figures_ask_four_questions_however_many_were_invited(officer: Person) -> None:
    """With two invitations and with eight."""
    project, asked = making.drafting_project(), []
    for count in (2, 8):
        for n in range(count):
            making.invited(officer, project, making.representative(officer, f"代表{count}-{n}"))
        with CaptureQueriesContext(connection) as queries:
            participation(counted())
        asked.append(len(queries))
    assert asked == [4, 4]


def test_a_hearing_that_moves_takes_its_invitations_along(officer: Person) -> None:
    """The invited are told, their day is the new one, nobody is marked before it."""
    made = making.announced(officer)
    deputy = somebody("李代表", None)
    who = making.representative(officer, person=deputy)
    invitation = making.invited(officer, made.project, who, "hearing")
    new = dt.date(2026, 10, 27)
    step_hearing(made, "postpone", HearingStep(day=new, reason="停电"), actor=officer, at=AT)
    invitation.refresh_from_db()
    assert invitation.day == new
    with pytest.raises(StepRefusedError) as early:
        step_invitation(invitation, "attend", actor=officer, at=HELD)
    assert early.value.refusal.codes == ("day_to_come",)
    kinds = Notice.objects.filter(person=deputy).values_list("kind", flat=True)
    assert sorted(kinds) == ["hearings.hearing_moved", "hearings.invited"]


def test_a_hearing_that_is_cancelled_frees_who_was_invited(officer: Person) -> None:
    """Told even where nothing was announced; invited anew to the next, and counted once."""
    made = making.prepared(officer)
    deputy = somebody("李代表", None)
    who = making.representative(officer, person=deputy)
    other = making.representative(officer, "周代表")
    first = [making.invited(officer, made.project, each, "hearing") for each in (who, other)]
    step_invitation(first[1], "note_refusal", actor=officer, at=AT)
    step_hearing(made, "cancel", HearingStep(reason="场地"), actor=officer, at=AT)
    for one in first:
        one.refresh_from_db()
    assert [(one.state, one.reason) for one in first] == [("cancelled", "场地")] * 2
    told = Notice.objects.filter(kind="hearings.hearing_moved")
    assert [one.person for one in told] == [deputy]
    preparing.prepare(made.project, making.NOTICE, actor=officer, at=AT)
    for each in (who, other):
        making.invited(officer, made.project, each, "hearing")
    assert participation(counted()).total.invited == 2
