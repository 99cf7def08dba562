"""The term that is proposed for an admission."""

import datetime as dt

from biaozhun.cloud.committees.limits import ADMISSION_YEARS

_LEAP_DAY = (2, 29)


def proposed_term(today: dt.date) -> dict[str, dt.date]:
    """From today for five years, to the day before; the officer may write another."""
    shifted = today.day - 1 if (today.month, today.day) == _LEAP_DAY else today.day
    ends = dt.date(today.year + ADMISSION_YEARS, today.month, shifted)
    return {"since": today, "until": ends - dt.timedelta(days=1)}
