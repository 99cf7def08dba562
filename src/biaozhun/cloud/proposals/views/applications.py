"""Applications at the desk: the list, the form, the page of one, and what is done on it."""

from collections.abc import Iterator, Sequence
from http import HTTPStatus

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import day_of, now, today
from biaozhun.cloud.proposals.actions.applications import (
    change_application,
    draft_application,
)
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.forms.application import ApplicationForm, initial_of
from biaozhun.cloud.proposals.life import EDITABLE
from biaozhun.cloud.proposals.models import Application
from biaozhun.cloud.proposals.permissions import roles_in_application, takes_part
from biaozhun.cloud.proposals.queries import applications as queries
from biaozhun.cloud.proposals.queries.eligibility import authorities_for, refusal_of
from biaozhun.cloud.proposals.queries.page import application_page
from biaozhun.cloud.proposals.views.frame import FAULTY, blame, found_or_404, sent, year_asked
from biaozhun.cloud.proposals.wording import APPLICATION_STATE
from biaozhun.cloud.proposals.wording.choices import FIELD
from biaozhun.cloud.proposals.wording.refusals import REFUSAL
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.tables import csv_file

AT_ONCE = 500  # rows read together


@only_read
@requires(Role.READER)
def applications(request: HttpRequest) -> HttpResponseBase:
    """The applications somebody may open."""
    person, wanted = signed_in(request), _asked(request)
    if request.GET.get("format") == "csv":
        return csv_file("applications", _rows(queries.matching(person, wanted)))
    page = queries.applications(person, wanted, page_asked(request.GET))
    refused = refusal_of(person.organisation)
    context = {
        "wanted": wanted,
        "states": APPLICATION_STATE.items(),
        "fields": FIELD.items(),
        "takes_part": takes_part(person),
        "may_apply": not refused,
        "why_not": REFUSAL[refused] if refused else "",
        **pages(page),
    }
    return render(request, "proposals/desk/applications.html", context)


def _asked(request: HttpRequest) -> queries.Wanted:
    state, field = text_asked(request.GET, "state"), text_asked(request.GET, "field")
    return queries.Wanted(
        text=text_asked(request.GET),
        state=state if state in {*APPLICATION_STATE, "open"} else "",
        year=year_asked(request.GET),
        field=field if field in FIELD else "",
    )


def _rows(found: "QuerySet[Application]") -> Iterator[Sequence[object]]:
    yield (
        *(_("名称"), _("制定或修订"), _("申报部门"), _("状态"), _("申报日期")),
        *(_("批次"), _("计划编号"), _("理由")),
    )
    for one in found.iterator(chunk_size=AT_ONCE):
        yield (
            one.title,
            _("修订") if one.kind == "revision" else _("制定"),
            one.department.name,
            str(APPLICATION_STATE[one.state]),
            day_of(one.submitted).isoformat() if one.submitted else "",
            str(one.batch or ""),
            one.project.plan_number if one.project else "",
            one.reason,
        )


@takes_form
@requires(Role.READER)
def add(request: HttpRequest) -> HttpResponseBase:
    """Begin an application; whoever may not is told why and shown the other door."""
    actor = signed_in(request)
    department = actor.organisation
    able = authorities_for(department)
    if department is None or not able:
        why = REFUSAL[refusal_of(department) or "no_unit"]
        context = {"why": why}
        status = HTTPStatus.FORBIDDEN
        return render(request, "proposals/desk/not_here.html", context, status=status)
    form = ApplicationForm(
        sent(request),
        initial=_begun(request, able[0].pk),
        department=department,
        authorities=able,
        on=today(),
    )
    if form.is_valid():
        told = form.cleaned_data
        authority = next(one for one in able if one.pk == told["authority"])
        made = draft_application(
            told, department=department, authority=authority, actor=actor, at=now()
        )
        messages.success(
            request, _("草稿已保存。接着上传草案或提纲、查新、请起草单位承诺，然后申报。")
        )
        return redirect("proposals:application", pk=made.pk)
    return _form(request, form, None)


def _begun(request: HttpRequest, authority: int) -> dict[str, object]:
    """What a link into the form brings: a suggestion to take up, a call to answer."""
    suggestion, call = text_asked(request.GET, "suggestion"), text_asked(request.GET, "call")
    return {
        "authority": authority,
        "call": _key(call),
        "title": text_asked(request.GET, "title"),
        "taken": [f"suggestion:{_key(suggestion)}"] if _key(suggestion) else [],
    }


def _key(text: str) -> int | None:
    fits = text.isascii() and text.isdecimal() and len(text) <= 18
    return min(int(text), LARGEST_ID) if fits else None


@takes_form
@requires(Role.READER)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write an application anew while it lies with the department."""
    actor = signed_in(request)
    held = found(request, pk)
    if "department" not in roles_in_application(actor, held) or held.state not in EDITABLE:
        messages.error(request, str(REFUSAL["not_editable"]))
        return redirect("proposals:application", pk=pk)
    form = ApplicationForm(
        sent(request),
        initial=initial_of(held),
        department=held.department,
        authorities=[held.authority],
        on=today(),
        held=held,
    )
    if form.is_valid():
        try:
            change_application(held, form.cleaned_data, actor=actor)
        except RefusedError as refused:
            blame(form, refused)
        else:
            messages.success(request, _("已保存。"))
            return redirect("proposals:application", pk=pk)
    return _form(request, form, held)


def _form(
    request: HttpRequest, form: ApplicationForm, held: Application | None
) -> HttpResponseBase:
    back = reverse("proposals:applications")
    context = {
        "form": form,
        "application": held,
        "back": reverse("proposals:application", args=[held.pk]) if held else back,
    }
    status = FAULTY if form.is_bound else HTTPStatus.OK
    return render(request, "proposals/desk/application_form.html", context, status=status)


@only_read
@requires(Role.READER)
def application(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An application with its papers, what it lacks, and what may be done."""
    return shown(request, found(request, pk))


def shown(
    request: HttpRequest, held: Application, *, status: int = HTTPStatus.OK, tried: str = ""
) -> HttpResponseBase:
    """The page of an application; ``tried`` names a step that was refused."""
    page = application_page(held, signed_in(request), today())
    context = {"page": page, "application": held, "tried": tried}
    return render(request, "proposals/desk/application.html", context, status=status)


def found(request: HttpRequest, pk: int) -> Application:
    """The application of an address, for who may see it.

    Raises:
        Http404: there is none, or it is not for them to know.
    """
    person: Person = signed_in(request)
    return found_or_404(queries.application_at(person, pk))
