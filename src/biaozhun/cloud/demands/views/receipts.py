"""Receipts: where somebody without an account sees what became of what they filed.

The code stays in the browser for half an hour, in a cookie that no script reads and that is sent
to these pages alone; it never stands in an address.
"""

from http import HTTPStatus
from typing import Final

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from biaozhun.cloud.cases.receipts import read_code
from biaozhun.cloud.demands.forms.steps import StepForm
from biaozhun.cloud.demands.limits import MOST_BYTES, may_look_up
from biaozhun.cloud.demands.models import Attachment, Demand, Suggestion, beside
from biaozhun.cloud.demands.queries.one import told
from biaozhun.cloud.demands.receipts import case_of
from biaozhun.cloud.demands.views import filer
from biaozhun.cloud.demands.views.files import hand_over
from biaozhun.cloud.demands.views.frame import status_of
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files

COOKIE: Final = "receipt"
AGE: Final = 1800  # seconds
PLACE: Final = "/receipts"
FILER: Final = frozenset({"filer"})


class CodeForm(forms.Form):
    """A code as it was written down."""

    code = forms.CharField(
        label=gettext_lazy("回执码"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("16 位字母和数字，如 ABCD-EFGH-IJKL-MNOP；大小写和中间的横线不限。"),
    )


def keep_code(answer: HttpResponseBase, code: str) -> None:
    """Let the browser show a receipt for half an hour."""
    answer.set_cookie(COOKIE, code, max_age=AGE, path=PLACE, httponly=True, samesite="Lax")


@never_cache
@takes_form
def receipt(request: HttpRequest) -> HttpResponseBase:
    """Ask for a code, or show what it was given for."""
    if request.method == "POST":
        return _entered(request)
    case = case_of(request.COOKIES.get(COOKIE, ""))
    if case is None:
        return render(request, "demands/receipt_code.html", {"form": CodeForm()})
    return _page(request, case, {})


def _entered(request: HttpRequest) -> HttpResponseBase:
    form = CodeForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        if not may_look_up(request):
            status = HTTPStatus.TOO_MANY_REQUESTS
            form.add_error("code", _("这一小时里试得太多了，请过一小时再来。"))
        elif case_of(form.cleaned_data["code"]) is not None:
            answer = redirect("demands:receipt")
            keep_code(answer, form.cleaned_data["code"])
            return answer
        else:
            form.add_error("code", _("没有这个回执码。请核对每一位，尤其是形状相近的字母。"))
    return render(request, "demands/receipt_code.html", {"form": form}, status=status)


def _page(
    request: HttpRequest, case: Demand | Suggestion, bound: dict[str, StepForm]
) -> HttpResponseBase:
    code = read_code(request.COOKIES.get(COOKIE, ""))
    context = {
        "told": told(case, FILER),
        "case": case,
        "is_demand": isinstance(case, Demand),
        "code": "-".join(code[at : at + 4] for at in range(0, len(code), 4)),
        "acts": PLACE,
        "steps": filer.steps(case, FILER, bound),
        "may_attach": filer.may_attach(case),
    }
    answer = render(request, "demands/receipt.html", context, status=status_of(bound.values()))
    keep_code(answer, code)
    return answer


@never_cache
@takes_files(up_to=MOST_BYTES, from_anybody=MOST_BYTES)
@takes_only_form
def act(request: HttpRequest, action: str) -> HttpResponseBase:
    """What a filer does with the code: reopen, withdraw, files, take the contact out."""
    case = case_of(request.COOKIES.get(COOKIE, ""))
    if case is None:
        return redirect("demands:receipt")
    bound = filer.act(request, case, action, actor=None)
    if bound is not None:
        return _page(request, case, {action: bound})
    return redirect("demands:receipt")


@never_cache
@only_read
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file of one's own."""
    case = case_of(request.COOKIES.get(COOKIE, ""))
    kept = Attachment.objects.filter(pk=pk, **beside(case)).first() if case is not None else None
    if kept is None:
        raise Http404(_("没有这份材料。"))
    return hand_over(request, kept)


@takes_only_form
def leave(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001  -- a view's own
    """Let the browser forget the code."""
    answer = redirect("demands:receipt")
    answer.delete_cookie(COOKIE, path=PLACE, samesite="Lax")
    return answer


def to_receipt(code: str) -> HttpResponseBase:
    """The way from a form that was filed to its receipt."""
    answer = redirect(f"{reverse('demands:receipt')}?filed=1")
    keep_code(answer, code)
    return answer
