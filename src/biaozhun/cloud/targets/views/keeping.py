"""The authority says what serves targets, and where they start from."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.metrics.forms import ArgumentsForm
from biaozhun.cloud.metrics.queries.figures import asked
from biaozhun.cloud.metrics.registry import Metric, MetricError, metric
from biaozhun.cloud.metrics.wording import refusal
from biaozhun.cloud.plans.models import Plan, Target
from biaozhun.cloud.targets.actions import binding as binding_actions
from biaozhun.cloud.targets.actions.binding import ByMetric, ByPartToCome, ByReporter, Wanted
from biaozhun.cloud.targets.errors import TargetRefusedError
from biaozhun.cloud.targets.forms import (
    BaselineForm,
    MetricForm,
    NoteForm,
    PartForm,
    ReporterForm,
)
from biaozhun.cloud.targets.models import Serving
from biaozhun.cloud.targets.queries.standing import binding_of, with_plans
from biaozhun.cloud.targets.queries.suggesting import Suggestion, suggestion
from biaozhun.cloud.targets.wording import REFUSED
from biaozhun.cloud.ui.reading import takes_form


def _target(pk: int) -> Target:
    held = with_plans(Target.objects.filter(pk=min(pk, LARGEST_ID), dropped=False)).first()
    if held is None:
        raise Http404(_("没有这项目标。"))
    return held


@takes_form
@requires(Role.OPERATOR)
def bind(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what serves a target: a metric, a unit, or a part that is still to come."""
    target = _target(pk)
    serving = request.POST.get("serving", "")
    page = _BindingPage(request, target)
    if request.method == "POST" and serving in set(Serving):
        wanted = page.wanted(Serving(serving))
        if wanted is not None and page.binds(wanted):
            messages.success(request, _("数据来源已经确定。"))
            return redirect("targets:target", pk=target.pk)
    return page.answer()


class _BindingPage:
    """The three forms of the page, and what is wrong with the one that was sent."""

    def __init__(self, request: HttpRequest, target: Target) -> None:
        self.request, self.target = request, target
        self.proposal = suggestion(target)
        self.problems: list[str] = []
        self.metric = self._metric()
        posted = request.POST if request.method == "POST" else None
        sent = request.POST.get("serving", "")
        held = binding_of(target)
        note = held.note if held else self.proposal.note
        by_metric = posted if sent == Serving.METRIC else None
        self.arguments = self._arguments(by_metric)
        self.note = NoteForm(by_metric, initial={"note": note}, auto_id="by_metric_%s")
        self.reporter = ReporterForm(
            posted if sent == Serving.REPORTED else None,
            initial={"reporter": held.reporter_id if held else None, "note": note},
            auto_id="by_unit_%s",
        )
        self.part = PartForm(
            posted if sent == Serving.LATER else None,
            initial={
                "part": (held.part if held else "") or str(self.proposal.part or ""),
                "note": note,
            },
            auto_id="by_part_%s",
        )

    def _metric(self) -> Metric | None:
        held = binding_of(self.target)
        key = self.request.POST.get("metric") or self.request.GET.get("metric")
        key = key or (held.key if held else "") or self.proposal.key
        if not key:
            return None
        try:
            return metric(key)
        except MetricError as error:
            self.problems.append(refusal(error))
            return None

    def _arguments(self, posted: object) -> ArgumentsForm | None:
        if self.metric is None:
            return None
        held = binding_of(self.target)
        is_held = held is not None and held.key == self.metric.key
        known = held.arguments if held is not None and is_held else {}
        if not known and self.proposal.key == self.metric.key:
            known = self.proposal.arguments
        return ArgumentsForm(self.metric, posted, initial=known, auto_id="argument_%s")

    def wanted(self, serving: Serving) -> Wanted | None:
        """What the form that was sent says; nothing where it cannot be used."""
        match serving:
            case Serving.METRIC:
                return self._by_metric()
            case Serving.REPORTED:
                return (
                    ByReporter(**self.reporter.cleaned_data) if self.reporter.is_valid() else None
                )
            case Serving.LATER:
                return ByPartToCome(**self.part.cleaned_data) if self.part.is_valid() else None

    def _by_metric(self) -> Wanted | None:
        form = self.arguments
        if self.metric is None or form is None or not (form.is_valid() and self.note.is_valid()):
            return None
        given = {name: str(value) for name, value in form.cleaned_data.items() if value}
        try:
            question = asked(self.metric.key, given)
        except MetricError as error:
            self.problems.append(refusal(error))
            return None
        return ByMetric(asked=question, note=self.note.cleaned_data["note"])

    def binds(self, wanted: Wanted) -> bool:
        """Do it, or keep why it is refused."""
        actor = signed_in(self.request)
        try:
            binding_actions.bind(self.target.pk, wanted, actor=actor, at=now())
        except TargetRefusedError as refused:
            self.problems.append(str(REFUSED[refused.code]))
            return False
        return True

    def answer(self) -> HttpResponseBase:
        """The page."""
        context = {
            "target": self.target,
            "metric": self.metric,
            "choosing": MetricForm(
                initial={"metric": self.metric.key if self.metric else ""}, auto_id="choose_%s"
            ),
            "arguments": self.arguments,
            "note": self.note,
            "reporter": self.reporter,
            "part": self.part,
            "suggestion": self.proposal,
            "problems": self.problems,
        }
        sent = self.request.method == "POST"
        status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
        return render(self.request, "targets/bind.html", context, status=status)


@takes_form
@requires(Role.OPERATOR)
def baseline(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say where a target starts from."""
    target = _target(pk)
    first = {"value": target.baseline, "year": target.baseline_year}
    form = BaselineForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        binding_actions.set_baseline(target.pk, actor=signed_in(request), **form.cleaned_data)
        messages.success(request, _("基准值已经保存。"))
        return redirect("targets:target", pk=target.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "target": target}
    return render(request, "targets/baseline.html", context, status=status)


@takes_form
@requires(Role.OPERATOR)
def suggestions(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What may serve the targets that nothing serves yet; the officer ticks and confirms."""
    plan = Plan.objects.filter(pk=min(pk, LARGEST_ID)).first()
    if plan is None:
        raise Http404(_("没有这份规划。"))
    open_targets = with_plans(plan.targets.filter(dropped=False, binding=None))
    found = [(one, suggestion(one)) for one in open_targets]
    if request.method == "POST":
        ticked = set(request.POST.getlist("target"))
        chosen = [(one, told) for one, told in found if str(one.pk) in ticked]
        done = sum(_confirmed(request, one, told) for one, told in chosen)
        messages.success(
            request, ngettext("确定了 {n} 项。", "确定了 {n} 项。", done).format(n=done)
        )
        return redirect("targets:of_plan", pk=plan.pk)
    rows = [(one, told, _ready(told)) for one, told in found]
    can_settle = any(ready for _one, _told, ready in rows)
    context = {"plan": plan, "found": rows, "can_settle": can_settle}
    return render(request, "targets/suggestions.html", context)


def _ready(told: Suggestion) -> Wanted | None:
    """What can be confirmed as it stands; a unit has to be named first."""
    if told.asked is not None:
        return ByMetric(asked=told.asked, note=told.note)
    if told.part is not None:
        return ByPartToCome(part=told.part, note=told.note)
    return None


def _confirmed(request: HttpRequest, target: Target, told: Suggestion) -> int:
    wanted = _ready(told)
    if wanted is None:
        return 0
    try:
        binding_actions.bind(target.pk, wanted, actor=signed_in(request), at=now())
    except TargetRefusedError as refused:
        messages.error(request, f"{target.indicator}: {REFUSED[refused.code]}")
        return 0
    return 1
