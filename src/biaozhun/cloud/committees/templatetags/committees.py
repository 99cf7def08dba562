"""Words of committees, posts, experts and contributions."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from biaozhun.cloud.committees import wording
from biaozhun.cloud.committees.models import Contribution
from biaozhun.cloud.committees.queries.committees import INTERNATIONAL
from biaozhun.cloud.organisations.wording import LEVEL
from biaozhun.core.classification import ics as classification

register = template.Library()
_WORDS: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "level": {
        INTERNATIONAL: wording.INTERNATIONAL,
        **{str(code): said for code, said in LEVEL.items()},
    },
    "form": {str(code): said for code, said in wording.FORM.items()},
    "sector": wording.SECTOR,
    "interest": {str(code): said for code, said in wording.INTEREST.items()},
    "seat": {str(code): said for code, said in wording.SEAT.items()},
    "body": {str(code): said for code, said in wording.BODY.items()},
    "post": {str(code): said for code, said in wording.POST.items()},
    "party": {str(code): said for code, said in wording.PARTY.items()},
    "made": {str(code): said for code, said in wording.MADE.items()},
    "share": {str(code): said for code, said in wording.SHARE.items()},
    "origin": {str(code): said for code, said in wording.ORIGIN.items()},
    "family": wording.FAMILY,
    "state": wording.EXPERT_STATE,
    "step": wording.EXPERT_STEP,
    "event": {str(code): said for code, said in wording.EXPERT_EVENT.items()},
}


@register.filter
def said(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][code]) if code else ""


@register.filter
def deed(entry: Contribution) -> str:
    """What somebody did with a standard: 主导制定, 参与修订."""
    share = said(entry.share, "share")
    if not entry.kind:
        return share
    return _("{share}{made}").format(share=share, made=said(entry.kind, "made"))


@register.filter
def ics_title(code: str) -> str:
    """What a code of ICS stands for, in the reader's language.

    Groups have no Chinese title: they are told with the Chinese title of their field before the
    English one.
    """
    if code not in classification.scheme():
        return ""
    english = classification.title(code, "en") or ""
    if get_language() == "en":
        return english
    own, field = classification.title(code), classification.title(code.partition(".")[0])
    return own or ": ".join(part for part in (field, english) if part)


@register.filter
def digest(value: str) -> str:
    """The beginning of a digest as it is printed: four groups of four signs."""
    return " ".join(value[start : start + 4] for start in range(0, 16, 4))
