"""Reading the dates that catalogues print.

A date is taken only where it names a day. ``1900-01-01`` is the source's way to say "unknown"
(about 3,000 rows of one catalogue), a bare year is no day, and 2019-02-30 does not exist: each is
named by a fault, and the rest of the row goes in.
"""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

import msgspec

from biaozhun.core.text import numeral

EARLIEST = dt.date(1850, 1, 1)  # the first standards bodies; older dates are slips
LONGEST = 100  # characters of a date cell with its remark
LATEST = dt.date(2100, 12, 31)
_PLACEHOLDERS = frozenset({dt.date(1900, 1, 1)})

_DATE = re.compile(
    r"(?:自|从|于)?\s*(?P<year>\d{4})"
    r"(?:\s*[-./年–—]\s*(?P<month>\d{1,2})(?:\s*[-./月–—]\s*(?P<day>\d{1,2})\s*日?|\s*月)?|\s*年)?"
    r"\s*(?P<rest>.*)",
    re.ASCII | re.DOTALL,
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?P<rest>)", re.ASCII)
_REST = re.compile(
    r"(?:T?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"(?P<upcoming>即将实施(?:\s*距离实施日期还有\s*\d+\s*天)?)?"
    r"(?:起?(?:实施|施行|发布|生效|废止|作废)?)?"
)
_ON_PUBLICATION = re.compile(r"(?:自)?(?:发布|公布|公告|印发)之日起?(?:实施|施行|执行|废止)?")
_CHINESE_DATE = re.compile(
    r"([〇零一二三四五六七八九]{4})\s*年\s*(?:([一二三四五六七八九十]{1,3})\s*月\s*)?"
    r"(?:([一二三四五六七八九十廿卅]{1,3})\s*日)?"
)


class DateReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a date cell says.

    Attributes:
        date: the day, where one is named. ``YYYY-MM`` gives the first of the month; ``text`` then
            says that only the month is known.
        text: the year or month as printed, where no day is named.
        upcoming: the cell also says that the day is still to come.
        on_publication: the cell says "on the day of publication" instead of a day.
        fault: ``bad_date``, ``placeholder_date``, ``implausible_date`` or empty.
    """

    date: dt.date | None = None
    text: str = ""
    upcoming: bool = False
    on_publication: bool = False
    fault: str = ""


_BAD = DateReading(fault="bad_date")


def read_date(text: str) -> DateReading:
    """Read one cleaned date cell; never raises, an unreadable cell has a fault."""
    return _read(text) if len(text) <= LONGEST else _BAD


@lru_cache(maxsize=65536)
def _read(text: str) -> DateReading:
    if len(text) == 10 and text[4] == "-" == text[7] and text.isascii():
        numbers = text[:4], text[5:7], text[8:]
        if all(number.isdigit() for number in numbers):
            return _dated(*numbers)
    return _read_spelled(_in_digits(unicodedata.normalize("NFKC", text).strip().replace("○", "〇")))


def read_date_as(text: str, formats: tuple[str, ...]) -> DateReading:
    """Read a cell by the first of an operator's ``strptime`` formats that fits, else as usual."""
    for form in formats:
        try:
            day = dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - calendar dates have no zone
        except ValueError:
            continue
        return _dated(str(day.year), str(day.month), str(day.day))
    return read_date(text)


def _read_spelled(text: str) -> DateReading:
    if _ON_PUBLICATION.fullmatch(text):
        return DateReading(on_publication=True)
    match = _COMPACT.fullmatch(text) or _DATE.fullmatch(text)
    if match is None:
        return _BAD
    rest = _REST.fullmatch(match["rest"])
    if rest is None:
        return _BAD
    reading = _dated(match["year"], match["month"], match["day"])
    if match["rest"] and rest.groupdict().get("upcoming"):
        return msgspec.structs.replace(reading, upcoming=True)
    return reading


def _dated(year: str, month: str | None, day: str | None) -> DateReading:
    try:
        date = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return _BAD
    if date in _PLACEHOLDERS and day is not None:
        return DateReading(fault="placeholder_date")
    if not EARLIEST <= date <= LATEST:
        return DateReading(fault="implausible_date")
    if month is None:
        return DateReading(text=year)
    if day is None:
        return DateReading(date=date, text=f"{year}-{int(month):02}")
    return DateReading(date=date)


def _in_digits(text: str) -> str:
    """``二〇二〇年十二月三十一日`` with digits; other texts as they are."""
    match = _CHINESE_DATE.match(text)
    if match is None:
        return text
    try:
        year, month, day = (part and numeral.read(part) for part in match.groups())
    except numeral.NumeralError:  # 十十月
        return text
    spelled = f"{year:04}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    return spelled + text[match.end() :]
