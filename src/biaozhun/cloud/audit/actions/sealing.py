"""Sealing the events that were written since the last time."""

from django.db import transaction

from biaozhun.cloud.audit.chain import FIRST, seal_of
from biaozhun.cloud.audit.models import Event

AT_ONCE = 500  # events a transaction; people work meanwhile


def seal() -> int:
    """Seal every event that has no seal, in the order of their ids; return how many.

    Several processes may do so together: each waits for the events another is sealing.
    """
    sealed = 0
    while done := _seal_some():
        sealed += done
    return sealed


@transaction.atomic
def _seal_some() -> int:
    waiting = Event.objects.select_for_update().filter(place=None).order_by("id")[:AT_ONCE]
    events = list(waiting)
    last = Event.objects.exclude(place=None).order_by("-place").first()
    place, before = (last.place or 0, last.seal) if last else (0, FIRST)
    for event in events:
        place += 1
        before = seal_of(event, place=place, before=before)
        Event.objects.seal(event, place=place, seal=before)
    return len(events)
