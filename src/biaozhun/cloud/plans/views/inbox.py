"""What waits for me and my unit."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.plans.forms.work import duties_asked
from biaozhun.cloud.plans.models import Duty
from biaozhun.cloud.plans.permissions import sight_of
from biaozhun.cloud.plans.queries import work
from biaozhun.cloud.plans.queries.tasks import plans_in_force
from biaozhun.cloud.plans.wording import ROLE, TASK_STATE
from biaozhun.cloud.plans.wording.work import DUTY_STATE, WAITING
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file

AT_ONCE = 500  # rows read together


def _columns() -> tuple[str, ...]:
    """The heading of the table."""
    return (
        _("计划"),
        _("任务"),
        _("分到的部分"),
        _("角色"),
        _("由谁分来"),
        _("期限"),
        _("距期限天数"),
        _("本单位状态"),
        _("完成比例"),
        _("任务状态"),
    )


@only_read
@requires(Role.READER)
def inbox(request: HttpRequest) -> HttpResponseBase:
    """What waits, what is late, what is mine; one kind of what waits by ``show=``."""
    sight, on = sight_of(signed_in(request)), today()
    if kind := request.GET.get("show", ""):
        return _of_kind(request, kind)
    wanted = duties_asked(request.GET)
    if request.GET.get("format", "") == "csv":
        return csv_file("work", _rows(request))
    page = work.duty_page(sight, wanted, on, page_asked(request.GET))
    context = {
        "sight": sight,
        "on": on,
        "wanted": wanted,
        "counts": work.counts(sight, on),
        "waiting": work.waiting(sight, on),
        "late_units": work.late_by_unit(on) if sight.is_authority else [],
        "plans": plans_in_force(),
        "states": DUTY_STATE.items(),
        "roles": ROLE.items(),
        **pages(page),
    }
    return render(request, "plans/work/inbox.html", context)


def _of_kind(request: HttpRequest, kind: str) -> HttpResponseBase:
    sight, on = sight_of(signed_in(request)), today()
    page = work.waiting_of(sight, kind, on, page_asked(request.GET))
    if page is None:
        raise Http404(_("没有这一页。"))
    context = {"sight": sight, "on": on, "kind": kind, "heading": WAITING[kind], **pages(page)}
    return render(request, "plans/work/waiting.html", context)


def _rows(request: HttpRequest) -> Iterator[tuple[object, ...]]:
    yield _columns()
    sight, on = sight_of(signed_in(request)), today()
    wanted = duties_asked(request.GET)
    for duty in work.duties(sight, wanted, on).iterator(chunk_size=AT_ONCE):
        yield _row(duty, on=on)


def _row(duty: Duty, *, on: object) -> tuple[object, ...]:
    last = duty.last  # type: ignore[attr-defined]  # the query adds it
    giver = duty.parent.organisation if duty.parent else None
    return (
        str(duty.task.plan),
        duty.task.title,
        duty.part,
        str(ROLE[duty.role]),
        giver.name if giver else "",
        last.isoformat() if last else "",
        (last - on).days if last else "",
        str(DUTY_STATE[duty.state]),
        duty.share,
        str(TASK_STATE[duty.task.state]),
    )
