"""Targets set right and added, and tasks that no reader found."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.plans.actions.changing import By
from biaozhun.cloud.plans.actions.comparing import FIELDS, stamp_of, told_value
from biaozhun.cloud.plans.actions.correcting import add_target, correct_target, drop_target
from biaozhun.cloud.plans.actions.shaping import NewTask, add_task_once
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.forms.correcting import ReasonForm, TargetForm
from biaozhun.cloud.plans.forms.shaping import NewTaskForm
from biaozhun.cloud.plans.models import Plan, Target, Task
from biaozhun.cloud.plans.queries.reading import differences
from biaozhun.cloud.plans.views.answering import acted, asks_reason, by_of, plan_at, save, sent
from biaozhun.cloud.ui.reading import takes_form, takes_only_form

_LONGEST_PLACE = 9  # digits


def target_at(pk: int, target: int) -> Target:
    """A target of a plan.

    Raises:
        Http404: there is none.
    """
    of_plan = Target.objects.select_related("plan").filter(plan=min(pk, LARGEST_ID))
    found = of_plan.filter(pk=target).first()
    if found is None:
        raise Http404(_("没有这个指标。"))
    return found


@takes_form
@requires(Role.OPERATOR)
def target(request: HttpRequest, pk: int, target_id: int) -> HttpResponseBase:
    """A target as it was read and as it stands."""
    found = target_at(pk, target_id)
    form = TargetForm(sent(request), initial=_initial(found), asks_reason=asks_reason(found.plan))
    saved = save(
        request,
        form,
        lambda by: correct_target(found, form.told(), form.drawn_of, by=by),
        record=found,
    )
    if saved.done:
        messages.success(request, _("已经保存。"))
        return redirect("plans:reading_target", pk, target_id)
    context = {
        "plan": found.plan,
        "target": found,
        "form": saved.form,
        "clashes": saved.clashes,
        "reason": ReasonForm(asks_reason=asks_reason(found.plan)),
        "differences": differences(found),
        "may_change": found.plan.state in {"draft", "in_force"},
    }
    return render(request, "plans/target_reading.html", context, status=saved.status)


def _initial(found: Target) -> dict[str, object]:
    values = {name: getattr(found, name) for name in FIELDS[Target]}
    plain = {n: told_value(v) for n, v in values.items() if isinstance(v, Decimal)}
    return values | plain | {"stamp": stamp_of(found)}


@takes_form
@requires(Role.OPERATOR)
def new_target(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a target that no reader found."""
    plan = plan_at(pk)
    form = TargetForm(sent(request), asks_reason=asks_reason(plan))
    saved = save(request, form, lambda by: add_target(plan, form.told(), by=by))
    if saved.done:
        messages.success(request, _("指标已经添加。"))
        return redirect("plans:reading", pk)
    context = {"plan": plan, "form": saved.form}
    return render(request, "plans/new_target.html", context, status=saved.status)


@takes_only_form
@requires(Role.OPERATOR)
def drop(request: HttpRequest, pk: int, target_id: int) -> HttpResponseBase:
    """Say that a target is none, or take that back."""
    found = target_at(pk, target_id)
    dropped = request.POST.get("dropped") == "1"
    form = ReasonForm(request.POST, asks_reason=asks_reason(found.plan))
    why = form.why if form.is_valid() else ""
    done = _("已经去除；随时可以恢复。") if dropped else _("已经恢复。")
    acted(request, lambda: drop_target(found, dropped=dropped, by=by_of(request, why)), done)
    return redirect("plans:reading_target", pk, target_id)


@takes_form
@requires(Role.OPERATOR)
def new_task(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a task, from a passage of the text or free."""
    plan = plan_at(pk)
    first = _chosen(request, plan)
    form = NewTaskForm(sent(request), initial=first, asks_reason=asks_reason(plan))
    made: list[Task] = []
    saved = save(request, form, lambda by: made.append(_add(plan, form, by)))
    if saved.done:
        messages.success(request, _("任务已经添加。请写上责任单位和时限。"))
        return redirect("plans:reading_task", pk, made[0].pk)
    context = {"plan": plan, "form": saved.form}
    return render(request, "plans/new_task.html", context, status=saved.status)


def _chosen(request: HttpRequest, plan: Plan) -> dict[str, object]:
    """The passage that the address names; nothing where it names none that is there."""
    told = [clean(request.GET.get(name, "")) for name in ("start", "end")]
    if not all(one.isascii() and one.isdecimal() and len(one) <= _LONGEST_PLACE for one in told):
        return {}
    start, end = map(int, told)
    passage = plan.text[start:end].strip()
    if not passage:
        return {}
    return {
        "start": start,
        "end": min(end, len(plan.text)),
        "passage": passage,
        "title": passage.partition("\n")[0].partition("。")[0][:60],
    }


def _add(plan: Plan, form: NewTaskForm, by: By) -> Task:
    """The task that the form describes.

    Raises:
        PlanRefusedError: the text has no such passage.
    """
    told = form.cleaned_data
    start, end = told["start"], told["end"]
    passage = told["passage"].strip()
    if start is None and passage:
        start = plan.text.find(passage)
        if start < 0:
            raise PlanRefusedError("The text has no such words", code="no_such_place")
        end = start + len(passage)
    new = NewTask(title=told["title"], text=told["text"], start=start, end=end)
    return add_task_once(plan, new, by=by)
