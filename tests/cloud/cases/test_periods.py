"""Periods of law run with the steps of cases."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.cases.actions import Acting, StepRefusedError, begin_period, end_period, take
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.cases.queries import periods_of
from biaozhun.cloud.drafting.life import ProjectFacts
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.rules.models import HolidayDay, HolidayYear
from biaozhun.core.lifecycle import Applied, Circumstances, Direction, Unit

NOON = dt.datetime(2026, 9, 1, 4, tzinfo=dt.UTC)
DAY = dt.date(2026, 9, 1)
LAW = Applied(
    rule="T-01",
    value=Decimal(30),
    unit=Unit.DAYS,
    direction=Direction.AT_LEAST,
    basis="地方标准管理办法",
    level="nation",
    binding=True,
)
FILING = Applied(
    rule="T-02",
    value=Decimal(20),
    unit=Unit.DAYS,
    direction=Direction.AT_MOST,
    basis="地方标准管理办法",
    level="nation",
    binding=False,
)
PAPERS = frozenset({"draft_for_comment", "explanatory_note", "standard_text"})


@pytest.fixture
def project(db: None) -> Project:  # noqa: ARG001  -- the database is what it writes to
    """A project that is being drafted."""
    authority = Organisation.objects.create(name="示范省市场监督管理局")
    return Project.objects.create(
        plan_number="2026-001",
        title="茶叶加工技术规程",
        authority=authority,
        department=authority,
        state="drafting",
        state_since=NOON,
    )


def step(project: Project, action: str, role: str, at: dt.datetime, **told: object) -> None:
    """Take a step under both rules."""
    facts = ProjectFacts(today=at.date(), is_current_note=True, **told)
    under = Circumstances(documents=PAPERS, rules={"T-01": LAW, "T-02": FILING})
    by = Acting(person=None, roles=frozenset({role}), at=at)
    take(project, action, by=by, facts=facts, circumstances=under)


def told(period: Period) -> tuple[object, ...]:
    """What counts of a period."""
    return period.rule, period.began, period.due, period.promised, period.binding, period.ended


def test_a_step_begins_the_periods_of_its_row_and_another_ends_them(project: Project) -> None:
    """The day is that of the installation's zone; a wait is over after as many full days."""
    step(project, "consult", "handler", NOON)
    assert [told(one) for one in Period.objects.all()] == [
        ("T-01", DAY, dt.date(2026, 10, 1), True, True, None)
    ]
    late = dt.datetime(2026, 10, 8, 17, tzinfo=dt.UTC)  # the 9th in China
    step(project, "close_consultation", "handler", late, consulted=(DAY, dt.date(2026, 10, 2)))
    assert Period.objects.get().ended == dt.date(2026, 10, 9)


def test_a_last_day_moves_past_days_off(project: Project) -> None:
    """Twenty days from 7 September end on Sunday 27th, which is in a holiday: Monday."""
    Project.objects.update(state="approved")
    step(project, "announce", "announcement", dt.datetime(2026, 9, 7, 4, tzinfo=dt.UTC))
    period = Period.objects.get()
    assert (period.rule, period.due, period.promised) == ("T-02", dt.date(2026, 9, 28), True)
    assert (period.binding, period.direction) == (False, "at_most")


def test_a_rule_that_does_not_hold_begins_nothing(project: Project) -> None:
    """The row of the announcement names four rules; one of them holds here."""
    Project.objects.update(state="approved")
    step(project, "announce", "announcement", NOON)
    assert [one.rule for one in Period.objects.all()] == ["T-02"]


def test_a_refused_step_begins_nothing(project: Project) -> None:
    """The gate is shut before the clock starts."""
    with pytest.raises(StepRefusedError):
        step(project, "consult", "nobody", NOON)
    assert not Period.objects.exists()


def test_a_period_begins_anew_where_it_runs(project: Project) -> None:
    """The text changed, the public has its time again; one runs at a time."""
    begin_period(project.case_subject, LAW, DAY)
    begin_period(project.case_subject, LAW, dt.date(2026, 9, 10))
    assert [told(one)[1:3] for one in Period.objects.all()] == [
        (dt.date(2026, 9, 10), dt.date(2026, 10, 10))
    ]
    assert end_period(project.case_subject, "T-01", dt.date(2026, 10, 11))
    assert not end_period(project.case_subject, "T-01", dt.date(2026, 10, 12))
    begin_period(project.case_subject, LAW, dt.date(2026, 11, 1))
    assert Period.objects.count() == 2


def test_two_of_one_rule_cannot_run_for_one_case(project: Project) -> None:
    """The database holds it, whoever writes."""
    begin_period(project.case_subject, LAW, DAY)
    held = Period.objects.get()
    held.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        held.save(force_insert=True)


def test_a_quorum_begins_no_period(project: Project) -> None:
    """People are no time."""
    quorum = Applied(
        rule="Q-01",
        value=Decimal(7),
        unit=Unit.PEOPLE,
        direction=Direction.AT_LEAST,
        basis="",
        level="province",
        binding=False,
    )
    assert begin_period(project.case_subject, quorum, DAY) is None
    assert not Period.objects.exists()


def test_a_year_loaded_here_is_counted_by(project: Project) -> None:
    """Without it the day is shown and not promised."""
    start = dt.date(2027, 4, 1)
    began = begin_period(project.case_subject, FILING, start)
    assert began is not None
    assert (began.due, began.promised) == (dt.date(2027, 4, 21), False)
    year = HolidayYear.objects.create(year=2027, notice="某号", loaded=NOON)
    HolidayDay.objects.create(of=year, day=dt.date(2027, 4, 21), kind="off", name="某节")
    again = begin_period(project.case_subject, FILING, start)
    assert again is not None
    assert (again.due, again.promised) == (dt.date(2027, 4, 22), True)


def test_the_periods_of_many_cases_are_one_question(
    project: Project, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Each case asked for has its list, in the order they began."""
    subjects = [project.case_subject, "drafting.project:0"]
    begin_period(subjects[0], FILING, dt.date(2026, 9, 5))
    with django_assert_num_queries(1):
        periods_of(subjects)
    begin_period(subjects[0], LAW, DAY)
    begin_period("issuing.filing:3", LAW, DAY)
    with django_assert_num_queries(1):
        found = periods_of(subjects)
    assert {key: [one.rule for one in found[key]] for key in found} == {
        subjects[0]: ["T-01", "T-02"],
        subjects[1]: [],
    }


@given(
    ended=st.none() | st.integers(-5, 5),
    on=st.integers(-5, 5),
    direction=st.sampled_from(list(Direction)),
)
def test_only_what_had_to_be_done_by_a_day_is_late(
    ended: int | None, on: int, direction: Direction
) -> None:
    """A wait is never late; an end counts instead of today."""
    due = dt.date(2026, 10, 1)
    period = Period(
        direction=direction,
        due=due,
        ended=None if ended is None else due + dt.timedelta(days=ended),
    )
    today = due + dt.timedelta(days=on)
    assert period.days_left(today) == -on
    counted = on if ended is None else ended
    assert period.is_late(today) is (direction is Direction.AT_MOST and counted > 0)
