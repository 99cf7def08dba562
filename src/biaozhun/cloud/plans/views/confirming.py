"""Confirming a plan, and the steps of its life afterwards."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.plans.actions.confirming import confirm_plan
from biaozhun.cloud.plans.actions.confirming import step as take_step
from biaozhun.cloud.plans.forms.shaping import ConfirmForm, StepForm
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.plans.queries.plans import foreseen, plan_facts, undecided
from biaozhun.cloud.plans.views.answering import FAULTY, acted, by_of, plan_at, sent
from biaozhun.cloud.plans.wording.refusals import refusals
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.core.lifecycle import Refusal, decide

DONE = {
    "conclude": gettext_lazy("计划已经完结。"),
    "withdraw": gettext_lazy("计划已经撤销。"),
    "reopen": gettext_lazy("计划重新实施。"),
}


@takes_form
@requires(Role.OPERATOR)
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what stands against confirming, and confirm."""
    plan = plan_at(pk)
    form = ConfirmForm(sent(request))
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            confirm_plan(plan, accepted=form.cleaned_data["accepted"], by=by_of(request))
        except StepRefusedError as error:
            for sentence in refusals(error.refusal.codes):
                form.add_error(None, sentence)
            status = FAULTY
        else:
            messages.success(request, _("计划已经生效，各单位可以看到自己的任务。"))
            return redirect("plans:plan", pk)
    waiting = undecided(plan)
    known = foreseen(plan, waiting.names)
    context = {
        "plan": plan,
        "form": form,
        "against": _against(plan),
        "undecided": waiting,
        "known": known,
        "unknown": [name for name in waiting.names if name not in known],
        "tasks": plan.tasks.filter(state="draft").count(),
        "targets": plan.targets.filter(dropped=False).count(),
    }
    return render(request, "plans/confirm.html", context, status=status)


def _against(plan: Plan) -> list[str]:
    """Everything that stands against confirming, apart from what an officer may accept."""
    answer = decide(
        plan.machine,
        state=plan.state,
        action="confirm",
        roles={"authority"},
        facts=plan_facts(plan, accepted=True),
    )
    return refusals(answer.codes) if isinstance(answer, Refusal) else []


@takes_only_form
@requires(Role.OPERATOR)
def step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Conclude, withdraw or reopen a plan."""
    plan = plan_at(pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明理由。"))
        return redirect("plans:reading", pk)
    told = form.cleaned_data
    acted(
        request,
        lambda: take_step(plan, told["action"], by=by_of(request, told["reason"])),
        str(DONE[told["action"]]),
    )
    return redirect("plans:reading", pk)
