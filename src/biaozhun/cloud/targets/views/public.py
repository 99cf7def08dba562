"""How targets stand: all of them, those of a plan, one."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.metrics.chart import chart
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.plans.forms.asking import one_of
from biaozhun.cloud.plans.models import Plan, Target
from biaozhun.cloud.plans.wording.goals import goal_words
from biaozhun.cloud.targets.models import ReportedValue, Serving
from biaozhun.cloud.targets.permissions import (
    may_report,
    may_see_plan,
    sees_values,
    targets_in_sight,
)
from biaozhun.cloud.targets.queries.standing import Told, ends_of, figure_behind, told, with_plans
from biaozhun.cloud.targets.queries.suggesting import suggestion
from biaozhun.cloud.targets.wording import (
    LIGHT,
    REASON,
    RULE,
    SERVING,
    served_by,
    value_words,
)
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.policy.standing import Light

PAGE = 50
ROWS = 20  # behind a figure, on the page of a target
EVENTS = 30
CHANGES = ("targets.bound", "targets.baseline_set")


@only_read
def listing(request: HttpRequest) -> HttpResponseBase:
    """Every target with its metric, its unit or the part that will serve it, by light and year."""
    seen = targets_in_sight(person_of(request))
    of_targets = Plan.objects.filter(pk__in=seen.values("plan")).defer("text", "proposal")
    plans = list(of_targets.order_by("title", "pk"))
    years = sorted({year for year in seen.values_list("year", flat=True).order_by() if year})
    chosen = {
        "light": one_of(request.GET, "light", set(Light)),
        "plan": one_of(request.GET, "plan", {str(one.pk) for one in plans}),
        "year": one_of(request.GET, "year", {str(year) for year in years}),
        "serving": one_of(request.GET, "serving", {*Serving, "none"}),
    }
    found = told(with_plans(_narrowed(seen, chosen)), today())
    counts = Counter(one.light for one in found)
    shown = [one for one in found if not chosen["light"] or one.light == chosen["light"]]
    if request.GET.get("format") == "csv":
        return csv_file("targets", _table(shown))
    page = Paginator(shown, PAGE).get_page(page_asked(request.GET))
    context = {
        "plans": plans,
        "years": years,
        "chosen": chosen,
        "lights": [(light, words, counts[light]) for light, words in LIGHT.items()],
        "servings": [*SERVING.items(), ("none", _("尚未确定"))],
        "total": len(found),
        "today": today(),
        **pages(page),
    }
    return render(request, "targets/list.html", context)


def _narrowed(seen: "QuerySet[Target]", chosen: Mapping[str, str]) -> "QuerySet[Target]":
    """By plan, year and what serves them; the light is known only behind the question."""
    if chosen["plan"]:
        seen = seen.filter(plan=int(chosen["plan"]))
    if chosen["year"]:
        seen = seen.filter(year=int(chosen["year"]))
    if chosen["serving"] == "none":
        seen = seen.filter(binding=None)
    elif chosen["serving"]:
        seen = seen.filter(binding__serving=chosen["serving"])
    return seen


@only_read
def of_plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The targets of a plan as tiles and as a table."""
    person = person_of(request)
    plan = Plan.objects.filter(pk=min(pk, LARGEST_ID)).first()
    if plan is None or not may_see_plan(person, plan):
        raise Http404(_("没有这份规划，或者还没有公开。"))
    found = told(with_plans(plan.targets.filter(dropped=False)), today())
    if request.GET.get("format") == "csv":
        return csv_file(f"targets-{plan.pk}", _table(found))
    counts = Counter(one.light for one in found)
    context = {
        "plan": plan,
        "told": found,
        "lights": [(light, words, counts[light]) for light, words in LIGHT.items()],
        "rule": RULE,
        "is_authority": is_authority(person),
        "unbound": sum(one.binding is None for one in found),
        "today": today(),
    }
    return render(request, "targets/plan.html", context)


@only_read
def page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One target: what the text says, what serves it, how it stands, what is behind it."""
    person = person_of(request)
    held = with_plans(targets_in_sight(person)).filter(pk=min(pk, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这项目标，或者还没有公开。"))
    (one,) = told([held], today())
    figure = figure_behind(one, today())
    shown = Paginator(_values(one, person), PAGE).get_page(page_asked(request.GET))
    context = {
        "one": one,
        "target": held,
        "ends": ends_of(held),
        "figure": figure,
        "rows": figure.rows.stretch(0, ROWS) if figure else [],
        "row_count": figure.rows.count() if figure else 0,
        "chart": _drawing(one),
        "rule": RULE,
        "history": _history(held.pk),
        "is_authority": is_authority(person),
        "may_report": may_report(person, one.binding),
        "sees_values": sees_values(person, one.binding),
        "suggestion": suggestion(held) if is_authority(person) and one.binding is None else None,
        "today": today(),
        **pages(shown),
    }
    return render(request, "targets/target.html", context)


def _values(one: Told, person: Person | None) -> "QuerySet[ReportedValue]":
    """Values that were accepted; both sides see the others too."""
    values = ReportedValue.objects.filter(target=one.target).select_related("organisation")
    return values if sees_values(person, one.binding) else values.filter(state="accepted")


def _drawing(one: Told) -> object:
    """The series with the goal across it, and the line ahead of it."""
    goals = [one.aim.value, *([one.aim.value_max] if one.aim.value_max is not None else [])]
    ahead = one.standing.forecast
    forecast = [(one.aim.ends, ahead)] if one.aim.ends and ahead is not None else []
    return chart([(each.day, each.value) for each in one.series], goals=goals, forecast=forecast)


def _history(pk: int) -> Sequence[Event]:
    """What served it and where it started from, the latest first: facts of a published target."""
    changes = Event.objects.filter(subject=f"target:{pk}", kind__in=CHANGES)
    return list(changes.order_by("-id")[:EVENTS])


def _table(found: Iterable[Told]) -> Iterator[list[object]]:
    yield [
        *(pgettext("target", "规划"), _("指标"), pgettext("target", "目标"), _("年份")),
        *(_("现值"), _("数值日期"), _("进展"), _("依据规则"), _("基准值"), _("推算")),
        *(_("数据来源"), _("由什么得出"), _("说明"), _("网址")),
    ]
    for one in found:
        yield _line(one)


def _line(one: Told) -> list[object]:
    target, standing, binding = one.target, one.standing, one.binding
    serving = str(SERVING[Serving(binding.serving)]) if binding else _("尚未确定")
    day: dt.date | None = standing.day
    return [
        *(str(target.plan), target.indicator, goal_words(target), target.year),
        *(value_words(target, standing.value), day, str(LIGHT[one.light])),
        *(str(REASON[standing.reason]), target.baseline, standing.forecast),
        *(serving, served_by(binding), binding.note if binding else ""),
        f"/targets/{target.pk}",
    ]
