"""The department turns a demand into a suggestion."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.demands.actions.demands import turn_into_suggestion
from biaozhun.cloud.demands.forms.fields import words
from biaozhun.cloud.demands.forms.filing import SuggestionForm
from biaozhun.cloud.demands.models import Demand
from biaozhun.cloud.demands.views.desk import at_desk_or_404
from biaozhun.cloud.demands.views.filing import begun_by
from biaozhun.cloud.demands.views.frame import blame
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.reading import takes_form


class TurningForm(SuggestionForm):
    """A suggestion out of a demand, and what is said to who filed that."""

    text = words(
        gettext_lazy("对提出人的答复"),
        most=5000,
        rows=3,
        required=False,
        help_text=gettext_lazy("公开给所有人看；可不填。"),
    )

    @property
    def told(self) -> dict[str, Any]:
        """What the suggestion says."""
        return {name: value for name, value in super().told.items() if name != "text"}


@takes_form
@requires(Role.READER)
def suggest(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make a suggestion of a demand."""
    found = at_desk_or_404(request, Demand, pk)
    at, person = now(), signed_in(request)
    sent = request.POST if request.method == "POST" else None
    form = TurningForm(sent, person=person, at=at, initial=begun_by(found.case))
    if form.is_valid() and _turn(found.case, form):
        messages.success(request, _("已转为立项建议，并告知提出人。"))
        return redirect("demands:desk_demand", pk=pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "case": found.case}
    return render(request, "demands/desk/suggest.html", context, status=status)


def _turn(demand: Demand, form: TurningForm) -> bool:
    """Do it, or write into the form why not; whether it was done."""
    said = form.cleaned_data["text"]
    try:
        turn_into_suggestion(demand, form.told, sender=form.sender, text=said, at=form.at)
    except StepRefusedError as refused:
        blame(form, refused)
        return False
    return True
