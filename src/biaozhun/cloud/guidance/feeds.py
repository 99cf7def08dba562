"""Notices as an Atom feed and as an entry of a calendar."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from icalendar import Calendar, Event

from biaozhun.cloud.guidance.models import Notice
from biaozhun.cloud.guidance.wording import KIND

Absolute = Callable[[str], str]
_DAY = dt.timedelta(days=1)


def atom(notices: Iterable[Notice], *, title: str, here: str, absolute: Absolute) -> str:
    """The feed as text; ``here`` is its own address, ``absolute`` makes one of a path."""
    feed = Atom1Feed(
        title=title, link=absolute(reverse("guidance:notices")), description="", feed_url=here
    )
    for notice in notices:
        address = absolute(reverse("guidance:notice", args=[notice.pk]))
        feed.add_item(
            title=notice.title,
            link=address,
            description=_summary(notice),
            unique_id=address,
            pubdate=notice.published,
            updateddate=max(notice.published or notice.updated, notice.updated),
            categories=[str(KIND[notice.kind])],
        )
    return str(feed.writeString("utf-8"))


def _summary(notice: Notice) -> str:
    days = " – ".join(day.isoformat() for day in (notice.starts, notice.ends) if day)
    return " · ".join(filter(None, (days, notice.place, notice.contact)))


def calendar(notice: Notice, *, address: str) -> bytes:
    """The notice as whole days of a calendar (RFC 5545); the end is the day behind the last."""
    entry = Event()
    entry.add("uid", f"{address}")
    entry.add("dtstamp", notice.updated)
    entry.add("summary", notice.title)
    first = notice.starts or notice.ends
    if first is not None:
        entry.add("dtstart", first)
        entry.add("dtend", (notice.ends or first) + _DAY)
    if notice.place:
        entry.add("location", notice.place)
    if notice.contact:
        entry.add("contact", notice.contact)
    entry.add("url", address)
    whole = Calendar()
    whole.add("prodid", "-//biaozhun//notices//ZH")
    whole.add("version", "2.0")
    whole.add_component(entry)
    return bytes(whole.to_ical())
