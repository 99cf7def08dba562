"""What the pages of the slice have in common: a form shown, filled in, refused or done."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.wording import REFUSAL


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Promise | str,
    back: str,
    button: Promise | str = "",
    more: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """A page with one form, which is saved; 422 where what was sent cannot be taken."""
    said = {"title": title, "back": back, "button": button or _("保存")}
    context = {"form": form, **said, **(more or {})}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "committees/desk/form.html", context, status=status)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks for, or write beside its fields why not; whether it was done."""
    try:
        act()
    except (RefusedError, StepRefusedError) as refused:
        blame(form, refused)
        return False
    return True


def blame(form: forms.Form, refused: RefusedError | StepRefusedError) -> None:
    """Write a refusal beside the field it is about, or above the form."""
    if isinstance(refused, StepRefusedError):
        for code in refused.refusal.codes:
            form.add_error(None, str(REFUSAL[code]))
        return
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)


def say_done(request: HttpRequest, act: Callable[[], object]) -> None:
    """Do what a button asks for and say that it is done, or why it is not."""
    try:
        act()
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("已保存。"))


def saved(request: HttpRequest, address: str) -> HttpResponseBase:
    """Say that it is saved, and lead to where it stands."""
    messages.success(request, _("已保存。"))
    return redirect(address)
