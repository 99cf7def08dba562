"""The wish list, orders, and taking in what comes."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.actions import acquiring
from biaozhun.cloud.holdings.exports import tables
from biaozhun.cloud.holdings.forms.asking import ids
from biaozhun.cloud.holdings.forms.copies import OrderForm, OrderTerms
from biaozhun.cloud.holdings.models import Acquisition, Medium
from biaozhun.cloud.holdings.queries import desk
from biaozhun.cloud.holdings.queries.numbers import held_or_named
from biaozhun.cloud.holdings.queries.stock import titles_of
from biaozhun.cloud.holdings.views.answering import back, faulty, reason, tried
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.number import NumberError

MOST_LINES = 200  # of one order


@takes_form
@requires(Role.CATALOGUER)
def wishes(request: HttpRequest) -> HttpResponse:
    """Acquisitions by state; those wished can be chosen and ordered together."""
    if request.method != "POST":
        return render(request, "holdings/wishes.html", _wishes(request, OrderTerms()))
    form = OrderTerms(request.POST)
    chosen = ids(request.POST, "entry", MOST_LINES)
    if not form.is_valid():
        return faulty(request, "holdings/wishes.html", _wishes(request, form, chosen))
    terms = _terms(form)
    entries = [(pk, terms) for pk in chosen]
    supplier = form.cleaned_data["supplier"]
    act = partial(acquiring.order, entries, supplier, actor=signed_in(request), on=today())
    made = tried(request, act, _("订单已建立。"))
    if made is None:
        return faulty(request, "holdings/wishes.html", _wishes(request, form, chosen))
    return HttpResponseRedirect(reverse("holdings:order", args=[made.pk]))


def _wishes(
    request: HttpRequest, form: OrderTerms, chosen: list[int] | None = None
) -> dict[str, object]:
    state = request.GET.get("state", "wished")
    if state not in Acquisition.State:
        state = "wished"
    found = desk.wish_list(state, page_asked(request.GET))
    counts = desk.acquisition_counts()
    return {
        "form": form,
        "chosen": chosen or [],
        "state": state,
        "states": [(name, counts.get(name, 0)) for name in Acquisition.State],
        "titles": titles_of([row.slug for row in found]),
        **pages(found),
    }


def _terms(form: OrderTerms) -> acquiring.Ordered:
    told = form.cleaned_data
    return acquiring.Ordered(
        medium=Medium(told["medium"]),
        language=told["language"],
        quantity=told["quantity"],
        price=told["price"],
        currency=told["currency"],
    )


@only_read
@requires(Role.CATALOGUER)
def orders(request: HttpRequest) -> HttpResponse:
    """Order lists."""
    return render(request, "holdings/orders.html", pages(desk.orders(page_asked(request.GET))))


@only_read
@requires(Role.CATALOGUER)
def order(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One order list with its lines."""
    made = desk.order_with(pk)
    if made is None:
        raise Http404(_("没有这份订单。"))
    if request.GET.get("format") == "csv":
        return csv_file(f"order-{made.pk}", tables.order(made))
    rows = list(made.acquisitions.all())
    titles = titles_of([row.slug for row in rows])
    return render(request, "holdings/order.html", {"order": made, "rows": rows, "titles": titles})


@takes_form
@requires(Role.CATALOGUER)
def order_new(request: HttpRequest) -> HttpResponse:
    """Order a number that nobody wished."""
    form = OrderForm(request.POST or None)
    if request.method != "POST":
        return render(request, "holdings/order_new.html", {"form": form})
    if not form.is_valid():
        return faulty(request, "holdings/order_new.html", {"form": form})
    told = form.cleaned_data
    act = partial(
        acquiring.order_unwished,
        told["number"],
        _terms(form),
        told["supplier"],
        actor=signed_in(request),
        on=today(),
    )
    made = tried(request, act, _("订单已建立。"))
    if made is None:
        return faulty(request, "holdings/order_new.html", {"form": form})
    return HttpResponseRedirect(reverse("holdings:order", args=[made.pk]))


@takes_only_form
@requires(Role.CATALOGUER)
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a wish."""
    row = _acquisition(pk)
    act = partial(acquiring.refuse, row.pk, reason(request), actor=signed_in(request), on=today())
    tried(request, act, _("已记为未采纳。"))
    return back(request, reverse("holdings:wishes"))


@takes_only_form
@requires(Role.CATALOGUER)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a line of an order."""
    row = _acquisition(pk)
    act = partial(acquiring.cancel, row.pk, reason(request), actor=signed_in(request), on=today())
    tried(request, act, _("已撤单。"))
    return back(request, reverse("holdings:orders"))


@takes_only_form
@requires(Role.CATALOGUER)
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a line of an order."""
    row = _acquisition(pk)
    try:
        named = held_or_named(row.slug)
    except NumberError:  # a record without a number that has left the catalogue meanwhile
        messages.error(request, _("目录里已经没有这条记录，无法到馆；请撤单后按编号另订。"))
        return back(request, reverse("holdings:orders"))
    act = partial(acquiring.receive, row.pk, named, actor=signed_in(request), on=today())
    copies = tried(request, act)
    if copies is not None:
        told = "、".join(copy.accession for copy in copies)
        messages.success(request, _("已到馆，登录号 {accessions}。").format(accessions=told))
    return back(request, reverse("holdings:orders"))


def _acquisition(pk: int) -> Acquisition:
    row = desk.acquisition_with(pk)
    if row is None:
        raise Http404(str(wording.REFUSAL["not_found"]))
    return row
