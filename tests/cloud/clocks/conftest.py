"""Who looks at the clocks, and on which day."""

import datetime as dt

import pytest

from biaozhun.cloud.accounts.models import Person, Role
from tests.cloud.clocks.making import DAY
from tests.factories.drafting import AUTHORITY, somebody


@pytest.fixture
def officer(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """An officer of the authority."""
    return somebody("钱建国", AUTHORITY, Role.OPERATOR)


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """The day on which pages are asked for."""
    for module in ("views.board", "views.public", "panels"):
        monkeypatch.setattr(f"biaozhun.cloud.clocks.{module}.today", lambda: DAY)
    return DAY
