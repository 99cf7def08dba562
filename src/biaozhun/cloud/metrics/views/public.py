"""The list of figures and the page of each, for everybody."""

import datetime as dt
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from itertools import groupby
from typing import overload

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.metrics.arguments import read_arguments
from biaozhun.cloud.metrics.chart import chart
from biaozhun.cloud.metrics.forms import ArgumentsForm, arguments_in, day_in
from biaozhun.cloud.metrics.permissions import may_keep
from biaozhun.cloud.metrics.queries.figures import (
    Asked,
    figure_asked,
    month_ends,
    rows_behind,
    series_asked,
    year_ends,
)
from biaozhun.cloud.metrics.registry import Figure, FigureRow, Metric, MetricError, metric, metrics
from biaozhun.cloud.metrics.wording import asked_words, refusal
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file

PAGE = 50
YEARS = 10  # years a series goes back
MONTHS = 24


@only_read
def listing(request: HttpRequest) -> HttpResponseBase:
    """Every figure there is: what it means, how it is worked out, what it may be asked with."""
    groups = [
        (source, list(found)) for source, found in groupby(metrics(), key=lambda one: one.source)
    ]
    return render(request, "metrics/list.html", {"groups": groups})


@only_read
def page(request: HttpRequest, key: str) -> HttpResponseBase:
    """One figure as of a day: in a sentence, as a series, and the rows behind it."""
    try:
        found = metric(key)
    except MetricError as error:
        raise Http404(_("没有这个指标。")) from error
    problems: list[str] = []
    as_of = day_in(request.GET, today(), problems)
    given = arguments_in(request.GET)
    try:
        asked = Asked(found, read_arguments(found, given))
    except MetricError as error:
        return _unanswered(request, found, as_of, [*problems, *_said(error, given)])
    figure = figure_asked(asked, as_of)
    if request.GET.get("format") == "csv":
        return csv_file(f"figure-{key.replace('.', '-')}", _table(figure))
    by = "month" if request.GET.get("by") == "month" else "year"
    days = month_ends(as_of, MONTHS) if by == "month" else year_ends(as_of, YEARS)
    series = series_asked(asked, days)
    shown = Paginator(_Sliced(figure), PAGE).get_page(page_asked(request.GET))
    context = {
        "asked": asked,
        "words": asked_words(asked),
        "figure": figure,
        "series": series,
        "chart": chart(series),
        "by": by,
        "may_keep": may_keep(person_of(request)),
        **pages(shown),
        **_frame(request, found, as_of, problems),
    }
    return render(request, "metrics/metric.html", context)


def _unanswered(
    request: HttpRequest, found: Metric, as_of: dt.date, problems: list[str]
) -> HttpResponseBase:
    """The page with its form alone: something is missing or cannot be used."""
    context = _frame(request, found, as_of, problems)
    status = HTTPStatus.OK if not problems else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "metrics/metric.html", context, status=status)


def _said(error: MetricError, given: dict[str, str]) -> list[str]:
    """Why it is not answered; a page that is opened with nothing is no mistake."""
    is_first = error.code == "metric_parameter_missing" and not given
    return [] if is_first else [refusal(error)]


def _frame(
    request: HttpRequest, found: Metric, as_of: dt.date, problems: list[str]
) -> dict[str, object]:
    return {
        "metric": found,
        "form": ArgumentsForm(found, initial=arguments_in(request.GET), auto_id="asked_%s"),
        "as_of": as_of,
        "today": today(),
        "problems": problems,
    }


class _Sliced(Sequence[FigureRow]):
    """Rows as a paginator wants them."""

    ordered = True

    def __init__(self, figure: Figure) -> None:
        self._rows = figure.rows
        self._count = figure.rows.count()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, wanted: int) -> FigureRow: ...

    @overload
    def __getitem__(self, wanted: slice) -> list[FigureRow]: ...

    def __getitem__(self, wanted: int | slice) -> FigureRow | list[FigureRow]:
        """A row, or a stretch of them."""
        if isinstance(wanted, slice):
            return self._rows.stretch(wanted.start, wanted.stop)
        return self._rows.stretch(wanted, wanted + 1)[0]


def _table(figure: Figure) -> Iterator[list[object]]:
    yield [pgettext("figure", "记录"), _("日期"), _("网址")]
    for row in rows_behind(figure):
        yield [row.text, row.day, row.address]
