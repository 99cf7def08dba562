"""The calendar by which periods are counted: that of the installation, once a slice tells it."""

from collections.abc import Callable

from biaozhun.core.lifecycle.calendar import StatutoryCalendar, statutory_calendar

_sources: list[Callable[[], StatutoryCalendar]] = [statutory_calendar]


def count_by(source: Callable[[], StatutoryCalendar]) -> None:
    """Let the last days of periods be counted by another calendar from now on."""
    _sources[0] = source


def calendar() -> StatutoryCalendar:
    """The calendar of the installation, today."""
    return _sources[0]()
