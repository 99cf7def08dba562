"""Figures on a page."""

from decimal import Decimal

from django import template

from biaozhun.cloud.metrics.wording import SCHEDULE, source_name, value_text

register = template.Library()

register.filter("figure", value_text)
register.filter("source_name", source_name)


@register.filter
def schedule_word(code: str) -> str:
    """How often a question is answered."""
    return str({str(key): words for key, words in SCHEDULE.items()}[code])


@register.filter
def axis(value: Decimal | None) -> str:
    """A value on an axis: large ones in 万 and 亿."""
    if value is None:
        return ""
    for unit, word in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if abs(value) >= unit:
            return f"{value_text((value / unit).normalize())}{word}"
    return value_text(value)
