"""How pages write of an assessment."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from biaozhun.cloud.adoption.models import Assessment
from biaozhun.cloud.adoption.queries.newer import Newer
from biaozhun.cloud.adoption.wording import DECISION

register = template.Library()


@register.filter
def decision_word(decision: str) -> str:
    """What was decided."""
    return str(DECISION[Assessment.Decision(decision)])


@register.filter
def assessing_place(found: Newer) -> str:
    """Where a newer edition is assessed."""
    named = {"edition": found.row.edition.slug, "newer": found.newer.slug}
    return f"{reverse('adoption:assess')}?{urlencode(named)}"
