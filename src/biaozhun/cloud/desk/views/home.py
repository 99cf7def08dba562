"""The desk's first page, and what the background could not do."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.desk.queries.tasks import task_page
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.foundation.tasks import queue
from biaozhun.cloud.ui.paging import page_asked
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read, takes_only_form


@only_read
@requires(Role.READER)
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person; nothing else."""
    panels = filled("desk", request, signed_in(request))
    return render(request, "desk/home.html", {"panels": panels})


@only_read
@requires(Role.OPERATOR)
def tasks(request: HttpRequest) -> HttpResponse:
    """What was given up, what waits, and what comes round."""
    return render(request, "desk/tasks.html", {"found": task_page(page_asked(request.GET))})


@takes_only_form
@requires(Role.OPERATOR)
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a task due that was given up."""
    with transaction.atomic():
        row = queue.try_again(pk) if pk <= LARGEST_ID else None
        if row:
            _note(request, "desk.task_retried", row)
    return _told(request, row, _("已重新排上，马上再试。"))


@takes_only_form
@requires(Role.OPERATOR)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a task that was given up."""
    with transaction.atomic():
        row = queue.drop(pk) if pk <= LARGEST_ID else None
        if row:
            _note(request, "desk.task_dropped", row)
    return _told(request, row, _("已放弃，不再试。"))


def _note(request: HttpRequest, kind: str, row: QueuedTask) -> None:
    facts = {"arguments": row.arguments, "error": row.error[-500:]}
    record(kind, subject=f"task:{row.name}", actor=signed_in(request), facts=facts)


def _told(request: HttpRequest, row: QueuedTask | None, done: str) -> HttpResponse:
    if row is None:
        messages.warning(request, _("它已经不在这里了，也许别人先处理了。"))
    else:
        messages.success(request, done)
    return redirect("desk:tasks")
