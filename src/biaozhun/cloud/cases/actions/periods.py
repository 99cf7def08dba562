"""Beginning and ending the periods that rules set."""

import datetime as dt

from biaozhun.cloud.cases.calendars import calendar
from biaozhun.cloud.cases.models import Period
from biaozhun.core.lifecycle import Applied, Direction
from biaozhun.core.lifecycle.units import PERIODS


def begin_period(subject: str, rule: Applied, on: dt.date) -> Period | None:
    """Begin a period, or begin it anew where it runs already.

    Call it within the transaction of the action that begins it.

    Args:
        subject: of the case, as its events have it: ``drafting.project:17``.
        rule: as it holds for the case that day; one that counts no time begins nothing.
        on: the day of the event.
    """
    if rule.unit not in PERIODS:
        return None
    # A wait is over after as many full days, whatever day that is; a last day moves past days off.
    rolls = rule.direction is not Direction.AT_LEAST
    ending = calendar().ends(on, rule.value, rule.unit, rolls=rolls)
    told = {
        "began": on,
        "due": ending.day,
        "promised": ending.promised,
        "binding": rule.binding,
        "direction": rule.direction,
    }
    period, _made = Period.objects.update_or_create(
        subject=subject, rule=rule.rule, ended=None, defaults=told
    )
    return period


def end_period(subject: str, rule: str, on: dt.date) -> bool:
    """End a period that runs; whether there was one.

    Call it within the transaction of the action that ends it.

    Args:
        subject: of the case whose step began it.
        rule: its id.
        on: the day of the event.
    """
    return bool(Period.objects.filter(subject=subject, rule=rule, ended=None).update(ended=on))
