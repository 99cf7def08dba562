"""A keeper, a reader, and files to bring in."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.texts.actions.receiving import Order, receive
from biaozhun.cloud.texts.actions.showing import Disclosure, show
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.texts.queries.completeness import _report

TODAY = dt.date(2026, 11, 22)
OPEN = Disclosure(right=Text.Right.OPEN, basis="《标准化法》第十七条")
CLAUSES = {
    "1": "为保障工程结构安全，制定本规范。",
    "4.6": "风荷载标准值应按下式计算。",
    "4.6.1": "垂直于围护结构表面的风荷载标准值，应乘以系数。",
}

Put = Callable[..., Path]
Shelve = Callable[..., Text]


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of texts believe it is a fixed day, and have counted nothing yet."""
    monkeypatch.setattr("biaozhun.cloud.texts.views.reading.today", lambda: TODAY)
    _report.cache_clear()


@pytest.fixture
def keeper(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """Somebody who keeps texts."""
    return Person.objects.create_user("keeper@example.org", name="馆员甲", role=Role.CATALOGUER)


@pytest.fixture
def as_keeper(client: Client, keeper: Person) -> Client:
    """A browser in which the keeper is signed in."""
    client.force_login(keeper)
    return client


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write clauses into a file of JSON Lines: number → text."""

    def written(clauses: dict[str, str] | None = None, name: str = "text.jsonl") -> Path:
        path = tmp_path / name
        rows = (clauses or CLAUSES).items()
        lines = (json.dumps({"clause": k, "text": v}, ensure_ascii=False) for k, v in rows)
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return written


@pytest.fixture
def shelve(db: None, put: Put) -> Shelve:  # noqa: ARG001  -- the database is what it writes to
    """Bring a text in and show it."""

    def shelved(
        number: str = "GB 55001-2021",
        clauses: dict[str, str] | None = None,
        *,
        right: Disclosure = OPEN,
        path: Path | None = None,
        **order: object,
    ) -> Text:
        made = path or put(clauses)
        told = Order(number=number, **order)  # type: ignore[arg-type]  # a test's short form
        draft = receive(made, told, name=made.name, actor=None)
        return show(draft.pk, right, actor=None)

    return shelved
