"""A round from the calendar to the published report."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import Acting, StepRefusedError
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.rounds.actions.returns import chase, chase_now, judge, keep, submit
from biaozhun.cloud.rounds.actions.rounds import open_round, step
from biaozhun.cloud.rounds.models import Return, Round, Scheme
from biaozhun.cloud.rounds.queries.answers import together
from biaozhun.cloud.rounds.tasks import come_round
from tests.cloud.rounds.conftest import NOON, TODAY

AUTHORITY = frozenset({"authority"})


def acting(person: Person, *roles: str) -> Acting:
    """Somebody takes a step at noon."""
    return Acting(person=person, roles=frozenset(roles), at=NOON)


def handed_in(one: Return, person: Person, **answers: str) -> Return:
    """A return with these answers, handed in."""
    keep(one.pk, answers, by=acting(person, "unit"))
    return submit(one.pk, by=acting(person, "unit"))


def test_a_round_asks_every_unit_for_the_last_period_and_tells_its_people(
    asked: Round, clerk: Person
) -> None:
    """Two returns for the second quarter, ten days behind the opening; the clerk has a notice."""
    assert (asked.period, asked.due) == ("2026-Q2", dt.date(2026, 7, 11))
    assert list(asked.returns.values_list("organisation__name", "state")) == [
        ("乙局", "asked"),
        ("甲局", "asked"),
    ]
    notice = Notice.objects.get()
    assert (notice.person, notice.subject) == (clerk, "请报送：标准化季报（2026年第2季度）")


def test_a_period_is_asked_for_once(asked: Round, officer: Person) -> None:
    """A second opening in the same quarter opens nothing, whoever asks."""
    again = open_round(asked.scheme, day=dt.date(2026, 9, 30), actor=officer, at=NOON)
    assert again is None
    assert Round.objects.count() == 1


def test_a_scheme_without_units_asks_nobody(scheme: Scheme, officer: Person) -> None:
    """No empty round is opened."""
    scheme.addressees.clear()
    assert open_round(scheme, day=TODAY, actor=officer, at=NOON) is None


def test_the_calendar_opens_rounds_and_does_so_once(
    scheme: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Done twice on one day, one round stands; a scheme at rest opens none."""
    Scheme.objects.create(
        title="停", rhythm="month", fields=scheme.fields, made=NOON, is_active=False
    )
    monkeypatch.setattr("biaozhun.cloud.rounds.tasks.today", lambda: TODAY)
    monkeypatch.setattr("biaozhun.cloud.rounds.tasks.now", lambda: NOON)
    come_round()
    come_round()
    assert list(Round.objects.values_list("scheme__title", "period")) == [("标准化季报", "2026-Q2")]


def test_questions_of_an_open_round_stay_when_the_scheme_changes(asked: Round) -> None:
    """The round was opened with its own copy."""
    Scheme.objects.filter(pk=asked.scheme_id).update(fields=[])
    assert [field["key"] for field in Round.objects.get().fields] == ["made", "how", "said"]


def test_what_was_typed_is_kept_though_it_is_wrong_and_not_handed_in(
    mine: Return, clerk: Person
) -> None:
    """The refusal names the faults; the typed answers are there the next time."""
    keep(mine.pk, {"made": "三", "how": "好", "unasked": "x"}, by=acting(clerk, "unit"))
    with pytest.raises(StepRefusedError) as refused:
        submit(mine.pk, by=acting(clerk, "unit"))
    assert refused.value.refusal.codes == ("answers_faulty",)
    mine.refresh_from_db()
    assert (mine.state, mine.answers) == ("asked", {"made": "三", "how": "好"})


def test_a_return_is_sent_back_with_a_reason_and_handed_in_again(
    mine: Return, clerk: Person, officer: Person
) -> None:
    """Without a reason nothing is sent back; with one the unit is told and may mend it."""
    handed_in(mine, clerk, made="3")
    with pytest.raises(StepRefusedError) as refused:
        judge(mine.pk, "send_back", reason=" ", by=Acting(officer, AUTHORITY, NOON))
    assert refused.value.refusal.codes == ("reason_missing",)
    before = Notice.objects.count()
    judge(mine.pk, "send_back", reason="口径不对", by=Acting(officer, AUTHORITY, NOON))
    mine.refresh_from_db()
    assert (mine.state, mine.reason, Notice.objects.count()) == ("returned", "口径不对", before + 1)
    again = handed_in(mine, clerk, made="4")
    assert (again.state, again.reason, again.submitted_by) == ("submitted", "", clerk)


def test_nothing_is_handed_in_when_the_round_is_closed(
    asked: Round, mine: Return, clerk: Person, officer: Person
) -> None:
    """Who is late asks the authority to reopen."""
    keep(mine.pk, {"made": "3"}, by=acting(clerk, "unit"))
    step(asked, "close", reason="", by=Acting(officer, AUTHORITY, NOON))
    with pytest.raises(StepRefusedError) as refused:
        submit(mine.pk, by=acting(clerk, "unit"))
    assert refused.value.refusal.codes == ("round_closed",)


@pytest.mark.parametrize("made", ["4", ""])
def test_what_was_handed_in_is_not_changed_behind_the_back_of_who_reads_it(
    made: str, mine: Return, clerk: Person, stranger: Person
) -> None:
    """A form left open in another window, or somebody else, writes nothing over it."""
    handed_in(mine, clerk, made="3")
    with pytest.raises(StepRefusedError) as late:
        keep(mine.pk, {"made": made}, by=acting(clerk, "unit"))
    assert late.value.refusal.codes == ("not_from_here",)
    with pytest.raises(StepRefusedError):
        keep(mine.pk, {"made": made}, by=acting(stranger))
    mine.refresh_from_db()
    assert mine.answers == {"made": "3"}


def test_the_silent_are_chased_on_their_days_once(
    asked: Round, mine: Return, clerk: Person, other: Organisation
) -> None:
    """Three days before, on the day, one and seven behind; who has handed in is left alone."""
    Person.objects.create_user("c@example.org", organisation=other)
    days = {n: chase(asked.due + dt.timedelta(days=n), at=NOON) for n in (-4, -3, 0)}
    assert days == {-4: 0, -3: 2, 0: 2}
    assert chase(asked.due, at=NOON) == 0
    handed_in(mine, clerk, made="3")
    assert [chase(asked.due + dt.timedelta(days=n), at=NOON) for n in (1, 7, 8)] == [1, 1, 0]


def test_chasing_by_hand_tells_each_unit_once_a_day(asked: Round, stranger: Person) -> None:
    """A second press on one day tells nobody; the next day it does; who has left is not told."""
    tomorrow = TODAY + dt.timedelta(days=1)
    assert [chase_now(asked, day, at=NOON) for day in (TODAY, TODAY, tomorrow)] == [2, 0, 2]
    Person.objects.filter(pk=stranger.pk).update(is_active=False)
    assert chase_now(asked, tomorrow + dt.timedelta(days=1), at=NOON) == 1


def test_answers_are_brought_together_and_measured_against_the_round_before(
    asked: Round, mine: Return, clerk: Person, officer: Person
) -> None:
    """One of two units is excused: the rate counts one; the total is set against last quarter."""
    handed_in(mine, clerk, made="3", how="好")
    later = dt.datetime(2026, 10, 1, 4, tzinfo=dt.UTC)
    following = open_round(asked.scheme, day=dt.date(2026, 10, 1), actor=officer, at=later)
    assert following is not None
    now = following.returns.get(organisation=mine.organisation)
    handed_in(now, clerk, made="1")
    spared = following.returns.exclude(pk=now.pk).get()
    judge(spared.pk, "excuse", reason="本季无此项工作", by=Acting(officer, AUTHORITY, later))
    found = together(following)
    assert (found.whole.asked, found.whole.answered) == (1, 1)
    assert [(one.code, one.key, str(one.now), str(one.before)) for one in found.remarks] == [
        ("fallen", "made", "1", "3"),
        ("fell_by_half", "made", "1", "3"),
    ]


def test_bringing_together_asks_the_database_the_same_however_many_units(
    asked: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Two questions for one round without one before, with two units or with forty."""
    with django_assert_num_queries(2):
        together(asked)
    units = [Organisation(name=f"单位{n}") for n in range(40)]
    for unit in Organisation.objects.bulk_create(units):
        Return.objects.create(round=asked, organisation=unit, state_since=NOON)
    with django_assert_num_queries(2):
        together(asked)


def test_every_step_is_in_the_journal(mine: Return, clerk: Person) -> None:
    """Who handed in what, from which state to which."""
    handed_in(mine, clerk, made="3")
    event = Event.objects.get(kind="rounds.return_submit")
    assert (event.actor, event.subject) == (clerk, f"rounds.return:{mine.pk}")
    assert (event.facts["before"], event.facts["after"]) == ("asked", "submitted")
