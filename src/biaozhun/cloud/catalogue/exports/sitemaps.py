"""The public addresses for crawlers as sitemaps.org wants them (protocol 0.9).

What there is, the slices register (:mod:`biaozhun.cloud.ui.sitemaps`). Pages are sent as they are
read.
"""

from collections.abc import Callable, Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.html import escape

from biaozhun.cloud.ui.sitemaps import Chapter, chapters

MOST = 20_000  # addresses of a page; the protocol allows 50 000 and 50 MB
XML = "application/xml; charset=utf-8"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

Full = Callable[[str], str]
"""From an address on this host to the full one."""


def index(full: Full) -> HttpResponse:
    """The pages there are, each with an address at least."""
    pages = (
        f"<sitemap><loc>{escape(full(f'/sitemaps/{chapter.name}/{after}.xml'))}</loc></sitemap>\n"
        for chapter in chapters()
        for after in chapter.beginnings(MOST)
    )
    text = f"{_HEAD}<sitemapindex {_SPACE}>\n{''.join(pages)}</sitemapindex>\n"
    return HttpResponse(text, content_type=XML)


def page(chapter: Chapter, after: int, full: Full) -> StreamingHttpResponse:
    """The addresses of a chapter behind a place, with the day of the last change where known."""
    return StreamingHttpResponse(_lines(chapter, after, full), content_type=XML)


def _lines(chapter: Chapter, after: int, full: Full) -> Iterator[str]:
    yield f"{_HEAD}<urlset {_SPACE}>\n"
    for place, day in chapter.page(after, MOST):
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        yield f"<url><loc>{escape(full(place))}</loc>{changed}</url>\n"
    yield "</urlset>\n"
