"""How pages write of a cycle."""

from django import template
from django.utils.translation import get_language

from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.review import ReviewCycle

register = template.Library()


@register.filter
def cycle_basis(cycle: ReviewCycle) -> str:
    """What a cycle rests on, in the reader's language."""
    return cycle.basis_en if get_language() == "en" else in_readers_writing(cycle.basis)
