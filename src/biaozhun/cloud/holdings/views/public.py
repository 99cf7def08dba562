"""What readers see: the figures, their own page, wishes, reservations, seats."""

from functools import partial

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.wording import FAULT as NUMBER_FAULT
from biaozhun.cloud.catalogue.wording import written
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.actions import acquiring, lending, seating
from biaozhun.cloud.holdings.exports import tables
from biaozhun.cloud.holdings.forms.asking import wanted
from biaozhun.cloud.holdings.forms.copies import WishForm
from biaozhun.cloud.holdings.models import Medium
from biaozhun.cloud.holdings.queries import stock
from biaozhun.cloud.holdings.queries.figures import figures
from biaozhun.cloud.holdings.queries.numbers import held_or_named
from biaozhun.cloud.holdings.queries.people import mine
from biaozhun.cloud.holdings.queries.stock import LARGEST_ID
from biaozhun.cloud.holdings.views.answering import back, faulty, tried
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.number import NumberError


@only_read
def overview(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Live figures by class, medium and year, and the goals."""
    found = figures(today())
    if request.GET.get("format") == "csv":
        return csv_file("holdings", tables.counted(found))
    return render(request, "holdings/overview.html", {"figures": found})


@only_read
def copies(request: HttpRequest) -> HttpResponse:
    """The copies in stock behind a figure; who has borrowed them is nobody's business."""
    asked = msgspec.structs.replace(wanted(request.GET), state=stock.STATE_IN_STOCK)
    found = stock.listed(asked, page_asked(request.GET))
    context = {
        "asked": asked,
        "found": found,
        "media": wording.MEDIUM.items(),
        "families": wording.FAMILY.items(),
        **pages(found.page),
    }
    return render(request, "holdings/copies.html", context)


@only_read
@requires(Role.READER)
def my_page(request: HttpRequest) -> HttpResponse:
    """A reader's loans, seats, places in queues and wishes."""
    context = {"mine": mine(signed_in(request), today())}
    return render(request, "holdings/mine.html", context)


def _mine() -> str:
    return reverse("holdings:mine")


@takes_form
@requires(Role.READER)
def wish(request: HttpRequest) -> HttpResponse:
    """Ask for a standard, whether the catalogue knows it or not."""
    if request.method != "POST":
        number = clean(request.GET.get("number", ""))[:190]
        form = WishForm(initial={"number": number})
        return render(request, "holdings/wish.html", {"form": form})
    form = WishForm(request.POST)
    if not form.is_valid():
        return faulty(request, "holdings/wish.html", {"form": form})
    told = form.cleaned_data
    act = partial(
        acquiring.wish,
        told["number"],
        person=signed_in(request),
        reason=told["reason"],
        medium=Medium(told["medium"]),
        on=today(),
    )
    tried(request, act, _("已记下您的愿望：{number}。").format(number=told["number"].number))
    return HttpResponseRedirect(_mine())


@takes_only_form
@requires(Role.READER)
def drop_wish(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wish back."""
    act = partial(acquiring.take_wish_back, _bounded(pk), person=signed_in(request))
    tried(request, act, _("愿望已收回。"))
    return HttpResponseRedirect(_mine())


@takes_only_form
@requires(Role.READER)
def reserve(request: HttpRequest) -> HttpResponse:
    """Ask to borrow an edition."""
    text = clean(request.POST.get("number", ""))[:190]
    try:
        named = held_or_named(text)
    except NumberError as error:
        form = WishForm({"number": text, "medium": "paper"})
        form.add_error("number", written(NUMBER_FAULT, error.code))
        return faulty(request, "holdings/wish.html", {"form": form})
    act = partial(lending.reserve, named, person=signed_in(request), at=now())
    done = _("已登记借阅 {number}。请到馆凭本人账号取书；有人在前面时请等候。")
    tried(request, act, done.format(number=named.number))
    return HttpResponseRedirect(_mine())


@takes_only_form
@requires(Role.READER)
def cancel_reservation(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a queue, or be taken out of it by a keeper."""
    act = partial(lending.cancel_reservation, _bounded(pk), person=signed_in(request))
    tried(request, act, _("借阅登记已取消。"))
    return back(request, _mine())


@takes_only_form
@requires(Role.READER)
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a loan longer."""
    act = partial(lending.renew, _bounded(pk), person=signed_in(request), on=today())
    loan = tried(request, act)
    if loan is not None:
        messages.success(request, _("已续借，{day} 到期。").format(day=loan.due.isoformat()))
    return HttpResponseRedirect(_mine())


@takes_only_form
@requires(Role.READER)
def take_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a seat of a licence for today."""
    person = signed_in(request)
    act = partial(seating.take_seat, _bounded(pk), person=person, at=now(), on=today())
    tried(request, act, _("席位已占用，今天结束时自动释放。"))
    return HttpResponseRedirect(_mine())


@takes_only_form
@requires(Role.READER)
def give_seat_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Free a seat."""
    act = partial(seating.give_seat_back, _bounded(pk), person=signed_in(request), at=now())
    tried(request, act, _("席位已释放。"))
    return HttpResponseRedirect(_mine())


def _bounded(pk: int) -> int:
    """An id that the database can be asked for; a larger one is nobody's."""
    return pk if pk <= LARGEST_ID else 0
