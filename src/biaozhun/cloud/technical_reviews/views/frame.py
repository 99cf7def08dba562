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
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.technical_reviews.permissions import roles_in
from biaozhun.cloud.technical_reviews.queries.page import whole_reviews
from biaozhun.cloud.technical_reviews.wording.refusals import said
from biaozhun.cloud.ui.stored_files import answer_with_file
from biaozhun.documents.reports.form_walls import FormError

M = TypeVar("M", bound=Model)
REFUSALS = (
    ReviewRefusedError,
    StepRefusedError,
    DraftingRefusedError,
    TemplateRefusedError,
    FormError,
)
FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


def found(rows: "QuerySet[M]", pk: int) -> M:
    """The record of an address.

    Raises:
        Http404: there is none.
    """
    one = rows.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if one is None:
        raise Http404(_("没有这一项。"))
    return one


def kept_review(
    request: HttpRequest, pk: int, allowed: frozenset[str]
) -> tuple[Review, Person, frozenset[str]]:
    """The review of an address, for somebody who is one of these to it.

    Raises:
        Http404: there is none.
        PermissionDenied: the person is nothing of the sort.
    """
    review, person = found(whole_reviews(), pk), signed_in(request)
    roles = roles_in(person, review)
    if roles.isdisjoint(allowed):
        raise PermissionDenied(_("这次审查不由您来办。"))
    return review, person, roles


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Promise | str,
    back: str,
    more: Mapping[str, object] | None = None,
    status: HTTPStatus | None = None,
) -> HttpResponseBase:
    """A page with one form; 422 where what was sent cannot be taken, unless it is said."""
    with_files = any(field.widget.needs_multipart_form for field in form.fields.values())
    context = {"form": form, "title": title, "back": back, "with_files": with_files, **(more or {})}
    status = status or (FAULTY if form.is_bound else HTTPStatus.OK)
    return render(request, "technical_reviews/desk/form.html", context, status=status)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks for, or write beside its fields why not; whether it was done.

    Raises:
        PermissionDenied: it is somebody else's to do.
    """
    try:
        act()
    except REFUSALS as error:
        _not_theirs(error)
        field = error.field if isinstance(error, ReviewRefusedError) else None
        for sentence in said(error):
            form.add_error(field if field in form.fields else None, sentence)
        return False
    return True


def told(request: HttpRequest, act: Callable[[], object], sentence: str) -> bool:
    """Do what a button asks for and say so, or say why not; whether it was done.

    Raises:
        PermissionDenied: it is somebody else's to do.
    """
    try:
        act()
    except REFUSALS as error:
        _not_theirs(error)
        for line in said(error):
            messages.error(request, line)
        return False
    messages.success(request, sentence)
    return True


def _not_theirs(error: Exception) -> None:
    codes = error.refusal.codes if isinstance(error, StepRefusedError) else ()
    code = error.code if isinstance(error, ReviewRefusedError) else ""
    if code == "not_for_you" or "not_for_you" in codes:
        raise PermissionDenied(_("这一步不由您来办。")) from error


def document_answer(request: HttpRequest, document: ProjectDocument) -> HttpResponseBase:
    """The file of a document, to be kept; the page asked who may."""
    answer = answer_with_file(
        request,
        lambda: document.file.open("rb"),
        size=document.size,
        etag=f'"{document.digest}"',
        media_type="application/octet-stream",
    )
    answer.headers["Cache-Control"] = "private, no-cache"  # asked again: rights change
    disposition = content_disposition_header(as_attachment=True, filename=document.name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer
