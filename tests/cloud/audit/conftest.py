"""Events to look at."""

import datetime as dt
from collections.abc import Callable

import pytest

from biaozhun.cloud.audit.actions import recording
from biaozhun.cloud.audit.models import Event

Write = Callable[..., Event]
NOON = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)  # noon in Shanghai


@pytest.fixture
def write(db: None, monkeypatch: pytest.MonkeyPatch) -> Write:  # noqa: ARG001  -- the database is what it writes to
    """Write an event that happened at an instant."""

    def written(
        kind: str = "holdings.copy_added", subject: str = "GB/T-1-2020", at: dt.datetime = NOON
    ) -> Event:
        monkeypatch.setattr(recording, "now", lambda: at)
        return recording.record(kind, subject=subject, facts={"数": 1, "文": "值"})

    return written
