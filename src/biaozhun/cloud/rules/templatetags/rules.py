"""Words of rules."""

from typing import Final

from django import template

from biaozhun.cloud.rules import wording
from biaozhun.core.lifecycle.rules import Looser

register = template.Library()
register.filter("bound", wording.bound)
register.filter("span", wording.span)
register.filter("named", wording.named)
register.filter("grounded", wording.grounded)
register.filter("standing", wording.standing)
register.filter("origin", wording.origin)

_WORDS: Final = {
    "level": {str(code): said for code, said in wording.LEVEL.items()},
    "procedure": {str(code): said for code, said in wording.PROCEDURE.items()},
    "confidence": {str(code): said for code, said in wording.CONFIDENCE.items()},
    "actor": wording.ACTOR,
    "day": wording.DAY_KIND,
}


@register.filter
def said(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][code]) if code else ""


@register.filter
def ignored(one: Looser) -> str:
    """Why a rule is not applied."""
    return str(wording.FAULT[one.code]).format(above=wording.bound(one.above))
