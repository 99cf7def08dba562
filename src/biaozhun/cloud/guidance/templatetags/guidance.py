"""How guides and notices are written on a page."""

from django import template

from biaozhun.cloud.guidance import wording

register = template.Library()


@register.filter
def notice_kind(code: str) -> str:
    """The word for a kind of notice."""
    return str(wording.KIND[code])


@register.filter
def guide_language(code: str) -> str:
    """The word for a language guides are written in."""
    return str(wording.LANGUAGE[code])
