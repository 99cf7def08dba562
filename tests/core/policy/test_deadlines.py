"""Deadlines of brackets and of running text, and the periods behind them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.policy.deadlines import clause_at, in_running_text, reckoning, together
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.periods import Reckoning, periods
from biaozhun.core.policy.value import PolicyDocument
from biaozhun.core.text.folding import fold

DAY = dt.date(2015, 10, 30)
ENDLESS = None


def _set_by(clause: str, day: dt.date | None = DAY) -> tuple[str | None, str | None] | None:
    """First and last day that a bracket's clause sets, in ISO form."""
    found = clause_at(fold(clause), 0, day)
    if found is None:
        return None
    return (
        found.since.isoformat() if found.since else None,
        found.until.isoformat() if found.until else None,
    )


@pytest.mark.parametrize(
    ("clause", "until"),
    [
        ("2016年6月底前完成", "2016-06-30"),
        ("2015年底前", "2015-12-31"),
        ("2016年年底前", "2016-12-31"),
        ("2016年末", "2016-12-31"),
        ("二〇一六年底前", "2016-12-31"),
        ("2016年9月30日前", "2016-09-30"),
        ("2016年9月中旬", "2016-09-20"),
        ("2016年2月", "2016-02-29"),
        ("2016年上半年完成", "2016-06-30"),
        ("2016年第3季度末", "2016-09-30"),
        ("2020年前", "2020-12-31"),
        ("到2020年", "2020-12-31"),
        ("2016.6", "2016-06-30"),
        ("2016-06-15", "2016-06-15"),
        ("6月底前", "2016-06-30"),
        ("12月底前", "2015-12-31"),
        ("十二月底前", "2015-12-31"),
        ("年底前", "2015-12-31"),
        ("上半年", "2016-06-30"),
        ("第四季度", "2015-12-31"),
        ("今年底前", "2015-12-31"),
        ("明年6月底前", "2016-06-30"),
        ("五年内", "2020-10-30"),
        ("三年以内完成", "2018-10-30"),
        ("半年内", "2016-04-30"),
        ("6个月内", "2016-04-30"),
        ("十三五末", "2020-12-31"),
    ],
)
def test_a_clause_names_the_last_day_of_its_period(clause: str, until: str) -> None:
    """The deadline is the last day of the period named, counted from the text where it must be."""
    assert _set_by(clause) == (None, until)


@pytest.mark.parametrize(
    ("clause", "since", "until"),
    [
        ("2016—2018年", "2016-01-01", "2018-12-31"),
        ("2016年3月至9月", "2016-03-01", "2016-09-30"),
        ("2016年3-6月", "2016-03-01", "2016-06-30"),
        ("“十三五”期间", "2016-01-01", "2020-12-31"),
        ("2018年起", "2018-01-01", ENDLESS),
        ("2016年1月起实施", "2016-01-01", ENDLESS),
        ("2015-2020年持续推进实施", "2015-01-01", ENDLESS),
        ("即日起", "2015-10-30", ENDLESS),
        ("持续推进", None, ENDLESS),
        ("长期坚持", None, ENDLESS),
        ("年内持续推进", None, ENDLESS),
        ("每年12月底前", None, ENDLESS),
    ],
)
def test_a_range_has_a_first_day_and_what_goes_on_has_no_last(
    clause: str, since: str | None, until: str | None
) -> None:
    """A range has both days, 起 only the first, 持续推进 no last one."""
    assert _set_by(clause) == (since, until)


@pytest.mark.parametrize(
    "text", ["持续推进标准制定。", "2018年起推广标准。", "长期坚持，到2020年见效。"]
)
def test_what_goes_on_is_read_in_brackets_alone(text: str) -> None:
    """In running text 持续推进, 2018年起 and 到2020年 set no deadline, as the manual says."""
    assert in_running_text(Passage(text, ((0, 0),)), DAY) is None


@pytest.mark.parametrize("clause", ["市科委", "第三方", "十个", "", "按职责分工"])
def test_what_is_no_time_sets_none(clause: str) -> None:
    """Units and numbers are no deadlines."""
    assert _set_by(clause) is None


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("6月底前", None),
        ("年底前完成", None),
        ("五年内", None),
        ("今年底前", None),
        ("三年内", 2022),
        ("2022年春节前", DAY),
        ("国庆前完成", DAY),
        ("2016年2月30日", DAY),
    ],
)
def test_a_time_that_cannot_be_counted_is_known_and_not_guessed(
    clause: str, day: Reckoning
) -> None:
    """What has no year, feasts and days that no calendar has are times without a day."""
    found = clause_at(fold(clause), 0, day)
    assert found is not None
    assert (found.dated, found.end) == (False, len(clause))
    assert together([found]) is None


@pytest.mark.parametrize(
    ("clause", "until"),
    [("年内完成", "2022-12-31"), ("6月底前", "2022-06-30"), ("明年3月底前", "2023-03-31")],
)
def test_the_year_of_the_text_dates_what_has_none(clause: str, until: str) -> None:
    """Of a text of which only the year is known, months are those of that year."""
    found = clause_at(fold(clause), 0, 2022)
    assert found is not None
    assert found.until == dt.date.fromisoformat(until)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("某市2022年工作要点", 2022),
        ("某市工作规划(2016-2020年)", None),
        ("2021年任务和2022年安排", None),
        ("某市工作方案", None),
    ],
)
def test_a_title_gives_the_year_it_names_alone(title: str, year: int | None) -> None:
    """The year of a text without a date is that of its title, if it names just one."""
    assert reckoning(PolicyDocument(title=title)) == year
    assert reckoning(PolicyDocument(title=title, date_signed=DAY)) == DAY


@pytest.mark.parametrize(("title", "year"), [("某市工作方案", 2021), ("某市2022年工作要点", 2022)])
def test_the_number_dates_a_text_whose_title_does_not(title: str, year: int) -> None:
    """某政发〔2021〕8号 is of 2021, unless the title names the year."""
    assert reckoning(PolicyDocument(title=title, number="某政发〔2021〕8号")) == year


def test_the_whole_year_ends_with_it() -> None:
    """全年, as a cell of a table says it, is due when the year is over; 全年持续 is not."""
    assert _set_by("全年") == (None, "2015-12-31")
    assert _set_by("全年持续推进") == (None, None)


def test_words_behind_the_period_belong_to_its_clause() -> None:
    """What a deadline's clause ends with is swallowed, and the units behind it are not."""
    text = fold("2016年底前由市科委牵头")
    found = clause_at(text, 0, DAY)
    assert found is not None
    assert text[found.end :] == "由市科委牵头"


@pytest.mark.parametrize(
    ("clauses", "days"),
    [
        (("2016年底前", "2018年底前"), (None, dt.date(2018, 12, 31))),
        (("2016年底前完成", "长期坚持"), (None, dt.date(2016, 12, 31))),
        (("2016年启动", "持续推进"), (None, None)),
        (("2016年底前完成并持续推进",), (None, dt.date(2016, 12, 31))),
    ],
)
def test_several_clauses_set_the_end_of_the_work(
    clauses: tuple[str, ...], days: tuple[dt.date | None, dt.date | None]
) -> None:
    """The last day wins, a day wins over 持续推进, and a day to begin with is no end."""
    found = [clause_at(fold(clause), 0, DAY) for clause in clauses]
    assert together(one for one in found if one) == days


@pytest.mark.parametrize(
    ("sentence", "until"),
    [
        ("2016年6月底前完成整合。", "2016-06-30"),
        ("各区要在2016年底前出台办法。", "2016-12-31"),
        ("力争三年内建成平台。", "2018-10-30"),
        ("2016年底前取得成效，2018年底前全面完成。", "2018-12-31"),
    ],
)
def test_running_text_sets_a_day_with_its_words(sentence: str, until: str) -> None:
    """底前 and 年内 at the head of a clause set a day; the last one ends the work."""
    found = in_running_text(Passage(sentence, ((0, 0),)), DAY)
    assert found is not None
    assert found.day == dt.date.fromisoformat(until)
    assert sentence[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "sentence",
    [
        "到2020年，建成100个基地。",
        "截至2016年底前已建成10个。",
        "对2016年底前建成的项目给予奖励。",
        "2014年底前已完成试点。",
        "扶持成立3年内的企业。",
        "落实“十三五”期间的规划。",
        "持续推进改革。",
    ],
)
def test_running_text_that_tells_or_aims_sets_no_day(sentence: str) -> None:
    """Targets, past days, conditions of support and 持续推进 as a verb are no deadlines."""
    assert in_running_text(Passage(sentence, ((0, 0),)), DAY) is None


_DAYS = st.dates(dt.date(1949, 10, 1), dt.date(2199, 12, 31))
_WRITTEN = st.sampled_from(
    (
        *("2016年", "6月", "底", "前", "、", "-", "至", "十", "五", "年", "内", "起", "”", "“"),
        *("今年", "季度", "上半年", "日", "30", ".", "第"),
    )
)


@given(st.lists(_WRITTEN, max_size=30).map("".join), st.none() | _DAYS)
def test_any_string_is_read(text: str, day: dt.date | None) -> None:
    """Whatever stands there, periods lie inside the string and end no earlier than they begin."""
    for period in periods(fold(text), day):
        assert 0 <= period.start < period.end <= len(text)
        assert period.since <= period.until
