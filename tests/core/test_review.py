"""Ages of editions, and by when they are to be reviewed."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from biaozhun.core.review import (
    ReviewAge,
    ReviewCycle,
    counted_before,
    review_age,
    review_cycle,
    review_cycles,
)

PUBLISHED = dt.date(2016, 2, 29)
LAW = review_cycle("national", "recommended", "")


@pytest.mark.parametrize(
    ("family", "nature", "region", "rule"),
    [
        ("national", "recommended", "", "national"),
        ("national", "guidance", "", "guidance"),
        ("sector", "mandatory", "", "sector"),
        ("local", "recommended", "3101", "shanghai_local"),
        ("local", "recommended", "4403", "local"),
    ],
)
def test_each_class_has_its_cycle(family: str, nature: str, region: str, rule: str) -> None:
    """A region's own rule comes before that of the law, a special class before its family."""
    cycle = review_cycle(family, nature, region)
    assert cycle is not None
    assert cycle.rule == rule


@pytest.mark.parametrize("family", ["association", "enterprise", "international"])
def test_who_reviews_by_own_rules_has_no_cycle(family: str) -> None:
    """The law lays no cycle on association, enterprise and international standards."""
    assert review_cycle(family, "", "") is None


def test_a_cycle_runs_from_publication() -> None:
    """Five years after a 29 February the last day of the month is due, and the next overdue."""
    due = dt.date(2021, 2, 28)
    expected = ReviewAge(
        counted_from=PUBLISHED, reviewed=False, years=4, due=due, overdue=False, cycle=LAW
    )
    assert review_age(PUBLISHED, None, cycle=LAW, on=due) == expected
    late = review_age(PUBLISHED, None, cycle=LAW, on=due + dt.timedelta(1))
    assert late is not None
    assert (late.due, late.overdue, late.years) == (due, True, 5)


def test_a_conclusion_starts_the_cycle_again() -> None:
    """From the last conclusion it counts anew; one ahead, or before publication, is none."""
    on = dt.date(2022, 1, 1)
    again = review_age(PUBLISHED, dt.date(2020, 6, 1), cycle=LAW, on=on)
    assert again is not None
    assert (again.counted_from, again.reviewed, again.due, again.overdue) == (
        dt.date(2020, 6, 1),
        True,
        dt.date(2025, 6, 1),
        False,
    )
    for none_yet in (dt.date(2023, 1, 1), dt.date(2015, 1, 1)):
        found = review_age(PUBLISHED, none_yet, cycle=LAW, on=on)
        assert found is not None
        assert (found.counted_from, found.reviewed) == (PUBLISHED, False)


def test_without_a_day_no_age_is_told() -> None:
    """Where neither publication nor a review is known, there is nothing to count from."""
    assert review_age(None, None, cycle=LAW, on=PUBLISHED) is None


@given(st.dates(max_value=dt.date(9000, 1, 1)), st.dates(), st.sampled_from(review_cycles()))
@example(dt.date(2019, 2, 28), dt.date(2024, 2, 29), review_cycles()[-1])
def test_what_is_counted_before_the_bound_is_overdue(
    published: dt.date, on: dt.date, cycle: ReviewCycle
) -> None:
    """The bound a list filters by and the age of one edition say the same on every day."""
    age = review_age(published, None, cycle=cycle, on=on)
    assert age is not None
    assert age.overdue == (published < counted_before(cycle, on))
