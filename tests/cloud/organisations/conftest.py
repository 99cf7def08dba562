"""Units, their places, and people of every role."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.organisations.models import OrganisationPlace

Unit = Callable[..., Organisation]
As = Callable[[Person | None], Client]


@pytest.fixture
def unit(db: None) -> Unit:  # noqa: ARG001  -- the database is what it writes to
    """Make an organisation with its place."""

    def made(
        name: str, *, level: str = "", kind: str = "department", **told: object
    ) -> Organisation:
        parent = told.pop("parent", None)
        found = Organisation.objects.create(name=name, parent=parent)
        OrganisationPlace.objects.create(organisation=found, level=level, kind=kind, **told)
        return found

    return made


@pytest.fixture
def officer(db: None) -> Person:  # noqa: ARG001  -- likewise
    """Somebody of the authority."""
    return Person.objects.create_user("op@example.org", name="王敏", role=Role.OPERATOR)


@pytest.fixture
def browser() -> As:
    """A browser, with somebody signed in or nobody."""

    def made(person: Person | None = None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    return made


@pytest.fixture
def desk(officer: Person, browser: As) -> Client:
    """The browser of an officer."""
    return browser(officer)


def day(text: str) -> dt.date:
    """A date as 2018-11-05."""
    return dt.date.fromisoformat(text)
