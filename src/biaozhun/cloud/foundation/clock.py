"""The one clock: what day it is in the installation's zone, and what instant in UTC.

Everything that decides takes dates as arguments; only views, commands and tasks ask here.
"""

import contextlib
import datetime as dt
from collections.abc import Iterator
from contextvars import ContextVar

from django.utils import timezone

_set_to: ContextVar[dt.datetime | None] = ContextVar("the clock is set to", default=None)


def today() -> dt.date:
    """The calendar date in the installation's zone (``BIAOZHUN_TIME_ZONE``)."""
    return timezone.localdate(now())


def day_of(instant: dt.datetime) -> dt.date:
    """The calendar date of an instant in the installation's zone."""
    return timezone.localdate(instant)


def now() -> dt.datetime:
    """The present instant, aware, in UTC."""
    return _set_to.get() or timezone.now()


@contextlib.contextmanager
def set_to(instant: dt.datetime) -> Iterator[None]:
    """Let the clock stand at an instant within the block, for the caller's own thread.

    Only for the history of the invented province (a test holds that nobody else uses it).
    """
    before = _set_to.set(instant)
    try:
        yield
    finally:
        _set_to.reset(before)
