"""The public clock: how long standards take, which projects run, which are late."""

import datetime as dt
from decimal import Decimal

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from biaozhun.cloud.clocks.exports import average_rows, board_rows
from biaozhun.cloud.clocks.forms.asking import wanted
from biaozhun.cloud.clocks.queries import board as boards
from biaozhun.cloud.clocks.queries.averages import Averages, averages
from biaozhun.cloud.clocks.queries.forecasts import forecasts, learnt
from biaozhun.cloud.clocks.views.board import choice_words
from biaozhun.cloud.drafting.forms.asking import id_asked
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.metrics.chart import Chart, chart
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file

YEAR_OF_DAYS = Decimal(365)


@only_read
def clocks(request: HttpRequest) -> HttpResponseBase:
    """Averages in short, and all running projects with their days, the late ones first."""
    on, asked = today(), wanted(request.GET)
    everything = boards.running(Q(), on)
    found = boards.narrowed(everything, asked)
    known = learnt(on)
    if request.GET.get("format") == "csv":
        return csv_file("clocks", board_rows(found, forecasts(found, known)))
    page = boards.page_of(found, page_asked(request.GET))
    told = averages(on)
    context = {
        "wanted": asked,
        "rows": list(page),
        "forecasts": forecasts(page, known),
        "counts": boards.counts(everything),
        "choices": boards.choices(everything),
        "averages": told,
        "years": told.groups["year"][::-1],
        "chart": by_years(told),
        "words": choice_words(),
        "on": on,
        **pages(page),
    }
    return render(request, "clocks/clocks.html", context)


@only_read
def averages_page(request: HttpRequest) -> HttpResponseBase:
    """How long it took by year, department, committee, field and procedure."""
    on, authority = today(), id_asked(request.GET, "authority")
    told = averages(on, authority=authority)
    if request.GET.get("format") == "csv":
        return csv_file("averages", average_rows(told))
    context = {"averages": told, "groups": told.groups.items(), "chart": by_years(told), "on": on}
    return render(request, "clocks/averages.html", context)


def by_years(told: Averages) -> Chart | None:
    """The mean of each year of announcement against one year, to be drawn."""
    series = [(dt.date(int(line.key), 12, 31), line.total.mean) for line in told.groups["year"]]
    return chart(series, goals=[YEAR_OF_DAYS])
