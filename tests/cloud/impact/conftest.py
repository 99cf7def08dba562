"""A small library in which standards cite one another, and people of two bodies."""

import datetime as dt

import pytest

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from tests.factories.catalogue import edition_of, relation_of

TODAY = dt.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages believe it is a fixed day."""
    for module in ("views.public", "views.withdrawals", "listeners"):
        monkeypatch.setattr(f"biaozhun.cloud.impact.{module}.today", lambda: TODAY)


@pytest.fixture
def library(db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """GB/T 100: 2010 replaced by 2020; cited by year, without year, and by one that has ended."""
    edition_of("GB/T 100-2010", title_zh="旧版", published="2010-01-01", in_force="2010-06-01")
    newer = edition_of(
        "GB/T 100-2020", title_zh="新版", published="2020-01-01", in_force="2020-06-01"
    )
    relation_of(newer, "replaces", "GB/T 100-2010")
    dated = edition_of(
        "GB/T 200-2015",
        title_zh="注日期引用",
        published="2015-01-01",
        in_force="2015-06-01",
        jurisdiction_body="甲委员会",
    )
    relation_of(dated, "cites", "GB/T 100-2010")
    undated = edition_of(
        "GB/T 300-2016",
        title_zh="不注日期引用",
        published="2016-01-01",
        in_force="2016-06-01",
        jurisdiction_body="乙委员会",
    )
    relation_of(undated, "cites", "GB/T 100")
    ended = edition_of(
        "GB/T 400-2001", published="2001-01-01", in_force="2001-06-01", withdrawn="2005-01-01"
    )
    relation_of(ended, "cites", "GB/T 100-2010")


@pytest.fixture
def operator(db: None) -> Person:  # noqa: ARG001  -- likewise
    """Somebody who prepares withdrawals."""
    return Person.objects.create_user("op@example.org", name="操作员", role=Role.OPERATOR)


@pytest.fixture
def member(db: None) -> Person:  # noqa: ARG001  -- likewise
    """Somebody of a body that is asked."""
    body = Organisation.objects.create(name="甲委员会")
    return Person.objects.create_user("a@example.org", name="委员", organisation=body)
