"""A project and everybody who has to do with it."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.drafting.models import Project
from tests.factories.drafting import (
    AUTHORITY,
    DEPARTMENT,
    LEADER,
    SECRETARIAT,
    project_of,
    somebody,
)

DAY = dt.date(2026, 6, 20)
NOON = dt.datetime(2026, 6, 20, 4, tzinfo=dt.UTC)
As = Callable[[Person | None], Client]


class Cast(msgspec.Struct, frozen=True, kw_only=True):
    """Who there is.

    Attributes:
        officer: in charge of the project at the authority.
        colleague: another officer of the authority.
        department: somebody of the department that applied for it.
        drafter: somebody of the unit that leads.
        secretary: somebody of the committee's secretariat.
        watcher: somebody of a member department.
        stranger: somebody of a unit that has nothing to do with it.
        nobody: somebody of no unit.
    """

    officer: Person
    colleague: Person
    department: Person
    drafter: Person
    secretary: Person
    watcher: Person
    stranger: Person
    nobody: Person


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001  -- the database is what it writes to
    """Everybody."""
    return Cast(
        officer=somebody("承办", AUTHORITY, Role.OPERATOR),
        colleague=somebody("同事", AUTHORITY, Role.OPERATOR),
        department=somebody("卫健", DEPARTMENT),
        drafter=somebody("起草", LEADER),
        secretary=somebody("秘书", SECRETARIAT),
        watcher=somebody("民政", "江原省民政厅"),
        stranger=somebody("路人", "江原省交通运输厅"),
        nobody=somebody("散户", None),
    )


@pytest.fixture
def project(cast: Cast) -> Project:
    """A project as the plan opened it, with an officer in charge and a member department."""
    made = project_of(handler=cast.officer)
    assert cast.watcher.organisation is not None
    made.watchers.add(cast.watcher.organisation)
    return made


@pytest.fixture
def browser() -> As:
    """A browser, with somebody signed in or nobody."""

    def made(person: Person | None = None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    return made
