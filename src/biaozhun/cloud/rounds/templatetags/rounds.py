"""How pages write of rounds."""

from django import template

from biaozhun.cloud.rounds.wording import RETURNED, RHYTHM, STATE, period_words

register = template.Library()


@register.filter
def round_state(state: str) -> str:
    """How a round stands."""
    return str(STATE[state])


@register.filter
def return_state(state: str) -> str:
    """How what a unit returns stands."""
    return str(RETURNED[state])


@register.filter
def rhythm(code: str) -> str:
    """How often something comes round."""
    return str(RHYTHM[code])


@register.filter
def period(code: str) -> str:
    """A period in words."""
    return period_words(code)
