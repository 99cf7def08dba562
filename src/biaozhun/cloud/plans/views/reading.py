"""The text at the left, what was read of it at the right, and a person who sets it right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.plans.actions.assigning import assign
from biaozhun.cloud.plans.actions.comparing import FIELDS, stamp_of
from biaozhun.cloud.plans.actions.confirming import spread
from biaozhun.cloud.plans.actions.correcting import correct_plan, settle
from biaozhun.cloud.plans.forms.correcting import PlanForm, ReasonForm
from biaozhun.cloud.plans.forms.shaping import AssignForm
from biaozhun.cloud.plans.models import Passage, Plan
from biaozhun.cloud.plans.queries.marks import lines
from biaozhun.cloud.plans.queries.plans import foreseen, undecided
from biaozhun.cloud.plans.queries.reading import ReadPlan, read_plan
from biaozhun.cloud.plans.views.answering import acted, asks_reason, by_of, plan_at, save, sent
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form


@only_read
@requires(Role.OPERATOR)
def reading(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The text with its marks, and the table beside it."""
    found = read_plan(pk)
    if found is None:
        raise Http404(_("没有这份计划。"))
    return render(request, "plans/reading.html", _shown(found))


def _shown(found: ReadPlan) -> dict[str, Any]:
    headings = found.passages.get("heading", [])
    levels = {one.start: one.level for one in headings}
    waiting = undecided(found.plan)
    known = foreseen(found.plan, waiting.names)
    return {
        "plan": found.plan,
        "read": found,
        "passages": found.passages,
        "lines": lines(found.plan.text, found.marks(), levels),
        "standing": sum(not row.is_gone for row in found.tasks),
        "aims": sum(not row.target.dropped for row in found.targets),
        "undecided": waiting,
        "known": known,
        "unknown": [name for name in waiting.names if name not in known],
        "organisations": names_of_organisations() if len(known) < len(waiting.names) else (),
        "asks_reason": asks_reason(found.plan),
        "may_change": found.plan.state in {"draft", "in_force"},
    }


def names_of_organisations() -> list[str]:
    """The names that fields of units offer; one question."""
    return list(Organisation.objects.order_by("name").values_list("name", flat=True))


@takes_form
@requires(Role.OPERATOR)
def facts(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What stands at the head of a plan."""
    plan = plan_at(pk)
    first = {name: getattr(plan, name) for name in FIELDS[Plan]} | {"stamp": stamp_of(plan)}
    form = PlanForm(sent(request), initial=first, asks_reason=asks_reason(plan))
    saved = save(
        request,
        form,
        lambda by: correct_plan(plan, form.told(), form.drawn_of, by=by),
        record=plan,
    )
    if saved.done:
        messages.success(request, _("已经保存。"))
        return redirect("plans:reading", pk)
    context = {
        "plan": plan,
        "form": saved.form,
        "clashes": saved.clashes,
        "organisations": names_of_organisations(),
    }
    return render(request, "plans/facts.html", context, status=saved.status)


@takes_only_form
@requires(Role.OPERATOR)
def remark(request: HttpRequest, pk: int, passage: int) -> HttpResponseBase:
    """Say that a remark was looked at, or take that back."""
    kinds = (Passage.Kind.REMARK, Passage.Kind.ATTACHMENT)
    of_plan = Passage.objects.filter(plan=min(pk, LARGEST_ID), kind__in=kinds)
    found = of_plan.filter(pk=passage).first()
    if found is None:
        raise Http404(_("没有这条提示。"))
    settle(found, settled=request.POST.get("settled") == "1", by=by_of(request))
    return redirect(f"{reverse('plans:reading', args=[pk])}#remarks")


@takes_only_form
@requires(Role.OPERATOR)
def spread_units(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the members of collectives that are known by now their duties."""
    plan = plan_at(pk)
    form = ReasonForm(request.POST, asks_reason=asks_reason(plan))
    why = form.why if form.is_valid() else ""
    acted(
        request,
        lambda: spread(plan, by=by_of(request, why)),
        _("名录里认得的合称已经分给各单位。"),
    )
    return redirect(f"{reverse('plans:reading', args=[pk])}#units")


@takes_only_form
@requires(Role.OPERATOR)
def units(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say whom a name means, for all tasks of the plan."""
    plan = plan_at(pk)
    form = AssignForm(request.POST, asks_reason=asks_reason(plan))
    if form.is_valid():
        told = form.cleaned_data

        def act() -> None:
            assign(
                plan,
                told["name"],
                told["organisation"],
                keep=told["keep"],
                by=by_of(request, form.why),
            )

        acted(request, act, _("已经对应到“{unit}”。").format(unit=told["organisation"]))
    else:
        for faults in form.errors.values():
            messages.error(request, str(faults[0]))
    return redirect(f"{reverse('plans:reading', args=[pk])}#units")
