"""How pages write of what rests on a standard."""

from django import template

from biaozhun.cloud.impact.models import OpenItem
from biaozhun.cloud.impact.wording import KIND, REPLY
from biaozhun.cloud.validity.reliance import ReliantKind

register = template.Library()


@register.filter
def reliant_kind(kind: str) -> str:
    """What kind of thing rests on a standard."""
    return str(KIND[ReliantKind(kind)])


@register.filter
def reply_word(reply: str) -> str:
    """What a body replied; empty where it has not."""
    return str(REPLY[OpenItem.Reply(reply)]) if reply else ""
