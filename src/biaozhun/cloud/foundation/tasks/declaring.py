"""Naming the tasks of the slices and putting them on the timetable."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, ParamSpec

from django.utils.module_loading import autodiscover_modules

from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.foundation.tasks.timetable import Cron
from biaozhun.core.errors import BiaozhunError

P = ParamSpec("P")


class UnknownTaskError(BiaozhunError):
    """The queue names a task that this version does not have."""

    default_code = "task_unknown"


class Task(Generic[P]):
    """A function with a name that can be put off; called directly it is that function."""

    def __init__(self, name: str, function: Callable[P, None]) -> None:
        self.name = name
        self._function = function
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Do it now, here."""
        self._function(*args, **kwargs)

    def later(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Queue it in the present transaction: it is done after the commit, or never was.

        Raises:
            TypeError: an argument is nothing that JSON can hold.
        """
        instant = now()
        QueuedTask.objects.create(
            name=self.name, arguments=[args, kwargs], queued=instant, due=instant
        )


_tasks: dict[str, Task[...]] = {}
_timetable: dict[str, Cron] = {}


def task(name: str) -> Callable[[Callable[P, None]], Task[P]]:
    """Make a task of a function of a module; the name is what the queue keeps of it."""

    def named(function: Callable[P, None]) -> Task[P]:
        _tasks[name] = made = Task(name, function)
        return made

    return named


def every(task: Task[[]], *, cron: str) -> None:
    """Put a task without arguments on the timetable, in the installation's zone.

    Args:
        task: what comes round.
        cron: minute, hour, day, month and day of the week, as crontab writes them.

    Raises:
        ValueError: the times cannot be read.
    """
    _timetable[task.name] = Cron.read(cron)


def named(name: str) -> Task[...]:
    """The task of this name.

    Raises:
        UnknownTaskError: no slice declares it.
    """
    autodiscover_modules("tasks")
    try:
        return _tasks[name]
    except KeyError:
        raise UnknownTaskError(
            f"no task is called {name!r} in this version",
            hint="drop it, or run the version that queued it",
        ) from None


def settle_timetable() -> None:
    """Bring the rows of the timetable to what the slices declare; several workers may do so."""
    autodiscover_modules("tasks")
    instant = now()
    QueuedTask.objects.exclude(cron="").exclude(name__in=_timetable).delete()
    for name, cron in _timetable.items():
        first = cron.after(instant)
        row, made = QueuedTask.objects.get_or_create(
            name=name,
            cron__gt="",
            defaults={
                "arguments": [[], {}],
                "cron": cron.text,
                "queued": instant,
                "due": first,
            },
        )
        if not made and row.cron != cron.text:
            moved = QueuedTask.objects.filter(id=row.id, cron=row.cron, holder="")
            moved.update(cron=cron.text, due=first)
