"""Tables of comments at the desk: brought, looked at, taken in."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.consultations.actions import bringing
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.forms.letters import BroughtForm
from biaozhun.cloud.consultations.models import BroughtTable
from biaozhun.cloud.consultations.views.frame import done, kept_or_403, told
from biaozhun.cloud.consultations.wording.letters import ROW
from biaozhun.cloud.consultations.wording.refusals import said
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.cloud.ui.uploads import takes_files


@takes_files(up_to=bringing.MOST_BYTES)
@takes_form
@requires(Role.READER)
def tables(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The tables that came, and the form that brings another."""
    held = kept_or_403(request, pk).consultation
    is_sent = request.method == "POST"
    form = BroughtForm(request.POST, request.FILES) if is_sent else BroughtForm()
    if is_sent and form.is_valid():
        file, unit = form.cleaned_data["file"], form.cleaned_data["unit"]
        upload = (file.name or "", file.read())
        made: list[BroughtTable] = []

        def look() -> None:
            who = signed_in(request)
            made.append(bringing.look_at(held, upload, actor=who, at=now(), unit=unit))

        if done(form, look):
            return redirect("consultations:brought", pk=made[0].pk)
    context = {
        "held": held,
        "project": held.project,
        "form": form,
        "tables": held.tables.select_related("letter", "by").order_by("-pk"),
    }
    status = 422 if is_sent else 200
    return render(request, "consultations/desk/tables.html", context, status=status)


def _table(request: HttpRequest, pk: int) -> BroughtTable:
    """A table of a consultation that one keeps.

    Raises:
        Http404: there is none.
        PermissionDenied: somebody else keeps it.
    """
    rows = BroughtTable.objects.select_related("letter")
    found = rows.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if found is None:
        raise Http404(_("没有这张意见表。"))
    found.consultation = kept_or_403(request, found.consultation_id).consultation
    return found


@only_read
@requires(Role.READER)
def brought(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What becomes of each row of a table, before it goes in and afterwards."""
    table = _table(request, pk)
    if table.entered and request.GET.get("format") == "csv":
        return _rejected(table)
    context: dict[str, object] = {
        "table": table,
        "held": table.consultation,
        "project": table.consultation.project,
    }
    if table.entered is None:
        try:
            context["seen"] = bringing.seen(table)
        except ConsultationRefusedError as error:
            context["faults"] = said(error)
    return render(request, "consultations/desk/brought.html", context)


def _rejected(table: BroughtTable) -> HttpResponseBase:
    """The rows that did not go in, with place and reason."""
    rows = [(_("工作表"), _("表"), _("行"), _("原因"), _("内容"))]
    for one in table.rejected:
        place = one["place"]
        words = str(ROW[one["code"]])
        rows.append((place["sheet"], place["table"] or "", place["row"], words, one["said"]))
    return csv_file(f"rejected-{table.pk}", rows)


@takes_only_form
@requires(Role.READER)
def enter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let the rows go in."""
    table, person = _table(request, pk), signed_in(request)
    signed = (request.POST.get("signed_by") or person.name)[:100]
    told(
        request,
        lambda: bringing.enter(table, actor=person, at=now(), signed_by=signed),
        _("意见已录入。"),
    )
    return redirect("consultations:brought", pk=pk)


@takes_only_form
@requires(Role.READER)
def forget(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Forget a table that was only looked at."""
    table = _table(request, pk)
    if told(request, lambda: bringing.drop_table(table), _("没有录入，文件已删除。")):
        return redirect("consultations:tables", pk=table.consultation_id)

    return redirect("consultations:brought", pk=pk)
