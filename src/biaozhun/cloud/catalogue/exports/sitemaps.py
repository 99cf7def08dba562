"""The addresses of editions and standards for crawlers (sitemaps.org, protocol 0.9).

Pages are cut by the key behind which they begin, so that each is one range of the table, and are
sent as they are read: neither their number nor their length costs memory. Invented records are
left out.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Literal

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.html import escape

from biaozhun.cloud.catalogue.models import Edition, SourceRecord, Standard
from biaozhun.cloud.catalogue.templatetags.catalogue import place

Kind = Literal["editions", "standards"]
KINDS: tuple[Kind, ...] = ("editions", "standards")
MOST = 20_000  # addresses of a page; the protocol allows 50 000 and 50 MB
XML = "application/xml; charset=utf-8"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

Full = Callable[[str], str]
"""From an address on this host to the full one."""


def index(full: Full) -> HttpResponse:
    """The pages there are."""
    pages = (
        f"<sitemap><loc>{escape(full(f'/sitemaps/{kind}/{after}.xml'))}</loc></sitemap>\n"
        for kind in KINDS
        for after in _beginnings(kind)
    )
    text = f"{_HEAD}<sitemapindex {_SPACE}>\n{''.join(pages)}</sitemapindex>\n"
    return HttpResponse(text, content_type=XML)


def page(kind: Kind, after: int, full: Full) -> StreamingHttpResponse:
    """The addresses behind a key, each with the day on which a source was last seen to have it."""
    return StreamingHttpResponse(_lines(kind, after, full), content_type=XML)


def _beginnings(kind: Kind) -> Iterator[int]:
    """The keys behind which pages begin, 0 first; at least one page, be it empty."""
    after = 0
    while True:
        yield after
        keys = _behind(kind, after).values_list("pk", flat=True)
        last = list(keys[MOST - 1 : MOST + 1])  # the last of this page, and whether one follows
        if len(last) < 2:
            return
        after = last[0]


def _behind(kind: Kind, after: int) -> QuerySet[Any]:
    model = Edition if kind == "editions" else Standard
    return model.objects.filter(pk__gt=after, invented=False).order_by("pk")


def _lines(kind: Kind, after: int, full: Full) -> Iterator[str]:
    yield f"{_HEAD}<urlset {_SPACE}>\n"
    for slug, seen, recorded in _dated(kind, after):
        day = max(filter(None, (seen, recorded)), default=None)
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        yield f"<url><loc>{escape(full(place(slug)))}</loc>{changed}</url>\n"
    yield "</urlset>\n"


def _dated(kind: Kind, after: int) -> Iterator[tuple[str, dt.date | None, dt.date | None]]:
    """Slug, last day seen, and day first recorded; of a standard the latest of its editions."""
    of = "edition" if kind == "editions" else "edition__standard"
    records = SourceRecord.objects.filter(**{of: OuterRef("pk")}).order_by().values(of)
    seen = Subquery(records.annotate(last=Max("last_seen")).values("last"))
    rows = _behind(kind, after).annotate(seen=seen)
    if kind == "editions":
        dated = rows.values_list("slug", "seen", "first_recorded")
    else:
        made = rows.annotate(made=Max("editions__first_recorded"))
        dated = made.values_list("slug", "seen", "made")
    yield from dated[:MOST].iterator()
