"""The page of a project, and taking a step of it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of, requires
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.forms.records import StepForm
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.paper_forms import FORMS
from biaozhun.cloud.drafting.permissions import KEEPS, WORKS, roles_in
from biaozhun.cloud.drafting.queries.page import page_of
from biaozhun.cloud.drafting.queries.steps import Ahead, steps_ahead
from biaozhun.cloud.drafting.views.frame import (
    address_of,
    done,
    form_page,
    found_project,
    sent,
    worked_on,
)
from biaozhun.cloud.drafting.wording import ACTION, WAITS_FOR
from biaozhun.cloud.drafting.wording.refusals import ADVICE, REFUSAL
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.core.lifecycle import Unmet


@only_read
def project(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A project: its stages, who has the ball, what is public; for who works on it, all of it."""
    found, person = found_project(pk), person_of(request)
    page = page_of(found, roles_in(person, found), today())
    context = {
        "page": page,
        "project": found,
        "on": page.today,
        "waits": WAITS_FOR.get(found.state, ""),
        "panels": filled("project", request, page),
        "may_state": bool(page.roles & KEEPS),
        "forms": [
            {"slug": one.name.removeprefix("drafting."), "words": one.words} for one in FORMS
        ],
    }
    return render(request, "drafting/project.html", context)


@takes_form
@requires(Role.READER)
def step(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Take a step of a project: everything it asks for beforehand, then the button."""
    held, person, roles = worked_on(request, pk, WORKS)
    ahead = next((one for one in steps_ahead(held, roles, today()) if one.action == action), None)
    if action not in ACTION or action.startswith("take_over_as_"):
        raise Http404(_("没有这一步。"))
    if ahead is not None and ahead.door:
        return redirect(ahead.door)
    form = StepForm(**sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        advice: list[Unmet] = []

        def take() -> None:
            decision = step_project(held, action, actor=person, at=now(), reason=reason)
            advice.extend(decision.advice)

        if done(form, take):
            messages.success(request, _("已办理：{step}。").format(step=ACTION[action]))
            for one in advice:
                messages.warning(request, str(ADVICE.get(one.code, REFUSAL[one.code])))
            return redirect(address_of(held))
    return _step_page(request, held, form, action, ahead)


def _step_page(
    request: HttpRequest, held: Project, form: forms.Form, action: str, ahead: Ahead | None
) -> HttpResponseBase:
    more = {
        "project": held,
        "ahead": ahead,
        "note": _("这会告知参与项目的各方，并写进项目的经过。"),
    }
    return form_page(
        request,
        form,
        title=ACTION[action],
        back=address_of(held, "steps"),
        button=ACTION[action],
        more=more,
    )
