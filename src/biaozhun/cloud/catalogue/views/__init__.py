"""The catalogue's pages: they read the address, ask the queries, and hand on to the templates."""

import datetime as dt
from http import HTTPStatus

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue import exports
from biaozhun.cloud.catalogue.exports.conditional import conditional
from biaozhun.cloud.catalogue.forms.asking import asked, clean, day_asked, understood
from biaozhun.cloud.catalogue.forms.filters import groups
from biaozhun.cloud.catalogue.models import Edition, Standard
from biaozhun.cloud.catalogue.queries import addresses
from biaozhun.cloud.catalogue.queries import announcements as announcement_queries
from biaozhun.cloud.catalogue.queries import runs as run_queries
from biaozhun.cloud.catalogue.queries.conflicts import disagreements
from biaozhun.cloud.catalogue.queries.coverage import coverage as coverage_statement
from biaozhun.cloud.catalogue.queries.coverage import coverage_of
from biaozhun.cloud.catalogue.queries.edition import (
    EditionPage,
    edition_page,
    links_page,
    standard_page,
)
from biaozhun.cloud.catalogue.queries.figures import figures
from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.catalogue.queries.recent import lists
from biaozhun.cloud.catalogue.queries.results import Question, find
from biaozhun.cloud.catalogue.queries.tags import policy_fields, tagged
from biaozhun.cloud.catalogue.views import following
from biaozhun.cloud.catalogue.wording import ANNOUNCEMENT, FIELD, RELATION, SORT
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.search.outbox import lag
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read
from biaozhun.core.number import Family, NumberError, StandardNumber, parse_slug

READABLE = 120  # characters shown of an address that is no number


@only_read
def home(request: HttpRequest) -> HttpResponse:
    """One search box, the live figures and what has changed."""
    on = today()
    context = {"figures": figures(on), "lists": lists(on), "on": on}
    return render(request, "catalogue/home.html", context)


@only_read
def search(request: HttpRequest) -> HttpResponseBase:
    """Hits with filters; any text is a query. Followed, it is a feed or a calendar."""
    question = asked(request.GET, today())
    if wanted := request.GET.get("format", ""):
        return following.search_in(request, wanted, question.question, today())
    request.GET = QueryDict(understood(request.GET))
    try:
        found = find(question.question, reader())
    except RebuildRequiredError:
        return render(request, "catalogue/search_unready.html", {"asked": question})
    asking = question.question
    context = {
        "asked": question,
        "question": asking,
        "found": found,
        "groups": groups(found.result.facets, asking.filters, request.GET),
        "sorts": SORT.items(),
        "chosen": [(name, value) for name, values in asking.filters.items() for value in values],
        "waiting": lag().waiting,
        "before": asking.page - 1 if asking.page > 1 else None,
        "after": asking.page + 1 if asking.page < found.result.pages else None,
        "is_today": asking.on == today(),
        "followed": following.address_of(request.GET),
        "panels": filled("search", request, asking),
    }
    return render(request, "catalogue/search.html", context)


@only_read
def suggest(request: HttpRequest) -> HttpResponse:
    """What somebody typing this may mean, as options of the search box."""
    text = clean(request.GET.get("q", ""))
    try:
        suggestions = reader().suggest(text, on=today()) if text else []
    except RebuildRequiredError:
        suggestions = []
    return render(request, "catalogue/suggestions.html", {"suggestions": suggestions})


@only_read
@conditional
def standard(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The page of a standard or an edition; other spellings lead to the one address."""
    if edition := addresses.edition_at(slug):
        return _edition(request, edition)
    if held := addresses.standard_at(slug):
        return _standard(request, held)
    try:
        number = parse_slug(slug)
    except NumberError as error:
        return _malformed(request, slug, error)
    if number.slug != slug:
        return HttpResponsePermanentRedirect(_address(request, number.slug))
    return _led_elsewhere(request, number) or _not_held(request, number)


def _led_elsewhere(request: HttpRequest, number: StandardNumber) -> HttpResponse | None:
    """To where a number is held that has no page of its own: for ever, or as things stand."""
    if moved := addresses.moved_to(number.slug):
        return HttpResponsePermanentRedirect(_address(request, moved))
    if other := addresses.other_address(number):
        return HttpResponseRedirect(_address(request, other))
    return None


@only_read
@conditional
def without_number(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A record by its id; one that has a number is read under it."""
    edition = addresses.edition_with(pk)
    if edition is None:
        raise Http404(_("没有这条记录。"))
    if edition.slug == f"~{pk}":
        return _edition(request, edition)
    return HttpResponsePermanentRedirect(_address(request, edition.slug))


def _address(request: HttpRequest, slug: str) -> str:
    """The address of a number, with the parameters of this one."""
    query = request.META.get("QUERY_STRING", "")
    return reverse("catalogue:standard", args=[slug]) + (f"?{query}" if query else "")


def _edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    problems: list[str] = []
    on = day_asked(request.GET, today(), problems)
    if (kind := request.GET.get("relation", "")) in RELATION:
        return _relations(request, edition, kind, on)
    page = edition_page(edition, on, read=today())
    if wanted := request.GET.get("format", ""):
        return exports.edition(page, wanted)
    context = {
        "page": page,
        "edition": edition,
        "problems": problems,
        "no_standard": not Family(edition.family).is_standard,
        "is_today": page.on == today(),
        "formats": exports.FORMATS,
        "references": exports.references(page),
        "actions": filled("edition.actions", request, page),
        "reading": filled("edition.documents", request, page),
        "panels": filled("edition", request, page),
        **_head(request, page),
    }
    return render(request, "catalogue/edition.html", context)


def _head(request: HttpRequest, page: EditionPage) -> dict[str, object]:
    """What the head of the page tells programs."""
    here = request.build_absolute_uri(reverse("catalogue:standard", args=[page.edition.slug]))
    whole = reverse("catalogue:standard", args=[page.edition.standard.slug])
    return {
        "here": here,
        "metas": exports.metas(page, address=here),
        "linked_data": exports.linked_data(
            page, address=here, standard=request.build_absolute_uri(whole)
        ),
    }


def _relations(request: HttpRequest, edition: Edition, kind: str, on: dt.date) -> HttpResponse:
    """All relations of one kind, page by page."""
    found = links_page(edition, kind, page_asked(request.GET), on)
    context = {
        "edition": edition,
        "heading": RELATION[kind],
        "found": found,
        "on": on,
        "is_today": on == today(),
        **pages(found.page),
    }
    return render(request, "catalogue/relation.html", context)


def _standard(request: HttpRequest, held: Standard) -> HttpResponse:
    problems: list[str] = []
    on = day_asked(request.GET, today(), problems)
    page = standard_page(held.pk, on)
    if wanted := request.GET.get("format", ""):
        return exports.standard(held, page, on, wanted=wanted)
    context = {
        "standard": held,
        "page": page,
        "on": on,
        "problems": problems,
        "no_standard": not Family(held.family).is_standard,
        "is_today": on == today(),
        "here": request.build_absolute_uri(reverse("catalogue:standard", args=[held.slug])),
        "actions": filled("standard.actions", request, held),
    }
    return render(request, "catalogue/standard.html", context)


def _malformed(request: HttpRequest, text: str, error: NumberError) -> HttpResponse:
    shown = text if len(text) <= READABLE else f"{text[:READABLE]}…"
    spans = []
    if error.start is not None and error.end:  # what lies beyond is wrong where the text is cut
        spans = [(min(error.start, len(shown) - 1), min(error.end, len(shown)))]
    context = {"text": text, "shown": shown, "error": error, "spans": spans}
    return render(request, "catalogue/number_malformed.html", context, status=HTTPStatus.NOT_FOUND)


def _not_held(request: HttpRequest, number: StandardNumber) -> HttpResponse:
    on = today()
    context = {
        "number": number,
        "near": addresses.near(number, on),
        "coverage": coverage_of(str(number.family), number.code, on),
    }
    return render(request, "catalogue/number_not_held.html", context, status=HTTPStatus.NOT_FOUND)


@only_read
def feed(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What was published, came into force or ended lately, as a feed."""
    return following.changes(request, kind, today())


@only_read
def calendar(request: HttpRequest) -> HttpResponseBase:
    """What comes into force or ends, of the whole library, as a calendar."""
    return following.calendar_of(request, Question(on=today()))


@only_read
def coverage(request: HttpRequest) -> HttpResponse:
    """What the library holds and lacks, and how late its sources are."""
    statement = coverage_statement(today())
    return render(request, "catalogue/coverage.html", {"coverage": statement})


@only_read
def conflicts(request: HttpRequest) -> HttpResponse:
    """Editions about which sources disagree, by field."""
    field = request.GET.get("field", "")
    if field not in FIELD:
        field = ""
    found = disagreements(field, page_asked(request.GET))
    context = {"found": found, "field": field, **pages(found.page)}
    return render(request, "catalogue/conflicts.html", context)


@only_read
def announcements(request: HttpRequest) -> HttpResponse:
    """Announcements, the newest first, by what they do."""
    kind = request.GET.get("kind", "")
    if kind not in ANNOUNCEMENT:
        kind = ""
    found = announcement_queries.announcements(kind, page_asked(request.GET))
    context = {"found": found, "kind": kind, **pages(found.page)}
    return render(request, "catalogue/announcements.html", context)


@only_read
def announcement(request: HttpRequest, slug: str) -> HttpResponse:
    """One announcement with the editions it lists."""
    held = announcement_queries.announcement_at(slug)
    if held is None:
        raise Http404(_("没有这份公告。"))
    found = announcement_queries.announcement_page(held, page_asked(request.GET), today())
    context = {"announcement": held, "found": found, **pages(found.page)}
    return render(request, "catalogue/announcement.html", context)


@only_read
def imports(request: HttpRequest) -> HttpResponse:
    """Past import runs with their accounts."""
    source = clean(request.GET.get("source", ""))
    found = run_queries.runs(source, page_asked(request.GET))
    context = {"found": found, "source": source, **pages(found)}
    return render(request, "catalogue/imports.html", context)


@only_read
def import_run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One run: its account, what was not taken and which rows were rejected."""
    run = run_queries.run_with(pk)
    if run is None:
        raise Http404(_("没有这次导入。"))
    if wanted := request.GET.get("format", ""):
        return exports.rejections(run.pk, wanted)
    found = run_queries.run_page(run, page_asked(request.GET))
    return render(request, "catalogue/import.html", {"found": found, **pages(found.page)})


@only_read
def tags(request: HttpRequest) -> HttpResponse:
    """The policy fields."""
    return render(request, "catalogue/tags.html", {"fields": policy_fields().values()})


@only_read
def tag(request: HttpRequest, code: str) -> HttpResponse:
    """The editions tagged with a policy field."""
    field = policy_fields().get(code)
    if field is None:
        raise Http404(_("没有这个政策领域。"))
    found = tagged(field, page_asked(request.GET), today())
    return render(request, "catalogue/tag.html", {"found": found, **pages(found.page)})
