"""Searches and changes that readers follow: feeds and calendars."""

import datetime as dt
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.exports import following as written
from biaozhun.cloud.catalogue.exports import refused
from biaozhun.cloud.catalogue.exports.conditional import conditional
from biaozhun.cloud.catalogue.queries import following as queries
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.results import Question
from biaozhun.cloud.catalogue.wording.following import FEED
from biaozhun.cloud.search.port import RebuildRequiredError

BACK = dt.timedelta(days=30)
AHEAD = dt.timedelta(days=365)
RETRY = 600  # seconds, while there is no index
LONGEST = 60  # characters of a search in the name of its feed

# Newspapers and calendars are fetched by programs without a cookie: the language is in the address.
LANGUAGE = "lang"


def address_of(query: QueryDict) -> str:
    """The parameters of a search that is followed: not the day, the page or the order."""
    kept = query.copy()
    for name in ("on", "page", "sort"):
        kept.pop(name, None)
    kept[LANGUAGE] = translation.get_language() or settings.LANGUAGE_CODE
    return kept.urlencode()


def search_in(
    request: HttpRequest, wanted: str, question: Question, today: dt.date
) -> HttpResponseBase:
    """A search as ``atom`` or ``ics``, told for today."""
    followed = Question(
        text=question.text, on=today, filters=question.filters, inside=question.inside
    )
    match wanted:
        case "atom":
            return _newest(request, followed)
        case "ics":
            return calendar_of(request, followed)
    return refused(["atom", "ics"])


def _newest(request: HttpRequest, question: Question) -> HttpResponseBase:
    return _answered(
        request,
        lambda: written.atom_of_search(
            request, queries.newest(question, reader()), asked=_asked(question)
        ),
    )


def changes(request: HttpRequest, kind: str, today: dt.date) -> HttpResponseBase:
    """``published``, ``in-force`` or ``ended``: the last hundred."""
    change = next((name for name in queries.CHANGES if name.replace("_", "-") == kind), None)
    if change is None:
        raise Http404(_("没有这种订阅。"))
    return _answered(
        request,
        lambda: written.atom_of_changes(
            request, queries.lately(change, today, reader()), str(FEED[change])
        ),
    )


def calendar_of(request: HttpRequest, question: Question) -> HttpResponseBase:
    """What of a search comes into force or ends, from thirty days back to a year ahead."""
    first, last = question.on - BACK, question.on + AHEAD

    def write() -> HttpResponse:
        found = queries.coming(question, reader(), first=first, last=last)
        name = _("标准日历：{asked}").format(asked=_asked(question)) if _asked(question) else ""
        return written.calendar(request, found, name=name or _("标准日历"))

    return _answered(request, write)


def _asked(question: Question) -> str:
    """What was searched for, in words short enough for a name."""
    values = (value for chosen in question.filters.values() for value in chosen)
    text = " ".join([question.text, *values]).strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _answered(request: HttpRequest, write: Callable[[], HttpResponse]) -> HttpResponseBase:
    """The answer in the language of the address, or who asks is told when to come back."""
    language = request.GET.get(LANGUAGE, "")
    if language not in dict(settings.LANGUAGES):
        language = translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        return conditional(lambda _request: _written(write))(request)


def _written(write: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return write()
    except RebuildRequiredError:
        return HttpResponse(
            _("索引还没有建立。"),
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": str(RETRY)},
        )
