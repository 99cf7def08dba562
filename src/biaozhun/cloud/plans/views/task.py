"""The page of a task, and the files that prove what was done."""

import mimetypes

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.plans.models import Evidence, Task
from biaozhun.cloud.plans.permissions import sees_reports, sees_task, sight_of
from biaozhun.cloud.plans.queries.late import is_late
from biaozhun.cloud.plans.queries.task import task_page
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.stored_files import answer_with_file

PLAIN = "application/octet-stream"


@only_read
def task(request: HttpRequest, plan: int, pk: int) -> HttpResponse:
    """How a task stands; to everybody what is published, to who takes part what they may do."""
    sight = sight_of(person_of(request))
    found = Task.objects.select_related("plan").filter(pk=min(pk, LARGEST_ID), plan=_id(plan))
    one = found.first()
    if one is None or not sees_task(sight, one):
        raise Http404(_("没有这项任务，或者它所在的计划还没有公布。"))
    day = today()
    page = task_page(one, sight)
    context = {
        "page": page,
        "task": one,
        "plan": one.plan,
        "on": day,
        "is_late": is_late(one, day),
        "sight": sight,
    }
    return render(request, "plans/work/task.html", context)


@only_read
@requires(Role.READER)
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A piece of evidence, to those who may read its report; it is handed over, never shown."""
    found = Evidence.objects.select_related("report__duty__task__plan").filter(pk=_id(pk))
    piece = found.first()
    if piece is None:
        raise Http404(_("没有这份材料。"))
    duty, sight = piece.report.duty, sight_of(signed_in(request))
    held = list(duty.task.duties.all())
    if not sees_task(sight, duty.task) or not sees_reports(sight, duty, held):
        raise Http404(_("没有这份材料。"))
    if not piece.file or not piece.file.storage.exists(piece.file.name or ""):
        raise Http404(_("这份材料的文件不在了；登记的摘要值仍在任务页上。"))
    answer = answer_with_file(
        request,
        lambda: piece.file.open("rb"),
        size=piece.size,
        etag=f'"{piece.sha256}"',
        media_type=mimetypes.guess_type(piece.name)[0] or PLAIN,
    )
    answer.headers["Cache-Control"] = "private, no-cache"  # asked again: duties change hands
    answer.headers["X-Content-Type-Options"] = "nosniff"
    disposition = content_disposition_header(as_attachment=True, filename=piece.name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer


def _id(number: int) -> int:
    """An id of an address; none is larger than the database holds."""
    return min(number, LARGEST_ID)
