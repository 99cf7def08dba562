"""What became of one's own comments: by the code of a receipt, or with an account.

The code stays in the browser for half an hour, in a cookie that no script reads and that is sent
to the pages of consultations alone; it never stands in an address. What somebody says of the same
consultation in that time gets the same code.
"""

from functools import partial
from http import HTTPStatus
from typing import Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.receipts import kept, read_code
from biaozhun.cloud.consultations.actions.commenting import IN_HAND, step_comment
from biaozhun.cloud.consultations.life import COMMENT
from biaozhun.cloud.consultations.limits import may_look_up
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.consultations.queries.consultations import comments_of
from biaozhun.cloud.consultations.views.frame import told
from biaozhun.cloud.consultations.wording.refusals import refused
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.core.lifecycle import open_actions

COOKIE: Final = "comment-receipt"
AGE: Final = 1800  # seconds
PLACE: Final = "/consultations"
PAGE: Final = 30


class CodeForm(forms.Form):
    """A code as it was written down."""

    code = forms.CharField(
        label=gettext_lazy("回执码"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("16 位字母和数字，如 ABCD-EFGH-IJKL-MNOP；大小写和中间的横线不限。"),
    )


def comments_by(code: str) -> list[Comment]:
    """The comments that a code is the receipt of; they are of one consultation."""
    if not read_code(code):
        return []
    rows = Comment.objects.filter(receipt=kept(code), person=None)
    return list(rows.select_related("consultation", "consultation__project").order_by("number"))


def code_of_visit(request: HttpRequest, consultation: Consultation) -> str:
    """The code of what was said in the same half hour of the same consultation, if anything."""
    code = request.COOKIES.get(COOKIE, "")
    found = comments_by(code)
    return code if found and found[0].consultation_id == consultation.pk else ""


def may_withdraw(comment: Comment) -> bool:
    """Whether its author may take it back now."""
    able = open_actions(COMMENT, state=comment.state, roles=frozenset({"author"}))
    return "withdraw" in able and comment.consultation.state in IN_HAND


def keep_code(answer: HttpResponseBase, code: str) -> None:
    """Let the browser show a receipt for half an hour."""
    answer.set_cookie(COOKIE, code, max_age=AGE, path=PLACE, httponly=True, samesite="Lax")


def to_receipt(code: str) -> HttpResponseBase:
    """The way from a comment that was sent to its receipt."""
    answer = redirect(f"{reverse('consultations:receipt')}?filed=1")
    keep_code(answer, code)
    return answer


@never_cache
@takes_form
def receipt(request: HttpRequest) -> HttpResponseBase:
    """Ask for a code, or show what it was given for."""
    if request.method == "POST":
        return _entered(request)
    found = comments_by(request.COOKIES.get(COOKIE, ""))
    if not found:
        return render(request, "consultations/receipt_code.html", {"form": CodeForm()})
    code = read_code(request.COOKIES[COOKIE])
    context = {
        "comments": [(one, may_withdraw(one)) for one in found],
        "held": found[0].consultation,
        "project": found[0].consultation.project,
        "code": "-".join(code[at : at + 4] for at in range(0, len(code), 4)),
        "filed": request.GET.get("filed") == "1",
    }
    answer = render(request, "consultations/receipt.html", context)
    keep_code(answer, code)
    return answer


def _entered(request: HttpRequest) -> HttpResponseBase:
    form = CodeForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        if not may_look_up(request):
            status = HTTPStatus.TOO_MANY_REQUESTS
            form.add_error("code", _("这一小时里试得太多了，请过一小时再来。"))
        elif comments_by(form.cleaned_data["code"]):
            answer = redirect("consultations:receipt")
            keep_code(answer, form.cleaned_data["code"])
            return answer
        else:
            form.add_error("code", _("没有这个回执码。请核对每一位，尤其是形状相近的字母。"))
    return render(request, "consultations/receipt_code.html", {"form": form}, status=status)


@never_cache
@takes_only_form
def withdraw_by_receipt(request: HttpRequest) -> HttpResponseBase:
    """Take back one of the comments of a code."""
    for one in comments_by(request.COOKIES.get(COOKIE, "")):
        if str(one.number) == request.POST.get("number"):
            told(request, partial(_withdraw, one, None), _("意见已撤回。"))
    return redirect("consultations:receipt")


def _withdraw(comment: Comment, person: Person | None) -> None:
    step_comment(comment, "withdraw", actor=person, at=now(), by_receipt=person is None)


@takes_only_form
def leave(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001  -- a view's own
    """Let the browser forget the code."""
    answer = redirect("consultations:receipt")
    answer.delete_cookie(COOKIE, path=PLACE, samesite="Lax")
    return answer


@only_read
@requires(Role.READER)
def mine(request: HttpRequest) -> HttpResponseBase:
    """What the reader said with their account."""
    rows = comments_of(signed_in(request))
    page = Paginator(rows, PAGE).get_page(page_asked(request.GET))
    context = {"able": {one.pk for one in page if may_withdraw(one)}, **pages(page)}
    return render(request, "consultations/mine.html", context)


@takes_only_form
@requires(Role.READER)
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back a comment of one's own.

    Raises:
        PermissionDenied: it is somebody else's, or there is none.
    """
    person = signed_in(request)
    found = comments_of(person).filter(pk=min(pk, 2**63 - 1)).first()
    if found is None:
        raise PermissionDenied(refused("not_for_you"))
    told(request, lambda: _withdraw(found, person), _("意见已撤回。"))
    return redirect("consultations:mine")
