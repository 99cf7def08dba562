"""Periods of time as policy texts name them, with their first and last day.

Grammar, after folding (width, Traditional to Simplified)::

    period   = moment [to moment] [mark] | plan | span
    moment   = [year] [month [day | third | 底] | half | quarter | 底]
    year     = 2016年 | 二〇一六年 | 今年 | 明年 | 次年 …
    third    = 上旬 | 中旬 | 下旬
    half     = 上半年 | 下半年            quarter = [第]三季度
    plan     = “十三五”[期间 | 末]         the five years of a plan
    span     = 五年内 | 6个月内            counted from the day of the text
    mark     = 前 | 起 | 开始 …

A moment without its year is the next one of its name after the day of the text, or of its year
where no more is known of it; of a text without either it is nothing. 前 closes a period and does
not shorten it: 2020年前 ends with 2020-12-31.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.text import numeral

_HAN_YEAR: Final = "二[〇零][〇零一二三四五六七八九]{2}"
_HAN_DIGIT: Final = "一二三四五六七八九"
_YEAR: Final = (
    rf"(?:(?P<year>(?:19|20)\d\d|{_HAN_YEAR})(?:年度?|(?=\s?[-~至到]))"
    r"|(?P<relative>今年|本年度?|当年|年内|全年|明年|次年|翌年|后年))"
)
_WITHIN: Final = (
    rf"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[{_HAN_DIGIT}])(?:月份?"
    r"(?:(?P<dom>3[01]|[12]\d|0?[1-9])[日号]|(?P<third>[上中下])旬|(?P<monthend>[底末])|初)?"
    r"|(?=[-~至]\d{1,2}月))"
    r"|(?P<half>[上下])半年|年?(?P<middle>年中)|第?(?P<quarter>[一二三四1-4])季度末?"
    r"|(?P<yearend>年?(?:[底末]))"
)
_MOMENT: Final = pattern(rf"(?a)(?:{_YEAR})?(?:{_WITHIN})?(?<=.)")
_WRITTEN: Final = pattern(
    r"(?a)(?P<year>20\d\d)[-./](?P<month>1[0-2]|0?[1-9])(?:[-./](?P<dom>3[01]|[12]\d|0?[1-9]))?(?!\d)"
)
_TO: Final = pattern(r"(?:[-~]{1,2}|至|到)")
_MARK: Final = pattern(r"(?P<open>起|开始|以后|之后|以来)|(?:之?前|以前|之内|内|止|为止|期间)")
_PLAN: Final = pattern(r"\"?(?P<plan>十[一二三四五六])五\"?(?:规划)?(?P<mark>时期|期间|末期?|期末)")
_SPAN: Final = pattern(
    rf"(?a)(?P<count>\d{{1,2}}|[{_HAN_DIGIT}]?十[{_HAN_DIGIT}]?|[{_HAN_DIGIT}两半])(?P<unit>个?月|年|天|日|周)"
    r"(?:左右)?的?(?:时间)?(?:以内|之内|内)"
)
_START: Final = pattern(
    rf"(?a)(?<!\d)(?:19|20)\d\d|{_HAN_YEAR}|今年|本年|当年|年内|明年|次年|翌年|后年|年[底末中]"
    rf"|(?<![\d.个十{_HAN_DIGIT}])(?:\d{{1,2}}|[{_HAN_DIGIT}十]{{1,3}})(?=月|年|天|日|周|个月|-\d)"
    r"|半年内|[上下]半年|第?[一二三四1-4]季度|\"?十[一二三四五六]五"
)
_RELATIVE: Final = {"明": 1, "次": 1, "翌": 1, "后": 2}
_PLANS_FROM: Final = 1955  # plans since the third, which ended in 1970, have five years each
_DAYS: Final = {"天": 1, "日": 1, "周": 7}
_LONGEST: Final = 40  # characters of a period; a longer view would cost time and find nothing


#: What periods are counted from: the day of a text, its year if no more is known, or nothing.
Reckoning = dt.date | int | None


class Period(msgspec.Struct, frozen=True):
    """A period named in a text.

    Attributes:
        since: its first day.
        until: its last day.
        start: its place in the string.
        end: behind it.
        ranged: both ends are said (2015-2020年, “十三五”期间).
        open: it has no end (2018年起).
    """

    since: dt.date
    until: dt.date
    start: int
    end: int
    ranged: bool = False
    open: bool = False


def periods(text: str, day: Reckoning) -> Iterator[Period]:
    """The periods a folded text names, in its order.

    Args:
        text: folded.
        day: of the document, for what is named without a year and for 五年内.
    """
    begins = 0
    while found := _START.search(text, begins):
        period = period_at(text, found.start(), day)
        if period is not None:
            yield period
        begins = max(found.end(), period.end if period else 0)


def period_at(text: str, place: int, day: Reckoning) -> Period | None:
    """The period that begins at a place of a folded text."""
    view = text[place : place + _LONGEST]
    read = _plan(view) or _span(view, day) or _moments(view, day)
    return msgspec.structs.replace(read, start=place, end=place + read.end) if read else None


def _plan(view: str) -> Period | None:
    """The years of a five-year plan; its last one for 末."""
    found = _PLAN.match(view)
    if found is None:
        return None
    first, last = years_of_plan(found["plan"])
    begins = last if "末" in found["mark"] else first
    return Period(
        dt.date(begins, 1, 1), dt.date(last, 12, 31), 0, found.end(), ranged=begins == first
    )


def years_of_plan(written: str) -> tuple[int, int]:
    """First and last year of a five-year plan, by its folded number: 十三 ran from 2016 to 2020."""
    last = _PLANS_FROM + 5 * numeral.read(written)
    return last - 4, last


def _span(view: str, day: Reckoning) -> Period | None:
    """A number of years, months, weeks or days from the day of the text."""
    found = _SPAN.match(view)
    if found is None or not isinstance(day, dt.date):
        return None
    count = 6 if found["count"] == "半" else numeral.read(found["count"])
    unit = "月" if found["count"] == "半" else found["unit"][-1]
    if unit in _DAYS:
        until = day + dt.timedelta(days=count * _DAYS[unit])
    else:
        until = _months_later(day, count * (12 if unit == "年" else 1))
    return Period(day, until, 0, found.end())


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _moments(view: str, day: Reckoning) -> Period | None:
    """One moment, or from one to another, and what is said behind it."""
    first = _WRITTEN.match(view) or _MOMENT.match(view)
    days = _days(first, day, None) if first else None
    if first is None or days is None:
        return None
    since, until, end = *days, first.end()
    to = _TO.match(view, end)
    last = (_WRITTEN.match(view, to.end()) or _MOMENT.match(view, to.end())) if to else None
    until_days = _days(last, day, since.year) if last else None
    ranged = last is not None and until_days is not None and until_days[1] >= since
    if last and until_days and ranged:
        until, end = until_days[1], last.end()
    mark = _MARK.match(view, end)
    opened = mark is not None and mark["open"] is not None
    return Period(since, until, 0, mark.end() if mark else end, ranged=ranged, open=opened)


def _days(
    found: re.Match[str], day: Reckoning, year_before: int | None
) -> tuple[dt.date, dt.date] | None:
    """First and last day of a moment."""
    parts = {"half": None, "quarter": None, **found.groupdict()}
    named = _year(parts, day) or year_before
    year = named or _year_of(day)
    if year is None:
        return None
    days = _in_year(parts, year)
    late = named is None and isinstance(day, dt.date) and days is not None and days[1] < day
    return _in_year(parts, year + 1) if late else days


def _year_of(day: Reckoning) -> int | None:
    return day.year if isinstance(day, dt.date) else day


def _year(parts: dict[str, str | None], day: Reckoning) -> int | None:
    written, relative, own = parts.get("year"), parts.get("relative"), _year_of(day)
    if written:
        return numeral.read(written)
    if relative and own is not None:
        return own + _RELATIVE.get(relative[0], 0)
    return None


def _in_year(parts: dict[str, str | None], year: int) -> tuple[dt.date, dt.date] | None:
    """First and last day of the part of a year; None for a day the month has not."""
    if month := parts.get("month"):
        return _in_month(parts, year, numeral.read(month))
    if quarter := parts["quarter"]:
        last = 3 * numeral.read(quarter)
        return _months(year, last - 2, last)
    if parts["half"]:
        return _months(year, *((1, 6) if parts["half"] == "上" else (7, 12)))
    return _months(year, 1, 6 if parts.get("middle") else 12)


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    ends = calendar.monthrange(year, last)[1]
    return dt.date(year, first, 1), dt.date(year, last, ends)


def _in_month(
    parts: dict[str, str | None], year: int, month: int
) -> tuple[dt.date, dt.date] | None:
    first, last = _months(year, month, month)
    if third := parts.get("third"):
        begins = {"上": 1, "中": 11, "下": 21}[third]
        ends = {"上": 10, "中": 20, "下": last.day}[third]
        return first.replace(day=begins), first.replace(day=ends)
    if written := parts.get("dom"):
        named = int(written)
        return (first.replace(day=named),) * 2 if named <= last.day else None
    return first, last
