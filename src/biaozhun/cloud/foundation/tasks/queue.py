"""The queue: what is due is leased, given back, tried again or given up.

A lease is a moment in ``due`` that its holder keeps moving on. Taking is one conditional UPDATE, so
two workers never hold one row; it needs no lock that one of the databases lacks.
"""

import datetime as dt
from typing import Final
from uuid import uuid4

from django.db.models import F, QuerySet

from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.foundation.tasks.timetable import Cron

LEASE: Final = dt.timedelta(seconds=30)  # until what a killed worker held is due again
WAITS: Final = (dt.timedelta(seconds=15), dt.timedelta(minutes=3))  # before the next try
TRIES: Final = len(WAITS) + 1
LOSSES: Final = 10  # workers that a task may take with it, or be killed under, in a row
ERROR_LENGTH: Final = 8_000  # characters of a traceback that are kept, from its end


def _due() -> QuerySet[QueuedTask]:
    """What may be taken now."""
    waiting = QueuedTask.objects.exclude(cron="", given_up__isnull=False)
    return waiting.filter(due__lte=now()).order_by("due", "id")


def is_due() -> bool:
    """Whether anything may be taken now."""
    return _due().exists()


def take() -> QueuedTask | None:
    """Lease what has been due longest; ``None`` where nothing is, or others were quicker."""
    for row in _due()[:10]:
        lost = 1 if row.holder else 0
        if row.losses + lost >= LOSSES:
            _give_up(row, f"{LOSSES} workers went away while they did this")
            continue
        holder = uuid4().hex
        taken = QueuedTask.objects.filter(id=row.id, due=row.due, holder=row.holder).update(
            due=now() + LEASE, holder=holder, losses=F("losses") + lost
        )
        if taken:
            row.holder, row.losses = holder, row.losses + lost
            return row
    return None


def renew(row: QueuedTask) -> bool:
    """Keep a lease; false where it ran out and somebody else has it."""
    return bool(_held(row).update(due=now() + LEASE))


def give_back(row: QueuedTask) -> None:
    """Let go of what was interrupted on purpose: it is due at once and counts as no try."""
    _held(row).update(due=now(), holder="")


def finish(row: QueuedTask) -> None:
    """It is done: off the queue, or due again at the next time of the timetable."""
    if row.cron:
        _held(row).update(
            due=Cron.read(row.cron).after(now()),
            holder="",
            failures=0,
            losses=0,
            error="",
            given_up=None,
        )
    else:
        _held(row).delete()


def fail(row: QueuedTask, error: str) -> None:
    """It raised: try it again after a while, or give it up."""
    if row.failures + 1 >= TRIES:
        _give_up(row, error)
        return
    _held(row).update(
        due=now() + WAITS[row.failures],
        holder="",
        failures=row.failures + 1,
        losses=0,
        error=_kept(error),
    )


def _give_up(row: QueuedTask, error: str) -> None:
    """Put it among the dead; what stands on the timetable comes again at its next time."""
    later = Cron.read(row.cron).after(now()) if row.cron else row.due
    _held(row).update(
        due=later, holder="", failures=0, losses=0, error=_kept(error), given_up=now()
    )


def _kept(error: str) -> str:
    """The end of a traceback, as far as every database keeps it."""
    return error.replace("\0", "␀")[-ERROR_LENGTH:]


def _held(row: QueuedTask) -> QuerySet[QueuedTask]:
    """The row, as long as nobody else has taken it."""
    return QueuedTask.objects.filter(id=row.id, holder=row.holder)


def dead() -> QuerySet[QueuedTask]:
    """What was given up, the latest first."""
    return QueuedTask.objects.filter(given_up__isnull=False).order_by("-given_up", "-id")


def try_again(task_id: int) -> QueuedTask | None:
    """Take a task from the dead and make it due; ``None`` where it is not among them."""
    row = dead().filter(id=task_id).first()
    if row and dead().filter(id=task_id).update(due=now(), given_up=None):
        return row
    return None


def drop(task_id: int) -> QueuedTask | None:
    """Take a task from the dead for good; one of the timetable comes again at its next time."""
    row = dead().filter(id=task_id).first()
    if row is None:
        return None
    if row.cron:
        dead().filter(id=task_id).update(given_up=None, error="")
    else:
        dead().filter(id=task_id).delete()
    return row
