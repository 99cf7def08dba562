"""Times as crontab writes them, in the installation's zone."""

import contextlib
import datetime as dt

import pytest
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.foundation.tasks.timetable import Cron

NOON = dt.datetime(2026, 11, 22, 4, 0, tzinfo=dt.UTC)  # a Sunday, 12:00 in Asia/Shanghai


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("0 3 * * *", "2026-11-23 03:00"),
        ("* * * * *", "2026-11-22 12:01"),
        ("0 12 * * *", "2026-11-23 12:00"),
        ("*/20 8-18/5 * * *", "2026-11-22 13:00"),
        ("30 6 * * 1-5", "2026-11-23 06:30"),
        ("30 6 * * 7", "2026-11-29 06:30"),
        ("30 6 * * 0", "2026-11-29 06:30"),
        ("0 0 1,15 * *", "2026-12-01 00:00"),
        ("0 0 1 * 2", "2026-11-24 00:00"),
        ("0 0 29 2 *", "2028-02-29 00:00"),
    ],
)
def test_the_next_time_is_in_the_zone_of_the_installation(cron: str, expected: str) -> None:
    """Later than now, even where now is such a time."""
    local = timezone.localtime(Cron.read(cron).after(NOON))
    assert local.strftime("%Y-%m-%d %H:%M") == expected


@pytest.mark.parametrize(
    "text", ["", "0 3 * *", "60 * * * *", "x * * * *", "*/0 * * * *", "0 0 30 2 *", "5-1 * * * *"]
)
def test_times_that_cannot_be_read_or_never_come_are_refused(text: str) -> None:
    """At the declaration, when the program starts."""
    with pytest.raises(ValueError, match=r"five fields|times|between|never"):
        Cron.read(text)


@override_settings(TIME_ZONE="Europe/Berlin")
def test_the_hour_that_comes_twice_counts_once() -> None:
    """On the night on which summer time ends."""
    cron = Cron.read("30 2 * * *")
    first = cron.after(dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC))
    second = cron.after(first)
    assert (first.isoformat(), second.isoformat()) == (
        "2026-10-25T00:30:00+00:00",
        "2026-10-26T01:30:00+00:00",
    )


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    """It is read or refused with a sentence."""
    with contextlib.suppress(ValueError):
        assert Cron.read(text).after(NOON) > NOON
