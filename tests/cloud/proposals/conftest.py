"""A city with its authority, a department, an officer and somebody who applies."""

from collections.abc import Callable

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from tests.factories.proposals import authority_at, person_at, unit_at

As = Callable[[Person | None], Client]


@pytest.fixture
def authority(db: None) -> Organisation:  # noqa: ARG001  -- the database is what it writes to
    """The standardization authority of the city."""
    return authority_at()


@pytest.fixture
def department(db: None) -> Organisation:  # noqa: ARG001  -- likewise
    """A sector department of the same city."""
    return unit_at("某市卫生健康委员会")


@pytest.fixture
def officer(authority: Organisation) -> Person:
    """An officer of the authority."""
    return person_at(authority, "officer", Role.OPERATOR)


@pytest.fixture
def applicant(department: Organisation) -> Person:
    """Somebody of the department."""
    return person_at(department, "applicant")


@pytest.fixture
def browser() -> As:
    """A browser, with somebody signed in or nobody."""

    def made(person: Person | None = None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    return made
