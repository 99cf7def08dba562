"""Words of units, bodies, meetings and issues."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.functional import Promise

from biaozhun.cloud.organisations import wording
from biaozhun.core.number import parse

register = template.Library()
_WORDS: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "level": {str(code): said for code, said in wording.LEVEL.items()},
    "kind": {str(code): said for code, said in wording.KIND.items()},
    "form": {str(code): said for code, said in wording.FORM.items()},
    "seat": {str(code): said for code, said in wording.SEAT.items()},
    "work": {str(code): said for code, said in wording.WORK.items()},
    "meeting": wording.MEETING_STATE,
    "item": wording.ITEM_STATE,
    "issue": wording.ISSUE_STATE,
    "step": wording.ISSUE_ACTION,
    "confidence": wording.CONFIDENCE,
}


@register.filter
def said(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][code]) if code else ""


@register.filter
def number_of(slug: str) -> str:
    """The number of a standard, of its slug."""
    return parse(slug).canonical


@register.filter
def indent(depth: int) -> int:
    """How far a row of the tree is moved in: five steps at most, so that a phone shows it."""
    return min(depth, 5)
