"""The last day of a period of the rules, where the region has such a rule."""

import datetime as dt

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.rules.queries import calendar, rules_for


def last_day(
    authority: Organisation, rule: str, began: dt.date, *, procedure: str = "normal"
) -> dt.date | None:
    """The last day of a period that began on a day; ``None`` without such a rule."""
    applied = rules_for(authority, procedure=procedure, on=began).get(rule)
    if applied is None:
        return None
    return calendar().ends(began, int(applied.value), applied.unit).day
