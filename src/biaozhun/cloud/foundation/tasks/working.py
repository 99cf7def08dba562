"""The process that does background work, one task after another."""

import contextlib
import threading
import time
import traceback
from collections.abc import Iterator
from typing import Final

import structlog
from django.db import Error as DatabaseError
from django.db import close_old_connections, connection

from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.foundation.tasks import queue
from biaozhun.cloud.foundation.tasks.declaring import named, settle_timetable

log = structlog.get_logger(__name__)

PAUSE: Final = 1.0  # seconds between two looks into an empty queue
IDLE: Final = 60.0  # seconds without work after which the process gives its memory back


class StoppedError(BaseException):
    """The process is asked to end; nothing on the way may take it for a failure of its own."""


def work_until_idle(*, idle: float = IDLE) -> None:
    """Do what is due, and what becomes due, until nothing was for a while.

    Raises:
        StoppedError: the process was asked to end; what was at hand is given back.
    """
    settle_timetable()
    since = time.monotonic()
    while time.monotonic() - since < idle:
        close_old_connections()
        if (row := queue.take()) is not None:
            do(row)
            since = time.monotonic()
        else:
            time.sleep(min(PAUSE, idle))


def do(row: QueuedTask) -> None:
    """Do one task that is leased, and write down how it ended.

    Raises:
        StoppedError: the process was asked to end.
    """
    started = time.monotonic()
    try:
        with _kept(row):
            args, kwargs = row.arguments
            named(row.name)(*args, **kwargs)
    except StoppedError:
        queue.give_back(row)
        raise
    except Exception as error:  # noqa: BLE001  -- whatever a task raises is its failure, told to the operator
        queue.fail(row, traceback.format_exc())
        log.warning("task_failed", task=row.name, error=f"{type(error).__name__}: {error}")
    else:
        queue.finish(row)
        log.info("task_done", task=row.name, seconds=round(time.monotonic() - started, 1))


@contextlib.contextmanager
def _kept(row: QueuedTask) -> Iterator[None]:
    """Keep the lease while the block runs."""
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=(row, ended), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _keep(row: QueuedTask, ended: threading.Event) -> None:
    """Renew a lease three times in its length; one that was lost is another worker's now."""
    try:
        while not ended.wait(queue.LEASE.total_seconds() / 3):
            try:
                if not queue.renew(row):
                    log.warning("task_lease_lost", task=row.name)
                    return
            except DatabaseError as error:  # the next renewal may reach it again
                log.warning("task_lease_unrenewed", task=row.name, error=str(error))
    finally:
        connection.close()
