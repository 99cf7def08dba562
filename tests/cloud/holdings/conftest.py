"""A small stock, its keeper and its readers."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.holdings.actions.stocking import add_copy
from biaozhun.cloud.holdings.facts import CopyFacts
from biaozhun.cloud.holdings.models import Copy, Medium, Place
from biaozhun.cloud.holdings.queries.figures import _KEPT
from biaozhun.cloud.holdings.queries.numbers import named

DAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def holdings_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed day for every view of the holdings."""
    for module in ("views.public", "views.stock", "views.acquiring", "views.lending", "panels"):
        monkeypatch.setattr(f"biaozhun.cloud.holdings.{module}.today", lambda: DAY)
    monkeypatch.setattr("biaozhun.cloud.holdings.views.taking_in.today", lambda: DAY)


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """What was counted for the stock of another test is forgotten."""
    _KEPT.forget()


@pytest.fixture
def keeper(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """A cataloguer."""
    return Person.objects.create_user("keeper@example.org", name="馆员甲", role=Role.CATALOGUER)


Readers = Callable[[str], Person]


@pytest.fixture
def reader_called(db: None) -> Readers:  # noqa: ARG001  -- as above
    """Make a reader of some name."""

    def made(name: str) -> Person:
        return Person.objects.create_user(f"{name}@example.org", name=name, role=Role.READER)

    return made


@pytest.fixture
def reader(reader_called: Readers) -> Person:
    """One reader."""
    return reader_called("reader")


@pytest.fixture
def shelf(db: None) -> Place:  # noqa: ARG001  -- as above
    """One shelf."""
    return Place.objects.create(code="A-1", name="一楼一号架")


Stock = Callable[..., Copy]


@pytest.fixture
def stocked(keeper: Person, shelf: Place) -> Stock:
    """Put a copy on the shelf."""

    def put(number: str = "GB/T 1.1-2020", **facts: object) -> Copy:
        told = {"medium": Medium.PAPER, "place": shelf, **facts}
        return add_copy(CopyFacts(named=named(number), **told), actor=keeper, on=DAY)

    return put


def signed(person: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(person)
    return client


@pytest.fixture
def at_desk(keeper: Person) -> Client:
    """The keeper's browser."""
    return signed(keeper)
