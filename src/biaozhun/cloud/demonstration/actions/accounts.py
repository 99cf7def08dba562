"""Letting somebody sign in as the invented people."""

from django.db import transaction
from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.demonstration.pieces import keys_of


def invented_people() -> "QuerySet[Person]":
    """The accounts of the demonstration that are in."""
    found = Person.objects.filter(pk__in=keys_of("person"), is_active=True)
    return found.select_related("organisation").order_by("organisation__name", "email")


@transaction.atomic
def open_accounts(password: str) -> list[Person]:
    """Give all invented people one password; whoever had the one before is signed out.

    Args:
        password: made by who calls, shown once and kept nowhere.
    """
    people = list(invented_people())
    for person in people:
        person.set_password(password)
        person.save(update_fields=["password"])
    facts = {"accounts": len(people)}
    record("demonstration.accounts_opened", subject="demonstration", facts=facts)
    return people
