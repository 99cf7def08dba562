"""The calendar of the installation."""

from collections import defaultdict

from biaozhun.cloud.rules.models import HolidayDay
from biaozhun.core.lifecycle.calendar import Holiday, StatutoryCalendar, statutory_calendar


def calendar() -> StatutoryCalendar:
    """The published days, with the years that were loaded here in their place; one question."""
    years: dict[int, list[Holiday]] = defaultdict(list)
    rows = HolidayDay.objects.select_related("of")
    for one in rows:
        told = Holiday(
            day=one.day,
            kind="work" if one.kind == "work" else "off",
            name=one.name,
            notice=one.of.notice,
        )
        years[one.day.year].append(told)
    known = statutory_calendar()
    for year, days in years.items():
        known = known.with_year(year, days)
    return known
