"""Keepers in their browsers, a library with two sources, a background that works when told to."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.catalogue.actions.importing import import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.foundation.tasks import queue, working

DAY = dt.date(2026, 7, 1)
NUMBER = "GB/T 100-2001"
SLUG = "GB/T-100-2001"
ROW = {
    "number": NUMBER,
    "title_zh": "信息与文献 文献管理长期保存格式 第1部分：在业务系统中使用的总体要求与指南",
    "in_force": "2001-05-01",
    "ics": ["01.140.20"],
    "replaces": [{"number": "GB/T 90-1990"}],
}
OTHER = ROW | {"title_zh": "另一名称", "in_force": "2001-06-01"}

Bring = Callable[..., int]


def person(role: Role) -> Person:
    """Somebody in a role."""
    return Person.objects.create_user(f"{role}@example.org", "secret-words", name=role, role=role)


def browser(role: Role) -> Client:
    """A browser in which somebody of this role is signed in."""
    client = Client()
    client.force_login(person(role))
    return client


@pytest.fixture
def cataloguer(db: None) -> Client:  # noqa: ARG001  -- the database is what it writes to
    """A cataloguer's browser."""
    return browser(Role.CATALOGUER)


@pytest.fixture
def operator(db: None) -> Client:  # noqa: ARG001  -- the database is what it writes to
    """An operator's browser."""
    return browser(Role.OPERATOR)


@pytest.fixture
def bring(tmp_path: Path, db: None) -> Bring:  # noqa: ARG001  -- the database is what it writes to
    """Import rows as a source; gives the id of the run."""

    def brought(source: str, rows: Sequence[Mapping[str, object]], rank: int = 50) -> int:
        path = tmp_path / f"{source}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        described = SourceDescription(slug=source, rank=rank, title=f"来源{source}")
        order = ImportOrder(path=path, source=described, seen=DAY)
        return import_file(order, report=lambda _: None).run

    return brought


@pytest.fixture
def two(bring: Bring) -> list[int]:
    """Two sources that disagree about a title and a day."""
    return [bring("a", [ROW], 10), bring("b", [OTHER])]


def work_off() -> int:
    """Do all that is due in the background, and say how much it was."""
    done = 0
    while row := queue.take():
        working.do(row)
        done += 1
    return done
