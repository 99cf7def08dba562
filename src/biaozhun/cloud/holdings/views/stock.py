"""The keepers' list of copies, one copy, exports, labels and shelf lists."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.actions import stocking
from biaozhun.cloud.holdings.exports import marc, tables
from biaozhun.cloud.holdings.facts import CopyFacts
from biaozhun.cloud.holdings.forms.asking import MOST_LABELS, ids, wanted
from biaozhun.cloud.holdings.forms.copies import CopyDetails, CopyForm, ReasonForm, ShelveForm
from biaozhun.cloud.holdings.models import Copy, Medium, Place
from biaozhun.cloud.holdings.queries import stock
from biaozhun.cloud.holdings.queries.desk import to_do
from biaozhun.cloud.holdings.views.answering import faulty, reason, tried
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file


@only_read
@requires(Role.CATALOGUER)
def desk(request: HttpRequest) -> HttpResponseBase:
    """The list of copies with its filters, and what waits for a keeper."""
    asked = wanted(request.GET)
    if request.GET.get("format") == "csv":
        return csv_file("copies", tables.copies(stock.matching(asked).iterator(2000)))
    found = stock.listed(asked, page_asked(request.GET))
    context = {
        "asked": asked,
        "found": found,
        "waiting": {"todo": to_do(today())},
        "places": Place.objects.all(),
        "states": wording.COPY_STATE.items(),
        "media": wording.MEDIUM.items(),
        "families": wording.FAMILY.items(),
        **pages(found.page),
    }
    return render(request, "holdings/desk.html", context)


@only_read
@requires(Role.CATALOGUER)
def export(request: HttpRequest) -> HttpResponseBase:
    """The copies of the list as MARC 21."""
    form = request.GET.get("format", "")
    if form not in marc.FORMATS:
        return HttpResponse(
            f"?format= one of: {', '.join(marc.FORMATS)}\n",
            content_type="text/plain; charset=utf-8",
            status=HTTPStatus.BAD_REQUEST,
        )
    return marc.answer(stock.matching(wanted(request.GET)), form)


@takes_form
@requires(Role.CATALOGUER)
def add(request: HttpRequest) -> HttpResponse:
    """One copy that came outside an order."""
    form = CopyForm(request.POST or None)
    if request.method != "POST":
        return render(request, "holdings/copy_add.html", {"form": form})
    if not form.is_valid():
        return faulty(request, "holdings/copy_add.html", {"form": form})
    act = partial(stocking.add_copy, _facts(form), actor=signed_in(request), on=today())
    copy = tried(request, act)
    if copy is None:
        return faulty(request, "holdings/copy_add.html", {"form": form})
    done = _("已入藏，登录号 {accession}。").format(accession=copy.accession)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("holdings:copy", args=[copy.pk]))


def _facts(form: Form) -> CopyFacts:
    told = form.cleaned_data
    return CopyFacts(
        named=told["number"],
        medium=Medium(told["medium"]),
        **{name: told[name] for name in CopyFacts.__struct_fields__ if name not in _READ},
    )


_READ = ("named", "medium")
_DETAILS = tuple(CopyDetails.base_fields)


def _copy(pk: int) -> Copy:
    copy = stock.copy_with(pk)
    if copy is None:
        raise Http404(_("没有这件馆藏。"))
    return copy


@takes_form
@requires(Role.CATALOGUER)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """One copy: what is known of it, its loans, and what can be done."""
    held = _copy(pk)
    if request.method != "POST":
        return render(
            request, "holdings/copy.html", _context(held, CopyDetails(initial=_initial(held)))
        )
    form = CopyDetails(request.POST)
    if not form.is_valid():
        return faulty(request, "holdings/copy.html", _context(held, form))
    changes = {**form.cleaned_data, "barcode": form.cleaned_data["barcode"] or held.accession}
    act = partial(stocking.mend, held.pk, changes, actor=signed_in(request))
    if tried(request, act, _("已保存。")) is None:
        return faulty(request, "holdings/copy.html", _context(held, form))
    return HttpResponseRedirect(reverse("holdings:copy", args=[held.pk]))


def _initial(held: Copy) -> dict[str, Any]:
    told = {name: getattr(held, name) for name in _DETAILS}
    price = "" if held.price is None else f"{held.price // 100}.{held.price % 100:02d}"
    return {**told, "price": price}


def _context(held: Copy, form: Form) -> dict[str, object]:
    return {
        "copy": held,
        "form": form,
        "title": stock.titles_of([held.slug]).get(held.slug, held.title),
        "loans": stock.loans_of(held),
        "shelving": ShelveForm(initial={"place": held.place}),
        "reasoning": ReasonForm(),
    }


@takes_only_form
@requires(Role.CATALOGUER)
def shelve(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a copy at a place."""
    held = _copy(pk)
    form = ShelveForm(request.POST)
    if form.is_valid():
        place = form.cleaned_data["place"]
        act = partial(stocking.shelve, held.pk, place, actor=signed_in(request))
        tried(request, act, _("已上架到 {place}。").format(place=place))
    else:
        messages.error(request, str(wording.MISSING["place"]))
    return HttpResponseRedirect(reverse("holdings:copy", args=[held.pk]))


@takes_only_form
@requires(Role.CATALOGUER)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a copy out of the stock."""
    held = _copy(pk)
    act = partial(stocking.withdraw, held.pk, reason(request), actor=signed_in(request))
    tried(request, act, _("已剔除。"))
    return HttpResponseRedirect(reverse("holdings:copy", args=[held.pk]))


@takes_only_form
@requires(Role.CATALOGUER)
def lose(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a copy is lost."""
    held = _copy(pk)
    act = partial(stocking.lose, held.pk, reason(request), actor=signed_in(request), on=today())
    tried(request, act, _("已记为遗失。"))
    return HttpResponseRedirect(reverse("holdings:copy", args=[held.pk]))


@only_read
@requires(Role.CATALOGUER)
def labels(request: HttpRequest) -> HttpResponse:
    """Labels to print, 24 on a sheet: chosen copies, or those of the list."""
    chosen = ids(request.GET, "copy", MOST_LABELS)
    found = stock.matching(wanted(request.GET))
    if chosen:
        found = found.filter(pk__in=chosen)
    copies = list(found[: MOST_LABELS + 1])
    context = {
        "copies": copies[:MOST_LABELS],
        "is_cut": len(copies) > MOST_LABELS,
        "most": MOST_LABELS,
    }
    return render(request, "holdings/labels.html", context)


@only_read
@requires(Role.CATALOGUER)
def shelf(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands at a place, by number, to print and walk along."""
    place = Place.objects.filter(pk=min(pk, stock.LARGEST_ID)).first()
    if place is None:
        raise Http404(_("没有这个馆藏地。"))
    copies = stock.shelf(place)
    titles = stock.titles_of([one.slug for one in copies])
    context = {"place": place, "copies": copies, "titles": titles, "is_cut": len(copies) == 2000}
    return render(request, "holdings/shelf.html", context)


@only_read
@requires(Role.CATALOGUER)
def duplicates(request: HttpRequest) -> HttpResponse:
    """What is held more than once."""
    found = stock.duplicates(page_asked(request.GET))
    return render(request, "holdings/duplicates.html", pages(found))
