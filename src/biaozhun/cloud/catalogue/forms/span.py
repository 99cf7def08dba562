"""The span of time and the filters of a page of changes, read from the address."""

import calendar
import datetime as dt
import re
from typing import Final

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.browse.changes import Filters
from biaozhun.cloud.catalogue.queries.browse.trees import Scheme, is_written
from biaozhun.core.number import Family

FIRST_YEAR: Final = 1900  # before it no standard of this catalogue changed
LAST_YEAR: Final = 2199
_WEEK: Final = re.compile(r"(\d{4})-?W(\d{1,2})", re.ASCII | re.IGNORECASE)
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A week (ISO 8601: Monday to Sunday) or a month, as its address names it."""

    start: dt.date
    end: dt.date
    by_month: bool

    @property
    def parameter(self) -> str:
        """The parameter and its value: ``week=2026-W47``, ``month=2026-11``."""
        if self.by_month:
            return f"month={self.start:%Y-%m}"
        year, week, _day = self.start.isocalendar()
        return f"week={year}-W{week:02}"


def week_of(day: dt.date) -> Span:
    """The week of a day."""
    start = day - dt.timedelta(days=day.weekday())
    return Span(start=start, end=start + dt.timedelta(days=6), by_month=False)


def month_of(day: dt.date) -> Span:
    """The month of a day."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Span(start=day.replace(day=1), end=day.replace(day=last), by_month=True)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A span and the filters, and what in the address could not be used."""

    span: Span
    filters: Filters
    problems: list[str]

    def address(self, span: Span) -> str:
        """The query string of another span with the same filters."""
        query = QueryDict(mutable=True)
        for name in Filters.__struct_fields__:
            if value := getattr(self.filters, name):
                query[name] = value
        return "?" + "&".join(filter(None, (span.parameter, query.urlencode())))

    def around(self) -> tuple[str, str]:
        """The addresses of the spans before and after; empty at the ends of what can be asked."""
        of = month_of if self.span.by_month else week_of
        before = self.span.start - dt.timedelta(days=1)
        after = self.span.end + dt.timedelta(days=1)
        return (
            self.address(of(before)) if before.year >= FIRST_YEAR else "",
            self.address(of(after)) if after.year <= LAST_YEAR else "",
        )


def asked(query: QueryDict, on: dt.date) -> Asked:
    """Read the span and the filters from an address; what cannot be read is named."""
    problems: list[str] = []
    return Asked(
        span=_span(query, on, problems), filters=_filters(query, problems), problems=problems
    )


def _span(query: QueryDict, on: dt.date, problems: list[str]) -> Span:
    week, month = query.get("week", "").strip(), query.get("month", "").strip()
    found = _read_month(month) if month else _read_week(week)
    if found is None and (month or week):
        sentence = _("“{value}”读不懂：周写作 2026-W47，月写作 2026-11。以下是本周。")
        problems.append(sentence.format(value=(month or week)[:40]))
    return found or week_of(on)


def _read_week(text: str) -> Span | None:
    found = _WEEK.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    try:
        return week_of(dt.date.fromisocalendar(int(found[1]), int(found[2]), 1))
    except ValueError:
        return None


def _read_month(text: str) -> Span | None:
    found = _MONTH.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR or not 1 <= int(found[2]) <= 12:
        return None
    return month_of(dt.date(int(found[1]), int(found[2]), 1))


def _filters(query: QueryDict, problems: list[str]) -> Filters:
    level, ics, region = (clean(query.get(name, ""))[:40] for name in ("level", "ics", "region"))
    sentence = _("没有“{value}”这样的筛选，已略去。")
    if level and level not in set(Family):
        problems.append(sentence.format(value=level))
        level = ""
    if ics and not is_written(Scheme.ICS, ics):
        problems.append(sentence.format(value=ics))
        ics = ""
    if region and not is_written(Scheme.REGION, region):
        problems.append(sentence.format(value=region))
        region = ""
    return Filters(level=level, ics=ics, region=region)
