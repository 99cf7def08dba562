"""What the pages of the slice have in common: records found, forms shown, refused or done."""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.wording.refusals import refusal
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.models import Hearing
from biaozhun.cloud.hearings.queries.hearings import kept_projects, whole_hearings
from biaozhun.cloud.hearings.wording import ADVICE, refused, said
from biaozhun.core.lifecycle import Unmet

M = TypeVar("M", bound=Model)
SHOWN, FAULTY = HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY
Refused = (HearingRefusedError, StepRefusedError, DraftingRefusedError)


def found(rows: "QuerySet[M]", pk: int) -> M:
    """The record of an address.

    Raises:
        Http404: there is none.
    """
    one = rows.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if one is None:
        raise Http404(_("没有这一项。"))
    return one


def kept_project(person: Person, pk: int) -> Project:
    """A project whose proceedings somebody keeps.

    Raises:
        Http404: there is none, or it is somebody else's.
    """
    rows = Project.objects.filter(kept_projects(person)).select_related("authority", "department")
    return found(rows.distinct(), pk)


def kept_hearing(person: Person, pk: int) -> Hearing:
    """A hearing of a project whose proceedings somebody keeps.

    Raises:
        Http404: there is none, or it is somebody else's.
    """
    own = Project.objects.filter(kept_projects(person))
    return found(whole_hearings().filter(project__in=own), pk)


def sentences(error: Exception) -> list[str]:
    """Everything that stands against it, a sentence each."""
    if isinstance(error, HearingRefusedError):
        return [said(error)]
    if isinstance(error, DraftingRefusedError):
        return [refusal(error.code)]
    assert isinstance(error, StepRefusedError)  # noqa: S101  -- what the callers catch
    return [refused(code) for code in error.refusal.codes]


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks for, or write beside its fields why not; whether it was done."""
    try:
        act()
    except Refused as error:
        field = getattr(error, "field", None)
        for sentence in sentences(error):
            form.add_error(field if field in form.fields else None, sentence)
        return False
    return True


def told(request: HttpRequest, act: Callable[[], object], sentence: str) -> bool:
    """Do what a button asks for and say so, or say why not; whether it was done."""
    try:
        act()
    except Refused as error:
        for one in sentences(error):
            messages.error(request, one)
        return False
    messages.success(request, sentence)
    return True


def say_faults(request: HttpRequest, form: forms.Form) -> None:
    """Say what is wrong with a form that has no page of its own."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}：{error}" if label else str(error))


def say_advice(request: HttpRequest, advice: Iterable[Unmet]) -> None:
    """Say what a rule asks for that does not bind."""
    for one in advice:
        messages.warning(request, str(ADVICE[one.code]))


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Promise | str,
    back: str,
    more: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """A page with one form; 422 where what was sent cannot be taken."""
    with_files = any(field.widget.needs_multipart_form for field in form.fields.values())
    context = {"form": form, "title": title, "back": back, "with_files": with_files}
    return render(
        request, "hearings/desk/form.html", {**context, **(more or {})}, status=status_of(form)
    )


def status_of(form: forms.Form) -> int:
    """200 where a form is shown, 422 where it is given back."""
    return FAULTY if form.is_bound else SHOWN


def posted(request: HttpRequest) -> Any:  # noqa: ANN401  -- Django's form takes it or nothing
    """What was sent; nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None
