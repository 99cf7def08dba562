"""Words of demands and suggestions."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.functional import Promise

from biaozhun.cloud.demands import wording
from biaozhun.cloud.demands.models import Entry
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.classification import division

register = template.Library()
_WORDS: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "field": wording.FIELD,
    "level": wording.LEVEL,
    "demand": wording.DEMAND_STATE,
    "suggestion": wording.SUGGESTION_STATE,
    "demand_step": wording.DEMAND_ACTION,
    "suggestion_step": wording.SUGGESTION_ACTION,
}


@register.filter
def said(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][code]) if code else ""


@register.filter
def step_words(entry: Entry) -> str:
    """What a step of a history is called."""
    table = "suggestion_step" if entry.demand_id is None else "demand_step"
    return said(entry.action, table)


@register.filter
def taken_by(entry: Entry) -> str:
    """Who took a step: the unit, or in what role it was; never a person's name."""
    if entry.organisation is not None and entry.role != "authority":
        return entry.organisation.name
    return str(wording.ROLE[entry.role])


@register.filter
def place_name(code: str) -> str:
    """A place, behind the name of its province; nothing for none."""
    if not code:
        return ""
    names = [division.name(one) for one in division.levels(code)]
    return in_readers_writing("".join(names))
