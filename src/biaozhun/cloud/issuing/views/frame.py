"""What the pages of the slice have in common: records found, forms shown, refused or done."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.wording import refused, said
from biaozhun.cloud.organisations.permissions import acts_for

M = TypeVar("M", bound=Model)


def found(rows: "QuerySet[M]", pk: int) -> M:
    """The record of an address.

    Raises:
        Http404: there is none.
    """
    one = rows.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if one is None:
        raise Http404(_("没有这一项。"))
    return one


def permit(person: Person, organisation: Organisation) -> None:
    """Let go on who acts for an organisation.

    Raises:
        PermissionDenied: somebody else.
    """
    if not acts_for(person, organisation.pk):
        raise PermissionDenied(_("您不是这个单位的人，不能这样做。"))


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Promise | str,
    back: str,
    more: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """A page with one form; 422 where what was sent cannot be taken."""
    context = {"form": form, "title": title, "back": back, **(more or {})}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "issuing/desk/form.html", context, status=status)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks for, or write beside its fields why not; whether it was done."""
    try:
        act()
    except IssuingRefusedError as error:
        form.add_error(error.field if error.field in form.fields else None, said(error))
        return False
    except StepRefusedError as error:
        for code in error.refusal.codes:
            form.add_error(None, refused(code))
        return False
    return True


def told(request: HttpRequest, act: Callable[[], object], sentence: str) -> bool:
    """Do what a button asks for and say so, or say why not; whether it was done."""
    try:
        act()
    except IssuingRefusedError as error:
        messages.error(request, said(error))
        return False
    except StepRefusedError as error:
        for code in error.refusal.codes:
            messages.error(request, refused(code))
        return False
    messages.success(request, sentence)
    return True


def say_faults(request: HttpRequest, form: forms.Form) -> None:
    """Say what is wrong with a form that has no page of its own."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}：{error}" if label else str(error))
