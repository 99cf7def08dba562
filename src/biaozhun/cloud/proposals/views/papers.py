"""The region's forms, filled from a case, for who may open the case."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.form_templates.files import paper_answer
from biaozhun.cloud.proposals.models import ScoreSheet
from biaozhun.cloud.proposals.views import applications, batches
from biaozhun.cloud.proposals.views.frame import found_or_404
from biaozhun.cloud.ui.reading import only_read

OF_APPLICATION = {
    "application": "proposals.application",
    "feasibility": "proposals.feasibility",
    "undertaking": "proposals.undertaking",
}
"""The forms of an application, by their part of the address."""


@only_read
@requires(Role.READER)
def application_form(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """A form of an application, filled in."""
    held = applications.found(request, pk)
    if form not in OF_APPLICATION:
        raise Http404(_("没有这种表格。"))
    back = reverse("proposals:application", args=[held.pk])
    return paper_answer(request, OF_APPLICATION[form], held.pk, held.authority, back=back)


@only_read
@requires(Role.READER)
def sheet_form(request: HttpRequest, pk: int, assessor: int, application: int) -> HttpResponseBase:
    """The sheet of an expert, filled in."""
    held = batches.found(request, pk)
    sheets = ScoreSheet.objects.filter(
        assessor__batch=held,
        assessor=min(assessor, LARGEST_ID),
        application=min(application, LARGEST_ID),
    ).select_related("assessor")
    sheet = found_or_404(sheets.first())
    if sheet.assessor.person_id != signed_in(request).pk:
        batches.of_office(request, held)
    back = reverse("proposals:sheet", args=[pk, assessor, application])
    return paper_answer(request, "proposals.sheet", sheet.pk, held.authority, back=back)


@only_read
@requires(Role.OPERATOR)
def notice_form(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The public notice of a batch as a paper."""
    held = batches.found(request, pk)
    batches.of_office(request, held)
    back = reverse("proposals:batch", args=[held.pk])
    return paper_answer(request, "proposals.notice", held.pk, held.authority, back=back)
