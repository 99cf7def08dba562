"""A scheme with two units, and people of them and of the authority."""

import datetime as dt

import msgspec
import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.rounds.actions.rounds import open_round
from biaozhun.cloud.rounds.models import Return, Round, Scheme
from biaozhun.core.questionnaire import Field, FieldKind

TODAY = dt.date(2026, 7, 1)
NOON = dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)
FIELDS = (
    Field(
        key="made", label="发布标准", kind=FieldKind.COUNT, required=True, unit="项", step="制定"
    ),
    Field(key="how", label="成效", kind=FieldKind.CHOICE, choices=("好", "中")),
    Field(key="said", label="问题"),
)


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages believe it is a fixed day."""
    for module in ("rounds", "returns", "schemes"):
        monkeypatch.setattr(f"biaozhun.cloud.rounds.views.{module}.today", lambda: TODAY)
        monkeypatch.setattr(f"biaozhun.cloud.rounds.views.{module}.now", lambda: NOON)


@pytest.fixture
def officer(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """Somebody of the authority."""
    return Person.objects.create_user("op@example.org", name="王敏", role=Role.OPERATOR)


@pytest.fixture
def unit(db: None) -> Organisation:  # noqa: ARG001  -- likewise
    """A unit that is asked."""
    return Organisation.objects.create(name="甲局")


@pytest.fixture
def other(db: None) -> Organisation:  # noqa: ARG001  -- likewise
    """Another one."""
    return Organisation.objects.create(name="乙局")


@pytest.fixture
def clerk(unit: Organisation) -> Person:
    """Somebody of the unit."""
    return Person.objects.create_user("a@example.org", name="李明", organisation=unit)


@pytest.fixture
def stranger(other: Organisation) -> Person:
    """Somebody of the other unit."""
    return Person.objects.create_user("b@example.org", name="赵强", organisation=other)


@pytest.fixture
def scheme(unit: Organisation, other: Organisation) -> Scheme:
    """What both are asked every quarter."""
    fields = msgspec.to_builtins(FIELDS)
    kept = Scheme.objects.create(
        title="标准化季报", rhythm="quarter", days=10, fields=fields, made=NOON
    )
    kept.addressees.set([unit, other])
    return kept


@pytest.fixture
def asked(scheme: Scheme, officer: Person, clerk: Person) -> Round:  # noqa: ARG001  -- is told
    """The round of the second quarter."""
    opened = open_round(scheme, day=TODAY, actor=officer, at=NOON)
    assert opened is not None
    return opened


@pytest.fixture
def mine(asked: Round, unit: Organisation) -> Return:
    """What the unit is asked."""
    return asked.returns.get(organisation=unit)


@pytest.fixture
def browser() -> Client:
    """Nobody, until signed in."""
    return Client()
