"""What everybody reads: every use of the green channel, and the figures."""

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.green_channel import exports
from biaozhun.cloud.green_channel.queries import uses
from biaozhun.cloud.green_channel.queries.figures import figures, speed_of
from biaozhun.cloud.green_channel.queries.grounds import names_of
from biaozhun.cloud.green_channel.queries.left_out import table_of_steps
from biaozhun.cloud.green_channel.views.frame import found
from biaozhun.cloud.green_channel.wording import DUTIES
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file

MOST_EXPORTED = 20_000


@only_read
def green_channel(request: HttpRequest) -> HttpResponseBase:
    """Every use, narrowed; as CSV and XLSX too."""
    asked = asked_of(request.GET)
    rows = uses.public_uses(asked)
    form = request.GET.get("format", "")
    if form in {"csv", "xlsx"}:
        told = list(exports.use_rows(uses.shown(rows[:MOST_EXPORTED])))
        return exports.workbook(told) if form == "xlsx" else csv_file("green-channel", told)
    page = Paginator(rows, uses.PAGE).get_page(page_asked(request.GET))
    grounds = names_of(uses.grounds_used())
    context = {
        "rows": uses.shown(page.object_list),
        "figures": figures(asked),
        "asked": asked,
        "years": uses.years(),
        "departments": uses.departments(),
        "grounds": {code: name for code, name in grounds.items() if name},
        "steps": table_of_steps(),
        "on": today(),
        **pages(page),
    }
    return render(request, "green_channel/green_channel.html", context)


@only_read
def use(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One use: why, what it left out, how long it took, what an audit found."""
    held = found(uses.public_uses(), pk)
    context = {
        "use": held,
        "row": uses.shown([held])[0],
        "ground": names_of([held.ground])[held.ground],
        "speed": speed_of(held),
        "duties": DUTIES if held.procedure == held.Procedure.EMERGENCY else (),
    }
    return render(request, "green_channel/use.html", context)


def asked_of(query: QueryDict) -> uses.Asked:
    """What the address asks for; what cannot be is not asked.

    Years next to which none is counted have no days before or behind them to compare with.
    """
    year = _whole(query.get("year", ""), dt.MAXYEAR)
    return uses.Asked(
        year=year if year in range(dt.MINYEAR + 1, dt.MAXYEAR) else 0,
        department=_whole(query.get("department", ""), LARGEST_ID),
        ground=query.get("ground", "")[:40].replace("\x00", ""),
    )


def _whole(text: str, most: int) -> int:
    known = text.isascii() and text.isdecimal() and len(text) < 20
    return int(text) if known and 0 < int(text) <= most else 0
