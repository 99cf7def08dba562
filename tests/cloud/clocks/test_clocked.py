"""The clocks of projects, and whose turn it is."""

import datetime as dt

import pytest
from django.db.models import Q

from biaozhun.cloud.clocks.queries.board import Wanted, counts, narrowed, running
from biaozhun.cloud.clocks.queries.clocked import Clocked, Limits, clocked
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.drafting.holders import Holder, Part
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.hearings.models import Hearing
from biaozhun.cloud.issuing.models import Approval, Filing
from biaozhun.cloud.technical_reviews.models import DepartmentCheck, Review
from biaozhun.core.clocks import Due, Stage
from tests.cloud.clocks.making import DAY, NOON, done, runs, stands
from tests.factories.drafting import held, paper_of, project_of
from tests.factories.plans import unit_of

pytestmark = pytest.mark.django_db


def _clock(project: Project) -> Clocked:
    return clocked([project], DAY, limits=Limits(DAY))[0]


def test_a_planned_project_has_its_year_its_stage_and_the_day_of_the_plan() -> None:
    """Planned on 2 March: ten months to prepare it, one year for all, and what presses first."""
    clock = _clock(project_of(deadline=dt.date(2026, 12, 1)))
    assert clock.total is not None
    assert (clock.total.days, clock.total.due) == (110, dt.date(2027, 3, 2))
    assert [(one.stage, one.days) for one in clock.stages] == [(Stage.PREPARING, 110)]
    assert sorted((one.rule, one.day) for one in clock.dues) == [
        ("P-01", dt.date(2027, 3, 2)),
        ("P-20", dt.date(2027, 1, 2)),
        ("deadline", dt.date(2026, 12, 1)),
    ]
    assert clock.pressing == Due(rule="deadline", day=dt.date(2026, 12, 1))
    assert clock.holder == Holder(part=Part.DRAFTER, doing="start", since=dt.date(2026, 3, 2))


def test_a_project_that_is_over_presses_nobody() -> None:
    """Announced after 400 days: late against its year, and no day is waited for."""
    clock = _clock(done(1, dt.date(2025, 1, 2), dt.date(2026, 2, 6)))
    assert clock.total is not None
    assert (clock.total.days, clock.total.late, clock.dues, clock.holder) == (400, 35, (), None)


def test_a_project_taken_over_counts_only_the_days_that_are_stated() -> None:
    """Without the day of the plan there is no total; the stage begins as the paper states."""
    bare = project_of(1, taken_over=True, planned=None, deadline=None)
    stands(bare, "reviewing", DAY)
    clock = _clock(bare)
    assert (clock.total, clock.stages, clock.dues, clock.is_unknown) == (None, (), (), True)
    told = project_of(2, taken_over=True, deadline=None)
    stands(told, "settling", DAY)
    held(told, "consultation", origin="taken_over", began=dt.date(2026, 5, 1), ended=None)
    clock = _clock(told)
    assert not clock.is_unknown
    (stage,) = clock.stages
    assert (stage.stage, stage.days, stage.due) == (Stage.CONSULTING, 50, dt.date(2026, 7, 1))


def test_an_announced_project_without_its_day_has_no_total() -> None:
    """Taken over as published: nobody said when, so nothing is counted until today."""
    made = stands(project_of(1, taken_over=True), "published", DAY)
    assert _clock(made).total is None


def test_comments_without_an_answer_are_told_with_who_settles_them() -> None:
    """Three open items of the consultation."""
    made = stands(project_of(), "settling", dt.date(2026, 6, 10))
    held(made, "consultation", open_items=3)
    assert _clock(made).holder == Holder(
        part=Part.DRAFTER, doing="settle", since=dt.date(2026, 6, 10), count=3
    )


def test_a_check_that_is_asked_for_lies_with_the_department() -> None:
    """Since the day it was asked for, not since the draft was handed in."""
    made = stands(project_of(), "submitted", dt.date(2026, 6, 1))
    assert _clock(made).holder == Holder(
        part=Part.HANDLER, doing="arrange_review", since=dt.date(2026, 6, 1)
    )
    DepartmentCheck.objects.create(
        project=made, department=made.department, asked=NOON, state_since=NOON
    )
    assert _clock(made).holder == Holder(part=Part.DEPARTMENT, doing="check", since=DAY)


def test_a_hearing_that_is_open_keeps_a_reviewed_project_with_who_holds_it() -> None:
    """Until its day; once it is settled the drafters hand the project in."""
    made = stands(project_of(), "reviewed", dt.date(2026, 6, 1))
    held(made, "hearing", outcome="")
    hearing = Hearing.objects.create(
        project=made,
        proceeding=made.proceedings.get(),
        number=1,
        topic="收费",
        day=dt.date(2026, 7, 10),
        made=NOON,
        state="announced",
        state_since=NOON,
    )
    assert _clock(made).holder == Holder(
        part=Part.HANDLER, doing="hear", since=DAY, until=dt.date(2026, 7, 10)
    )
    Hearing.objects.filter(pk=hearing.pk).update(state="settled")
    assert _clock(made).holder == Holder(
        part=Part.DRAFTER, doing="report", since=dt.date(2026, 6, 1)
    )


def test_a_chain_of_approval_lies_with_the_post_whose_turn_it_is() -> None:
    """At a public notice it lies with everybody, until its last day; then with the clerk."""
    made = stands(project_of(), "examining", dt.date(2026, 6, 1))
    chain = Approval.objects.create(
        project=made,
        round=1,
        steps=["handler", "legal", "notice"],
        position=1,
        started=NOON,
        state_since=NOON,
    )
    assert _clock(made).holder == Holder(
        part=Part.POST, doing="chain_legal", since=DAY, post="legal"
    )
    first, last = dt.date(2026, 6, 12), dt.date(2026, 6, 22)
    Approval.objects.filter(pk=chain.pk).update(position=2, notice_began=first, notice_ends=last)
    asked = Holder(part=Part.PUBLIC, doing="object", since=first, until=last)
    assert _clock(made).holder == asked
    Approval.objects.filter(pk=chain.pk).update(notice_ends=DAY - dt.timedelta(days=1))
    assert _clock(made).holder == Holder(
        part=Part.POST, doing="chain_notice", since=DAY, post="handler"
    )


def test_a_review_lies_with_who_prepares_it_and_then_with_who_reviews() -> None:
    """The committee prepares its own; a panel's is prepared by the officer, and meets on a day."""
    own = stands(project_of(1), "reviewing", DAY)
    draft = paper_of(own, "draft_for_review")
    told = {"project": own, "draft": draft, "round": 1, "form": "meeting", "made": NOON}
    review = Review.objects.create(
        **told, route="committee", committee=own.committee, state_since=NOON
    )
    assert _clock(own).holder == Holder(part=Part.COMMITTEE, doing="prepare_review", since=DAY)
    Review.objects.filter(pk=review.pk).update(route="panel")
    assert _clock(own).holder == Holder(part=Part.HANDLER, doing="prepare_review", since=DAY)
    meets = dt.date(2026, 7, 2)
    Review.objects.filter(pk=review.pk).update(state="convened", day=meets)
    assert _clock(own).holder == Holder(part=Part.PANEL, doing="meet", since=DAY, until=meets)
    for form, doing in (("meeting", "decide_in_review"), ("ballot", "vote")):
        Review.objects.filter(pk=review.pk).update(state="voting", form=form, closes=meets)
        assert _clock(own).holder == Holder(part=Part.PANEL, doing=doing, since=DAY, until=meets)
    Review.objects.filter(pk=review.pk).update(state="counted")
    assert _clock(own).holder == Holder(part=Part.HANDLER, doing="conclude_review", since=DAY)


def test_an_open_consultation_is_everybodys_until_its_last_day() -> None:
    """Then it is to be closed."""
    made = stands(project_of(), "consulting", dt.date(2026, 6, 1))
    first, last = dt.date(2026, 6, 1), dt.date(2026, 7, 3)
    asked = Consultation.objects.create(
        project=made,
        round=1,
        draft=paper_of(made, "draft_for_comment"),
        notice="征求意见",
        opens=first,
        closes=last,
        made=NOON,
        state="open",
        state_since=NOON,
    )
    open_ = Holder(part=Part.PUBLIC, doing="comment", since=first, until=last)
    assert _clock(made).holder == open_
    Consultation.objects.filter(pk=asked.pk).update(closes=DAY - dt.timedelta(days=1))
    assert _clock(made).holder == Holder(part=Part.HANDLER, doing="consult", since=first)


def test_a_published_standard_stays_on_the_board_until_it_is_filed() -> None:
    """It waits for the filer, then for the authority above; filed, for nobody."""
    made = done(1, dt.date(2026, 1, 5), dt.date(2026, 6, 1))
    runs(made, "T-03", dt.date(2026, 6, 1), dt.date(2026, 7, 31))
    filing = Filing.objects.create(
        project=made,
        number=made.number,
        filer=made.authority,
        filed_with="nation",
        rule="T-03",
        began=dt.date(2026, 6, 1),
        state_since=NOON,
    )

    def waits_for() -> list[tuple[str, str, tuple[str, ...]]]:
        return [
            (one.holder.part, one.holder.doing, tuple(due.rule for due in one.dues))
            for one in running(Q(), DAY)
            if one.holder
        ]

    assert waits_for() == [("handler", "file", ("T-03",))]
    Filing.objects.filter(pk=filing.pk).update(state="submitted")
    assert waits_for() == [("above", "accept_filing", ("T-03",))]
    Filing.objects.filter(pk=filing.pk).update(state="accepted")
    assert running(Q(), DAY) == []


def test_the_late_ones_come_first_then_those_that_end_soon() -> None:
    """And those without a last day at the end; the figures above count them."""
    far = project_of(1, deadline=None)
    soon = project_of(2, deadline=dt.date(2026, 6, 30))
    late = project_of(3, deadline=dt.date(2026, 6, 19))
    later = project_of(4, deadline=dt.date(2026, 3, 19))
    free = project_of(5, planned=None, deadline=None, taken_over=True)
    found = running(Q(), DAY)
    assert [one.project for one in found] == [later, late, soon, far, free]
    assert [one.late for one in found] == [93, 1, 0, 0, 0]
    told = counts(found)
    assert (told.all, told.late, told.soon) == (5, 2, 1)
    assert [one.project for one in narrowed(found, Wanted(when="late"))] == [later, late]
    assert [one.project for one in narrowed(found, Wanted(when="soon"))] == [soon]


def test_a_board_is_narrowed_by_stage_field_department_and_whose_turn_it_is() -> None:
    """Each filter leaves its own projects."""
    other = unit_of("江原省农业农村厅")
    plain = project_of(1)
    farm = project_of(2, department=other, field="agriculture", title="茶园管理规范")
    review = stands(project_of(3, procedure="priority"), "reviewing", DAY)
    found = running(Q(), DAY)

    def left(**asked: object) -> set[int]:
        return {one.project.pk for one in narrowed(found, Wanted(**asked))}  # type: ignore[arg-type]

    assert left(department=other.pk) == {farm.pk}
    assert left(field="agriculture") == {farm.pk}
    assert left(text="茶园") == {farm.pk}
    assert left(text=plain.plan_number.lower()) == {plain.pk}
    assert left(stage="reviewing") == {review.pk}
    assert left(holder="committee") == {review.pk}
    assert left(procedure="priority") == {review.pk}
    assert left(holder="drafter", stage="preparing") == {plain.pk, farm.pk}
