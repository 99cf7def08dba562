"""One task or target: set right, split, merged, dropped, added."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import Manager
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.plans.actions.assigning import set_units, standing
from biaozhun.cloud.plans.actions.changing import By
from biaozhun.cloud.plans.actions.comparing import FIELDS, stamp_of, units_stamp
from biaozhun.cloud.plans.actions.correcting import correct_task
from biaozhun.cloud.plans.actions.shaping import drop_task, merge_tasks, restore_task, split_task
from biaozhun.cloud.plans.forms.correcting import (
    ReasonForm,
    StampedForm,
    TaskForm,
    UnitForm,
    UnitForms,
)
from biaozhun.cloud.plans.forms.shaping import SplitForm
from biaozhun.cloud.plans.models import Duty, Task
from biaozhun.cloud.plans.queries.reading import differences, neighbours, task_rows
from biaozhun.cloud.plans.views.answering import acted, asks_reason, by_of, save, sent
from biaozhun.cloud.plans.views.reading import names_of_organisations
from biaozhun.cloud.ui.reading import takes_form, takes_only_form

AROUND = 120  # characters shown before and behind a task's place in the text
LONGEST_ID = 15  # digits


def task_at(pk: int, task: int) -> Task:
    """A task of a plan.

    Raises:
        Http404: there is none.
    """
    of_plan = Task.objects.select_related("plan").filter(plan=min(pk, LARGEST_ID))
    found = of_plan.filter(pk=task).first()
    if found is None:
        raise Http404(_("没有这项任务。"))
    return found


@takes_form
@requires(Role.OPERATOR)
def task(request: HttpRequest, pk: int, task_id: int) -> HttpResponseBase:
    """A task as it was read and as it stands, with everything that can be done about it."""
    found = task_at(pk, task_id)
    form = _task_form(request, found)
    saved = save(
        request,
        form,
        lambda by: correct_task(found, form.told(), form.drawn_of, by=by),
        record=found,
    )
    if saved.done:
        messages.success(request, _("已经保存。"))
        return redirect("plans:reading_task", pk, task_id)
    return _page(request, found, saved.status, form=saved.form, clashes=saved.clashes)


def _task_form(request: HttpRequest | None, found: Task) -> TaskForm:
    first = {name: getattr(found, name) for name in FIELDS[Task]} | {"stamp": stamp_of(found)}
    data = sent(request) if request is not None else None
    return TaskForm(data, initial=first, asks_reason=asks_reason(found.plan))


def _page(
    request: HttpRequest, found: Task, status: HTTPStatus = HTTPStatus.OK, **bound: object
) -> HttpResponseBase:
    """The page of a task; forms that were sent and are faulty stand in for fresh ones."""
    duties = standing(found)
    context: dict[str, Any] = {
        "plan": found.plan,
        "task": found,
        "form": _task_form(None, found),
        "units": unit_forms(duties),
        "units_reason": _units_head(found, initial={"stamp": units_stamp(duties)}),
        "split": _split_form(found, initial={"parts": found.text, "stamp": stamp_of(found)}),
        "merge": _reason_form(found, "merge"),
        "drop": _reason_form(found, "drop"),
        "near": neighbours(task_rows(found.plan), found),
        "differences": differences(found),
        "around": _around(found),
        "organisations": names_of_organisations(),
        "made_from": found.made_from.all(),
        "made_into": found.made_into.filter(plan=found.plan),
        "copied_into": _others(found.made_into, found),
        "serves": _others(found.serves, found),
        "may_change": found.plan.state in {"draft", "in_force"},
    }
    return render(request, "plans/task_reading.html", context | bound, status=status)


def _reason_form(found: Task, place: str, told: QueryDict | None = None) -> ReasonForm:
    """The form of a button; ``place`` tells its fields from those of the page's other forms."""
    return ReasonForm(told, auto_id=f"{place}_%s", asks_reason=asks_reason(found.plan))


def _units_head(found: Task, **told: Any) -> StampedForm:  # noqa: ANN401  -- as a form takes it
    return StampedForm(auto_id="units_%s", asks_reason=asks_reason(found.plan), **told)


def _split_form(found: Task, **told: Any) -> SplitForm:  # noqa: ANN401  -- as a form takes it
    return SplitForm(auto_id="split_%s", asks_reason=asks_reason(found.plan), **told)


def _others(tasks: "Manager[Task]", found: Task) -> list[Task]:
    """Those of some tasks that are of other plans, with their plans."""
    others = tasks.exclude(plan=found.plan).select_related("plan")
    return list(others.defer("plan__text", "plan__proposal").order_by("plan__title", "rank"))


def unit_forms(duties: list[Duty]) -> "BaseFormSet[UnitForm]":
    """The units as rows of a form, with two empty ones."""
    first = [
        {"duty": d.pk, "named": d.named, "role": d.role, "organisation": d.organisation or ""}
        for d in duties
    ]
    return UnitForms(initial=first)


def _around(found: Task) -> dict[str, str] | None:
    """A task's place in the text, with what stands before and behind it."""
    start, end = found.start, found.end
    if start is None or end is None:
        return None
    text = found.plan.text
    return {
        "before": text[max(start - AROUND, 0) : start],
        "inside": text[start:end],
        "behind": text[end : end + AROUND],
    }


@takes_only_form
@requires(Role.OPERATOR)
def units(request: HttpRequest, pk: int, task_id: int) -> HttpResponseBase:
    """Set the units of a task."""
    found = task_at(pk, task_id)
    rows = UnitForms(request.POST)
    head = _units_head(found, data=request.POST)
    if not rows.is_valid():
        return _page(request, found, HTTPStatus.UNPROCESSABLE_ENTITY, units=rows, units_reason=head)
    wanted = [one for one in (row.charged() for row in rows) if one is not None]
    saved = save(request, head, lambda by: set_units(found, wanted, head.drawn_of, by=by))
    if saved.done:
        messages.success(request, _("责任单位已经保存。"))
        return redirect("plans:reading_task", pk, task_id)
    bound: dict[str, object] = {"units": rows, "units_reason": saved.form}
    if saved.status == HTTPStatus.CONFLICT:
        now = standing(found)
        again = {**request.POST.dict(), "stamp": units_stamp(now)}
        bound["units_now"] = now
        bound["units_reason"] = _units_head(found, data=again)
        bound["units_clash"] = True
    return _page(request, found, saved.status, **bound)


@takes_only_form
@requires(Role.OPERATOR)
def split(request: HttpRequest, pk: int, task_id: int) -> HttpResponseBase:
    """Make several tasks of one."""
    found = task_at(pk, task_id)
    form = _split_form(found, data=request.POST)
    made: list[Task] = []

    def act(by: By) -> None:
        made.extend(split_task(found, form.cleaned_data["parts"], form.drawn_of, by=by))

    saved = save(request, form, act)
    if saved.status == HTTPStatus.CONFLICT:  # looked at and sent again, it counts
        form.data = request.POST.dict() | {"stamp": stamp_of(found)}
    if not saved.done:
        return _page(request, found, saved.status, split=form)
    messages.success(request, _("已经拆成 {n} 项，请逐项核对单位和时限。").format(n=len(made)))
    return redirect("plans:reading_task", pk, made[0].pk)


@takes_only_form
@requires(Role.OPERATOR)
def merge(request: HttpRequest, pk: int, task_id: int) -> HttpResponseBase:
    """Make one task of it and of those beside it that were chosen."""
    found = task_at(pk, task_id)
    form = _reason_form(found, "merge", request.POST)
    chosen = ids(request, "with")
    made: list[Task] = []

    def act(by: By) -> None:
        others = Task.objects.filter(plan_id=pk, pk__in=chosen)
        made.append(merge_tasks(found, list(others), by=by))

    saved = save(request, form, act)
    if not saved.done:
        return _page(request, found, saved.status, merge=saved.form)
    messages.success(request, _("已经合并成一项。"))
    return redirect("plans:reading_task", pk, made[0].pk)


def ids(request: HttpRequest, name: str) -> list[int]:
    """The ids that were chosen; whatever is none is left out."""
    told = request.POST.getlist(name)
    return [
        int(one) for one in told if one.isascii() and one.isdecimal() and len(one) <= LONGEST_ID
    ]


def _button(
    request: HttpRequest, pk: int, task_id: int, act: Callable[..., object], done: str
) -> HttpResponseBase:
    found = task_at(pk, task_id)
    form = _reason_form(found, "drop", request.POST)
    why = form.why if form.is_valid() else ""
    acted(request, lambda: act(found, by=by_of(request, why)), done)
    return redirect("plans:reading_task", pk, task_id)


@takes_only_form
@requires(Role.OPERATOR)
def drop(request: HttpRequest, pk: int, task_id: int) -> HttpResponseBase:
    """Let a task go."""
    return _button(request, pk, task_id, drop_task, _("已经去除；随时可以恢复。"))


@takes_only_form
@requires(Role.OPERATOR)
def restore(request: HttpRequest, pk: int, task_id: int) -> HttpResponseBase:
    """Take a task up again."""
    return _button(request, pk, task_id, restore_task, _("已经恢复。"))
