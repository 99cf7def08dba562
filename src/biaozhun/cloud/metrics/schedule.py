"""When a kept question is answered: as of the last day of a month, a quarter or a year."""

import datetime as dt
from calendar import monthrange

from biaozhun.cloud.metrics.models import Schedule

MONTHS = {Schedule.MONTHLY: 1, Schedule.QUARTERLY: 3, Schedule.YEARLY: 12}


def first_due(schedule: Schedule, today: dt.date) -> dt.date:
    """The last day of the period that a day lies in."""
    length = MONTHS[schedule]
    return _last_of(today.year, -(-today.month // length) * length)


def next_due(schedule: Schedule, due: dt.date) -> dt.date:
    """The last day of the period behind that of a report."""
    months = due.year * 12 + due.month - 1 + MONTHS[schedule]
    return _last_of(months // 12, months % 12 + 1)


def _last_of(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])
