"""What the pages of a project have in common: which one, for whom, a form shown and refused."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of, signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.limits import LARGEST_ID
from biaozhun.cloud.drafting.models import Project, ProjectDocument
from biaozhun.cloud.drafting.permissions import reads, roles_in
from biaozhun.cloud.drafting.queries.page import project_at
from biaozhun.cloud.drafting.wording.refusals import refusal, unmet_words

FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


def found_project(pk: int) -> Project:
    """The project of an address.

    Raises:
        Http404: there is none.
    """
    found = project_at(pk) if pk <= LARGEST_ID else None
    if found is None:
        raise Http404(_("没有这个项目。"))
    return found


def worked_on(
    request: HttpRequest, pk: int, allowed: frozenset[str]
) -> tuple[Project, Person, frozenset[str]]:
    """The project of an address, for somebody who is one of these to it.

    Raises:
        Http404: there is none.
        PermissionDenied: the person is nothing of the sort.
    """
    project, person = found_project(pk), signed_in(request)
    roles = roles_in(person, project)
    if roles.isdisjoint(allowed):
        raise PermissionDenied(_("这个项目不由您来办。"))
    return project, person, roles


def found_document(request: HttpRequest, project: Project, pk: int) -> ProjectDocument:
    """A document of a project, for who may read it.

    Raises:
        Http404: there is none, or it is not theirs to know.
    """
    documents = project.documents.select_related("project", "accompanies", "text")
    found = documents.filter(pk=min(pk, LARGEST_ID)).first()
    if found is None or not reads(roles_in(person_of(request), project), found):
        raise Http404(_("没有这份材料，或它没有公开。"))
    return found


def address_of(project: Project, anchor: str = "") -> str:
    """The page of a project, at one of its parts."""
    address = reverse("drafting:project", args=[project.pk])
    return f"{address}#{anchor}" if anchor else address


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
    with_files = any(field.widget.needs_multipart_form for field in form.fields.values())
    context = {"form": form, "with_files": with_files, **said, **(more or {})}
    status = FAULTY if form.is_bound else HTTPStatus.OK
    return render(request, "drafting/form.html", context, status=status)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks for, or write above its fields why not; whether it was done.

    Raises:
        PermissionDenied: the step is somebody else's.
    """
    try:
        act()
    except (DraftingRefusedError, StepRefusedError) as refused:
        for sentence in sentences(refused):
            form.add_error(None, sentence)
        return False
    return True


def sentences(refused: DraftingRefusedError | StepRefusedError) -> list[str]:
    """Everything that stands against it, a sentence each.

    Raises:
        PermissionDenied: the step is somebody else's.
    """
    if isinstance(refused, DraftingRefusedError):
        return [refusal(refused.code)]
    if "not_for_you" in refused.refusal.codes:
        raise PermissionDenied(refusal("not_for_you")) from refused
    return [unmet_words(one) for one in refused.refusal.unmet]


def upload_of(file: "UploadedFile[bytes] | None") -> "tuple[str, UploadedFile[bytes]] | None":
    """A file of a form as the actions take it."""
    return (file.name or "", file) if file else None


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent; nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None


def sent(request: HttpRequest) -> dict[str, Any]:
    """What a form is made of: fields and files; nothing where the page is only opened."""
    if request.method != "POST":
        return {}
    return {"data": request.POST, "files": request.FILES}
