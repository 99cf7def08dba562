"""What is to leave the house."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.messaging.models import Delivery

DIGESTED = 2_000  # deliveries read at once for the mails of a day


def _due(on: dt.datetime) -> "QuerySet[Delivery]":
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, due__lte=on)
    return waiting.select_related("notice__person").order_by("due", "id")


def due_deliveries(on: dt.datetime, *, limit: int) -> list[Delivery]:
    """What waits to be sent at once, the longest first."""
    return list(_due(on).exclude(way=Delivery.Way.DIGEST)[:limit])


def due_digests(on: dt.datetime) -> Iterator[tuple[Person, list[Delivery]]]:
    """What waits for the mail of the day, person by person."""
    rows: dict[int, list[Delivery]] = defaultdict(list)
    for row in _due(on).filter(way=Delivery.Way.DIGEST)[:DIGESTED]:
        rows[row.notice.person_id].append(row)
    for waiting in rows.values():
        yield waiting[0].notice.person, waiting


def is_asked_for(name: str) -> bool:
    """Whether a task is in the queue and nobody does it yet."""
    return QueuedTask.objects.filter(name=name, cron="", holder="", given_up=None).exists()
