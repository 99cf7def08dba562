"""An authority, a department, a secretariat, drafters, and a consultation that is open."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.drafting.models import Project
from tests.cloud.consultations.making import Cast, drafted, everybody, opened

As = Callable[[Person | None], Client]


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001  -- the database is what it writes to
    """Everybody."""
    return everybody()


@pytest.fixture
def project(cast: Cast) -> Project:
    """A project in drafting with a draft that was read."""
    return drafted(cast)


@pytest.fixture
def consultation(project: Project, cast: Cast) -> Consultation:
    """A consultation that is open."""
    return opened(project, cast)


@pytest.fixture
def browser() -> As:
    """A browser, with somebody signed in or nobody."""

    def made(person: Person | None = None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    return made


Clock = Callable[[dt.datetime], None]


@pytest.fixture
def clock(db: None, monkeypatch: pytest.MonkeyPatch) -> Clock:  # noqa: ARG001  -- counts may lie in the database
    """Let every page believe that it is another instant."""

    def stand(at: dt.datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    cache.clear()
    return stand
