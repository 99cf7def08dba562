"""Words of the desk of comments."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.consultations import wording
from biaozhun.cloud.consultations.wording import answering
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.drafting.templatetags.drafting import said

register = template.Library()
_WORDS: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "state": wording.STATE,
    "comment": answering.DESK_STATE,
    "turn": answering.TURN,
    "kind": wording.KIND,
    "origin": wording.ORIGIN,
    "disposition": wording.DISPOSITION,
    "outcome": wording.OUTCOME,
}


@register.filter
def desk_word(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][code]) if code else ""


@register.filter
def of(counts: Mapping[str, int], name: str) -> int:
    """How many of a name there are."""
    return counts.get(name, 0)


@register.filter
def draft_name(document: ProjectDocument) -> str:
    """A version of a draft by its kind and number: 送审稿第 2 稿."""
    kind = said(document.kind, "document")
    return _("{kind}第 {version} 稿").format(kind=kind, version=document.version)
