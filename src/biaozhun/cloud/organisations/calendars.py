"""Meetings as a calendar (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from biaozhun.cloud.organisations.models import Meeting

_DAY = dt.timedelta(days=1)


def calendar(meetings: Iterable[Meeting], root: str) -> bytes:
    """Whole-day events with what is public of each; one that was called off is marked so.

    Args:
        meetings: with their bodies.
        root: the address of the installation, with a slash at its end.
    """
    whole = Calendar()
    whole.add("prodid", "-//biaozhun//meetings//ZH")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", f"{_('协调机制会议')} · {settings.SITE_NAME}")
    for meeting in meetings:
        whole.add_component(_event(meeting, root))
    return bytes(whole.to_ical())


def _event(meeting: Meeting, root: str) -> Event:
    made = Event()
    made.add("uid", f"meetings/{meeting.pk}@biaozhun")
    made.add("dtstamp", meeting.state_since)
    made.add("dtstart", meeting.day)
    made.add("dtend", meeting.day + _DAY)
    made.add("summary", f"{meeting.body.name} · {meeting.title}")
    if meeting.place:
        made.add("location", meeting.place)
    made.add("status", "CANCELLED" if meeting.state == "cancelled" else "CONFIRMED")
    made.add("url", f"{root}meetings/{meeting.pk}")
    return made
