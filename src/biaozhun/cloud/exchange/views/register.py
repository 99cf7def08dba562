"""The public register of the exchange: partners, agreements, and every run."""

import csv
import io

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from biaozhun.cloud.catalogue.forms.asking import clean, page_asked
from biaozhun.cloud.exchange import wording
from biaozhun.cloud.exchange.models import Partner, ServedHarvest
from biaozhun.cloud.exchange.queries.log import Wanted, log, whole_log
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
    context = {
        "partners": Partner.objects.prefetch_related("agreements"),
        "page": page,
        "wanted": wanted,
        "served": served,
        "words": wording,
        "before": page.previous_page_number() if page.has_previous() else None,
        "after": page.next_page_number() if page.has_next() else None,
    }
    return render(request, "exchange/register.html", context)


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
