"""How an authority writes its plan numbers."""

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.models import Level
from biaozhun.cloud.proposals.models import NumberForm
from biaozhun.cloud.proposals.queries.eligibility import place_of

_DIGITS = {Level.PROVINCE: 2, Level.CITY: 4}


def number_form(authority: Organisation) -> NumberForm:
    """The form an authority set; else one behind the code of its place, not stored."""
    held = NumberForm.objects.filter(authority=authority).first()
    return held or NumberForm(authority=authority, prefix=_prefix(authority))


def _prefix(authority: Organisation) -> str:
    """``DB4401JH`` for the city 440100: the code its standards have, and 计划."""
    place = place_of(authority)
    if place is None or not place.division:
        return "JH"
    level = Level(place.level) if place.level else Level.CITY
    return f"DB{place.division[: _DIGITS.get(level, 6)]}JH"
