"""Somebody who watches, a library that changes, and a clock."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.catalogue.actions.changes import note_gone, note_written
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.watches.actions.looking import follow_changes, look_for_everybody
from tests.factories.catalogue import edition_of, record_of, relation_of, source_of

DAY = dt.date(2026, 11, 22)
NOON = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)

Make = Callable[..., Person]


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same day for every look, whatever day the tests run on."""
    for module in ("actions.watches", "tasks"):
        monkeypatch.setattr(f"biaozhun.cloud.watches.{module}.today", lambda: DAY)
    monkeypatch.setattr("biaozhun.cloud.watches.actions.looking.now", lambda: NOON)
    monkeypatch.setattr("biaozhun.cloud.watches.actions.watches.now", lambda: NOON)


@pytest.fixture
def make(db: None) -> Make:  # noqa: ARG001  -- the database is what it writes to
    """Make a person."""

    def made(name: str = "reader", role: Role = Role.READER) -> Person:
        return Person.objects.create_user(f"{name}@example.org", name=name, role=role)

    return made


@pytest.fixture
def reader(make: Make) -> Person:
    """Somebody who watches."""
    return make()


@pytest.fixture
def browser(reader: Person) -> Client:
    """The reader's browser."""
    client = Client()
    client.force_login(reader)
    return client


@pytest.fixture
def old(db: None) -> Edition:  # noqa: ARG001  -- the database is what it writes to
    """An edition in force."""
    edition = edition_of(
        "GB/T 100-2010", title_zh="食品通则", published="2010-01-01", in_force="2010-07-01"
    )
    record_of(edition, source_of("sac", title="全国标准信息公共服务平台"))
    return edition


def written(*editions: Edition) -> None:
    """Log that editions were written, as every import does."""
    with transaction.atomic():
        note_written([edition.slug for edition in editions])


def gone(edition: Edition) -> None:
    """An edition is taken out."""
    with transaction.atomic():
        note_gone([edition.slug])
        edition.delete()


def replaced_by(number: str, old: Edition, *, in_force: str = "2026-10-01") -> Edition:
    """A new edition that replaces another, imported just now."""
    new = edition_of(number, title_zh="食品新通则", published="2026-06-01", in_force=in_force)
    relation_of(new, "replaces", old.number, extent="wholly")
    written(new)
    return new


def run(on: dt.date = DAY) -> int:
    """What the task does after changes; how many people were told something."""
    follow_changes()
    return look_for_everybody(on)
