"""Bringing a policy text in."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.plans.actions.adding import Named, add_plan
from biaozhun.cloud.plans.errors import AlreadyHereError, PlanRefusedError
from biaozhun.cloud.plans.files import MOST_BYTES, pasted, read_upload
from biaozhun.cloud.plans.forms.adding import AddForm
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.plans.views.answering import FAULTY
from biaozhun.cloud.plans.wording.refusals import refusal
from biaozhun.cloud.ui.reading import takes_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.cloud.validity.wording.faults import fault
from biaozhun.core.policy import read, read_blocks
from biaozhun.documents.errors import DocumentError


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.OPERATOR)
def new(request: HttpRequest) -> HttpResponseBase:
    """Paste a text or choose a file; what was read of it waits to be confirmed."""
    if request.method != "POST":
        return render(request, "plans/upload.html", {"form": AddForm()})
    form = AddForm(request.POST, request.FILES)
    context: dict[str, object] = {"form": form}
    status = FAULTY
    if form.is_valid():
        try:
            plan = _added(request, form)
        except AlreadyHereError as error:
            context["same"] = Plan.objects.defer("text", "proposal").get(pk=error.plan)
            status = HTTPStatus.CONFLICT
        except PlanRefusedError as error:
            form.add_error(None, refusal(error.code))
        except DocumentError as error:
            form.add_error("file", f"{fault(error.code)} ({error.code})")
        else:
            messages.success(request, _("已经读完。请对照原文逐项核对，确认后才生效。"))
            return redirect("plans:reading", plan.pk)
    return render(request, "plans/upload.html", context, status=status)


def _added(request: HttpRequest, form: AddForm) -> Plan:
    """Read what was sent and keep it.

    Raises:
        PlanRefusedError: it has no text or too much, or is there already.
        DocumentError: the file cannot be read.
    """
    told = form.cleaned_data
    file = told["file"]
    reading = read_blocks(read_upload(file)) if file else read(pasted(told["text"]))
    source = (file.name or "") if file else ""
    named = Named(kind=told["kind"], source=source, parent=told["parent"])
    return add_plan(reading, named, actor=signed_in(request), at=now())
