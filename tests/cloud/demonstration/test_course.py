"""What becomes of the invented projects, before anything is made."""

import datetime as dt
from collections import Counter
from fractions import Fraction

from biaozhun.cloud.demonstration.actions.bodies import ISSUING, PANEL, TURNS, bank_size
from biaozhun.cloud.demonstration.course import CONSULTED, REVISED, SEED, Course, laid_out
from biaozhun.cloud.demonstration.words import FIELDS
from biaozhun.core.reviewing import proposed_seats

DAY = dt.date(2026, 11, 2)
MOST = Fraction(6) * 2 / 3
"""Reviews of one expert in twelve months: two thirds of Q-14, since lots do not fall evenly."""


def test_experts_are_enough_for_all_panels() -> None:
    """Of 2000 projects nobody would sit too often in any twelve months, nor in two in a row."""
    course = laid_out(2000, seed=SEED, day=DAY)
    for level in ISSUING:
        seats = Counter(proposed_seats(PANEL[level]))
        for field in FIELDS:
            size, turns = bank_size(course, level, field), TURNS[: PANEL[level]]
            experts = Counter(turns[n % len(turns)] for n in range(size))
            busiest = _busiest_year(course, level, field)
            for interest, wanted in seats.items():
                assert experts[interest] >= 2 * wanted
                assert Fraction(busiest * wanted, experts[interest]) <= MOST


def _busiest_year(course: Course, level: str, field: str) -> int:
    """The most panels in twelve months."""
    found = [one for one in course.fates if (one.level, one.field) == (level, field)]
    days = [
        one.days[stage]
        for one in found
        for stage in ("reviewing", "reviewed")
        if one.by_panel and stage in one.days and (stage == "reviewing" or one.revised)
    ]
    year = dt.timedelta(days=365)
    return max(sum(1 for day in days if begun <= day < begun + year) for begun in days)


def test_what_is_consulted_on_still_takes_comments() -> None:
    """However long it was drafted, its period ends after the day the history leads up to."""
    course = laid_out(400, seed=SEED, day=DAY)
    running = [one for one in course.fates if list(one.days)[-1] == "consulting"]
    ends = [one.days["consulting"] + dt.timedelta(days=CONSULTED - 1) for one in running]
    assert len(running) > 10
    assert min(ends) > DAY
    assert max(one.days["consulting"] for one in running) < DAY


def test_a_second_review_leaves_time_to_revise() -> None:
    """Between the review that asks for a revision and the next one lie some weeks."""
    course = laid_out(400, seed=SEED, day=DAY)
    twice = [one.days for one in course.fates if one.revised and "reviewed" in one.days]
    assert len(twice) > 10
    assert min(days["reviewed"] - days["reviewing"] for days in twice) >= dt.timedelta(REVISED)
