"""What the pages of the slice have in common: records found, forms shown, refused or done."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.cases.models import Case
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.page import whole_projects
from biaozhun.cloud.green_channel.errors import ChannelRefusedError
from biaozhun.cloud.green_channel.life import KEPT
from biaozhun.cloud.green_channel.models import Use
from biaozhun.cloud.green_channel.permissions import may_ask, sees_use
from biaozhun.cloud.green_channel.queries.left_out import shown
from biaozhun.cloud.green_channel.queries.uses import whole
from biaozhun.cloud.green_channel.wording import refused, said
from biaozhun.core import urgency
from biaozhun.core.lifecycle import Machine

M = TypeVar("M", bound=Model)
Refused = (ChannelRefusedError, StepRefusedError, DraftingRefusedError)


def found(rows: "QuerySet[M]", pk: int) -> M:
    """The record of an address.

    Raises:
        Http404: there is none.
    """
    one = rows.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if one is None:
        raise Http404(_("没有这一项。"))
    return one


def asked_project(person: Person, pk: int) -> Project:
    """A project somebody may ask for.

    Raises:
        Http404: there is none.
        PermissionDenied: it is somebody else's.
    """
    project = found(whole_projects(), pk)
    if not may_ask(person, project):
        raise PermissionDenied(refused("not_yours"))
    return project


def seen_use(person: Person, pk: int) -> Use:
    """A use whose project somebody takes part in.

    Raises:
        Http404: there is none, or it is not theirs to know.
    """
    rows = Use.objects.select_related("decided_by", "asked_by", "ended_by", "paper")
    use = found(whole(rows), pk)
    if not sees_use(person, use):
        raise Http404(_("没有这一项。"))
    return use


def let_only(code: str, *, holds: bool) -> None:
    """Let only those go on whose step it is.

    Raises:
        PermissionDenied: it is somebody else's; the code says whose.
    """
    if not holds:
        raise PermissionDenied(refused(code))


def may_take(machine: Machine[Any], case: Case, action: str, roles: frozenset[str]) -> bool:
    """Whether a step is for somebody in these roles; one the state does not know is nobody's."""
    row = machine.row(case.state, action)
    return row is None or not row.roles.isdisjoint(roles)


def is_gone(request: HttpRequest, machine: Machine[Any], case: Case, action: str) -> bool:
    """Whether the form of a step is opened that the state does not know; it is said why not."""
    if request.method == "POST" or machine.row(case.state, action) is not None:
        return False
    messages.warning(request, refused("not_from_here"))
    return True


def sentences(error: Exception) -> list[str]:
    """Everything that stands against it, a sentence each.

    Raises:
        PermissionDenied: the step is somebody else's.
    """
    if isinstance(error, ChannelRefusedError):
        return [said(error) + why_kept(error)]
    if isinstance(error, DraftingRefusedError):
        return [refused(error.code)]
    assert isinstance(error, StepRefusedError)  # noqa: S101  -- what the callers catch
    if "not_for_you" in error.refusal.codes:
        raise PermissionDenied(refused("not_for_you")) from error
    return [refused(code) for code in error.refusal.codes]


def why_kept(error: ChannelRefusedError) -> str:
    """Of a step that stays: why, and the law or practice it stands on; else nothing."""
    known = urgency.steps().get(error.fragment)
    if known is None or error.code not in KEPT:
        return ""
    step = shown(known)
    return " " + _("{why}（{basis}）").format(why=step.why, basis=step.basis)


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
    context: dict[str, object] = {"form": form, "title": title, "back": back}
    context |= {"with_files": with_files, **(more or {})}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "green_channel/desk/form.html", context, status=status)


def sent(request: HttpRequest) -> dict[str, Any]:
    """What a form is made of: fields and files; nothing where the page is only opened."""
    if request.method != "POST":
        return {}
    return {"data": request.POST, "files": request.FILES}
