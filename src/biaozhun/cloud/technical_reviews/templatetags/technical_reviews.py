"""Words of checks and reviews."""

from collections.abc import Mapping
from typing import Final

from django import template

from biaozhun.cloud.technical_reviews import wording
from biaozhun.cloud.technical_reviews.wording.panels import DISPOSITION, PASSED_OVER, SEAT_INTEREST
from biaozhun.cloud.technical_reviews.wording.refusals import refused
from biaozhun.core.lifecycle import Unmet

register = template.Library()
_WORDS: Final[Mapping[str, wording.Words]] = {
    "check": wording.CHECK_STATE,
    "check_action": wording.CHECK_ACTION,
    "state": wording.STATE,
    "action": wording.ACTION,
    "route": wording.ROUTE,
    "form": wording.FORM,
    "conclusion": wording.CONCLUSION,
    "question": wording.QUESTION,
    "finding": wording.FINDING,
    "status": wording.STATUS,
    "vote": wording.VOTE,
    "why_not": wording.WHY_NOT,
    "disposition": DISPOSITION,
    "passed_over": PASSED_OVER,
    "interest": SEAT_INTEREST,
}


@register.filter
def review_word(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][str(code)]) if code else ""


@register.filter
def against(one: Unmet) -> str:
    """What stands against a step, as a sentence."""
    return refused(one.code)
