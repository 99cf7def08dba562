"""How the pages of laws write a state, a mode, a region, and a citation in its place."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.templatetags.catalogue import place
from biaozhun.cloud.catalogue.wording import FAMILY
from biaozhun.cloud.laws import wording
from biaozhun.cloud.laws.functions import FUNCTIONS
from biaozhun.cloud.laws.models import CitedStandard, Law, Limit, StandingWarning
from biaozhun.cloud.laws.queries.page import Shown
from biaozhun.cloud.ui.templatetags.ui import icon, number
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.cloud.validity.wording import OUTCOME, OUTCOME_TONE
from biaozhun.core.classification import ClassificationError, division

register = template.Library()

_TABLES: Mapping[str, Mapping[str, Promise | str]] = {
    "kind": wording.KIND,
    "happening": wording.HAPPENING,
    "right": wording.RIGHT,
    "confidence": wording.CONFIDENCE,
    "relation": wording.RELATION,
    "concerned": wording.CONCERNED,
    "mode": wording.MODE,
    "cited_state": wording.CITED_STATE,
    "instrument": wording.INSTRUMENT,
    "reply": wording.REPLY,
    "finding": wording.FINDING,
    "advice": wording.ADVICE,
    "function": FUNCTIONS,
    "family": FAMILY,
    "outcome": OUTCOME,
}


@register.filter
def law_word(code: str, table: str) -> str:
    """The word for a code."""
    return str(_TABLES[table][str(code)])


@register.filter
def law_state(state: str) -> SafeString:
    """How a law stands as colour, drawing and word together."""
    tone = wording.STATE_TONE[str(state)]
    return format_html(
        '<span class="badge tone-{0}">{1}{2}</span>', tone, icon(tone), wording.STATE[str(state)]
    )


@register.filter
def stands(outcome: str) -> SafeString:
    """How a cited standard stands as colour, drawing and word together."""
    tone, drawing = OUTCOME_TONE[str(outcome)]
    return format_html(
        '<span class="badge tone-{0}">{1}{2}</span>', tone, icon(drawing), OUTCOME[str(outcome)]
    )


@register.filter
def in_place(shown: Shown) -> SafeString:
    """A citation in its article: a link in the colour of how the standard stands, with its word."""
    tone, drawing = OUTCOME_TONE[str(shown.answer.outcome)]
    return format_html(
        '<a class="cited tone-{}" href="{}">{}{}<span class="hidden"> {}</span></a>',
        tone,
        place(shown.cited.slug),
        shown.cited.text,
        icon(drawing),
        _("（{state}）").format(state=OUTCOME[str(shown.answer.outcome)]),
    )


@register.filter
def standard_of(each: CitedStandard | Limit | StandingWarning) -> SafeString:
    """The standard that is cited as a link."""
    return format_html('<a href="{}">{}</a>', place(each.slug), number(each.number))


@register.filter
def region_of(law: Law) -> str:
    """Where a law holds."""
    return region_name(law.region)


@register.filter
def region_name(code: str) -> str:
    """The name of a region; nothing stands for the whole country."""
    if not code:
        return _("全国")
    try:
        found = division.division(code)
    except ClassificationError:
        return code
    if get_language() == "en" and found.name_en:
        return found.name_en
    return in_readers_writing(found.name)
