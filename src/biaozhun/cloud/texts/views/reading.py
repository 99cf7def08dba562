"""The text of an edition, its file, and the report of what is online."""

import datetime as dt
from http import HTTPStatus

import structlog
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.forms.asking import clean, day_asked
from biaozhun.cloud.catalogue.forms.filters import region_name
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID, edition_at, other_address
from biaozhun.cloud.catalogue.queries.edition import standard_page
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.search.query import MAX_LENGTH
from biaozhun.cloud.texts import exports
from biaozhun.cloud.texts.files import answer_with, file_name
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.texts.permissions import may_have
from biaozhun.cloud.texts.queries import completeness
from biaozhun.cloud.texts.queries.held import chosen, texts_of
from biaozhun.cloud.texts.queries.page import reading
from biaozhun.cloud.texts.queries.shelf import shelf
from biaozhun.cloud.ui.paging import page_asked
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.disclosure import disclosure, smart_levels
from biaozhun.core.number import NumberError, StandardNumber, parse_slug
from biaozhun.core.reference import reading_places

log = structlog.get_logger(__name__)


@only_read
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """The text of an edition, by clause where it is so held; another spelling leads here."""
    texts = texts_of(slug)
    if not texts:
        return _nothing_held(request, slug)
    problems: list[str] = []
    text = _chosen(request, texts, problems)
    standing = _standing(slug, today())
    context: dict[str, object] = {
        "text": text,
        "texts": texts,
        "others": _others(texts, text),
        "problems": problems,
        "standing": standing,
        "newest": _newest(standing, today()),
        "level": smart_levels()[text.level],
        "q": _looked_for(request),
        "may_read": text.is_read_by_all,
        "files": [other for other in texts if _is_its_file(other, text)],
    }
    if text.is_read_by_all and text.form == Text.Form.CLAUSES:
        beside = _beside(request, texts, text, problems)
        clause = clean(request.GET.get("clause", ""))
        page = reading(text, beside=beside, looked_for=_looked_for(request), clause=clause)
        context |= {"page": page, "beside": beside, "besides": _besides(texts, text)}
    return render(request, "texts/text.html", context)


def _looked_for(request: HttpRequest) -> str:
    return clean(request.GET.get("q", ""))[:MAX_LENGTH]


def _chosen(request: HttpRequest, texts: list[Text], problems: list[str]) -> Text:
    """What was asked for; what is not held is said, and the nearest shown."""
    kind, language = request.GET.get("kind", ""), request.GET.get("language", "")
    if found := chosen(texts, kind=kind, language=language):
        if kind or language or get_language() != "en":
            return found
        english = chosen(texts, language="en")
        # What is to stand beside is not what the page begins with.
        return found if request.GET.get("beside") == "en" else english or found
    problems.append(_("馆里没有您要的这种文本，下面是有的一种。"))
    return chosen(texts, language=language) or texts[0]


def _is_its_file(other: Text, text: Text) -> bool:
    same = (other.kind, other.language) == (text.kind, text.language)
    return same and other.is_read_by_all


def _others(texts: list[Text], text: Text) -> list[Text]:
    """Texts of another kind or language, one of each."""
    found: dict[tuple[str, str], Text] = {}
    for other in texts:
        found.setdefault((other.kind, other.language), other)
    found.pop((text.kind, text.language), None)
    return list(found.values())


def _besides(texts: list[Text], text: Text) -> list[Text]:
    """Texts by clause in other languages, which may stand beside this one."""
    return [
        other
        for other in texts
        if other.is_read_by_all
        and other.form == Text.Form.CLAUSES
        and other.language != text.language
        and {other.kind, text.kind} <= {Text.Kind.TEXT, Text.Kind.TRANSLATION}
    ]


def _beside(
    request: HttpRequest, texts: list[Text], text: Text, problems: list[str]
) -> Text | None:
    wanted = request.GET.get("beside", "")
    if not wanted:
        return None
    found = next((other for other in _besides(texts, text) if other.language == wanted), None)
    if found is None:
        problems.append(_("馆里没有可以对照的这种语言的文本。"))
    return found


def _standing(slug: str, on: dt.date) -> Row | None:
    edition = edition_at(slug)
    return with_standings([edition], on)[0] if edition else None


def _newest(row: Row | None, on: dt.date) -> Edition | None:
    """The newest edition in force, where it is not this one."""
    if row is None or row.edition.kind != Edition.Kind.EDITION:
        return None
    newest = standard_page(row.edition.standard_id, on).newest
    return newest if newest and newest.slug != row.edition.slug else None


def _nothing_held(request: HttpRequest, slug: str) -> HttpResponse:
    """There is no text: why, and where one may be read."""
    try:
        number = parse_slug(slug)
    except NumberError:
        raise Http404(_("这个地址不是标准编号。")) from None
    address = _other_slug(number, slug)
    if address:
        return _sent_to(request, address, number.slug)
    context = {
        "number": number.canonical,
        "slug": slug,
        "edition": edition_at(slug),
        "rule": disclosure(number),
        "places": reading_places(str(number.family), number.code),
        "in_english": get_language() == "en",
    }
    return render(request, "texts/none.html", context, status=HTTPStatus.NOT_FOUND)


def _other_slug(number: StandardNumber, slug: str) -> str:
    if number.slug != slug:
        return number.slug
    other = other_address(number)
    return other if other and other != slug else ""


def _sent_to(request: HttpRequest, slug: str, spelled: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    place = reverse("texts:read", args=[slug]) + (f"?{query}" if query else "")
    moved = HttpResponsePermanentRedirect if slug == spelled else HttpResponseRedirect
    return moved(place)


@only_read
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:  # noqa: ARG001  -- the name is for who saves the file
    """The file of a text, for those who may have it; for others there is none."""
    held = Text.objects.select_related("replaced_by")
    text = held.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if text is None or not may_have(request, text):
        if text is not None and text.state == Text.State.REPLACED and text.replaced_by:
            newer = text.replaced_by  # which may itself be replaced, and then leads on
            return redirect("texts:file", pk=newer.pk, name=file_name(newer))
        raise Http404(_("没有这份文件，或者它不公开。"))
    try:
        return answer_with(text, request)
    except FileNotFoundError:
        log.warning("text_file_missing", text=text.pk, file=text.file.name)
        raise Http404(_("这份文件不在存放处，已记入日志。")) from None


@only_read
def report(request: HttpRequest) -> HttpResponseBase:
    """How complete the texts are; with a scope, the standards that have none."""
    problems: list[str] = []
    on = day_asked(request.GET, today(), problems)
    scope = clean(request.GET.get("scope", ""))
    wanted = request.GET.get("format", "") == "csv"
    try:
        whole = completeness.report(on)
        if scope:
            return _lacking(request, scope, on, wanted=wanted)
    except RebuildRequiredError:
        return render(request, "texts/unready.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    lines = [(_scope_name(line.scope), line) for line in whole.regions]
    if wanted:
        mandatory = (_scope_name(whole.mandatory.scope), whole.mandatory)
        return csv_file("texts", exports.report_rows([mandatory, *lines]))
    held = shelf(page_asked(request.GET))
    context = {
        "report": whole,
        "lines": lines,
        "problems": problems,
        "levels": smart_levels(),
        "shelf": held,
        "before": held.page.number - 1 or None,
        "after": held.page.number + 1 if held.page.has_next() else None,
    }
    return render(request, "texts/report.html", context)


def _scope_name(scope: str) -> str:
    if scope == completeness.MANDATORY:
        return _("强制性国家标准")
    if not scope:
        return _("编号没有写明地区")
    return region_name(scope) or scope


def _lacking(request: HttpRequest, scope: str, on: dt.date, *, wanted: bool) -> HttpResponseBase:
    if wanted:
        return csv_file("lacking", exports.lacking_rows(completeness.all_lacking(scope, on)))
    part = completeness.lacking(scope, on, page=page_asked(request.GET))
    context = {
        "scope": scope,
        "name": _scope_name(scope),
        "part": part,
        "on": on,
        "before": part.page - 1 if part.page > 1 else None,
        "after": part.page + 1 if part.page < part.pages else None,
    }
    return render(request, "texts/lacking.html", context)
