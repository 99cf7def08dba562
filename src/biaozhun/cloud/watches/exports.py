"""Watches as a table, and the feeds of their searches as a list for feed readers (OPML 2.0)."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from biaozhun.cloud.messaging.links import absolute
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.cloud.watches.models import Watch
from biaozhun.cloud.watches.queries.reading import items_of
from biaozhun.cloud.watches.wording import KIND, STATE, standing_words

COLUMNS = ("watch", "kind", "title", "state", "number", "text", "outcome", "newest", "changed")


def table(found: Iterable[Watch]) -> HttpResponseBase:
    """Every number that is watched, and every search, a line each with how it stands."""
    return csv_file("watches", chain([COLUMNS], (row for watch in found for row in _rows(watch))))


def _rows(watch: Watch) -> Iterator[tuple[str, ...]]:
    head = (str(watch.pk), str(KIND[watch.kind]), watch.title, str(STATE[watch.state]))
    changed = watch.changed.isoformat() if watch.changed else ""
    if not watch.asked:
        yield (*head, "", watch.place, "", "", changed)
    for item in items_of(watch):
        seen = watch.seen.get(item.key, {})
        outcome = standing_words(seen["outcome"]) if seen else ""
        yield (*head, item.number, item.text, outcome, seen.get("newest", ""), changed)


def opml(found: Iterable[Watch]) -> HttpResponse:
    """The feeds of searches, of ICS codes and of standards, for a reader of feeds."""
    root = ET.Element("opml", version="2.0")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = f"{_('我的关注')} · {settings.SITE_NAME}"
    body = ET.SubElement(root, "body")
    for watch in found:
        if query := _followed(watch):
            address = absolute(f"/search?{query}")
            ET.SubElement(body, "outline", type="rss", text=watch.title, xmlUrl=address)
    written = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    disposition = {"Content-Disposition": 'attachment; filename="watches.opml"'}
    return HttpResponse(written, content_type="text/x-opml; charset=utf-8", headers=disposition)


def _followed(watch: Watch) -> str:
    """The parameters of the feed of a watch; empty where it has none."""
    language = get_language() or settings.LANGUAGE_CODE
    how = urlencode({"lang": language, "format": "atom"})
    if watch.kind in (Watch.Kind.SEARCH, Watch.Kind.ICS):
        return f"{watch.place}&{how}"
    if watch.kind == Watch.Kind.STANDARD:
        [item] = items_of(watch)
        return f"{urlencode({'q': item.number})}&{how}"
    return ""
