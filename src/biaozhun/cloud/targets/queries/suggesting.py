"""What may serve a target, by the words of its indicator; an officer confirms it or not."""

from functools import cache
from typing import Final
from urllib.parse import parse_qsl

import msgspec

from biaozhun.cloud.metrics.queries.figures import Asked, asked
from biaozhun.cloud.metrics.registry import MetricError
from biaozhun.cloud.plans.models import Plan, Target
from biaozhun.cloud.targets.models import Part, Serving
from biaozhun.cloud.targets.queries.standing import begins_of, ends_of
from biaozhun.core.classification.division import Division, divisions
from biaozhun.core.reference import table
from biaozhun.core.text import fold

_SUFFIXES: Final = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "地区",
    "省",
    "市",
)


class ServingRule(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table."""

    indicator: str
    serving: Serving
    without: str = ""
    context: str = ""
    metric: str = ""
    arguments: str = ""
    part: str = ""
    note: str = ""


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """What may serve a target.

    Attributes:
        serving: metric, unit or part to come.
        key: of the metric.
        arguments: those that could be filled from the plan.
        asked: the same checked; ``None`` where something is missing that the officer fills in.
        part: of the platform.
        note: what the figure does not tell.
    """

    serving: Serving
    key: str = ""
    arguments: dict[str, str] = {}
    asked: Asked | None = None
    part: Part | None = None
    note: str = ""


@cache
def rules() -> tuple[ServingRule, ...]:
    """The table, in its order."""
    return table("target_serving").typed(ServingRule)


def suggestion(target: Target) -> Suggestion:
    """The first rule that fits; a unit reports where none does."""
    indicator, context = fold(target.indicator), fold(f"{target.indicator} {target.text}")
    rule = next((one for one in rules() if _fits(one, indicator, context)), None)
    if rule is None:
        return Suggestion(serving=Serving.REPORTED)
    if rule.serving is not Serving.METRIC:
        part = Part(rule.part) if rule.part else None
        return Suggestion(serving=rule.serving, part=part, note=rule.note)
    arguments = _filled(rule.arguments, target)
    return Suggestion(
        serving=Serving.METRIC,
        key=rule.metric,
        arguments=arguments,
        asked=_asked(rule, arguments),
        note=rule.note,
    )


def _fits(rule: ServingRule, indicator: str, context: str) -> bool:
    return (
        all(fold(word) in indicator for word in rule.indicator.split())
        and not any(fold(word) in indicator for word in rule.without.split())
        and all(fold(word) in context for word in rule.context.split())
    )


def _asked(rule: ServingRule, arguments: dict[str, str]) -> Asked | None:
    """The question, where everything its rule names could be filled in."""
    wanted = {name for name, _value in parse_qsl(rule.arguments)}
    if wanted - arguments.keys():
        return None
    try:
        return asked(rule.metric, arguments)
    except MetricError:
        return None


def _filled(template: str, target: Target) -> dict[str, str]:
    """The arguments with what the plan says; one that it does not say is left out."""
    place = place_of(target.plan)
    known = {
        "{years}": _years(target),
        "{division}": place.code if place else "",
        "{place}": short_name(place) if place else "",
    }
    told = {name: known.get(value, value) for name, value in parse_qsl(template)}
    return {name: value for name, value in told.items() if value}


def _years(target: Target) -> str:
    begins, ends = begins_of(target), ends_of(target)
    if begins is None or ends is None or begins > ends:
        return ""
    return str(ends.year) if begins.year == ends.year else f"{begins.year}-{ends.year}"


def place_of(plan: Plan) -> Division | None:
    """The province or city a plan is for: by whom it was issued, else by its title."""
    names = [str(plan.organisation or ""), plan.issuer, plan.title, plan.notice_title]
    for text in names:
        told = fold(text)
        found = [one for one in divisions() if told.startswith(fold(one.name))]
        if found:
            return max(found, key=lambda one: (len(one.name), one.level == "province"))
    return None


def short_name(place: Division) -> str:
    """What units of a place carry in their names: 青岛 of 青岛市."""
    for suffix in _SUFFIXES:
        if place.name.endswith(suffix) and len(place.name) > len(suffix) + 1:
            return place.name.removesuffix(suffix)
    return place.name
