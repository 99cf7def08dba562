"""What readers follow, as Atom feeds (RFC 4287) and as calendars (RFC 5545)."""

import datetime as dt
import html
import unicodedata
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from biaozhun.cloud.catalogue.queries.following import Coming
from biaozhun.cloud.catalogue.queries.following import Event as Happening
from biaozhun.cloud.catalogue.queries.standings import Row
from biaozhun.cloud.catalogue.templatetags.catalogue import brief_answer, place, title
from biaozhun.cloud.catalogue.wording.following import CHANGE

ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})


def atom_of_search(request: HttpRequest, rows: Iterable[Row], *, asked: str) -> HttpResponse:
    """The newest editions of a search; ``asked`` is what was searched for, in words."""
    name = _("标准：{asked}").format(asked=asked) if asked else _("标准：最近发布")
    feed = _feed(request, name)
    for row in rows:
        edition = row.edition
        recorded = edition.first_recorded
        first = min(edition.published or recorded, recorded)
        _add(feed, request, row, mark="", first=first, last=max(first, recorded))
    return _answer(feed)


def atom_of_changes(request: HttpRequest, events: Iterable[Happening], name: str) -> HttpResponse:
    """Changes of one kind, the latest first; an entry is one change of one edition."""
    feed = _feed(request, name)
    for event in events:
        mark = f"#{event.change}-{event.day.isoformat()}"
        _add(feed, request, event.row, mark=mark, first=event.day, last=event.day)
    return _answer(feed)


def _feed(request: HttpRequest, name: str) -> Atom1Feed:
    address = request.build_absolute_uri()
    return Atom1Feed(
        title=_clean(f"{name} · {settings.SITE_NAME}"),
        link=request.build_absolute_uri("/"),
        description="",
        language=get_language(),
        feed_url=address,
        feed_guid=address,
        author_name=settings.SITE_NAME,
    )


def _add(
    feed: Atom1Feed, request: HttpRequest, row: Row, *, mark: str, first: dt.date, last: dt.date
) -> None:
    address = request.build_absolute_uri(place(row.edition.slug))
    feed.add_item(
        title=_named(row),
        link=address,
        description=sentence(row),
        unique_id=address + mark,
        pubdate=_midnight(first),
        updateddate=_midnight(last),
    )


def _answer(feed: Atom1Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


def calendar(request: HttpRequest, found: Coming, *, name: str) -> HttpResponse:
    """All-day events; the name of an event is the same in every calendar and every language."""
    made = Calendar()
    made.add("prodid", "-//biaozhun//catalogue//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _clean(f"{name} · {settings.SITE_NAME}"))
    made.add("x-wr-caldesc", _described(found))
    made.add("x-published-ttl", "P1D")
    for event in found.events:
        made.add_component(_event(request, event))
    return HttpResponse(made.to_ical(), content_type=CALENDAR)


def _described(found: Coming) -> str:
    if found.total > len(found.events):
        note = _("共 {total} 件，这里只有最早的 {n} 件；请缩小检索范围。")
        return note.format(total=found.total, n=len(found.events))
    return _("前 30 天到后 365 天里开始实施和失效的标准，共 {n} 件。").format(n=found.total)


def _event(request: HttpRequest, event: Happening) -> Event:
    edition = event.row.edition
    address = request.build_absolute_uri(place(edition.slug))
    made = Event()
    made.add("uid", f"{edition.slug}/{event.change}@biaozhun")
    made.add("dtstamp", dt.datetime.combine(edition.first_recorded, dt.time(), dt.UTC))
    made.add("dtstart", event.day)
    made.add("dtend", event.day + dt.timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    words = str(CHANGE[event.change])
    made.add("summary", f"{words} {_named(event.row)}")
    made.add("description", f"{sentence(event.row)}\n{address}")
    made.add("categories", [words])
    made.add("url", address)
    return made


def _named(row: Row) -> str:
    """Number and title; an invented record says that it is one."""
    edition = row.edition
    mark = _("演示用，虚构") if edition.invented else ""
    return _clean(f"{edition.official_number} {title(edition)} {f'[{mark}]' if mark else ''}")


def sentence(row: Row) -> str:
    """How the edition stands, in a sentence without markup."""
    return _clean(html.unescape(strip_tags(str(brief_answer(row)))))


def _clean(text: str) -> str:
    """Without characters that neither XML nor a calendar can hold."""
    return "".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in text).strip()


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), timezone.get_current_timezone())
