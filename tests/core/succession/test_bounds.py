"""The days of an edition as whole numbers, and the chain of questions asked of them."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.succession import (
    ALWAYS,
    MOST_PHASES,
    NEVER,
    NOTHING_KNOWN,
    DayBounds,
    Question,
    Rule,
    Status,
    Timeline,
    day_bounds,
    decide,
    holds_between,
    known_day,
    phases,
    spans,
    status_on,
)

WHOLE_LIFE = Timeline(
    published=dt.date(2019, 1, 1),
    start_doubt_from=dt.date(2019, 3, 1),
    start=dt.date(2019, 7, 1),
    start_rule=Rule.START_SEEN,
    suspended_from=dt.date(2020, 1, 1),
    suspended_to=dt.date(2020, 6, 1),
    partly_from=dt.date(2021, 1, 1),
    end_doubt_from=dt.date(2021, 9, 1),
    end=dt.date(2022, 1, 1),
    end_kind=Status.REPLACED,
    end_rule=Rule.END_REPLACED,
)
LINE = (
    ("0001-01-01", Status.NOT_YET_PUBLISHED, Question.NONE, Rule.NOT_PUBLISHED),
    ("2019-01-01", Status.UPCOMING, Question.PUBLISHED, Rule.PUBLISHED),
    ("2019-03-01", Status.UNKNOWN, Question.START_DOUBT, Rule.START_SEEN),
    ("2019-07-01", Status.IN_FORCE, Question.START, Rule.START_SEEN),
    ("2020-01-01", Status.SUSPENDED, Question.SUSPENDED, Rule.SUSPENDED),
    ("2020-06-01", Status.IN_FORCE, Question.START, Rule.START_SEEN),
    ("2021-01-01", Status.PARTLY_REPLACED, Question.PARTLY, Rule.PARTLY),
    ("2021-09-01", Status.UNKNOWN, Question.END_DOUBT, Rule.END_REPLACED),
    ("2022-01-01", Status.REPLACED, Question.END, Rule.END_REPLACED),
)

_days = st.integers(0, 12).map(lambda step: step or ALWAYS) | st.just(NEVER)
bounds = st.builds(
    DayBounds,
    published=_days,
    start_doubt=_days,
    start=_days,
    partly=_days,
    suspended=_days,
    resumed=_days,
    end_doubt=_days,
    end=_days,
    end_kind=st.sampled_from([Status.REPLACED, Status.WITHDRAWN, Status.RENUMBERED]),
)


def by_comparisons(days: DayBounds, day: int) -> Status:
    """The rule as the words of the chain put it: the first of its lines that is true."""
    assert days.end_kind is not None
    suspended = days.suspended <= day < days.resumed
    lines = (
        (days.end <= day, days.end_kind),
        (days.end_doubt <= day, Status.UNKNOWN),
        (suspended, Status.SUSPENDED),
        (days.start <= day and days.partly <= day, Status.PARTLY_REPLACED),
        (days.start <= day, Status.IN_FORCE),
        (days.start_doubt <= day, Status.UNKNOWN),
        (days.published <= day, Status.UPCOMING),
        (True, Status.NOT_YET_PUBLISHED),
    )
    return next(status for true, status in lines if true)


@pytest.mark.parametrize(("first", "status", "question", "rule"), LINE)
def test_every_question_answers_from_its_day(
    first: str, status: Status, question: Question, rule: Rule
) -> None:
    """Each day of a whole life begins a status, told by its question and with that one's rule."""
    on = dt.date.fromisoformat(first)
    assert decide(day_bounds(WHOLE_LIFE), on.toordinal()) == (status, question)
    assert status_on(WHOLE_LIFE, on) == (status, rule)


def test_a_whole_life_in_phases_and_spans() -> None:
    """Nine pieces, the most there can be: as whole numbers and as days they are the same line."""
    found = phases(day_bounds(WHOLE_LIFE))
    assert len(found) == MOST_PHASES
    firsts = [dt.date.fromisoformat(first) for first, *_ in LINE]
    assert found[0] == (ALWAYS, LINE[0][1])
    assert found[1:] == [
        (day.toordinal(), line[1]) for day, line in zip(firsts[1:], LINE[1:], strict=True)
    ]
    after = [*firsts[1:], None]
    assert spans(WHOLE_LIFE) == tuple(
        (line[1], day, until)
        for line, day, until in zip(LINE, [None, *firsts[1:]], after, strict=True)
    )


@pytest.mark.parametrize(
    ("doubt", "ended"), [(None, dt.date(2022, 1, 1)), (dt.date(2021, 9, 1), None)]
)
def test_a_day_of_an_end_is_known_where_nothing_is_in_doubt_before(
    doubt: dt.date | None, ended: dt.date | None
) -> None:
    """After a doubt the end is only the latest it can have been, in the line as in its days."""
    line = Timeline(end=dt.date(2022, 1, 1), end_kind=Status.REPLACED, end_doubt_from=doubt)
    assert line.ended == ended
    assert known_day(day_bounds(line).ended) == ended


@given(bounds, st.integers(0, 13))
def test_the_chain_is_the_first_line_that_is_true(days: DayBounds, day: int) -> None:
    """Whatever the days, also in an order no life has, the first line decides."""
    assert decide(days, day)[0] is by_comparisons(days, day)


@given(bounds, st.integers(0, 13))
def test_phases_hold_every_day(days: DayBounds, day: int) -> None:
    """The last phase begun by a day has its status; phases begin with the calendar and differ."""
    found = phases(days)
    assert found[0][0] == ALWAYS
    assert len(found) <= MOST_PHASES
    assert [status for first, status in found if first <= day][-1] is decide(days, day)[0]
    for before, after in pairwise(found):
        assert before[0] < after[0] < NEVER
        assert before[1] is not after[1]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (Timeline(), [(ALWAYS, Status.UPCOMING)]),
        (Timeline(draft=True), [(ALWAYS, Status.NOT_YET_PUBLISHED)]),
        (Timeline(start_doubt_from=dt.date.min), [(ALWAYS, Status.UNKNOWN)]),
    ],
)
def test_lives_of_one_phase(line: Timeline, found: list[tuple[int, Status]]) -> None:
    """A text with no day at all counts as published, a draft never, and doubt may be for ever."""
    assert phases(day_bounds(line)) == found


def test_nothing_known_is_unknown_for_ever() -> None:
    """Without any day the status is unknown on every day, and nothing holds."""
    assert phases(NOTHING_KNOWN) == [(ALWAYS, Status.UNKNOWN)]
    assert holds_between(NOTHING_KNOWN) == (NEVER, NEVER)


def test_an_edition_holds_until_doubt_or_end() -> None:
    """What ranks first is held from its start to the first doubt of its end, suspended or not."""
    first, after = dt.date(2019, 7, 1), dt.date(2021, 9, 1)
    found = holds_between(day_bounds(WHOLE_LIFE))
    assert found == (first.toordinal(), after.toordinal())


@pytest.mark.parametrize(
    ("bound", "day"),
    [(ALWAYS, None), (NEVER, None), (1, dt.date.min), (NEVER - 1, dt.date.max)],
)
def test_no_day_stands_behind_always_and_never(bound: int, day: dt.date | None) -> None:
    """Every other bound is a day of the calendar."""
    assert known_day(bound) == day
