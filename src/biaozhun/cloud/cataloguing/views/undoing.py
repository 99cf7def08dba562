"""Taking a whole run back: the consequences counted, a second yes, the progress."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.actions import undoing
from biaozhun.cloud.catalogue.actions.undoing import UndoRefusedError
from biaozhun.cloud.catalogue.models import ImportRun
from biaozhun.cloud.catalogue.queries.runs import run_with
from biaozhun.cloud.catalogue.queries.runs import runs as all_runs
from biaozhun.cloud.catalogue.queries.undoing import Refusal, consequences, refusal, undo_of
from biaozhun.cloud.cataloguing import tasks
from biaozhun.cloud.cataloguing.forms.numbers import WhyForm
from biaozhun.cloud.cataloguing.views.answering import answered, refuse
from biaozhun.cloud.cataloguing.wording import fault
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.core.bibliography import OPERATOR


@only_read
@requires(Role.OPERATOR)
def runs(request: HttpRequest) -> HttpResponse:
    """The imports, the latest first, each with the way to take it back."""
    found = all_runs("", page_asked(request.GET))
    context = {"found": found, "operator": OPERATOR, **pages(found)}
    return render(request, "cataloguing/runs.html", context)


def _run(pk: int) -> ImportRun:
    found = run_with(pk)
    if found is None:
        raise Http404(_("没有这次导入。"))
    return found


@takes_form
@requires(Role.OPERATOR)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What would go and what would stay; ordered with a reason, then told how far it has come."""
    run = _run(pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _order(request, run, form.cleaned_data["reason"])
    refused, ordered = refusal(run), undo_of(run)
    context = {
        "run": run,
        "form": form,
        "refused": fault(f"undo_{refused}") if refused else "",
        "is_running": refused is Refusal.RUNNING,
        "ordered": ordered,
        "consequences": None if refused or ordered else consequences(run),
    }
    return render(request, "cataloguing/undo.html", context, status=answered(request))


def _order(request: HttpRequest, run: ImportRun, reason: str) -> HttpResponse:
    try:
        with transaction.atomic():
            ordered = undoing.order_undo(run, actor=signed_in(request), reason=reason)
            tasks.undo.later(ordered.pk)
    except UndoRefusedError as error:
        refuse(request, error)
    else:
        messages.success(request, _("正在后台撤销这次导入。"))
    return redirect("cataloguing:undo", run.pk)


@takes_only_form
@requires(Role.OPERATOR)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """End a run where it stands, so that it can be taken back."""
    run = _run(pk)
    undoing.stop_run(run, actor=signed_in(request))
    messages.success(request, _("导入已停下；已经导入的行还在。"))
    return redirect("cataloguing:undo", run.pk)
