"""Words of watches and of what changed."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from biaozhun.cloud.catalogue.templatetags.catalogue import place as standard_place
from biaozhun.cloud.ui.templatetags.ui import icon
from biaozhun.cloud.validity.wording import OUTCOME_TONE
from biaozhun.cloud.watches import wording
from biaozhun.cloud.watches.facts import Change
from biaozhun.core.number import NumberError, parse

register = template.Library()


@register.filter
def watch_kind(kind: str) -> str:
    """What kind of thing is watched."""
    return str(wording.KIND[kind])


@register.filter
def change_words(change: Change) -> str:
    """What changed and why, in a sentence."""
    return wording.explained(change)


@register.filter
def change_headline(change: Change) -> str:
    """From what to what."""
    return wording.headline(change)


@register.filter
def stands(code: str) -> SafeString:
    """An outcome as colour, drawing and word together."""
    colour, drawing = OUTCOME_TONE[code]
    return format_html(
        '<span class="badge tone-{}">{}{}</span>',
        colour,
        icon(drawing),
        wording.standing_words(code),
    )


@register.filter
def page_of(number: str) -> str:
    """The address of a number; empty where it is none."""
    try:
        return standard_place(parse(number).slug)
    except NumberError:
        return ""
