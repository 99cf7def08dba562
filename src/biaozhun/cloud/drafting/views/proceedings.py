"""Writing down what a project went through outside the platform."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.drafting.actions.proceedings import (
    Conclusion,
    conclude_proceeding,
    record_proceeding,
)
from biaozhun.cloud.drafting.doors import kinds_here
from biaozhun.cloud.drafting.forms.papers import ConclusionForm, ProceedingForm
from biaozhun.cloud.drafting.limits import LARGEST_ID
from biaozhun.cloud.drafting.models import Proceeding
from biaozhun.cloud.drafting.permissions import KEEPS
from biaozhun.cloud.drafting.queries.documents import newest_draft
from biaozhun.cloud.drafting.views.frame import address_of, done, form_page, sent, worked_on
from biaozhun.cloud.drafting.wording import PROCEEDING
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.reading import takes_form


@takes_form
@requires(Role.READER)
def add(request: HttpRequest, pk: int) -> HttpResponseBase:
    """State a proceeding that was held on paper."""
    project, person, _roles = worked_on(request, pk, KEEPS)
    running = kinds_here(project)
    form = ProceedingForm(project=project, without=running, **sent(request))
    if form.is_valid():
        told = dict(form.cleaned_data)
        kind = told.pop("kind")

        def state() -> None:
            record_proceeding(
                project,
                kind,
                origin=Proceeding.Origin.STATED,
                actor=person,
                at=now(),
                draft=newest_draft(project),
                **told,
            )

        if done(form, state):
            messages.success(request, _("已登记。"))
            return redirect(address_of(project, "proceedings"))
    note = _("在本平台以外办的，由您据实填写；会记下是谁填的。")
    if running:
        named = _("、").join(str(PROCEEDING[kind]) for kind in running)
        note += _("正在本平台办理的不在这里登记：{kinds}。").format(kinds=named)
    back = address_of(project, "proceedings")
    more = {"note": note}
    return form_page(request, form, title=_("登记办理记录"), back=back, more=more)


@takes_form
@requires(Role.READER)
def change(request: HttpRequest, pk: int, proceeding: int) -> HttpResponseBase:
    """Bring a stated proceeding up to date."""
    project, person, _roles = worked_on(request, pk, KEEPS)
    rounds = project.proceedings.exclude(origin=Proceeding.Origin.HERE)
    held = rounds.filter(pk=min(proceeding, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这条办理记录，或它由平台自己记录。"))
    initial = {
        "began": held.began,
        "ended": held.ended,
        "outcome": held.outcome,
        "open_items": held.open_items,
        "note": held.note,
        "papers": list(held.papers.values_list("pk", flat=True)),
    }
    form = ConclusionForm(project=project, initial=initial, **sent(request))
    del form.fields["began"]
    if form.is_valid():
        told = Conclusion(**form.cleaned_data)
        if done(form, lambda: conclude_proceeding(held, told, actor=person)):
            messages.success(request, _("已更新。"))
            return redirect(address_of(project, "proceedings"))
    title = _("更新：{kind}").format(kind=PROCEEDING[held.kind])
    return form_page(request, form, title=title, back=address_of(project, "proceedings"))
