"""Targets on a page."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from biaozhun.cloud.audit.wording import sentence
from biaozhun.cloud.metrics.registry import metric
from biaozhun.cloud.metrics.wording import asked_words
from biaozhun.cloud.plans.models import Target
from biaozhun.cloud.plans.wording.goals import goal_words
from biaozhun.cloud.targets.models import Serving, TargetBinding
from biaozhun.cloud.targets.queries.suggesting import Suggestion
from biaozhun.cloud.targets.wording import (
    LIGHT,
    MARK,
    PART,
    REASON,
    SERVING,
    VALUE_STATE,
    recorded_words,
    served_by,
    value_words,
)
from biaozhun.core.policy.standing import Light, Reason

register = template.Library()

register.filter("goal", goal_words)
register.filter("served_by", served_by)
register.filter("recorded", recorded_words)
register.filter("event_sentence", sentence)


@register.filter
def light(code: Light) -> SafeString:
    """Mark and word together; the colour only repeats them."""
    return format_html(
        '<span class="light light-{}"><span aria-hidden="true">{}</span> {}</span>',
        code.value,
        MARK[code],
        LIGHT[code],
    )


@register.filter
def reason(code: Reason) -> str:
    """Which part of the rule decided."""
    return str(REASON[code])


@register.filter
def serving(binding: TargetBinding | None) -> str:
    """By which way a target gets its value."""
    return str(SERVING[Serving(binding.serving)]) if binding else ""


@register.filter
def in_terms_of(value: Decimal | None, target: Target) -> str:
    """A value in the target's unit."""
    return value_words(target, value)


@register.filter
def value_state(code: str) -> str:
    """What became of a reported value."""
    return str(VALUE_STATE[code])


@register.filter
def suggested(told: Suggestion) -> str:
    """What the platform suggests, in words."""
    if told.asked is not None:
        return asked_words(told.asked)
    if told.part is not None:
        return str(PART[told.part])
    if told.key:
        return str(metric(told.key).words)
    return str(SERVING[told.serving])
