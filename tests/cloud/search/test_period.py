"""Dates and spans of dates in a query."""

from datetime import date

import pytest

from biaozhun.cloud.search import period
from biaozhun.cloud.search.period import FIRST_DAY, LAST_DAY, Days


def day(text: str) -> int:
    """An ISO date as a number."""
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-02-29", "2020-02-29", "2020-02-29"),
        ("2020.2.9", "2020-02-09", "2020-02-09"),
        ("2020/12", "2020-12-01", "2020-12-31"),
        ("2020年", "2020-01-01", "2020-12-31"),
        ("2020年5月1日", "2020-05-01", "2020-05-01"),
        ("20200501", "2020-05-01", "2020-05-01"),
        ("2019..2021", "2019-01-01", "2021-12-31"),
        ("2019-05..2021-06-07", "2019-05-01", "2021-06-07"),
        ("2019至2021", "2019-01-01", "2021-12-31"),
        ("2019~2021", "2019-01-01", "2021-12-31"),
        ("=2020", "2020-01-01", "2020-12-31"),
    ],
)
def test_spans(text: str, first: str, last: str) -> None:
    """A year, a month and a day are the days they take up; both ends of a span are in it."""
    assert period.read(text) == Days(day(first), day(last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020..", day("2020-01-01"), LAST_DAY),
        ("..2020", FIRST_DAY, day("2020-12-31")),
        (">=2020-05", day("2020-05-01"), LAST_DAY),
        (">2020", day("2021-01-01"), LAST_DAY),
        ("≤2020", FIRST_DAY, day("2020-12-31")),
        ("<2020", FIRST_DAY, day("2019-12-31")),
    ],
)
def test_open_spans(text: str, first: int, last: int) -> None:
    """A side that is not named is open."""
    assert period.read(text) == Days(first, last)


def test_reversed() -> None:
    """The later day first is meant the other way round and said so."""
    assert period.read("2021..2019") == Days(day("2019-01-01"), day("2021-12-31"), reversed=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "2019-02-30",
        "2019-13",
        "0000",
        "20",
        "20190",
        "20191",
        "201900",
        "2019-0",
        "2019-1-0",
        "tomorrow",
        ">=",
        "2019..x",
        "٢٠٢٠",
    ],
)
def test_unreadable(text: str) -> None:
    """What is no date of the calendar is not read."""
    assert period.read(text) is None
