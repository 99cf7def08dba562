"""A collection, a keeper, and a small catalogue to choose from."""

import datetime as dt

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.special_collections.actions import collections as actions
from biaozhun.cloud.special_collections.actions import tree
from biaozhun.cloud.special_collections.actions.tables import Line
from biaozhun.cloud.special_collections.models import Collection
from tests.factories.catalogue import edition_of

DAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Status is told for one day, whatever day the tests run on."""
    for module in ("views.reading", "views.keeping", "tasks"):
        monkeypatch.setattr(f"biaozhun.cloud.special_collections.{module}.today", lambda: DAY)


def person(role: Role) -> Person:
    """Somebody with a role."""
    return Person.objects.create_user(f"{role}@example.org", name=f"某{role.label}", role=role)


def signed_in(someone: Person) -> Client:
    """A browser in which somebody is signed in, reading Simplified Chinese."""
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def keeper(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """An operator."""
    return person(Role.OPERATOR)


@pytest.fixture
def desk(keeper: Person) -> Client:
    """An operator's browser."""
    return signed_in(keeper)


@pytest.fixture
def client() -> Client:
    """A reader of Simplified Chinese who is not signed in."""
    return Client(headers={"accept-language": "zh-CN"})


@pytest.fixture
def catalogue(db: None) -> None:  # noqa: ARG001  -- likewise
    """Three editions about concrete, two of them in force."""
    edition_of("GB 50010-2010", title_zh="混凝土结构设计规范", in_force="2011-07-01")
    edition_of("GB 50204-2002", title_zh="混凝土验收", in_force="2002-04-01")
    edition_of("GB 50204-2015", title_zh="混凝土验收", in_force="2015-09-01")
    build_anew()


@pytest.fixture
def collection(keeper: Person) -> Collection:
    """A collection kept by hand, with a tree of two levels."""
    made = actions.create("concrete", {"title": "混凝土", "purpose": "混凝土工程"}, actor=keeper)
    table = lines("code,title,parent", "1,结构,", "1.1,设计,1", "2,验收,")
    tree.import_tree(made, table, actor=keeper)
    return made


def lines(heading: str, *rows: str) -> list[Line]:
    """Lines of a table, as the reader of tables gives them."""
    columns = heading.split(",")
    return [
        Line(number, row, dict(zip(columns, row.split(","), strict=True)))
        for number, row in enumerate(rows, start=2)
    ]
