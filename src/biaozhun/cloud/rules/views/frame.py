"""What the pages of the slice have in common: a form shown, filled in, refused or done."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.accounts.permissions import signed_in
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.cloud.rules.errors import RefusedError
from biaozhun.cloud.rules.queries.listing import authorities


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Promise | str,
    back: str,
    button: Promise | str = "",
    more: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """A page with one form; 422 where what was sent cannot be taken."""
    said = {"title": title, "back": back, "button": button or _("保存")}
    context = {"form": form, **said, **(more or {})}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rules/desk/form.html", context, status=status)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks for, or write beside its fields why not; whether it was done."""
    try:
        act()
    except RefusedError as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.message)
        return False
    return True


def kept_authority(request: HttpRequest, pk: int) -> Organisation:
    """The authority of an address, which the person acts for.

    Raises:
        Http404: there is none.
        PermissionDenied: the person is an officer of another one.
    """
    found = next((one for one in authorities() if one.pk == pk), None)
    if found is None:
        raise Http404(_("没有这个标准化行政主管部门。"))
    if not acts_for(signed_in(request), found.pk):
        raise PermissionDenied(_("您不是这个主管部门的工作人员。"))
    return found
