"""Who may: officers of an authority state and sign for it; everybody reads."""

from typing import Final

from django.db.models import Q

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.organisations.models import Level

KEEPS_RULES: Final = Role.OPERATOR
LEVELS: Final = (Level.PROVINCE, Level.CITY)
"""The levels whose authorities issue standards and state rules of their own."""


def kept_by(person: Person) -> Q:
    """Of organisations: the authorities for which somebody may state and sign rules."""
    placed = Q(place__is_authority=True, place__level__in=LEVELS)
    return placed if person.organisation_id is None else placed & Q(pk=person.organisation_id)
