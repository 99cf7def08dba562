"""The register as readers see it: the list, a law, what laws cite, instruments."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.catalogue.wording import FAMILY
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.laws import exports, wording
from biaozhun.cloud.laws.forms.asking import (
    day_asked,
    filters,
    graph_filters,
    instrument_filters,
)
from biaozhun.cloud.laws.life import LawState, state_on
from biaozhun.cloud.laws.models import CitedStandard, Law
from biaozhun.cloud.laws.permissions import KEEPS_LAWS
from biaozhun.cloud.laws.queries import graph, instruments, page, register
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file

_keeps = at_least(KEEPS_LAWS)
_READ_AT_ONCE = 500  # laws of a file


@only_read
def laws(request: HttpRequest) -> HttpResponseBase:
    """The list of laws, narrowed; as CSV or JSON too."""
    asked = filters(request.GET, today())
    found = register.laws(asked)
    form = request.GET.get("format", "")
    if form == "csv":
        return exports.laws_csv(found.iterator(_READ_AT_ONCE))
    if form == "json":
        return exports.laws_json(found.iterator(_READ_AT_ONCE), asked.on)
    shown = register.page_of(found, page_asked(request.GET))
    context = {
        "laws": [(law, state_on(law, asked.on)) for law in shown],
        "filters": asked,
        "offered": register.offered(),
        "kinds": wording.KIND,
        "states": [(str(state), wording.STATE[state]) for state in LawState],
        "is_narrowed": bool(
            asked.text or asked.kind or asked.issuer or asked.region or asked.state or asked.year
        ),
        "is_today": asked.on == today(),
        "keeps": _keeps(request),
        **pages(shown),
    }
    return render(request, "laws/laws.html", context)


@only_read
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """One law: how it stands, its life, its articles, what rests on it."""
    held = found_law(slug)
    on = day_asked(request.GET, today())
    asked = request.GET.get("text", "")
    version = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    context = {
        "page": page.law_page(held, on, version=version, keeps=_keeps(request)),
        "is_today": on == today(),
        "keeps": _keeps(request),
        "shows_text": held.right == Law.Right.SHOWN or _keeps(request),
    }
    return render(request, "laws/law.html", context)


def found_law(slug: str) -> Law:
    """The law at an address.

    Raises:
        Http404: there is none.
    """
    held = register.law_at(slug)
    if held is None:
        raise Http404(_("登记册里没有这份法规政策。"))
    return held


@only_read
def citations(request: HttpRequest) -> HttpResponseBase:
    """Law ↔ standard as a table with its counts; as CSV or workbook too."""
    on = today()
    asked = graph_filters(request.GET)
    found = graph.rows(asked, on)
    form = request.GET.get("format", "")
    if form in ("csv", "xlsx"):
        return _citations_file(form, list(found[: graph.MOST_EXPORTED]), on)
    shown = graph.page_of(found, page_asked(request.GET))
    context = {
        "rows": graph.shown(list(shown), on),
        "counts": graph.counts(found),
        "filters": asked,
        "kinds": wording.KIND,
        "families": FAMILY,
        "modes": wording.MODE,
        "modes_about": [(wording.MODE[mode], wording.MODE_ABOUT[mode]) for mode in wording.MODE],
        "states": [
            (state.value, wording.CITED_STATE[state])
            for state in (CitedStandard.State.PROPOSED, CitedStandard.State.CONFIRMED)
        ],
        "is_narrowed": asked != type(asked)(),
        **pages(shown),
    }
    return render(request, "laws/citations.html", context)


def _citations_file(form: str, cited: list[CitedStandard], on: dt.date) -> HttpResponseBase:
    shown = graph.shown(cited, on)
    if form == "xlsx":
        return exports.citations_xlsx(shown)
    return csv_file("law-citations", [exports.citation_heading(), *exports.citation_rows(shown)])


@only_read
def instrument_list(request: HttpRequest) -> HttpResponseBase:
    """The instruments of access, exit and the others, narrowed; as CSV too."""
    asked = instrument_filters(request.GET, today())
    found = instruments.instruments(asked)
    if request.GET.get("format") == "csv":
        return exports.instruments_csv(found)
    shown = instruments.page_of(found, page_asked(request.GET))
    context = {
        "instruments": list(shown),
        "filters": asked,
        "kinds": wording.INSTRUMENT,
        "is_narrowed": bool(asked.text or asked.kind or asked.holding),
        "keeps": _keeps(request),
        **pages(shown),
    }
    return render(request, "laws/instruments.html", context)


@only_read
def instrument(request: HttpRequest, pk: int) -> HttpResponse:
    """One instrument with the limits it rests on, and how their standards stand."""
    held = instruments.instrument_at(pk)
    if held is None:
        raise Http404(_("没有这项政策工具。"))
    on = today()
    context = {
        "instrument": held,
        "limits": instruments.limits_of(held, on),
        "ended": held.ended is not None and held.ended <= on,
        "upcoming": held.in_force is not None and held.in_force > on,
        "keeps": _keeps(request),
    }
    return render(request, "laws/instrument.html", context)
