"""Words of uses, steps left out and findings."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.functional import Promise

from biaozhun.cloud.drafting.wording import STATE
from biaozhun.cloud.green_channel import wording
from biaozhun.cloud.green_channel.queries.left_out import name_of_step

register = template.Library()
_WORDS: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "procedure": wording.PROCEDURE,
    "use": wording.USE_STATE,
    "origin": wording.ORIGIN,
    "skip": wording.SKIP_STATE,
    "finding": wording.FINDING,
    "kept": wording.KEPT,
    "project": STATE,
}


@register.filter
def channel_word(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][code]) if code else ""


@register.filter
def step_name(code: str) -> str:
    """What a step is called that may be left out."""
    return name_of_step(code)
