"""The lending desk: one field for a scanner; overdue loans; the queue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.actions import lending
from biaozhun.cloud.holdings.forms.copies import ScanForm
from biaozhun.cloud.holdings.lifecycle import RefusedError
from biaozhun.cloud.holdings.queries import desk, people
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form


@takes_form
@requires(Role.CATALOGUER)
def desk_page(request: HttpRequest) -> HttpResponse:
    """Whatever is scanned is understood: a reader's address, or a copy going out or coming in."""
    borrower = people.reader_with(_id(request.GET))
    if request.method != "POST":
        context = {"form": ScanForm(), "borrower": borrower, "out": people.at_home(borrower)}
        return render(request, "holdings/lending.html", context)
    form = ScanForm(request.POST)
    if form.is_valid():
        borrower = _scanned(request, form.cleaned_data["scan"], borrower)
    return HttpResponseRedirect(_here(borrower))


def _id(query: QueryDict) -> int:
    text = query.get("reader", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _here(borrower: Person | None) -> str:
    """The desk with the reader kept by id: no address of a person stands in an address."""
    page = reverse("holdings:lending")
    return f"{page}?reader={borrower.pk}" if borrower else page


def _scanned(request: HttpRequest, text: str, borrower: Person | None) -> Person | None:
    """Do what the scan means; returns the reader who is served now."""
    if "@" in text:
        found = people.borrower(text)
        if found is None:
            messages.error(request, _("没有这个账号：{address}").format(address=text))
        return found
    try:
        _in_or_out(request, text, borrower)
    except RefusedError as error:
        messages.error(request, wording.refusal(error))
    return borrower


def _in_or_out(request: HttpRequest, barcode: str, borrower: Person | None) -> None:
    """What is out comes back; what is on the shelf goes to the reader who is served."""
    keeper, day = signed_in(request), today()
    try:
        loan = lending.take_back(barcode, actor=keeper, on=day)
    except RefusedError as error:
        if error.code != "not_lent":
            raise
    else:
        sentence = _("已归还：{copy}（{person}）。")
        messages.success(request, sentence.format(copy=loan.copy, person=loan.borrower))
        return
    if borrower is None:
        messages.error(request, _("请先输入读者的电子邮箱，再扫描要借出的条码。"))
        return
    loan = lending.lend(barcode, borrower, actor=keeper, on=day)
    sentence = _("已借给 {person}：{copy}，{day} 到期。")
    told = {"person": borrower, "copy": loan.copy, "day": loan.due.isoformat()}
    messages.success(request, sentence.format(**told))


@only_read
@requires(Role.CATALOGUER)
def overdue(request: HttpRequest) -> HttpResponse:
    """What should be back; with ``all=1`` all that is out."""
    everything = request.GET.get("all") == "1"
    day = None if everything else today()
    found = desk.open_loans(overdue_on=day, page=page_asked(request.GET))
    context = {"everything": everything, "on": today(), **pages(found)}
    return render(request, "holdings/overdue.html", context)


@only_read
@requires(Role.CATALOGUER)
def queues(request: HttpRequest) -> HttpResponse:
    """Who waits for what."""
    return render(request, "holdings/queues.html", {"queues": desk.queues()})
