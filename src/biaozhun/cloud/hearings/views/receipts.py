"""Where somebody without an account sees a registration or answers an invitation, by its code.

The code stays in the browser for half an hour, in a cookie that no script reads and that is sent
to these pages alone; it never stands in an address.
"""

from http import HTTPStatus
from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from biaozhun.cloud.accounts.senders import sent_this_hour
from biaozhun.cloud.cases.receipts import kept, read_code
from biaozhun.cloud.hearings.models import Invitation, Registration
from biaozhun.cloud.hearings.views.taking_part import act_on
from biaozhun.cloud.ui.reading import takes_form, takes_only_form

COOKIE: Final = "hearing_receipt"
AGE: Final = 1800  # seconds
PLACE: Final = "/hearings/receipt"
LOOKUPS_AN_HOUR: Final = 60


class CodeForm(forms.Form):
    """A code as it was written down."""

    code = forms.CharField(
        label=gettext_lazy("回执码或邀请码"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("16 位字母和数字，如 ABCD-EFGH-IJKL-MNOP；大小写和中间的横线不限。"),
    )


def case_of(typed: str) -> Registration | Invitation | None:
    """What a code was given for; it is looked for by its hash."""
    if not read_code(typed):
        return None
    asked = kept(typed)
    registered = Registration.objects.select_related("hearing__project")
    invited = Invitation.objects.select_related("project", "hearing", "representative")
    return (
        registered.filter(receipt=asked).first()
        or invited.filter(receipt=asked).exclude(state="cancelled").first()
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
    held = case_of(request.COOKIES.get(COOKIE, ""))
    if held is None:
        return render(request, "hearings/receipt_code.html", {"form": CodeForm()})
    code = read_code(request.COOKIES[COOKIE])
    context = {
        "held": held,
        "is_registration": isinstance(held, Registration),
        "code": "-".join(code[at : at + 4] for at in range(0, len(code), 4)),
        "acts": PLACE,
    }
    answer = render(request, "hearings/receipt.html", context)
    keep_code(answer, code)
    return answer


def _entered(request: HttpRequest) -> HttpResponseBase:
    form = CodeForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        if sent_this_hour("hearings:receipts", request, None) > LOOKUPS_AN_HOUR:
            status = HTTPStatus.TOO_MANY_REQUESTS
            form.add_error("code", _("这一小时里试得太多了，请过一小时再来。"))
        elif case_of(form.cleaned_data["code"]) is not None:
            answer = redirect("hearings:receipt")
            keep_code(answer, form.cleaned_data["code"])
            return answer
        else:
            form.add_error("code", _("没有这个代码。请核对每一位，尤其是形状相近的字母。"))
    return render(request, "hearings/receipt_code.html", {"form": form}, status=status)


@never_cache
@takes_only_form
def act(request: HttpRequest, action: str) -> HttpResponseBase:
    """What somebody does with the code: withdraw, accept, decline, hand in an opinion."""
    held = case_of(request.COOKIES.get(COOKIE, ""))
    if held is None:
        messages.error(request, _("请先输入代码。"))
    elif not act_on(request, held, action, actor=None):
        raise Http404(_("没有这一步。"))
    return redirect("hearings:receipt")


@takes_only_form
def leave(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001  -- a view's own
    """Let the browser forget the code."""
    answer = redirect("hearings:receipt")
    answer.delete_cookie(COOKIE, path=PLACE, samesite="Lax")
    return answer
