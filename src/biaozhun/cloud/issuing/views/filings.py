"""Filings at the desk: handed in one by one or together, taken in, sent back."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.form_templates.files import paper_answer
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.issuing.actions import filing as filings
from biaozhun.cloud.issuing.actions.filing import filing_roles
from biaozhun.cloud.issuing.forms.asking import AcceptForm, ReasonForm
from biaozhun.cloud.issuing.life import FILING
from biaozhun.cloud.issuing.models import Filing
from biaozhun.cloud.issuing.queries import register
from biaozhun.cloud.issuing.views.frame import done, found, told
from biaozhun.cloud.issuing.wording import FILING_STATE
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_only_form
from biaozhun.core.lifecycle import open_actions

MOST_TOGETHER = 200


@only_read
@requires(Role.OPERATOR)
def kept(request: HttpRequest) -> HttpResponseBase:
    """What the own authority hands in or takes in."""
    state = request.GET.get("state", "")
    rows = register.own_filings(signed_in(request))
    if state in FILING_STATE:
        rows = rows.filter(state=state)
    page = Paginator(rows, register.PAGE).get_page(page_asked(request.GET))
    context = {"state": state, "states": FILING_STATE, "today": today(), **pages(page)}
    return render(request, "issuing/desk/filings.html", context)


@only_read
@requires(Role.OPERATOR)
def one(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One filing and what may be done about it."""
    return _page(request, _seen(request, pk))


def _page(
    request: HttpRequest,
    held: Filing,
    accepting: AcceptForm | None = None,
    why: ReasonForm | None = None,
) -> HttpResponseBase:
    """One filing; with what was typed for a step that was refused."""
    roles = filing_roles(signed_in(request), held)
    context = {
        "held": held,
        "actions": open_actions(FILING, state=held.state, roles=roles),
        "accepting": accepting or AcceptForm(),
        "why": why or ReasonForm(),
        "today": today(),
    }
    refused = accepting is not None or why is not None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "issuing/desk/filing.html", context, status=status)


def _seen(request: HttpRequest, pk: int) -> Filing:
    return found(register.own_filings(signed_in(request)), pk)


@takes_only_form
@requires(Role.OPERATOR)
def step(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Hand in, take in, send back."""
    held = _seen(request, pk)
    person, at = signed_in(request), now()
    if action == "submit":
        told(request, lambda: filings.submit([held], actor=person, at=at), _("已报送。"))
    elif action == "accept":
        accepting = AcceptForm(request.POST)
        if not accepting.is_valid() or not done(
            accepting,
            lambda: filings.accept(
                held, filings.Accepted(**accepting.cleaned_data), actor=person, at=at
            ),
        ):
            return _page(request, _seen(request, pk), accepting=accepting)
        messages.success(request, _("已登记备案号。"))
    elif action == "send_back":
        why = ReasonForm(request.POST)
        if not why.is_valid() or not done(
            why, lambda: filings.send_back(held, why.cleaned_data["reason"], actor=person, at=at)
        ):
            return _page(request, _seen(request, pk), why=why)
        messages.success(request, _("已退回补正。"))
    else:
        raise Http404(_("没有这一步。"))
    return redirect("issuing:keep_filing", pk=pk)


@takes_only_form
@requires(Role.OPERATOR)
def submit(request: HttpRequest) -> HttpResponseBase:
    """Hand several in together; all of them or none."""
    asked = [text for text in request.POST.getlist("filing") if text.isascii() and text.isdecimal()]
    pks = [int(text) for text in asked[:MOST_TOGETHER] if len(text) <= 18]
    chosen = list(register.own_filings(signed_in(request)).filter(pk__in=pks))
    batch = clean(request.POST.get("batch", ""))[:60]
    if not chosen:
        messages.error(request, _("请勾选要报送的标准。"))
        return redirect("issuing:keep_filings")
    person = signed_in(request)
    told(
        request,
        lambda: filings.submit(chosen, actor=person, at=now(), batch=batch),
        _("已报送 {n} 项。").format(n=len(chosen)),
    )
    return redirect("issuing:keep_filings")


@only_read
@requires(Role.OPERATOR)
def form(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The filing form (备案表) as a Word file."""
    held = _seen(request, pk)
    back = reverse("issuing:keep_filing", args=[held.pk])
    return paper_answer(request, "issuing.filing", held.pk, held.filer, back=back)
