"""The public addresses, for crawlers."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from biaozhun.cloud.catalogue.exports import sitemaps
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.sitemaps import chapter

HOUR = 3600  # seconds


@only_read
@cache_control(max_age=HOUR, public=True)
def index(request: HttpRequest) -> HttpResponseBase:
    """The pages there are."""
    return sitemaps.index(request.build_absolute_uri)


@only_read
@cache_control(max_age=HOUR, public=True)
def page(request: HttpRequest, kind: str, after: int) -> HttpResponseBase:
    """One page of addresses."""
    known = chapter(kind)
    if known is None or after > LARGEST_ID:
        raise Http404(_("没有这一页地址表。"))
    return sitemaps.page(known, after, request.build_absolute_uri)
