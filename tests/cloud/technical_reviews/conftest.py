"""A project that was handed in, and everybody who has to do with its review."""

from collections.abc import Callable

import msgspec
import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.committees.models import Expert, Member
from biaozhun.cloud.drafting.models import Project
from tests.cloud.technical_reviews.making import bank, checked, handed_in, seat_committee
from tests.factories.drafting import AUTHORITY, DEPARTMENT, LEADER, SECRETARIAT, somebody

As = Callable[[Person | None], Client]


class Cast(msgspec.Struct, frozen=True, kw_only=True):
    """Who there is.

    Attributes:
        officer: in charge of the project at the authority.
        department: somebody of the department that applied for it.
        drafter: somebody of the unit that leads.
        secretary: somebody of the committee's secretariat.
        stranger: somebody of a unit that has nothing to do with it.
    """

    officer: Person
    department: Person
    drafter: Person
    secretary: Person
    stranger: Person


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001  -- the database is what it writes to
    """Everybody."""
    return Cast(
        officer=somebody("承办", AUTHORITY, Role.OPERATOR),
        department=somebody("卫健", DEPARTMENT),
        drafter=somebody("起草", LEADER),
        secretary=somebody("秘书", SECRETARIAT),
        stranger=somebody("路人", "江原省交通运输厅"),
    )


@pytest.fixture
def submitted(cast: Cast) -> Project:
    """A project handed in for review, with papers; its committee has a term with members."""
    project = handed_in(handler=cast.officer)
    assert project.committee is not None
    seat_committee(project.committee)
    return project


@pytest.fixture
def members(submitted: Project) -> list[Member]:
    """Who sits in its committee."""
    assert submitted.committee is not None
    return list(submitted.committee.members.order_by("pk"))


@pytest.fixture
def project(submitted: Project, cast: Cast) -> Project:
    """The same, checked by the department."""
    checked(submitted, cast.officer, cast.department)
    return submitted


@pytest.fixture
def orphan(cast: Cast) -> Project:
    """A project without a committee, handed in and checked: a panel reviews it."""
    project = handed_in(serial=2, handler=cast.officer, committee=None)
    checked(project, cast.officer, cast.department)
    return project


@pytest.fixture
def experts(orphan: Project) -> list[Expert]:
    """The bank of its authority."""
    return bank(orphan.authority)


@pytest.fixture
def browser() -> As:
    """A browser, with somebody signed in or nobody."""

    def made(person: Person | None = None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    return made
