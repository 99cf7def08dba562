"""The dates that catalogues print."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.bibliography.dates import DateReading, read_date, read_date_as

DAY = dt.date(2025, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2025-12-01",
        "2025-12-1",
        "2025/12/01",
        "2025.12.1",
        "20251201",
        "2025年12月1日",
        "2025 年 12 月 01 日",
        "二〇二五年十二月一日",
        "二○二五年十二月一日",
        "２０２５-１２-０１",
        "自2025年12月1日起实施",
        "2025-12-01 02:41:53",
        "2025-12-01T00:00:00Z",
        "2025-12-01T00:00:00+08:00",
    ],
)
def test_a_day_is_read_in_every_usual_writing(text: str) -> None:
    """Dashes, strokes, points, Chinese signs and numerals, and times behind it."""
    assert read_date(text) == DateReading(date=DAY)


def test_a_countdown_is_a_day_that_is_still_to_come() -> None:
    """The remark on the days left is read as what it says, not dropped in silence."""
    text = "2025-12-01 即将实施 距离实施日期还有 123 天"
    assert read_date(text) == DateReading(date=DAY, upcoming=True)


def test_tens_in_chinese_numerals() -> None:
    """Twenty, thirty-one and ten are read by their value."""
    assert read_date("二〇二〇年十月三十一日").date == dt.date(2020, 10, 31)
    assert read_date("一九九九年十二月二十日").date == dt.date(1999, 12, 20)
    assert read_date("二○二六年一月廿三日").date == dt.date(2026, 1, 23)
    assert read_date("二〇二六 年 一 月 八 日").date == dt.date(2026, 1, 8)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("1985", DateReading(text="1985")),
        ("1985年", DateReading(text="1985")),
        ("2015-09", DateReading(date=dt.date(2015, 9, 1), text="2015-09")),
        ("2015年9月", DateReading(date=dt.date(2015, 9, 1), text="2015-09")),
        ("二〇二六年一月", DateReading(date=dt.date(2026, 1, 1), text="2026-01")),
        ("二〇二六年", DateReading(text="2026")),
        ("二〇二六年十十月一日", DateReading(fault="bad_date")),
        ("发布之日起实施", DateReading(on_publication=True)),
        ("自公布之日起施行", DateReading(on_publication=True)),
        ("1900-01-01", DateReading(fault="placeholder_date")),
        ("2019-02-30", DateReading(fault="bad_date")),
        ("2019-13-01", DateReading(fault="bad_date")),
        ("2019-00-10", DateReading(fault="bad_date")),
        ("二〇二〇年十三月一日", DateReading(fault="bad_date")),
        ("43921", DateReading(fault="bad_date")),
        ("soon", DateReading(fault="bad_date")),
        ("2025-12-01 or later", DateReading(fault="bad_date")),
        ("0201-07-07", DateReading(fault="implausible_date")),
        ("2109-05-29", DateReading(fault="implausible_date")),
    ],
)
def test_what_is_no_day_is_named(text: str, reading: DateReading) -> None:
    """A year or month is kept as such; what does not exist has a fault."""
    assert read_date(text) == reading


def test_an_operators_format_comes_first() -> None:
    """01/12/2025 is a day only for who knows how it is written."""
    assert read_date("01/12/2025").fault == "bad_date"
    assert read_date_as("01/12/2025", ("%d/%m/%Y",)) == DateReading(date=DAY)
    assert read_date_as("2025-12-01", ("%d/%m/%Y",)) == DateReading(date=DAY)


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.from_regex(r"[0-9年月日十二 -]{1,14}"))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    """Whatever a cell holds, reading it gives a reading."""
    reading = read_date(text)
    taken = (reading.date, reading.text, reading.fault, reading.on_publication)
    assert any(taken)


@given(st.dates(min_value=dt.date(1901, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_every_iso_date_comes_back(day: dt.date) -> None:
    """Writing and reading a day loses nothing."""
    assert read_date(day.isoformat()) == DateReading(date=day)
