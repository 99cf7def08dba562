"""How long comments wait for what comes of them."""

import datetime as dt

from biaozhun.core.consulting import Handled, days_of, median_days

FILED = dt.date(2026, 5, 4)


def handled(*days: int | None) -> list[Handled]:
    """Comments that were decided after so many days, or not yet."""
    return [Handled(FILED, None if one is None else FILED + dt.timedelta(days=one)) for one in days]


def test_the_median_is_of_what_was_decided() -> None:
    """The middle one of three; half between two; what waits is not counted."""
    assert median_days(handled(3, 40, 5, None)) == 5.0
    assert median_days(handled(2, 5)) == 3.5


def test_without_a_decision_there_is_no_median() -> None:
    """Nothing was decided, or there is nothing."""
    assert median_days(handled(None, None)) is None
    assert median_days([]) is None


def test_a_paper_entered_after_its_answer_counts_no_day() -> None:
    """No negative time."""
    assert days_of(handled(-3, 0)) == [0, 0]
