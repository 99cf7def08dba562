"""Public pages of suggestions: the list, and one of them."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.demands import exports
from biaozhun.cloud.demands.forms.asking import wanted_asked
from biaozhun.cloud.demands.forms.steps import StepForm
from biaozhun.cloud.demands.limits import MOST_BYTES
from biaozhun.cloud.demands.models import Suggestion
from biaozhun.cloud.demands.permissions import at_desk
from biaozhun.cloud.demands.queries import lists
from biaozhun.cloud.demands.queries.near import near_to_suggestion
from biaozhun.cloud.demands.queries.one import Found, told
from biaozhun.cloud.demands.views import filer
from biaozhun.cloud.demands.views.frame import found_or_404, list_title, status_of
from biaozhun.cloud.demands.wording import FIELD, SUGGESTION_STATE
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files


@only_read
def suggestions(request: HttpRequest) -> HttpResponseBase:
    """The public suggestions, as a page, a table, or a workbook."""
    wanted = wanted_asked(request.GET, Suggestion)
    found = lists.public(Suggestion)
    kind = request.GET.get("format")
    if kind == "csv":
        return exports.suggestions(lists.narrowed(found, wanted).iterator(500))
    departments = lists.charged(Suggestion)
    if kind == "xlsx":
        named = next((one for one in departments if one.pk == wanted.department), None)
        title = list_title(_("立项建议清单"), named, wanted.year)
        rows = lists.narrowed(found, wanted)
        return exports.suggestions_paper(rows, title=title, author=named.name if named else "")
    page = lists.page_of(found, wanted, page_asked(request.GET))
    counts = lists.by_state(found, wanted)
    shown = SUGGESTION_STATE.items()
    context = {
        "wanted": wanted,
        "counts": [(code, said, counts[code]) for code, said in shown if code in counts],
        "total": sum(counts.values()),
        "fields": FIELD,
        "departments": departments,
        "years": lists.years(Suggestion),
        "has_desk": at_desk(person_of(request)),
        **pages(page),
    }
    return render(request, "demands/suggestions.html", context)


@only_read
def suggestion(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One suggestion, what became of it, and what is near to it."""
    return _page(request, found_or_404(request, Suggestion, pk), {})


def _page(
    request: HttpRequest, found: Found[Suggestion], bound: dict[str, StepForm]
) -> HttpResponseBase:
    case = found.case
    is_filer = "filer" in found.roles
    context = {
        "told": told(case, found.roles),
        "case": case,
        "is_demand": False,
        "screening": near_to_suggestion(case),
        "acts": f"/suggestions/{case.pk}/mine",
        "steps": filer.steps(case, found.roles, bound) if is_filer else [],
        "may_attach": is_filer and filer.may_attach(case),
    }
    return render(request, "demands/suggestion.html", context, status=status_of(bound.values()))


@takes_files(up_to=MOST_BYTES)
@takes_only_form
@requires(Role.READER)
def act(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """What the filer of a suggestion does with it."""
    found, person = found_or_404(request, Suggestion, pk), signed_in(request)
    filer.permit(found.roles)
    bound = filer.act(request, found.case, action, actor=person)
    if bound is not None:
        return _page(request, found, {action: bound})
    return redirect("demands:suggestion", pk=pk)
