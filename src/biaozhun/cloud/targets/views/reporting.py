"""A unit reports what its targets stand at, and the authority decides."""

import mimetypes
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.cases.views import say
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.plans.models import Target
from biaozhun.cloud.targets.actions import reporting
from biaozhun.cloud.targets.actions.reporting import MOST_BYTES, Said
from biaozhun.cloud.targets.errors import TargetRefusedError
from biaozhun.cloud.targets.forms import DecisionForm, ReportForm
from biaozhun.cloud.targets.models import ReportedValue
from biaozhun.cloud.targets.permissions import may_report, sees_values
from biaozhun.cloud.targets.queries.standing import binding_of, with_plans
from biaozhun.cloud.targets.wording import REFUSED
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.stored_files import answer_with_file
from biaozhun.cloud.ui.uploads import takes_files

_PLAIN = "application/octet-stream"


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.READER)
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Report a value, for the people of the unit that is named."""
    target = with_plans(Target.objects.filter(pk=min(pk, LARGEST_ID), dropped=False)).first()
    if target is None:
        raise Http404(_("没有这项目标。"))
    person = signed_in(request)
    if not may_report(person, binding_of(target)):
        raise PermissionDenied(_("这项目标不归您填报。"))
    posted = request.POST if request.method == "POST" else None
    form = ReportForm(posted, request.FILES or None, initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        said = Said(**form.cleaned_data)
        try:
            reporting.report(target.pk, said, actor=person, at=now(), today=today())
        except TargetRefusedError as refused:
            form.add_error(None, str(REFUSED[refused.code]))
        else:
            messages.success(request, _("数值已经报送，等待审核。"))
            return redirect("targets:target", pk=target.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "targets/report.html", {"form": form, "target": target}, status=status)


@takes_only_form
@requires(Role.OPERATOR)
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Accept a value or send it back."""
    value = ReportedValue.objects.filter(pk=min(pk, LARGEST_ID)).first()
    if value is None:
        raise Http404(_("没有这个数值。"))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选一种处理办法。"))
        return redirect("targets:target", pk=value.target_id)
    told, person = form.cleaned_data, signed_in(request)
    try:
        say(
            request,
            lambda: reporting.decide(value.pk, actor=person, at=now(), **told),
            done=_("已经处理，填报单位会收到消息。"),
            refused=REFUSED,
        )
    except TargetRefusedError as refused:
        messages.error(request, str(REFUSED[refused.code]))
    return redirect("targets:target", pk=value.target_id)


@only_read
@requires(Role.READER)
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of a value, to both sides; it is handed over, never shown."""
    held = ReportedValue.objects.select_related("target").filter(pk=min(pk, LARGEST_ID)).first()
    if (
        held is None
        or not held.file
        or not sees_values(person_of(request), binding_of(held.target))
    ):
        raise Http404(_("没有这份文件。"))
    if not held.file.storage.exists(held.file.name or ""):
        raise Http404(_("这份文件不在了；登记的摘要值仍在目标页上。"))
    answer = answer_with_file(
        request,
        lambda: held.file.open("rb"),
        size=held.size,
        etag=f'"{held.sha256}"',
        media_type=mimetypes.guess_type(held.name)[0] or _PLAIN,
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    disposition = content_disposition_header(as_attachment=True, filename=held.name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer
