"""Words of consultations, and what a comment on a page shows."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django import template

from biaozhun.cloud.consultations import wording
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.consultations.queries.page import days_left
from biaozhun.cloud.drafting.wording import DOCUMENT

register = template.Library()
_WORDS: Final[Mapping[str, wording.Words]] = {
    "state": wording.STATE,
    "action": wording.ACTION,
    "comment": wording.COMMENT_STATE,
    "kind": wording.KIND,
    "origin": wording.ORIGIN,
    "answer": wording.DISPOSITION,
    "outcome": wording.OUTCOME,
    "field": wording.FIELD,
    "group": wording.GROUP,
    "reply": wording.REPLY,
    "document": DOCUMENT,
}


@register.filter
def consultation_word(code: str, table: str) -> str:
    """What a code of a table is called; nothing for none."""
    return str(_WORDS[table][code]) if code else ""


@register.filter
def said_by(comment: Comment) -> str:
    """Who everybody reads that said it: nobody, unless the name was agreed to be public."""
    if not comment.is_named:
        return ""
    return " · ".join(filter(None, (comment.name, comment.unit)))


@register.filter
def left_on(consultation: Consultation, today: dt.date) -> int:
    """Days on which comments still come in, this one among them."""
    return days_left(consultation, today)
