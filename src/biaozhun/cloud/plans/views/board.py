"""The board, the list of tasks behind its numbers, and the bulletin of a period."""

import datetime as dt
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.plans.exports.official import FORMS, bulletin_paper
from biaozhun.cloud.plans.forms.work import period_asked, plan_asked, tasks_asked
from biaozhun.cloud.plans.models import Task
from biaozhun.cloud.plans.permissions import WORKED_ON, Sight, sight_of
from biaozhun.cloud.plans.queries.board import board
from biaozhun.cloud.plans.queries.late import bulletin, is_late, leads_of, unit_name
from biaozhun.cloud.plans.queries.tasks import (
    TasksWanted,
    choices,
    matching,
    plans_in_force,
    task_page,
    with_leads,
)
from biaozhun.cloud.plans.wording import MODE, ROLE, TASK_STATE
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file

AT_ONCE = 500  # rows read together


def _columns() -> tuple[str, ...]:
    """The heading of the table."""
    return (
        _("计划"),
        _("章节"),
        _("任务"),
        _("牵头单位"),
        _("分工"),
        _("期限"),
        _("状态"),
        _("完成日期"),
        _("逾期天数"),
        _("佐证材料"),
    )


def sight_at_work(request: HttpRequest) -> Sight:
    """What somebody is to the work; people of no unit have no part in it.

    Raises:
        PermissionDenied: they have none.
    """
    sight = sight_of(signed_in(request))
    if not sight.takes_part:
        raise PermissionDenied(_("这里是主管部门和各责任单位办理任务的页面；您的账号没有单位。"))
    return sight


@only_read
@requires(Role.READER)
def overview(request: HttpRequest) -> HttpResponseBase:
    """How the tasks stand by unit, section, plan and district."""
    sight, on, plan = sight_at_work(request), today(), plan_asked(request.GET)
    plans = plans_in_force()
    counted = board(sight, on, plan=plan)
    context = {
        "sight": sight,
        "board": counted,
        "whole": [counted.whole],
        "plan": plan,
        "plan_title": dict(plans).get(plan or 0, ""),
        "plans": plans,
    }
    return render(request, "plans/work/board.html", context)


@only_read
@requires(Role.READER)
def tasks(request: HttpRequest) -> HttpResponseBase:
    """The ledger: every task that is wanted, with its state."""
    sight, on, wanted = sight_at_work(request), today(), tasks_asked(request.GET)
    if request.GET.get("format", "") == "csv":
        return csv_file("tasks", _rows(sight, wanted, on))
    context = {
        "sight": sight,
        "on": on,
        "wanted": wanted,
        "unit": Organisation.objects.filter(pk=wanted.unit or 0).first(),
        "choices": choices(sight, wanted.plan),
        "states": [(code, words) for code, words in TASK_STATE.items() if code in WORKED_ON],
        "modes": MODE.items(),
        "roles": ROLE.items(),
        **pages(task_page(sight, wanted, on, page_asked(request.GET))),
    }
    return render(request, "plans/work/tasks.html", context)


def _rows(sight: Sight, wanted: TasksWanted, on: dt.date) -> Iterator[tuple[object, ...]]:
    yield _columns()
    for task in with_leads(matching(sight, wanted, on)).iterator(chunk_size=AT_ONCE):
        yield _row(task, on)


def _row(task: Task, on: dt.date) -> tuple[object, ...]:
    late = (on - task.deadline).days if task.deadline and is_late(task, on) else ""
    return (
        str(task.plan),
        " / ".join(str(one) for one in task.path),
        task.title,
        "、".join(unit_name(one) for one in leads_of(task)),
        str(MODE[task.mode]) if task.mode in MODE else "",
        task.deadline.isoformat() if task.deadline else task.deadline_text,
        str(TASK_STATE[task.state]),
        task.done_on.isoformat() if task.done_on else "",
        late,
        task.pieces,  # type: ignore[attr-defined]  # the query adds it
    )


@only_read
@requires(Role.OPERATOR)
def bulletin_page(request: HttpRequest) -> HttpResponseBase:
    """What a bulletin of supervision would tell of a period."""
    on = today()
    since, until = period_asked(request.GET, on)
    told = bulletin(since, until, on=on)
    form = request.GET.get("format")
    if form in FORMS:
        return bulletin_paper(told, form)
    return render(
        request, "plans/work/bulletin.html", {"told": told, "sight": sight_at_work(request)}
    )
