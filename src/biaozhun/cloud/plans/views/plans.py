"""The list of plans, and what everybody may read of one."""

import datetime as dt
from collections import defaultdict

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.exports.calendars import plan_calendar
from biaozhun.cloud.plans.exports.data import plan_json
from biaozhun.cloud.plans.exports.lists import plans_csv
from biaozhun.cloud.plans.exports.official import FORMS, plan_paper
from biaozhun.cloud.plans.forms.asking import wanted
from biaozhun.cloud.plans.models import Milestone, Plan, Task
from biaozhun.cloud.plans.permissions import PUBLISHED
from biaozhun.cloud.plans.queries.linking import clauses, links_of
from biaozhun.cloud.plans.queries.page import Period, PlanPage, page_of
from biaozhun.cloud.plans.queries.plans import every_plan, page_of_plans, years
from biaozhun.cloud.plans.views.answering import plan_at, supervises
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read


@only_read
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """The plans that are published; the authority sees drafts too."""
    return _listed(request, kind="", template="plans/list.html")


@only_read
def campaigns(request: HttpRequest) -> HttpResponseBase:
    """The campaigns alone."""
    return _listed(request, kind=Plan.Kind.CAMPAIGN, template="plans/campaigns.html")


def _listed(request: HttpRequest, *, kind: str, template: str) -> HttpResponseBase:
    keeps = supervises(request)
    asked = wanted(request.GET, drafts=keeps, kind=kind)
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
    return render(request, template, context)


def published_plan(pk: int) -> Plan:
    """A plan that everybody may read.

    Raises:
        Http404: there is none, or it is not published.
    """
    found = plan_at(pk)
    if found.state not in PUBLISHED:
        raise Http404(_("没有这份计划，或者它还没有公开。"))
    return found


@only_read
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A plan as it stands, for everybody; of a draft the authority is led to its text."""
    if supervises(request) and plan_at(pk).state not in PUBLISHED:
        return redirect("plans:reading", pk)
    found = published_plan(pk)
    on = today()
    page = page_of(found, on)
    form = request.GET.get("format")
    if form == "json":
        return plan_json(page, on)
    if form in FORMS:
        return plan_paper(page, on, form)
    milestones = list(found.milestones.all())
    context = {
        "plan": found,
        "page": page,
        "on": on,
        "keeps": supervises(request),
        "links": links_of(found, drafts=False),
        "milestones": milestones,
        "standards": list(found.standards.all()),
        "campaign": getattr(found, "campaign", None),
        "panels": filled("plan", request, found),
        "tail": _tail(page.periods),
    }
    return render(request, "plans/plan.html", context)


def _tail(periods: tuple[Period, ...]) -> dict[str, int]:
    """The sums below the periods."""
    names = ("due", "closed", "in_time", "late")
    return {name: sum(getattr(one, name) for one in periods) for name in names}


@only_read
def timeline(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The tasks of a plan by the quarter in which they are due."""
    found = published_plan(pk)
    on = today()
    quarters = quarters_of(page_of(found, on))
    context = {"plan": found, "on": on, "quarters": quarters}
    return render(request, "plans/timeline.html", context)


Quarters = list[tuple[str, list[Task]]]


def quarters_of(page: PlanPage) -> Quarters:
    """The tasks by quarter, in the order of time; those without a last day stand behind."""
    dated: dict[tuple[int, int], list[Task]] = defaultdict(list)
    other: list[Task] = []
    for section in page.sections:
        for shown in section.tasks:
            if shown.task.deadline:
                dated[quarter_of(shown.task.deadline)].append(shown.task)
            else:
                other.append(shown.task)
    found: Quarters = [
        (
            _("{year} 年第 {quarter} 季度").format(year=year, quarter=quarter),
            sorted(tasks, key=lambda task: (task.deadline or dt.date.max, task.rank)),
        )
        for (year, quarter), tasks in sorted(dated.items())
    ]
    if other:
        found.append((_("持续推进或没有写时限"), other))
    return found


def quarter_of(day: dt.date) -> tuple[int, int]:
    """Year and quarter of a day."""
    return day.year, (day.month - 1) // 3 + 1


@only_read
def calendar(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The last days of a plan for a calendar."""
    found = published_plan(pk)
    milestones = list(Milestone.objects.filter(plan=found))
    return plan_calendar(request, page_of(found, today()), milestones)


@only_read
def plan_clauses(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What a plan says of standards, and which tasks of other plans serve it."""
    keeps = supervises(request)
    found = plan_at(pk) if keeps else published_plan(pk)
    context = {"plan": found, "clauses": clauses(found, drafts=keeps), "keeps": keeps}
    return render(request, "plans/clauses.html", context)
