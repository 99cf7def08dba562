"""People and organisations, read."""

from collections.abc import Iterator

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.accounts import secret
from biaozhun.cloud.accounts.models import Invitation, Organisation, Person, Role
from biaozhun.cloud.foundation.clock import now

PAGE = 50  # people or organisations
READ_AT_ONCE = 500


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which people; what is empty does not matter.

    Attributes:
        text: part of the name or the address.
        role: their role.
        organisation: the id of whom they work for.
        state: ``active``, ``disabled``, or ``invited`` for who has not come in yet.
    """

    text: str = ""
    role: Role | None = None
    organisation: int | None = None
    state: str = ""


STATES = {
    "active": Q(is_active=True, last_login__isnull=False),
    "invited": Q(is_active=True, last_login=None),
    "disabled": Q(is_active=False),
}


def looked_after_by(actor: Person) -> "QuerySet[Person]":
    """The people whose accounts somebody sees: all, or those of the own organisation."""
    people = Person.objects.select_related("organisation")
    if actor.may(Role.ADMINISTRATOR):
        return people
    if actor.leads_organisation and actor.organisation_id:
        return people.filter(organisation_id=actor.organisation_id)
    return people.none()


def people(actor: Person, wanted: Wanted, page: int) -> Page[Person]:
    """A page of people, by name; two questions to the database."""
    return Paginator(_matching(actor, wanted), PAGE).get_page(page)


def every_person(actor: Person, wanted: Wanted) -> Iterator[Person]:
    """All of them, one after another."""
    return _matching(actor, wanted).iterator(READ_AT_ONCE)


def _matching(actor: Person, wanted: Wanted) -> "QuerySet[Person]":
    found = looked_after_by(actor)
    if wanted.text:
        found = found.filter(Q(name__icontains=wanted.text) | Q(email__icontains=wanted.text))
    if wanted.role:
        found = found.filter(role=wanted.role)
    if wanted.organisation:
        found = found.filter(organisation_id=wanted.organisation)
    if wanted.state:
        found = found.filter(STATES[wanted.state])
    return found.order_by("name", "email", "id")


def all_people() -> list[Person]:
    """Everybody, by address."""
    return list(Person.objects.select_related("organisation").order_by("email"))


def person_at(email: str) -> Person | None:
    """The account of an address, in any capitals."""
    return Person.objects.filter(email=email.strip().lower()).first()


def invited_by(token: str) -> Person | None:
    """Who is invited by a link that still holds."""
    waiting = Invitation.objects.filter(
        digest=secret.digest(token), expires__gt=now(), person__is_active=True
    )
    invitation = waiting.select_related("person").first()
    return invitation.person if invitation else None


def organisations(text: str, page: int) -> Page[Organisation]:
    """A page of organisations with how many people each has; two questions to the database."""
    return Paginator(_organisations(text), PAGE).get_page(page)


def every_organisation(text: str = "") -> Iterator[Organisation]:
    """All of them, one after another."""
    return _organisations(text).iterator(READ_AT_ONCE)


def _organisations(text: str) -> "QuerySet[Organisation]":
    found = Organisation.objects.select_related("parent").annotate(members=Count("people"))
    if text:
        found = found.filter(Q(name__icontains=text) | Q(credit_code__startswith=text.upper()))
    return found.order_by("name", "id")
