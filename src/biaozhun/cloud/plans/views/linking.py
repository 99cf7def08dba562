"""Joining plans: parts made of tasks, parents, the clauses a task serves; campaigns."""

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.plans.actions.campaigning import set_campaign, set_milestones
from biaozhun.cloud.plans.actions.changing import By
from biaozhun.cloud.plans.actions.linking import NewPart, make_part, set_parent, set_serves
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.forms.campaigns import CampaignForm, MilestoneForms
from biaozhun.cloud.plans.forms.correcting import ReasonForm
from biaozhun.cloud.plans.forms.linking import ParentForm, PartForm
from biaozhun.cloud.plans.models import Milestone, Plan
from biaozhun.cloud.plans.queries.linking import candidates
from biaozhun.cloud.plans.queries.plans import GONE
from biaozhun.cloud.plans.views.answering import (
    FAULTY,
    acted,
    asks_reason,
    by_of,
    plan_at,
    save,
    sent,
)
from biaozhun.cloud.plans.views.correcting import ids, task_at
from biaozhun.cloud.plans.wording.refusals import refusal
from biaozhun.cloud.ui.reading import takes_form, takes_only_form


@takes_form
@requires(Role.OPERATOR)
def part(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make a year's plan or an action plan of chosen tasks."""
    plan = plan_at(pk)
    form = PartForm(sent(request))
    status = HTTPStatus.OK
    tasks = list(plan.tasks.exclude(state__in=GONE).order_by("rank", "id"))
    chosen = set(ids(request, "task"))
    if form.is_bound:
        status = FAULTY
        if form.is_valid():
            wanted = [task for task in tasks if task.pk in chosen]
            try:
                made = make_part(plan, wanted, NewPart(**form.cleaned_data), by=by_of(request))
            except PlanRefusedError as error:
                form.add_error(None, refusal(error.code))
            else:
                messages.success(request, _("已经编成，核对后确认。"))
                return redirect("plans:reading", made.pk)
    context = {"plan": plan, "form": form, "tasks": tasks, "chosen": chosen}
    return render(request, "plans/part.html", context, status=status)


@takes_form
@requires(Role.OPERATOR)
def parent(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say which plan one is a part of."""
    plan = plan_at(pk)
    form = ParentForm(
        sent(request), initial={"parent": plan.parent_id}, asks_reason=asks_reason(plan)
    )
    saved = save(request, form, lambda by: set_parent(plan, form.cleaned_data["parent"], by=by))
    if saved.done:
        messages.success(request, _("已经保存。"))
        return redirect("plans:reading", pk)
    context = {"plan": plan, "form": saved.form}
    return render(request, "plans/parent.html", context, status=saved.status)


@takes_form
@requires(Role.OPERATOR)
def serves(request: HttpRequest, pk: int, task_id: int) -> HttpResponseBase:
    """Say which clauses of higher plans a task serves."""
    task = task_at(pk, task_id)
    form = ReasonForm(sent(request), asks_reason=asks_reason(task.plan))
    found = list(candidates(task))
    chosen = ids(request, "clause")

    def act(by: By) -> None:
        set_serves(task, [one for one in found if one.pk in chosen], by=by)

    saved = save(request, form, act)
    if saved.done:
        messages.success(request, _("已经保存。"))
        return redirect("plans:reading_task", pk, task_id)
    now = chosen if form.is_bound else list(task.serves.values_list("pk", flat=True))
    context = {
        "plan": task.plan,
        "task": task,
        "form": saved.form,
        "found": found,
        "now": now,
    }
    return render(request, "plans/serves.html", context, status=saved.status)


@takes_form
@requires(Role.OPERATOR)
def campaign(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What a campaign reaches, who takes part, its standards and results."""
    plan = plan_at(pk)
    held = getattr(plan, "campaign", None)
    first = {name: getattr(held, name, "") for name in ("scope", "participants", "results")}
    first["standards"] = "\n".join(plan.standards.values_list("number", flat=True))
    form = CampaignForm(sent(request), initial=first, asks_reason=asks_reason(plan))
    saved = save(request, form, lambda by: set_campaign(plan, form.said(), by=by))
    if saved.done:
        messages.success(request, _("已经保存。"))
        return redirect("plans:campaign", pk)
    return _campaign_page(request, plan, saved.status, form=saved.form)


def _campaign_page(
    request: HttpRequest, plan: Plan, status: HTTPStatus, **bound: object
) -> HttpResponseBase:
    milestones = list(plan.milestones.all())
    context = {
        "plan": plan,
        "milestones": MilestoneForms(initial=_rows(milestones)),
        "reason": ReasonForm(asks_reason=asks_reason(plan)),
        **bound,
    }
    return render(request, "plans/campaign.html", context, status=status)


def _rows(milestones: Sequence[Milestone]) -> list[dict[str, object]]:
    names = ("title", "due", "reached", "result")
    return [
        {"milestone": one.pk, **{name: getattr(one, name) for name in names}} for one in milestones
    ]


@takes_only_form
@requires(Role.OPERATOR)
def milestones(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Set the milestones of a plan."""
    plan = plan_at(pk)
    rows = MilestoneForms(request.POST)
    head = ReasonForm(request.POST, asks_reason=asks_reason(plan))
    if not rows.is_valid() or not head.is_valid():
        for faults in head.errors.values():
            messages.error(request, str(faults[0]))
        blank = CampaignForm(asks_reason=asks_reason(plan))
        return _campaign_page(request, plan, FAULTY, form=blank, milestones=rows)
    wanted = [row.said() for row in rows if not row.is_empty()]

    def act() -> None:
        set_milestones(plan, wanted, by=by_of(request, head.why))

    acted(request, act, _("里程碑已经保存。"))
    return redirect(f"{reverse('plans:campaign', args=[pk])}#milestones")
