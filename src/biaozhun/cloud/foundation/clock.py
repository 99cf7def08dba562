"""The one clock: what day it is in the installation's zone, and what instant in UTC.

Everything that decides takes dates as arguments; only views, commands and tasks ask here.
"""

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    """The calendar date in the installation's zone (``BIAOZHUN_TIME_ZONE``)."""
    return timezone.localdate()


def day_of(instant: dt.datetime) -> dt.date:
    """The calendar date of an instant in the installation's zone."""
    return timezone.localdate(instant)


def now() -> dt.datetime:
    """The present instant, aware, in UTC."""
    return timezone.now()
