"""How targets stand: the value today, the series behind it, the light.

Targets that ask a metric the same share one answer; everything else is read for all of them at
once, so that a list asks the database two or three questions for each different figure and no
more for each target.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec
from django.db.models import QuerySet

from biaozhun.cloud.metrics.queries.figures import Asked, asked, figure_asked, series_asked
from biaozhun.cloud.metrics.registry import Figure, MetricError
from biaozhun.cloud.plans.models import Plan, Target
from biaozhun.cloud.targets.models import ReportedValue, Serving, TargetBinding
from biaozhun.core.policy.periods import Period, periods
from biaozhun.core.policy.standing import (
    Aim,
    Light,
    Measured,
    TargetStanding,
    in_unit,
    is_share,
    per_year,
    standing,
)
from biaozhun.core.policy.value import Operator, Per
from biaozhun.core.text import fold


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A target with how it stands on a day.

    Attributes:
        binding: what serves it; ``None`` while nothing does.
        asked: the metric with its arguments; ``None`` where none serves it or this version lost it.
        series: values in the target's unit.
        standing: value, progress, forecast, light.
    """

    target: Target
    binding: TargetBinding | None
    asked: Asked | None
    aim: Aim
    series: list[Measured]
    standing: TargetStanding

    @property
    def light(self) -> Light:
        """In one word."""
        return self.standing.light

    @property
    def percent(self) -> int | None:
        """Progress in whole per cent, 0 to 100, for a bar."""
        share = self.standing.progress
        return None if share is None else int(min(max(share * 100, Decimal(0)), Decimal(100)))


def with_plans(targets: "QuerySet[Target]") -> "QuerySet[Target]":
    """Targets as :func:`told` needs them, in the order of their plans, without the plans' texts."""
    held = targets.select_related("plan", "plan__organisation", "binding", "binding__reporter")
    return held.defer("plan__text", "plan__proposal").order_by("plan__title", "plan", "rank", "pk")


def told(targets: Iterable[Target], today: dt.date) -> list[Told]:
    """How each target stands on a day, in the order given."""
    held = list(targets)
    reported = _reported(held)
    known = _Known()
    return [_told(one, known, reported.get(one.pk, []), today) for one in held]


class _Known:
    """Series that were worked out already, by what was asked and for which days."""

    def __init__(self) -> None:
        self._series: dict[tuple[str, str, tuple[dt.date, ...]], list[Measured]] = {}

    def of(self, question: Asked, days: Sequence[dt.date]) -> list[Measured]:
        key = (question.metric.key, question.arguments.query, tuple(days))
        if key not in self._series:
            found = series_asked(question, days)
            self._series[key] = [Measured(day, value) for day, value in found if value is not None]
        return self._series[key]


def _reported(targets: Sequence[Target]) -> Mapping[int, list[Measured]]:
    found: dict[int, list[Measured]] = defaultdict(list)
    values = ReportedValue.objects.filter(target__in=[one.pk for one in targets], state="accepted")
    for target, day, value in values.values_list("target", "day", "value"):
        found[target].append(Measured(day, value))
    return found


def _told(target: Target, known: _Known, reported: list[Measured], today: dt.date) -> Told:
    binding = binding_of(target)
    question = question_of(binding)
    if question is not None:
        series = _in_terms(target, known.of(question, days_of(target, today)))
    else:
        is_reported = binding is not None and binding.serving == Serving.REPORTED
        series = sorted(reported, key=lambda one: one.day) if is_reported else []
    aim = msgspec.structs.replace(aim_of(target), counted=question is not None)
    return Told(
        target=target,
        binding=binding,
        asked=question,
        aim=aim,
        series=series,
        standing=standing(aim, series, today),
    )


def binding_of(target: Target) -> TargetBinding | None:
    """What serves a target."""
    return getattr(target, "binding", None)


def question_of(binding: TargetBinding | None) -> Asked | None:
    """What is asked of the metric that serves a target; nothing where it is none or unknown."""
    if binding is None or binding.serving != Serving.METRIC:
        return None
    try:
        return asked(binding.key, binding.arguments)
    except MetricError:
        return None


def figure_behind(told: Told, today: dt.date) -> Figure | None:
    """The figure of the metric as of today or the target's last day, with the rows behind it."""
    if told.asked is None:
        return None
    return figure_asked(told.asked, last_day(told.target, today))


def aim_of(target: Target) -> Aim:
    """What is to be reached, as the rule asks it."""
    return Aim(
        operator=Operator(target.operator),
        value=target.value,
        value_max=target.value_max,
        per=Per(target.per) if target.per else None,
        ends=ends_of(target),
        baseline=target.baseline,
        baseline_day=dt.date(target.baseline_year, 12, 31) if target.baseline_year else None,
    )


def ends_of(target: Target) -> dt.date | None:
    """The day on which a target is decided: the end of its year, else of the plan's period."""
    if target.year:
        return dt.date(target.year, 12, 31)
    titled = _titled(target.plan)
    return target.plan.until or (titled.until if titled else None)


def begins_of(target: Target) -> dt.date | None:
    """The first day of the period a target is for: the plan's, else the year it was made in.

    A plan for 2016 to 2020 is often issued in 2017: the years of its title come before its day.
    """
    plan: Plan = target.plan
    titled = _titled(plan)
    if plan.since or titled:
        return plan.since or (titled.since if titled else None)
    made = plan.date_effective or plan.date_signed or plan.date_issued or plan.date_published
    return dt.date(made.year, 1, 1) if made else None


def _titled(plan: Plan) -> Period | None:
    """The years of a plan by its title: 发展规划（2016—2020年）; nothing where it names none."""
    return next((one for one in periods(fold(plan.title), None) if one.ranged), None)


def last_day(target: Target, today: dt.date) -> dt.date:
    """The day as of which a target is looked at: today, or its last day where that is over."""
    ends = ends_of(target)
    return today if ends is None else min(today, ends)


def days_of(target: Target, today: dt.date) -> list[dt.date]:
    """The days a series is told for: the ends of the years of the period, and the last day."""
    last = last_day(target, today)
    begins = begins_of(target)
    first = max(begins.year - 1 if begins else last.year - 5, last.year - 30, 1900)
    return [*(dt.date(year, 12, 31) for year in range(first, last.year)), last]


def _in_terms(target: Target, series: Sequence[Measured]) -> list[Measured]:
    """A metric's values in the unit and the period of the target."""
    if is_share(target.unit):
        return list(series)
    scaled = [Measured(one.day, in_unit(one.value, target.unit)) for one in series]
    begins = begins_of(target)
    if target.per != Per.YEAR or begins is None:
        return scaled
    averages = [(one.day, per_year(one.value, begins, one.day)) for one in scaled]
    return [Measured(day, value) for day, value in averages if value is not None]
