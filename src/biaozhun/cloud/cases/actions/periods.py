"""Beginning and ending the periods that rules set."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.cases.calendars import calendar
from biaozhun.cloud.cases.models import Period
from biaozhun.core.lifecycle import Applied, Direction, Unit
from biaozhun.core.lifecycle.calendar import Ending, StatutoryCalendar
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
    amount = int(rule.value)
    ending = _ending(calendar(), on, amount=amount, unit=rule.unit, direction=rule.direction)
    told = {
        "began": on,
        "amount": amount,
        "unit": rule.unit,
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


@transaction.atomic
def count_anew() -> int:
    """Promise the last days that could not be promised when their periods began; how many.

    Call it when a year of holidays was loaded. What was promised stays as it was.
    """
    known, found = calendar(), 0
    running = Period.objects.select_for_update().filter(ended=None, promised=False)
    for period in running:
        direction, unit = Direction(period.direction), Unit(period.unit)
        ending = _ending(known, period.began, amount=period.amount, unit=unit, direction=direction)
        if ending.promised:
            period.due, period.promised = ending.day, True
            period.save(update_fields=["due", "promised"])
            found += 1
    return found


def _ending(
    known: StatutoryCalendar, began: dt.date, *, amount: int, unit: Unit, direction: Direction
) -> Ending:
    """The day: a wait is over after so many full days, a last day moves past days off."""
    return known.ends(began, amount, unit, rolls=direction is not Direction.AT_LEAST)
