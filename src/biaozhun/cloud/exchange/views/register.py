"""The public register of the exchange: partners, agreements, and every run."""

import csv
import io

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.exchange import wording
from biaozhun.cloud.exchange.models import ServedHarvest
from biaozhun.cloud.exchange.queries.log import Wanted, log, whole_log
from biaozhun.cloud.exchange.queries.partners import FEW, Narrowed, partners
from biaozhun.cloud.ui.paging import page_asked
from biaozhun.cloud.ui.reading import only_read
from biaozhun.documents.formulas import guarded

MOST_IN_FILE = 10_000
_COLUMNS = (
    *("started", "direction", "protocol", "source", "partner", "format", "licence", "state"),
    *("received", "stored", "merged", "rejected", "address"),
)


@only_read
def register(request: HttpRequest) -> HttpResponse:
    """Partners with their agreements, and the log."""
    direction = request.GET.get("direction", "")
    wanted = Wanted(
        direction=direction if direction in ("in", "out") else "",
        source=clean(request.GET.get("source", ""))[:60],
    )
    if request.GET.get("format") == "csv":
        return _as_csv(wanted)
    page = log(wanted, page_asked(request.GET))
    served = ServedHarvest.objects.aggregate(requests=Sum("requests"), records=Sum("records"))
    few = partners(Narrowed(), 1, size=FEW)
    context = {
        "partners": few.object_list,
        "partner_count": few.paginator.count,
        "partners_left": few.has_next(),
        "page": page,
        "wanted": wanted,
        "served": served,
        "words": wording,
        "before": page.previous_page_number() if page.has_previous() else None,
        "after": page.next_page_number() if page.has_next() else None,
    }
    return render(request, "exchange/register.html", context)


@only_read
def partner_register(request: HttpRequest) -> HttpResponse:
    """Every partner, narrowed by name, country, agreement and kind."""
    narrowed = narrowed_by(request.GET)
    page = partners(narrowed, page_asked(request.GET))
    context = {
        "page": page,
        "narrowed": narrowed,
        "kinds": wording.PARTNER_KIND,
        "before": page.previous_page_number() if page.has_previous() else None,
        "after": page.next_page_number() if page.has_next() else None,
    }
    return render(request, "exchange/partners.html", context)


def narrowed_by(query: QueryDict) -> Narrowed:
    """What an address narrows the register of partners by; what it cannot mean is left out."""
    kind = query.get("kind", "")
    return Narrowed(
        text=clean(query.get("q", ""))[:100], kind=kind if kind in wording.PARTNER_KIND else ""
    )


def _as_csv(wanted: Wanted) -> HttpResponse:
    """The latest entries as a table no spreadsheet runs anything of."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(_COLUMNS)
    for entry in whole_log(wanted, MOST_IN_FILE):
        lines.writerow([guarded(str(getattr(entry, name))) for name in _COLUMNS])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="exchange.csv"'
    return response
