"""What the background has before it, and what it could not do."""

import msgspec
from django.core.paginator import Page, Paginator

from biaozhun.cloud.desk.models import Upload
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.foundation.tasks import queue

PAGE = 50
SHOWN = 50  # tasks that wait


class TaskPage(msgspec.Struct, frozen=True, kw_only=True):
    """The dead page by page, what waits or goes on, and the timetable."""

    dead: Page[QueuedTask]
    waiting: list[QueuedTask]
    timetable: list[QueuedTask]


def task_page(page: int) -> TaskPage:
    """What there is, the latest dead first."""
    alive = QueuedTask.objects.filter(given_up=None, cron="").order_by("due", "id")
    return TaskPage(
        dead=Paginator(queue.dead(), PAGE).get_page(page),
        waiting=list(alive[:SHOWN]),
        timetable=list(QueuedTask.objects.exclude(cron="").order_by("due", "name")),
    )


def task_of(upload: Upload) -> QueuedTask | None:
    """What the background still has to do for an upload; its error where it could not yet."""
    found = QueuedTask.objects.filter(name__in=("desk.check", "desk.run"))
    return found.filter(arguments=[[upload.pk], {}]).order_by("-id").first()
