"""The two doors for everybody: a demand and a suggestion are filed, with an account or without."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.cases.receipts import code_of
from biaozhun.cloud.demands.actions.filing import Sender, file_demand, file_suggestion
from biaozhun.cloud.demands.forms.filing import DemandForm, FilingForm, SuggestionForm
from biaozhun.cloud.demands.limits import LARGEST_ID, may_file
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.queries.lists import public
from biaozhun.cloud.demands.queries.near import near_to
from biaozhun.cloud.demands.queries.similar import similar
from biaozhun.cloud.demands.views.receipts import to_receipt
from biaozhun.cloud.demands.wording import FAULT
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.screening.queries.screening import Proposed, Screening
from biaozhun.cloud.ui.reading import only_read, takes_form


@takes_form
def new_demand(request: HttpRequest) -> HttpResponseBase:
    """File a demand; before it is filed, what others said alike is shown once."""
    at, person = now(), person_of(request)
    form = DemandForm(_sent(request), person=person, at=at)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context["near"] = [] if form.was_seen else similar(form.cleaned_data["title"])
        if not context["near"]:
            answer = _file(
                request, form, lambda sender: file_demand(form.told, sender=sender, at=at)
            )
            if answer is not None:
                return answer
        form.mark_seen()
    return render(request, "demands/new_demand.html", context, status=_status(form, context))


@takes_form
def new_suggestion(request: HttpRequest) -> HttpResponseBase:
    """File a suggestion; before it is filed, what is near to it is shown once."""
    at, person = now(), person_of(request)
    demand = _origin(request)
    form = SuggestionForm(_sent(request), person=person, at=at, initial=begun_by(demand))
    context: dict[str, Any] = {"form": form, "demand": demand}
    if form.is_valid():
        context["screening"] = None if form.was_seen else _near(form, demand)
        if context["screening"] is None:
            told = {**form.told, "demand": demand}
            answer = _file(
                request, form, lambda sender: file_suggestion(told, sender=sender, at=at)
            )
            if answer is not None:
                return answer
        form.mark_seen()
    return render(request, "demands/new_suggestion.html", context, status=_status(form, context))


@only_read
def similar_demands(request: HttpRequest) -> HttpResponseBase:
    """A part of the form: demands like the title that is being typed."""
    near = similar(text_asked(request.GET, "title"))
    return render(request, "demands/parts/near.html", {"near": near})


def begun_by(demand: Demand | None) -> dict[str, Any]:
    """What a suggestion begins with that grows out of a demand."""
    if demand is None:
        return {}
    return {
        "title": demand.title,
        "necessity": demand.text,
        "known": demand.known,
        "field": demand.field,
        "ics": " ".join(demand.ics),
        "department": str(demand.department_id or ""),
    }


def _origin(request: HttpRequest) -> Demand | None:
    """The public demand that the address names, if it names one."""
    told = request.GET.get("demand", "")
    if not (told.isascii() and told.isdecimal() and len(told) < len(str(LARGEST_ID))):
        return None
    return public(Demand).filter(pk=int(told)).first()


def _sent(request: HttpRequest) -> Any:  # noqa: ANN401  -- Django's form takes it or nothing
    return request.POST if request.method == "POST" else None


def _near(form: SuggestionForm, demand: Demand | None) -> Screening | None:
    told = form.cleaned_data
    wanted = Proposed(title=told["title"], scope=told["scope"], ics=tuple(told["ics"]))
    found = near_to(wanted, demand)
    if found is None or not (found.duplicates or found.covering or found.scope):
        return None
    return found


def _file(
    request: HttpRequest, form: FilingForm, file: Callable[[Sender], Demand | Suggestion]
) -> HttpResponseBase | None:
    """File it and go to where its state is seen; nothing where too much was filed."""
    if not may_file(request, form.person):
        form.add_error(None, str(FAULT["too_many"]))
        return None
    sender = form.sender
    made = file(sender)
    if sender.person is None:
        return to_receipt(code_of(sender.form))
    messages.success(request, _("已提交。有了进展会通知您。"))
    place = "demands:demand" if isinstance(made, Demand) else "demands:suggestion"
    return redirect(place, pk=made.pk)


def _status(form: FilingForm, context: dict[str, Any]) -> HTTPStatus:
    """200 for a page to fill in or to look over, 429 where too much was filed, else 422."""
    if not form.is_bound or context.get("near") or context.get("screening"):
        return HTTPStatus.OK
    if str(FAULT["too_many"]) in form.non_field_errors():
        return HTTPStatus.TOO_MANY_REQUESTS
    return HTTPStatus.UNPROCESSABLE_ENTITY
