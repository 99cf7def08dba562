"""The holidays by which working days are counted."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.rules.actions import days as actions
from biaozhun.cloud.rules.forms.keeping import YearForm
from biaozhun.cloud.rules.permissions import KEEPS_RULES
from biaozhun.cloud.rules.queries.listing import days_of, year_at, years
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files

MOST_BYTES = 100_000


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(KEEPS_RULES)
def holidays(request: HttpRequest) -> HttpResponseBase:
    """The years that are loaded, and a form to load one."""
    is_sent = request.method == "POST"
    form = (
        YearForm(request.POST, request.FILES)
        if is_sent
        else YearForm(initial={"year": today().year + 1})
    )
    if form.is_valid():
        told = form.cleaned_data
        actions.load_year(
            told["year"], told["notice"], form.read, actor=signed_in(request), at=now()
        )
        messages.success(request, _("已载入 {year} 年的节假日安排。").format(year=told["year"]))
        return redirect("rules:holidays")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(
        request, "rules/desk/holidays.html", {"form": form, "years": years()}, status=status
    )


@only_read
@requires(KEEPS_RULES)
def year(request: HttpRequest, year: int) -> HttpResponseBase:
    """The days of a year, to be compared with the notice."""
    found = next((one for one in years() if one.year == year), None)
    if found is None:
        raise Http404(_("这一年还没有载入。"))
    return render(request, "rules/desk/year.html", {"found": found, "days": days_of(year)})


@takes_only_form
@requires(KEEPS_RULES)
def remove(request: HttpRequest, year: int) -> HttpResponseBase:
    """Take a loaded year down."""
    held = year_at(year)
    if held is None:
        raise Http404(_("这一年还没有载入。"))
    actions.remove_year(held, actor=signed_in(request))
    messages.success(request, _("已撤下 {year} 年的节假日安排。").format(year=year))
    return redirect("rules:holidays")
