"""Who drafts, who is in charge, and the timetable."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.drafting.actions import team as actions
from biaozhun.cloud.drafting.actions.timetable import Planned, proposed, set_timetable
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.forms.asking import id_asked
from biaozhun.cloud.drafting.forms.team import (
    ChargeForm,
    MemberFormSet,
    MilestoneFormSet,
    UnitsForm,
)
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.permissions import DECIDES, WORKS
from biaozhun.cloud.drafting.queries.course import reached
from biaozhun.cloud.drafting.views.frame import (
    FAULTY,
    address_of,
    done,
    form_page,
    posted,
    sent,
    sentences,
    worked_on,
)
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.reading import takes_form, takes_only_form


@takes_form
@requires(Role.READER)
def units(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Name the drafting units; after the plan units change by a change that is granted."""
    project, person, _roles = worked_on(request, pk, DECIDES)
    held = "\n".join(one.name for one in project.units.all())
    form = UnitsForm(initial={"units": held}, **sent(request))
    if form.is_valid():
        named = form.cleaned_data["units"]
        if done(form, lambda: actions.set_units(project, named, actor=person)):
            messages.success(request, _("已保存起草单位。"))
            return redirect(address_of(project, "team"))
    return form_page(request, form, title=_("起草单位"), back=address_of(project, "team"))


@takes_form
@requires(Role.READER)
def team(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Name the people of the team, in the order printed."""
    project, person, _roles = worked_on(request, pk, WORKS)
    held = [
        {
            "name": one.name,
            "unit": one.unit,
            "role": one.role,
            "work": one.work,
            "email": one.person.email if one.person else "",
        }
        for one in project.team.select_related("person").order_by("position", "pk")
    ]
    forms = MemberFormSet(posted(request), initial=held, prefix="m")
    if forms.is_bound and forms.is_valid():
        told = [one for one in forms.cleaned_data if one.get("name")]
        people = [actions.Drafter(**{**one, "role": one["role"] or "drafter"}) for one in told]
        try:
            actions.set_team(project, people, actor=person, at=now())
        except DraftingRefusedError as refused:
            return _lines_page(request, project, forms, kind="team", wrong=sentences(refused))
        messages.success(request, _("已保存起草组。"))
        return redirect(address_of(project, "team"))
    return _lines_page(request, project, forms, kind="team")


@takes_only_form
@requires(Role.READER)
def move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Move a unit or a person of the team one place up or down."""
    project, person, roles = worked_on(request, pk, WORKS)
    by = {"up": -1, "down": 1}.get(request.POST.get("by", ""), 0)
    try:
        if unit := id_asked(request.POST, "unit"):
            if roles & DECIDES:
                actions.move_unit(project, unit, by, actor=person)
            else:
                messages.error(request, _("起草单位的顺序由主管部门改；需要改的，请申请变更。"))
        if member := id_asked(request.POST, "member"):
            actions.move_member(project, member, by, actor=person)
    except DraftingRefusedError as refused:
        messages.error(request, sentences(refused)[0])
    return redirect(address_of(project, "team"))


@takes_form
@requires(Role.READER)
def charge(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Name the officer in charge, the committee and the member departments."""
    project, person, _roles = worked_on(request, pk, DECIDES)
    initial = {
        "handler": project.handler_id,
        "committee": project.committee_id,
        "watchers": [one.pk for one in project.watchers.all()],
    }
    form = ChargeForm(project=project, initial=initial, **sent(request))
    if form.is_valid():
        told = form.cleaned_data

        def name() -> None:
            actions.set_charge(
                project,
                handler=told["handler"],
                committee=told["committee"],
                watchers=list(told["watchers"]),
                actor=person,
            )

        if done(form, name):
            messages.success(request, _("已保存。"))
            return redirect(address_of(project, "team"))
    title = _("承办人、技术委员会和相关部门")
    return form_page(request, form, title=title, back=address_of(project, "team"))


@takes_form
@requires(Role.READER)
def timetable(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Set the timetable; an empty one is proposed from the dates of the plan."""
    project, person, _roles = worked_on(request, pk, WORKS)
    held = [
        {"kind": one.kind, "title": one.title, "planned": one.planned, "done": one.done}
        for one in project.milestones.order_by("planned", "pk")
    ]
    if not held:
        lines = proposed(project.planned or today(), project.deadline)
        done_on = reached(project)
        held = [
            {"kind": one.kind, "planned": one.planned, "done": done_on.get(one.kind)}
            for one in lines
        ]
    forms = MilestoneFormSet(posted(request), initial=held, prefix="t")
    if forms.is_bound and forms.is_valid():
        told = [Planned(**one) for one in forms.cleaned_data if one.get("kind")]
        try:
            set_timetable(project, told, actor=person)
        except DraftingRefusedError as refused:
            return _lines_page(request, project, forms, kind="timetable", wrong=sentences(refused))
        messages.success(request, _("已保存时间表。"))
        return redirect(address_of(project, "timetable"))
    return _lines_page(request, project, forms, kind="timetable")


def _lines_page(
    request: HttpRequest,
    project: Project,
    forms: "BaseFormSet[Any]",
    *,
    kind: str,
    wrong: list[str] | None = None,
) -> HttpResponseBase:
    title = _("起草组") if kind == "team" else _("时间表")
    context = {
        "project": project,
        "forms": forms,
        "kind": kind,
        "title": title,
        "wrong": wrong or [],
        "back": address_of(project, kind),
    }
    status = FAULTY if forms.is_bound else HTTPStatus.OK
    return render(request, "drafting/lines.html", context, status=status)
