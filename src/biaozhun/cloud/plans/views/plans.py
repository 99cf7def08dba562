"""The list of plans, and what everybody may read of one."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.exports import plans_csv
from biaozhun.cloud.plans.forms.asking import wanted
from biaozhun.cloud.plans.permissions import PUBLISHED
from biaozhun.cloud.plans.queries.plans import every_plan, page_of_plans, years
from biaozhun.cloud.plans.views.answering import plan_at, supervises
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read


@only_read
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """The plans that are published; the authority sees drafts too."""
    keeps = supervises(request)
    asked = wanted(request.GET, drafts=keeps)
    if request.GET.get("format") == "csv":
        return plans_csv(every_plan(asked, today()))
    states = wording.PLAN_STATE.items()
    context = {
        "wanted": asked,
        "keeps": keeps,
        "kinds": wording.KIND.items(),
        "states": [(c, w) for c, w in states if keeps or c in PUBLISHED],
        "years": years(drafts=keeps),
        **pages(page_of_plans(asked, page_asked(request.GET), today())),
    }
    return render(request, "plans/list.html", context)


@only_read
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A plan as it stands, for everybody."""
    found = plan_at(pk)
    if found.state not in PUBLISHED:
        if supervises(request):
            return redirect("plans:reading", pk)
        raise Http404(_("没有这份计划。"))
    return render(request, "plans/plan.html", {"plan": found})
