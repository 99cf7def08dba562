"""Words of hearings, registrations, opinions, representatives and invitations."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.functional import Promise

from biaozhun.cloud.hearings import wording
from biaozhun.cloud.ui.templatetags.ui import quoted

register = template.Library()
_WORDS: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "hearing": wording.HEARING_STATE,
    "hearing_action": wording.HEARING_ACTION,
    "registration": wording.REGISTRATION_STATE,
    "registration_action": wording.REGISTRATION_ACTION,
    "opinion": wording.OPINION_STATE,
    "disposition": wording.DISPOSITION,
    "invitation": wording.INVITATION_STATE,
    "invitation_action": wording.INVITATION_ACTION,
    "group": wording.GROUP,
    "way": wording.WAY,
    "kind": wording.KIND,
    "level": wording.LEVEL,
    "stage": wording.STAGE,
    "standing": wording.STANDING,
}


@register.filter
def hearing_word(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][code]) if code else ""


@register.filter
def criterion(name: str) -> str:
    """A usual criterion in the language of the page; one of a region in its own words, marked."""
    return str(wording.CRITERION[name]) if name in wording.CRITERION else quoted(name)
