"""Workers that look at one queue at once share it out."""

import threading

import pytest
from django.db import connection

from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.foundation.tasks import queue

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

ROWS = 40
WORKERS = 4


def test_no_row_is_held_by_two() -> None:
    """Four workers take all there is at once; each row goes to one of them, none is left."""
    instant = now()
    QueuedTask.objects.bulk_create(
        QueuedTask(name="none", arguments=[[], {}], queued=instant, due=instant)
        for _ in range(ROWS)
    )
    taken: list[int] = []
    together = threading.Barrier(WORKERS)

    def take() -> None:
        together.wait()
        while queue.is_due():
            if row := queue.take():
                taken.append(row.id)
        connection.close()

    workers = [threading.Thread(target=take) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    held = QueuedTask.objects.order_by("id").values_list("id", flat=True)
    assert sorted(taken) == list(held)
