"""What the desk does with a consultation: prepare, open, begin anew, extend, close, reopen."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.consultations.actions import changing, preparing
from biaozhun.cloud.consultations.actions.consequences import PERIOD
from biaozhun.cloud.consultations.actions.opening import TAKES_TEXT, step_consultation
from biaozhun.cloud.consultations.forms.keeping import (
    STEP_FORMS,
    DeclareForm,
    PrepareForm,
    TakeBackForm,
    initial_of,
    say_least,
)
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.permissions import roles_on
from biaozhun.cloud.consultations.views.frame import done, form_page, kept_or_403
from biaozhun.cloud.consultations.wording import ACTION
from biaozhun.cloud.consultations.wording.refusals import ADVICE, refused
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.page import project_at
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.rules.queries.holding import rules_for
from biaozhun.cloud.ui.reading import takes_form
from biaozhun.core.lifecycle import Unmet

LARGEST: Final = 2**63 - 1  # what the database holds
NOTES: Final = {
    "open": gettext_lazy(
        "征求意见稿和编制说明从今天起公开，项目进入征求意见阶段，参与项目的各方会收到通知。"
    ),
    "restart": gettext_lazy(
        "新的文本从今天起公开，天数重新起算。已经收到的意见保留，对到新文本的相应位置。"
    ),
    "close": gettext_lazy("截止以后不再接收意见，项目进入处理意见阶段。"),
    "drop": gettext_lazy("什么都没有公开过，项目的阶段不变。"),
}
"""What follows from a step."""


@takes_form
@requires(Role.READER)
def prepare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Prepare a round of consultation on the draft of a project."""
    project, person = project_at(min(pk, LARGEST)), signed_in(request)
    if project is None:
        raise Http404(_("没有这个项目。"))
    if "desk" not in roles_on(person, project):
        raise PermissionDenied(refused("not_for_you"))
    form = PrepareForm(_posted(request))
    say_least(form, _least(project))
    made: list[Consultation] = []
    if form.is_valid() and done(
        form,
        lambda: made.append(preparing.prepare(project, form.told, actor=person, at=now())),
    ):
        messages.success(request, _("已经准备好，还没有公开。看过以后再开始。"))
        return redirect("consultations:consultation", pk=made[0].pk)
    more = {"named": project.title, "button": _("保存，先不公开")}
    back = f"/projects/{project.pk}"
    return form_page(request, form, title=_("准备征求意见"), back=back, more=more)


@takes_form
@requires(Role.READER)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what was prepared."""
    held, person = kept_or_403(request, pk).consultation, signed_in(request)
    form = PrepareForm(_posted(request), initial=initial_of(held))
    say_least(form, _least(held.project))
    if form.is_valid() and done(form, lambda: preparing.change(held, form.told, actor=person)):
        messages.success(request, _("已保存。"))
        return redirect("consultations:consultation", pk=pk)
    return form_page(request, form, title=_("修改安排"), back=_page(pk), more=_named(held))


@takes_form
@requires(Role.READER)
def step(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Take a step; the project takes the one that goes with it."""
    held, person = kept_or_403(request, pk).consultation, signed_in(request)
    if action not in STEP_FORMS:
        raise Http404(_("没有这一步。"))
    form = STEP_FORMS[action](_posted(request), initial={"closes": held.closes})
    if action in TAKES_TEXT:
        say_least(form, _least(held.project))
    if form.is_valid():
        advice: list[Unmet] = []

        def take() -> None:
            taken = step_consultation(held, action, form.told, actor=person, at=now())
            advice.extend(taken.advice)

        if done(form, take):
            messages.success(request, _("已办理：{step}。").format(step=ACTION[action]))
            for one in advice:
                messages.warning(request, str(ADVICE[one.code]))
            return redirect("consultations:consultation", pk=pk)
    more = {**_named(held), "button": ACTION[action], "note": NOTES.get(action, "")}
    return form_page(request, form, title=ACTION[action], back=_page(pk), more=more)


@takes_form
@requires(Role.READER)
def declare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that the draft was changed so much that a further round is due, or take it back."""
    held, person = kept_or_403(request, pk).consultation, signed_in(request)
    is_declared = bool(held.major_change)
    form: forms.Form = (TakeBackForm if is_declared else DeclareForm)(_posted(request))
    if form.is_valid():
        text = form.cleaned_data["text"]
        act = changing.take_back_major_change if is_declared else changing.declare_major_change
        if done(form, lambda: act(held, text, actor=person)):
            messages.success(request, _("已登记。"))
            return redirect("consultations:consultation", pk=pk)
    title = _("撤销登记的重大改动") if is_declared else _("登记征求意见后的重大改动")
    return form_page(request, form, title=title, back=_page(pk), more=_named(held))


def _posted(request: HttpRequest) -> Any:  # noqa: ANN401  -- Django's form takes it or nothing
    return request.POST if request.method == "POST" else None


def _least(project: Project) -> int:
    """The full days a consultation of this project has to last; 0 where no rule says."""
    rules = rules_for(project.authority, procedure=project.procedure, on=today())
    return int(rules[PERIOD].value) if PERIOD in rules else 0


def _page(pk: int) -> str:
    return reverse("consultations:consultation", args=[pk])


def _named(held: Consultation) -> dict[str, object]:
    return {"named": held.project.title}
