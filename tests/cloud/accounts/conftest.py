"""People of every role, and a browser of each."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import translation

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.foundation.shared_cache import FileCache

PASSWORD = "一句好记的话 2026"  # noqa: S105  -- of accounts that live as long as a test

Make = Callable[..., Person]
As = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def nobody_is_held_up() -> None:
    """Nobody waits for what another test did."""
    if isinstance(caches["default"], FileCache):  # a table is emptied with the test's database
        caches["default"].clear()


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Tests begin in the source language, whatever the one before chose."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def make(db: None) -> Make:  # noqa: ARG001  -- the database is what it writes to
    """Make a person; without a password nobody signs in as them through the page."""

    def made(
        name: str = "reader",
        role: Role = Role.READER,
        *,
        organisation: Organisation | None = None,
        leads: bool = False,
        password: str | None = None,
    ) -> Person:
        return Person.objects.create_user(
            f"{name}@example.org",
            password,
            name=name,
            role=role,
            organisation=organisation,
            leads_organisation=leads,
        )

    return made


@pytest.fixture
def administrator(make: Make) -> Person:
    """The one who looks after people."""
    return make("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def signed_in_as() -> As:
    """A browser in which a person is signed in."""

    def browser(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browser
