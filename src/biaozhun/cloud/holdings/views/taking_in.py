"""Copies from a file, and stocktaking."""

import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.actions import counting
from biaozhun.cloud.holdings.actions.taking_in import take_in
from biaozhun.cloud.holdings.exports import tables
from biaozhun.cloud.holdings.forms.copies import CountForm, FileForm, ShelveForm
from biaozhun.cloud.holdings.importers.copies import table_rows
from biaozhun.cloud.holdings.models import Intake, Stocktake
from biaozhun.cloud.holdings.queries import desk
from biaozhun.cloud.holdings.views.answering import faulty, tried
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.documents.errors import DocumentError


@takes_form
@requires(Role.CATALOGUER)
def intakes(request: HttpRequest) -> HttpResponseBase:
    """Bring in a table of copies; the tables brought before."""
    if request.GET.get("format") == "csv":
        return csv_file("copies", tables.empty_table())
    form = FileForm(request.POST or None, request.FILES or None)
    context = {
        "form": form,
        "headings": wording.HEADING.values(),
        **pages(desk.intakes(page_asked(request.GET))),
    }
    if request.method != "POST":
        return render(request, "holdings/intakes.html", context)
    if not form.is_valid():
        return faulty(request, "holdings/intakes.html", context)
    sent = form.cleaned_data["file"]
    try:
        intake = _taken_in(sent.chunks(), sent.name or "", signed_in(request))
    except DocumentError as error:
        form.add_error("file", wording.file_fault(error.code))
        return faulty(request, "holdings/intakes.html", context)
    return HttpResponseRedirect(reverse("holdings:intake", args=[intake.pk]))


def _taken_in(chunks: Iterable[bytes], name: str, actor: Person) -> Intake:
    """Read the file from a place of its own, which is gone afterwards.

    Raises:
        DocumentError: it is no table of copies.
    """
    with tempfile.NamedTemporaryFile() as kept:
        for chunk in chunks:
            kept.write(chunk)
        kept.flush()
        rows = list(table_rows(Path(kept.name)))
    return take_in(rows, file_name=clean(name), actor=actor, at=now(), on=today())


@only_read
@requires(Role.CATALOGUER)
def intake(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The account of one table."""
    found = desk.intake_with(pk)
    if found is None:
        raise Http404(_("没有这次录入。"))
    if request.GET.get("format") == "csv":
        return csv_file(f"rejected-{found.pk}", tables.faults(found))
    context = {"intake": found, **pages(desk.faults_of(found, page_asked(request.GET)))}
    return render(request, "holdings/intake.html", context)


@takes_form
@requires(Role.CATALOGUER)
def stocktakes(request: HttpRequest) -> HttpResponse:
    """Counts, and the beginning of one."""
    form = ShelveForm(request.POST or None)
    context = {"form": form, **pages(desk.stocktakes(page_asked(request.GET)))}
    if request.method != "POST":
        return render(request, "holdings/stocktakes.html", context)
    if not form.is_valid():
        return faulty(request, "holdings/stocktakes.html", context)
    begun = counting.begin(form.cleaned_data["place"], actor=signed_in(request), at=now())
    return HttpResponseRedirect(reverse("holdings:stocktake", args=[begun.pk]))


@takes_form
@requires(Role.CATALOGUER)
def stocktake(request: HttpRequest, pk: int) -> HttpResponse:
    """One count: the field for the scanner, and what differs."""
    found = _stocktake(pk)
    form = CountForm(request.POST or None)
    context = {"stocktake": found, "form": form, "found": desk.differences(found)}
    if request.method != "POST":
        return render(request, "holdings/stocktake.html", context)
    if not form.is_valid():
        return faulty(request, "holdings/stocktake.html", context)
    codes = form.cleaned_data["barcodes"].split()
    added = tried(request, partial(counting.scan, found.pk, codes, actor=signed_in(request)))
    if added is not None:
        messages.success(request, _("记下 {n} 个条码。").format(n=added))
    return HttpResponseRedirect(reverse("holdings:stocktake", args=[found.pk]))


@takes_only_form
@requires(Role.CATALOGUER)
def close_stocktake(request: HttpRequest, pk: int) -> HttpResponse:
    """End a count; its figures go into the journal."""
    found = _stocktake(pk)
    told = desk.differences(found)
    facts: dict[str, object] = {
        "met": told.met,
        "expected": told.expected,
        "missing": [copy.accession for copy in told.missing],
        "unknown": told.unknown,
    }
    act = partial(counting.close, found.pk, actor=signed_in(request), at=now(), facts=facts)
    tried(request, act, _("盘点已结束。"))
    return HttpResponseRedirect(reverse("holdings:stocktake", args=[found.pk]))


def _stocktake(pk: int) -> Stocktake:
    found = desk.stocktake_with(pk)
    if found is None:
        raise Http404(_("没有这次盘点。"))
    return found
