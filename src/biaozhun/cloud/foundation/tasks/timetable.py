"""When something comes round: the five fields of crontab, read in the installation's zone."""

import datetime as dt
from typing import Final

import msgspec
from django.utils import timezone

_BOUNDS: Final = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))  # POSIX crontab; 0 and 7 are Sunday
_DAYS_LOOKED_AT: Final = 8 * 366 + 1  # 29 February is at most eight years away (1896, 1904)


class Cron(msgspec.Struct, frozen=True):
    """Times by minute, hour, day of the month, month and day of the week (0 Sunday)."""

    text: str
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[int, ...]
    months: tuple[int, ...]
    weekdays: tuple[int, ...]

    @classmethod
    def read(cls, text: str) -> "Cron":
        """Read ``0 3 * * *``, ``*/15 8-18 * * 1-5``, ``0 0 1,15 * *``.

        Raises:
            ValueError: not five fields, a value out of bounds, or times that never come.
        """
        fields = text.split()
        if len(fields) != len(_BOUNDS):
            raise ValueError(f"{text!r}: five fields are needed, minute hour day month weekday")
        values = [_values(field, *bounds) for field, bounds in zip(fields, _BOUNDS, strict=True)]
        values[4] = tuple(sorted({day % 7 for day in values[4]}))
        cron = cls(text, *values)
        cron.after(timezone.now())
        return cron

    def after(self, instant: dt.datetime) -> dt.datetime:
        """The next time later than this instant.

        An hour that summer time leaves out counts as the hour after it; one that comes twice counts
        once.

        Raises:
            ValueError: it never comes (30 February).
        """
        here = timezone.localtime(instant)
        for ahead in range(_DAYS_LOOKED_AT):
            day = here.date() + dt.timedelta(days=ahead)
            if not self._on(day):
                continue
            for hour in self.hours:
                for minute in self.minutes:
                    local = dt.datetime.combine(day, dt.time(hour, minute), here.tzinfo)
                    if (found := local.astimezone(dt.UTC)) > instant:
                        return found
        raise ValueError(f"{self.text!r} never comes")

    def _on(self, day: dt.date) -> bool:
        """As crontab has it: where day and weekday are both limited, either is enough."""
        if day.month not in self.months:
            return False
        fits = (day.day in self.days, day.isoweekday() % 7 in self.weekdays)
        limited = (len(self.days) < 31, len(self.weekdays) < 7)
        return any(fits) if all(limited) else all(fits)


def _values(field: str, least: int, most: int) -> tuple[int, ...]:
    """The values one field names: ``*``, ``5``, ``1-5``, ``*/10``, ``8-18/2``, with commas."""
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = (f"{least}-{most}" if span == "*" else span).partition("-")
        try:
            values = range(int(first), int(last or first) + 1, int(step or 1))
        except ValueError:
            raise ValueError(f"{field!r} cannot be read as times") from None
        if not values or values[0] < least or int(last or first) > most:
            raise ValueError(f"{field!r} is not between {least} and {most}")
        found.update(values)
    return tuple(sorted(found))
