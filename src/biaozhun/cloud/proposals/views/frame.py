"""What the pages of the slice have in common: a form shown, sent, refused or done."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.forms.fields import FIRST_YEAR, LAST_YEAR
from biaozhun.cloud.proposals.models.paper import Paper
from biaozhun.cloud.proposals.queries.eligibility import authorities
from biaozhun.cloud.proposals.wording.refusals import sentences
from biaozhun.cloud.ui.stored_files import answer_with_file

FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY
Found = TypeVar("Found")


def found_or_404(found: Found | None) -> Found:
    """What was looked for.

    Raises:
        Http404: there is none, or it is not for them to know.
    """
    if found is None:
        raise Http404(_("没有这一页，或您看不到它。"))
    return found


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Promise | str,
    back: str,
    button: Promise | str = "",
    more: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """A page with one form; 422 where what was sent cannot be taken, with all that was typed."""
    said = {"title": title, "back": back, "button": button or _("保存")}
    context = {"form": form, **said, **(more or {})}
    status = FAULTY if form.is_bound else HTTPStatus.OK
    return render(request, "proposals/desk/form.html", context, status=status)


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
    named = refused.field if isinstance(refused, RefusedError) else ""
    for sentence in sentences(refused):
        form.add_error(named if named in form.fields else None, sentence)


def acted(request: HttpRequest, act: Callable[[], object], said: str) -> bool:
    """Do what a button asks for and say what came of it; whether it was done."""
    try:
        act()
    except (RefusedError, StepRefusedError) as refused:
        for sentence in sentences(refused):
            messages.error(request, sentence)
        return False
    messages.success(request, said)
    return True


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was filled in with; nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None


def errors_of(request: HttpRequest, form: forms.Form) -> None:
    """Say what is wrong with a form that is a part of another page."""
    for name, found in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        for error in found:
            messages.error(request, f"{label}：{error}" if label else str(error))


def year_asked(query: QueryDict) -> int | None:
    """The year an address asks for; nothing where it is none of ours."""
    text = text_asked(query, "year")
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        return None
    year = int(text)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def file_answer(request: HttpRequest, paper: Paper) -> HttpResponseBase:
    """A paper as it came, to be saved."""
    answer = answer_with_file(
        request,
        lambda: paper.file.open("rb"),
        size=paper.size,
        etag=f'"{paper.digest}"',
        media_type="application/octet-stream",
    )
    named = content_disposition_header(as_attachment=True, filename=paper.name)
    answer.headers["Content-Disposition"] = named or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def officer_authorities(person: Person) -> list[Organisation]:
    """The authorities an officer may act for.

    Raises:
        PermissionDenied: there is none.
    """
    known = authorities()
    own = person.organisation_id
    found = known if own is None else [one for one in known if one.pk == own]
    if not found:
        raise PermissionDenied(
            _(
                "还没有登记您可以代表的标准化行政主管部门；请在单位名录里登记它的层级，并标明是主管部门。"
            )
        )
    return found


def chosen_authority(told: Mapping[str, object], able: list[Organisation]) -> Organisation:
    """The authority a form chose, or the only one there is."""
    found = told.get("authority")
    return found if isinstance(found, Organisation) else able[0]
