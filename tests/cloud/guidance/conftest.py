"""An operator, and a fixed day."""

import datetime as dt

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role

DAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def guidance_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed day for every view of the slice."""
    for module in ("public", "editing", "announcing"):
        monkeypatch.setattr(f"biaozhun.cloud.guidance.views.{module}.today", lambda: DAY)


@pytest.fixture
def operator(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """An operator."""
    return Person.objects.create_user("op@example.org", name="运营甲", role=Role.OPERATOR)


def signed(person: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(person)
    return client


@pytest.fixture
def at_desk(operator: Person) -> Client:
    """The operator's browser."""
    return signed(operator)


@pytest.fixture
def client() -> Client:
    """A reader of Simplified Chinese."""
    return Client(headers={"accept-language": "zh-CN"})
