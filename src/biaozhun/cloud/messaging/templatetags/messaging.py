"""Words of notices and deliveries."""

from django import template

from biaozhun.cloud.messaging import wording
from biaozhun.cloud.messaging.models import Delivery

register = template.Library()


@register.filter
def notice_kind(kind: str) -> str:
    """What a kind is called."""
    return wording.kind_words(kind)


@register.filter
def way_words(way: str) -> str:
    """What a way is called."""
    return str(wording.WAY[Delivery.Way(way)])


@register.filter
def state_words(state: str) -> str:
    """How far a delivery has come."""
    return str(wording.STATE[Delivery.State(state)])


@register.filter
def result_words(result: str) -> str:
    """What came of it."""
    return wording.result_words(result)
