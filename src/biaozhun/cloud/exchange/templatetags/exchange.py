"""Words of the exchange in templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

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


@register.filter
def harvest_fault(error: str) -> SafeString:
    """What ended a harvest, kept as ``code: message``: in the reader's words, with the code."""
    code = error.partition(":")[0]
    return format_html("{} <code>{}</code>", wording.harvest_fault(code), code)
