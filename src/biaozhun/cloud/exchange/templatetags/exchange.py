"""Words of the exchange in templates."""

from django import template

from biaozhun.cloud.exchange import wording

register = template.Library()

_KINDS = {
    "partner": wording.PARTNER_KIND,
    "direction": wording.DIRECTION,
    "protocol": wording.PROTOCOL,
    "state": wording.STATE,
}


@register.filter
def exchange_word(value: str, kind: str) -> object:
    """A word of a vocabulary in the reader's language; the value itself where there is none."""
    return _KINDS[kind].get(value, value)
