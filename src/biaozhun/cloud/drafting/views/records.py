"""Patents made known in a project, and changes of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.drafting.actions.changes import (
    Asked,
    Decided,
    ask_change,
    step_change,
    value_of,
)
from biaozhun.cloud.drafting.actions.documents import MOST_BYTES
from biaozhun.cloud.drafting.actions.patents import (
    Disclosed,
    change_patent,
    disclose_patent,
    handle_patent,
)
from biaozhun.cloud.drafting.doors import door_of
from biaozhun.cloud.drafting.forms.records import (
    ChangeForm,
    DecisionForm,
    HandlingForm,
    PatentForm,
)
from biaozhun.cloud.drafting.limits import LARGEST_ID
from biaozhun.cloud.drafting.models import Change, PatentDisclosure, Project
from biaozhun.cloud.drafting.permissions import DECIDES, WORKS
from biaozhun.cloud.drafting.queries.patents import page_of_patents
from biaozhun.cloud.drafting.views.frame import (
    address_of,
    done,
    form_page,
    sent,
    upload_of,
    worked_on,
)
from biaozhun.cloud.drafting.wording.records import CHANGE_KIND, LICENCE
from biaozhun.cloud.drafting.wording.refusals import ADVICE
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files


@only_read
def patents(request: HttpRequest) -> HttpResponseBase:
    """All patents that projects disclosed, to be searched."""
    text, licence = text_asked(request.GET), text_asked(request.GET, "licence")
    licence = licence if licence in PatentDisclosure.Licence.values else ""
    page = page_of_patents(text=text, licence=licence, number=page_asked(request.GET))
    context = {"text": text, "licence": licence, "licences": LICENCE.items(), **pages(page)}
    return render(request, "drafting/patents.html", context)


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.READER)
def add_patent(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make a patent known."""
    project, person, _roles = worked_on(request, pk, WORKS)
    unit = person.organisation.name if person.organisation else person.name
    form = PatentForm(initial={"declared_by": unit}, **sent(request))
    if form.is_valid():
        told = _disclosed(form.cleaned_data)
        if done(form, lambda: disclose_patent(project, told, actor=person, at=now())):
            messages.success(request, _("已披露。"))
            return redirect(address_of(project, "patents"))
    note = _("披露的内容会公开：专利号、专利权人、涉及的条款和许可声明。")
    return _patent_page(request, project, form, _("披露专利"), note)


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.READER)
def patent(request: HttpRequest, pk: int, patent: int) -> HttpResponseBase:
    """Put right what is known of a patent."""
    project, person, _roles = worked_on(request, pk, WORKS)
    held = _patent_of(project, patent)
    names = [name for name in PatentForm.base_fields if name != "file"]
    initial = {name: getattr(held, name) for name in names}
    initial["essential"] = {True: "yes", False: "no", None: ""}[held.essential]
    form = PatentForm(initial=initial, **sent(request))
    if form.is_valid():
        told = _disclosed(form.cleaned_data)
        if done(form, lambda: change_patent(held, told, actor=person, at=now())):
            messages.success(request, _("已保存。"))
            return redirect(address_of(project, "patents"))
    return _patent_page(request, project, form, _("更正专利披露"), "")


@takes_form
@requires(Role.READER)
def handle(request: HttpRequest, pk: int, patent: int) -> HttpResponseBase:
    """Say how a refused licence was dealt with."""
    project, person, _roles = worked_on(request, pk, DECIDES)
    held = _patent_of(project, patent)
    form = HandlingForm(initial={"handling": held.handling}, **sent(request))
    if form.is_valid():
        text = form.cleaned_data["handling"]
        if done(form, lambda: handle_patent(held, text, actor=person, at=now())):
            messages.success(request, _("已登记处理结果。"))
            return redirect(address_of(project, "patents"))
    title = _("处理拒绝许可的专利 {number}").format(number=held.number)
    return _patent_page(request, project, form, title, "")


@takes_form
@requires(Role.READER)
def ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for a change, or for the end of a project."""
    project, person, _roles = worked_on(request, pk, WORKS)
    kind = request.GET.get("kind", "")
    if kind == Change.Kind.PROCEDURE and (door := door_of(project, "procedure")):
        return redirect(door)
    initial = {name: value_of(project, name) for name in ("title", "units", "scope")}
    initial["kind"] = kind if kind in Change.Kind.values else Change.Kind.DEADLINE
    form = ChangeForm(actor=person, initial=initial, **sent(request))
    if form.is_valid():
        told = form.cleaned_data
        asked = Asked(
            kind=told["kind"],
            wanted=told["wanted"],
            reason=told["reason"],
            wanted_en=told["title_en"] if told["kind"] == Change.Kind.TITLE else "",
            asked_for=told.get("asked_for"),
        )
        if done(form, lambda: ask_change(project, asked, actor=person, at=now())):
            messages.success(request, _("已申请，由主管部门决定。"))
            return redirect(address_of(project, "changes"))
    extended = project.changes.filter(kind="deadline", state="granted").exists()
    note = str(ADVICE["extended_before"]) if extended else ""
    back = address_of(project, "changes")
    more = {"note": note, "project": project}
    return form_page(
        request, form, title=_("申请变更或终止"), back=back, button=_("申请"), more=more
    )


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.READER)
def decide(request: HttpRequest, pk: int, change: int, action: str) -> HttpResponseBase:
    """Grant or refuse a change; of a new title or scope the screening stands beside it."""
    project, person, _roles = worked_on(request, pk, DECIDES)
    if action not in {"grant", "refuse"}:
        raise Http404(_("没有这一步。"))
    held = _change_of(project, change)
    form = DecisionForm(**sent(request))
    if form.is_valid():
        decided = _decided(form.cleaned_data)
        if done(form, lambda: step_change(held, action, decided, actor=person, at=now())):
            messages.success(request, _("已决定。"))
            return redirect(address_of(project, "changes"))
    words = {"grant": _("同意：{kind}"), "refuse": _("不同意：{kind}")}[action]
    extended = (
        held.kind == "deadline"
        and project.changes.filter(kind="deadline", state="granted").exists()
    )
    more: dict[str, Any] = {
        "change": held,
        "project": project,
        "note": str(ADVICE["extended_before"]) if extended else "",
        "panels": filled("project.change", request, held),
    }
    title = words.format(kind=CHANGE_KIND[held.kind])
    return form_page(
        request,
        form,
        title=title,
        back=address_of(project, "changes"),
        button=pgettext("button", "决定"),
        more=more,
    )


@takes_only_form
@requires(Role.READER)
def take_back(request: HttpRequest, pk: int, change: int) -> HttpResponseBase:
    """Take back what one has asked for."""
    project, person, _roles = worked_on(request, pk, WORKS)
    form = DecisionForm(request.POST)
    held = _change_of(project, change)
    if done(form, lambda: step_change(held, "take_back", Decided(), actor=person, at=now())):
        messages.success(request, _("已收回。"))
    else:
        for sentence in form.non_field_errors():
            messages.error(request, str(sentence))
    return redirect(address_of(project, "changes"))


def _disclosed(told: dict[str, Any]) -> Disclosed:
    fields = dict(told)
    return Disclosed(upload=upload_of(fields.pop("file")), **fields)


def _decided(told: dict[str, Any]) -> Decided:
    return Decided(
        text=told["text"], paper_number=told["paper_number"], upload=upload_of(told["file"])
    )


def _patent_of(project: Project, pk: int) -> PatentDisclosure:
    found = project.patents.filter(pk=min(pk, LARGEST_ID)).first()
    if found is None:
        raise Http404(_("没有披露过这项专利。"))
    return found


def _change_of(project: Project, pk: int) -> Change:
    changes = project.changes.select_related("asked_by", "asked_for")
    found = changes.filter(pk=min(pk, LARGEST_ID)).first()
    if found is None:
        raise Http404(_("没有这份变更申请。"))
    return found


def _patent_page(
    request: HttpRequest,
    project: Project,
    form: forms.Form,
    title: str,
    note: str,
) -> HttpResponseBase:
    back = address_of(project, "patents")
    return form_page(request, form, title=title, back=back, more={"note": note})
