"""Publishing how the comments were handled."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.consultations.forms.answering import SettleForm
from biaozhun.cloud.consultations.queries.desk import counts
from biaozhun.cloud.consultations.queries.figures import figures_of
from biaozhun.cloud.consultations.queries.summary import proposed_summary
from biaozhun.cloud.consultations.views.frame import done, kept_or_403
from biaozhun.cloud.consultations.wording import DISPOSITION
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.reading import takes_form


@takes_form
@requires(Role.READER)
def settle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The figures, a text proposed from them, and the button that publishes it."""
    found = kept_or_403(request, pk)
    held, person = found.consultation, signed_in(request)
    is_sent = request.method == "POST"
    proposed = {"summary": held.summary or proposed_summary(held, today())}
    form = SettleForm(request.POST if is_sent else None, initial=proposed)
    if is_sent and form.is_valid():
        told = ConsultationStep(summary=form.cleaned_data["summary"])
        if done(form, lambda: step_consultation(held, "settle", told, actor=person, at=now())):
            messages.success(request, _("处理情况已公布。"))
            return redirect("consultations:table", pk=pk)
    context = {
        "form": form,
        "found": found,
        "held": held,
        "project": held.project,
        "counted": counts([held], person)[held.pk],
        "figures": figures_of(held, today()),
        "dispositions": DISPOSITION,
    }
    status = 422 if is_sent else 200
    return render(request, "consultations/desk/settle.html", context, status=status)
