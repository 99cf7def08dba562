"""How pages write of assessments."""

from collections.abc import Mapping
from decimal import Decimal

from django import template

from biaozhun.cloud.assessment.wording import ASSESSEE, FINDING, INSPECTION, RULE, STATE

register = template.Library()


@register.filter
def assessment_state(state: str) -> str:
    """How an assessment stands."""
    return str(STATE[state])


@register.filter
def assessee_state(state: str) -> str:
    """How a unit stands in it."""
    return str(ASSESSEE[state])


@register.filter
def inspection_state(state: str) -> str:
    """How an inspection stands."""
    return str(INSPECTION[state])


@register.filter
def finding_state(state: str) -> str:
    """How a finding stands."""
    return str(FINDING[state])


@register.filter
def rule_words(rule: str) -> str:
    """How a value becomes points."""
    return str(RULE[str(rule)])


@register.filter
def plain(number: Decimal | None) -> str:
    """A number without zeros at its end; empty where there is none."""
    return "" if number is None else f"{number.normalize():f}"


@register.filter
def of(known: Mapping[str, object], key: str) -> object:
    """What a mapping holds under a key."""
    return known.get(key, "")
