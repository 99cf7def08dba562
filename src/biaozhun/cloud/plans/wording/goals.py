"""What a target asks for, in words: the same on the pages of plans and of targets."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from biaozhun.cloud.metrics.wording import value_text
from biaozhun.cloud.plans.models import Target
from biaozhun.cloud.plans.wording import PER
from biaozhun.core.policy.value import Operator

GOAL: Final[Mapping[Operator, Promise | str]] = {
    Operator.AT_LEAST: pgettext_lazy("goal", "不少于 {value}"),
    Operator.MORE: pgettext_lazy("goal", "超过 {value}"),
    Operator.AT_MOST: pgettext_lazy("goal", "不超过 {value}"),
    Operator.LESS: pgettext_lazy("goal", "低于 {value}"),
    Operator.EQUAL: "{value}",  # as printed; the rule of the light counts it as “at least”
    Operator.ABOUT: pgettext_lazy("goal", "{value}左右"),
    Operator.RANGE: pgettext_lazy("goal", "{value}—{most}"),
}


def goal_words(target: Target) -> str:
    """The goal in words: 每年 不少于 200 项（到 2020 年）."""
    written = str(GOAL[Operator(target.operator)]).format(
        value=with_unit(target.value, target.unit),
        most=with_unit(target.value if target.value_max is None else target.value_max, target.unit),
    )
    goal = f"{PER[target.per]} {written}" if target.per else written
    if not target.year:
        return goal
    return gettext("{goal}（到 {year} 年）").format(goal=goal, year=target.year)


def with_unit(value: Decimal, unit: str) -> str:
    """A value and its unit, which no line break parts: 30 项, 85%."""
    gap = "" if unit in {"", "%", "％"} else "\N{NO-BREAK SPACE}"
    return f"{value_text(value)}{gap}{unit}"
