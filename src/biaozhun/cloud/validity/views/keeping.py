"""The keepers' pages: announcements that withdraw clauses, and codes held completely."""

from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.cloud.validity import exports
from biaozhun.cloud.validity.actions import clause_withdrawals, complete_holdings
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.forms import lists
from biaozhun.cloud.validity.forms.keeping import HoldingForm, ListForm, WithdrawalForm
from biaozhun.cloud.validity.models import ClauseWithdrawal, CompleteHolding
from biaozhun.cloud.validity.views.answering import sent_in
from biaozhun.cloud.validity.wording.faults import fault
from biaozhun.documents.errors import DocumentError

_PAGE = 50  # entries
_LONGEST = 200  # characters looked for
_LARGEST_ID = 2**63 - 1


@takes_form
@requires(Role.CATALOGUER)
def withdrawals(request: HttpRequest) -> HttpResponseBase:
    """The entries, and a form for one more."""
    text = clean(request.GET.get("q", ""))[:_LONGEST]
    about = Q(number__icontains=text) | Q(by__icontains=text) | Q(basis__icontains=text)
    found = ClauseWithdrawal.objects.filter(about if text else Q())
    if request.GET.get("format") == "csv":
        return csv_file("clause-withdrawals", exports.withdrawals(found.iterator(2000)))
    form = WithdrawalForm(sent_in(request)[0])
    if request.method == "POST" and form.is_valid():
        clause_withdrawals.record_withdrawal(form.facts(), actor=signed_in(request), at=now())
        messages.success(request, _("已保存。"))
        return redirect("validity:withdrawals")
    page = Paginator(found, _PAGE).get_page(page_asked(request.GET))
    context = {"form": form, "text": text, **pages(page)}
    return _answered(request, "validity/desk/withdrawals.html", context)


@takes_form
@requires(Role.CATALOGUER)
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Set an entry right."""
    kept = ClauseWithdrawal.objects.filter(pk=min(pk, _LARGEST_ID)).first()
    if kept is None:
        raise Http404(_("没有这一条。"))
    form = WithdrawalForm(sent_in(request)[0], initial=_initial(kept))
    if request.method == "POST" and form.is_valid():
        act = partial(clause_withdrawals.change_withdrawal, kept.pk, form.facts())
        try:
            act(actor=signed_in(request), at=now())
        except clause_withdrawals.RecordedAlreadyError:
            form.add_error(None, _("同一公告对这一版的记录另有一条，请改那一条。"))
        else:
            messages.success(request, _("已保存。"))
            return redirect("validity:withdrawals")
    return _answered(request, "validity/desk/withdrawal.html", {"form": form, "kept": kept})


def _initial(kept: ClauseWithdrawal) -> dict[str, object]:
    return {
        "number": kept.number,
        "clauses": "、".join(kept.clauses),
        "since": kept.since,
        "basis": kept.basis,
        "by": kept.by,
    }


@takes_only_form
@requires(Role.CATALOGUER)
def drop_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an entry."""
    if clause_withdrawals.drop_withdrawal(min(pk, _LARGEST_ID), actor=signed_in(request)):
        messages.success(request, _("已删除。"))
    else:
        messages.warning(request, _("没有这一条，或者已经删去。"))
    return redirect("validity:withdrawals")


@takes_form
@requires(Role.CATALOGUER)
def withdrawal_list(request: HttpRequest) -> HttpResponseBase:
    """Take in a list; rows that cannot be used come back to be mended on the spot."""
    if request.GET.get("format") == "csv":
        return csv_file("clause-withdrawals", exports.withdrawals(()))
    form = ListForm(*sent_in(request))
    context: dict[str, object] = {"form": form, "most": lists.MOST_ROWS}
    if request.method == "POST" and form.is_valid():
        try:
            read = _list_sent(form)
        except (CheckRefusedError, DocumentError) as error:
            form.add_error(None, fault(error.code))
        else:
            actor = signed_in(request)
            taken = clause_withdrawals.record_list(read.good, actor=actor, at=now())
            messages.success(request, _("收下 {n} 条。").format(n=taken))
            if not read.refused:
                return redirect("validity:withdrawals")
            context["refused"] = read.refused
            context["form"] = ListForm(initial={"lines": lists.written(read.refused)})
    return _answered(request, "validity/desk/withdrawal_list.html", context)


def _list_sent(form: ListForm) -> lists.Read:
    """What was sent, a file before pasted lines.

    Raises:
        CheckRefusedError: neither was.
        DocumentError: it is no table.
    """
    if form.cleaned_data["file"]:
        return lists.read_file(form.cleaned_data["file"])
    if not form.cleaned_data["lines"]:
        raise CheckRefusedError("nothing was sent", code="nothing_sent")
    return lists.read_lines(form.cleaned_data["lines"])


@takes_form
@requires(Role.CATALOGUER)
def holdings(request: HttpRequest) -> HttpResponse:
    """The codes somebody vouches for, and a form for one more or a later word."""
    asked = CompleteHolding.objects.filter(code=clean(request.GET.get("code", ""))[:60]).first()
    initial = {} if asked is None else {"code": asked.code, "serial": asked.serial}
    form = HoldingForm(sent_in(request)[0], initial=initial)
    if request.method == "POST" and form.is_valid():
        complete_holdings.vouch(form.facts(), actor=signed_in(request), at=now())
        messages.success(request, _("已保存。"))
        return redirect("validity:holdings")
    page = Paginator(CompleteHolding.objects.all(), _PAGE).get_page(page_asked(request.GET))
    return _answered(request, "validity/desk/holdings.html", {"form": form, **pages(page)})


@takes_only_form
@requires(Role.CATALOGUER)
def drop_holding(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a word back."""
    if complete_holdings.take_back(min(pk, _LARGEST_ID), actor=signed_in(request)):
        messages.success(request, _("已撤回；这个代号以后不再判定“没有这个编号”。"))
    else:
        messages.warning(request, _("没有这一条，或者已经删去。"))
    return redirect("validity:holdings")


def _answered(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """The page: 422 where a form was sent and is faulty or has rows that came back."""
    is_faulty = request.method == "POST"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_faulty else HTTPStatus.OK
    return render(request, template, context, status=status)
