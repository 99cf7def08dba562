"""Who may take projects over and hand them over: the officers of an authority."""

from typing import Final

from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.organisations.permissions import acts_for

TAKES_OVER: Final = Role.OPERATOR


def authorities_of(person: Person) -> "QuerySet[Organisation]":
    """The authorities somebody takes projects over for: the own, or all of them."""
    found = Organisation.objects.filter(place__is_authority=True).order_by("name")
    return found if person.organisation_id is None else found.filter(pk=person.organisation_id)


def sees_run(person: Person, authority_id: int) -> bool:
    """Whether somebody may read what became of a table."""
    return acts_for(person, authority_id)
