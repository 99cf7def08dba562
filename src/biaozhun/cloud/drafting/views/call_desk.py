"""Calls at the desk: written, published, and what was sent in answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.views import step_asked
from biaozhun.cloud.drafting.actions import calls as actions
from biaozhun.cloud.drafting.call_life import CALL
from biaozhun.cloud.drafting.forms.asking import id_asked
from biaozhun.cloud.drafting.forms.records import AnswerForm, CallForm, StepForm
from biaozhun.cloud.drafting.limits import LARGEST_ID
from biaozhun.cloud.drafting.models import OpenCall
from biaozhun.cloud.drafting.permissions import roles_in_call
from biaozhun.cloud.drafting.queries import calls as queries
from biaozhun.cloud.drafting.views.frame import done, form_page, sent
from biaozhun.cloud.drafting.wording.records import CALL_ACTION
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.core.lifecycle import open_actions


@only_read
@requires(Role.READER)
def kept(request: HttpRequest) -> HttpResponseBase:
    """The calls somebody answers for."""
    person = signed_in(request)
    context = {"calls": list(queries.calls_kept_by(person)[:200]), "on": today()}
    return render(request, "drafting/desk/calls.html", context)


@takes_form
@requires(Role.READER)
def new(request: HttpRequest) -> HttpResponseBase:
    """Write a call, for the own unit or, in the authority, about a project."""
    person = signed_in(request)
    if not (person.organisation_id or person.may(Role.OPERATOR)):
        raise PermissionDenied(_("您的账户还没有归入单位，不能征集。"))
    project = id_asked(request.GET, "project")
    form = CallForm(actor=person, initial={"project": project or None}, **sent(request))
    if form.is_valid():
        made = actions.make_call(form.cleaned_data, actor=person, at=now())
        messages.success(request, _("已保存；发布以后别人才看得到。"))
        return redirect("drafting:kept_call", made.pk)
    back = reverse("drafting:kept_calls")
    return form_page(request, form, title=_("新的征集"), back=back)


@takes_form
@requires(Role.READER)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a call."""
    held, person = _kept_call(request, pk), signed_in(request)
    initial = {name: getattr(held, name) for name in actions.FIELDS}
    form = CallForm(actor=person, initial=initial, **sent(request))
    if form.is_valid():
        actions.change_call(held, form.cleaned_data, actor=person)
        messages.success(request, _("已保存。"))
        return redirect("drafting:kept_call", pk)
    back = reverse("drafting:kept_call", args=[pk])
    return form_page(request, form, title=_("更改征集"), back=back)


@only_read
@requires(Role.READER)
def kept_call(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A call with everything that was sent in answer."""
    held = _kept_call(request, pk)
    roles = roles_in_call(signed_in(request), held)
    context = {
        "call": held,
        "actions": open_actions(CALL, state=held.state, roles=roles),
        "applications": list(held.applications.select_related("person", "decided_by")),
        "form": AnswerForm(auto_id=False),
        "joins": held.kind == OpenCall.Kind.DRAFTERS and held.project_id is not None,
    }
    return render(request, "drafting/desk/call.html", context)


@takes_only_form
@requires(Role.READER)
def step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Publish, finish or cancel a call."""
    held, person = _kept_call(request, pk), signed_in(request)
    action, reason = step_asked(request, CALL_ACTION)
    form = StepForm({})

    def take() -> None:
        actions.step_call(held, action, actor=person, at=now(), text=reason)

    if done(form, take):
        messages.success(request, _("已办理：{step}。").format(step=CALL_ACTION[action]))
    for sentence in form.non_field_errors():
        messages.error(request, str(sentence))
    return redirect("drafting:kept_call", pk)


@takes_only_form
@requires(Role.READER)
def answer(request: HttpRequest, pk: int, application: int) -> HttpResponseBase:
    """Accept or decline an application; the applicant sees the answer."""
    held, person = _kept_call(request, pk), signed_in(request)
    found = held.applications.filter(pk=min(application, LARGEST_ID)).first()
    action = request.POST.get("action", "")
    if found is None or action not in {"accept", "decline"}:
        raise Http404(_("没有这份报名。"))
    form = AnswerForm(request.POST)
    is_done = form.is_valid() and done(
        form,
        lambda: actions.step_application(
            found,
            action,
            actor=person,
            at=now(),
            text=form.cleaned_data["text"],
            joins=form.cleaned_data["joins"],
        ),
    )
    if is_done:
        messages.success(request, _("已答复。"))
    for wrong in form.errors.values():
        for sentence in wrong:
            messages.error(request, str(sentence))
    return redirect("drafting:kept_call", pk)


def _kept_call(request: HttpRequest, pk: int) -> OpenCall:
    """A call of an address, for who answers for it.

    Raises:
        Http404: there is none.
        PermissionDenied: it is somebody else's.
    """
    held = queries.call_at(min(pk, LARGEST_ID))
    if held is None:
        raise Http404(_("没有这次征集。"))
    if not roles_in_call(signed_in(request), held):
        raise PermissionDenied(_("这次征集不由您来办。"))
    return held
