"""Words of approvals, announcements, numbers and filings."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.functional import Promise

from biaozhun.cloud.issuing import wording

register = template.Library()
_WORDS: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "regime": wording.REGIME,
    "field": wording.FIELD,
    "step": wording.STEP,
    "post": wording.POST,
    "decision": wording.DECISION,
    "approval": wording.APPROVAL_STATE,
    "approval_action": wording.APPROVAL_ACTION,
    "announcement": wording.ANNOUNCEMENT_STATE,
    "announcement_action": wording.ANNOUNCEMENT_ACTION,
    "row": wording.ROW_KIND,
    "number": wording.NUMBER_KIND,
    "filing": wording.FILING_STATE,
    "filing_action": wording.FILING_ACTION,
    "filed_with": wording.FILED_WITH,
    "right": wording.RIGHT,
    "material": wording.MATERIAL,
}


@register.filter
def issuing_word(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][code]) if code else ""
