"""What the pages of the slice have in common: consultations found, steps done or refused."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import person_of, signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.queries import page
from biaozhun.cloud.consultations.wording.refusals import REFUSAL, said


def found_or_404(request: HttpRequest, pk: int) -> page.Found:
    """The consultation of an address, for who may read it.

    Raises:
        Http404: there is none, or it has not opened yet.
    """
    found = page.found(pk, person_of(request)) if pk <= LARGEST_ID else None
    if found is None:
        raise Http404(_("没有这次征求意见，或者它还没有开始。"))
    return found


def kept_or_403(request: HttpRequest, pk: int) -> page.Found:
    """The consultation of an address, for its desk.

    Raises:
        Http404: there is none.
        PermissionDenied: the reader does not keep it.
    """
    signed_in(request)
    found = found_or_404(request, pk)
    if not found.keeps:
        raise PermissionDenied(str(REFUSAL["not_for_you"]))
    return found


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks for, or write beside its fields why not; whether it was done."""
    try:
        act()
    except (ConsultationRefusedError, StepRefusedError) as error:
        field = getattr(error, "field", None)
        for sentence in said(error):
            form.add_error(field if field in form.fields else None, sentence)
        return False
    return True


def told(request: HttpRequest, act: Callable[[], object], sentence: str) -> bool:
    """Do what a button asks for and say so, or say why not; whether it was done."""
    try:
        act()
    except (ConsultationRefusedError, StepRefusedError) as error:
        for one in said(error):
            messages.error(request, one)
        return False
    messages.success(request, sentence)
    return True


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
    return render(request, "consultations/form.html", context, status=status)
