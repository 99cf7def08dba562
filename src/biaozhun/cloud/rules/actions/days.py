"""The holidays of a year are loaded, or taken down."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import count_anew
from biaozhun.cloud.rules.models import HolidayDay, HolidayYear
from biaozhun.core.lifecycle.calendar import Holiday


@transaction.atomic
def load_year(
    year: int, notice: str, days: Sequence[Holiday], *, actor: Person, at: dt.datetime
) -> HolidayYear:
    """Count by the notice of a year from now on; one that was loaded before is replaced.

    Periods that run already keep the last day they were promised; those that could not be promised
    one are counted anew.

    Args:
        year: which one.
        notice: number of the document.
        days: of that year, none twice (:func:`biaozhun.cloud.rules.notices.read_days`).
        actor: who loads it.
        at: when.
    """
    HolidayYear.objects.filter(year=year).delete()
    held = HolidayYear.objects.create(year=year, notice=notice, loaded_by=actor, loaded=at)
    HolidayDay.objects.bulk_create(
        HolidayDay(of=held, day=one.day, kind=one.kind, name=one.name) for one in days
    )
    counted = count_anew()
    facts = {"year": year, "notice": notice, "days": len(days), "counted": counted}
    record("rules.year_loaded", subject=f"rules.year:{year}", actor=actor, facts=facts)
    return held


@transaction.atomic
def remove_year(held: HolidayYear, *, actor: Person) -> None:
    """Take a loaded year down; what is shipped for it, if anything, counts again."""
    facts = {"year": held.year, "notice": held.notice}
    record("rules.year_removed", subject=f"rules.year:{held.year}", actor=actor, facts=facts)
    held.delete()
