"""Public pages of demands: the list, one of them, what a year brought."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.demands import exports, feeds
from biaozhun.cloud.demands.actions.demands import support, withdraw_support
from biaozhun.cloud.demands.forms.asking import wanted_asked
from biaozhun.cloud.demands.forms.fields import place_choices
from biaozhun.cloud.demands.forms.steps import StepForm
from biaozhun.cloud.demands.limits import MOST_BYTES
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.permissions import at_desk
from biaozhun.cloud.demands.queries import lists
from biaozhun.cloud.demands.queries.one import Found, supporters, told
from biaozhun.cloud.demands.views import filer
from biaozhun.cloud.demands.views.frame import found_or_404, list_title, status_of, thank
from biaozhun.cloud.demands.wording import DEMAND_STATE, FIELD
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files


@only_read
def demands(request: HttpRequest) -> HttpResponseBase:
    """The public demands, as a page, a table, or a workbook."""
    wanted = wanted_asked(request.GET, Demand)
    found = lists.public(Demand)
    kind = request.GET.get("format")
    if kind == "csv":
        return exports.demands(lists.narrowed(found, wanted).iterator(500))
    departments = lists.charged(Demand)
    if kind == "xlsx":
        named = next((one for one in departments if one.pk == wanted.department), None)
        title = list_title(_("标准需求清单"), named, wanted.year)
        rows = lists.narrowed(found, wanted)
        return exports.demands_paper(rows, title=title, author=named.name if named else "")
    page = lists.page_of(found, wanted, page_asked(request.GET))
    counts = lists.by_state(found, wanted)
    context = {
        "wanted": wanted,
        "counts": [
            (code, said, counts[code]) for code, said in DEMAND_STATE.items() if code in counts
        ],
        "total": sum(counts.values()),
        "states": DEMAND_STATE,
        "fields": FIELD,
        "departments": departments,
        "places": place_choices(),
        "years": lists.years(Demand),
        "has_desk": at_desk(person_of(request)),
        **pages(page),
    }
    return render(request, "demands/demands.html", context)


@only_read
def demand(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One demand with what became of it."""
    return _page(request, found_or_404(request, Demand, pk), {})


def _page(
    request: HttpRequest, found: Found[Demand], bound: dict[str, StepForm]
) -> HttpResponseBase:
    person, case = person_of(request), found.case
    count, is_mine = supporters(case, person)
    is_filer = "filer" in found.roles
    context = {
        "told": told(case, found.roles),
        "case": case,
        "is_demand": True,
        "supporters": count,
        "supported": is_mine,
        "related": lists.public(Suggestion).filter(demand=case),
        "acts": f"/demands/{case.pk}/mine",
        "steps": filer.steps(case, found.roles, bound) if is_filer else [],
        "may_attach": is_filer and filer.may_attach(case),
    }
    return render(request, "demands/demand.html", context, status=status_of(bound.values()))


@takes_files(up_to=MOST_BYTES)
@takes_only_form
@requires(Role.READER)
def act(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """What the filer of a demand does with it."""
    found = found_or_404(request, Demand, pk)
    person = signed_in(request)
    filer.permit(found.roles)
    bound = filer.act(request, found.case, action, actor=person)
    return _page(request, found, {action: bound}) if bound else redirect("demands:demand", pk=pk)


@takes_only_form
@requires(Role.READER)
def say_me_too(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that one needs the same, or take it back."""
    found, person = found_or_404(request, Demand, pk), signed_in(request)
    if request.POST.get("action") == "withdraw":
        withdraw_support(found.case, actor=person)
        thank(request, _("已取消附议。"))
    else:
        support(found.case, actor=person, at=now())
        thank(request, _("已附议。"))
    return redirect("demands:demand", pk=pk)


@only_read
@requires(Role.READER)
def mine(request: HttpRequest) -> HttpResponseBase:
    """What the reader filed with their account."""
    person = signed_in(request)
    context = {"demands": lists.mine(Demand, person), "suggestions": lists.mine(Suggestion, person)}
    return render(request, "demands/mine.html", context)


@only_read
def analysis(request: HttpRequest) -> HttpResponseBase:
    """What the years brought in each field."""
    found = lists.analysis()
    if request.GET.get("format") == "csv":
        return exports.analysis(found)
    return render(request, "demands/analysis.html", {"rows": found})


@only_read
def feed(request: HttpRequest) -> HttpResponse:
    """The demands that moved last, as an Atom feed."""
    latest = lists.public(Demand).order_by("-state_since", "-pk")[: feeds.MOST]
    text = feeds.atom(
        latest,
        title=_("标准需求"),
        here=request.build_absolute_uri(),
        absolute=request.build_absolute_uri,
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
