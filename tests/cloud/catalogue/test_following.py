"""The process that keeps the search index up to date."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from biaozhun.cloud.catalogue import indexing
from biaozhun.cloud.foundation.locking import DatabaseBusyError, busy_database_told


@pytest.fixture
def outcomes(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> Callable[..., list[Exception | int]]:
    """Lets every look at the outbox end in one of these; the list is what is left of them."""
    settings.BIAOZHUN_DATA_DIR = tmp_path
    monkeypatch.setattr(indexing, "PAUSE", 0)

    def made(*told: Exception | int, stop: threading.Event) -> list[Exception | int]:
        left = list(told)

        def drained(*_: object, **__: object) -> int:
            outcome = left.pop(0)
            if not left:
                stop.set()
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        monkeypatch.setattr(indexing, "drain", drained)
        return left

    return made


def _locked() -> OperationalError:
    return OperationalError("database is locked")


def test_a_database_that_is_locked_for_long_ends_nobody(
    outcomes: Callable[..., list[Exception | int]],
) -> None:
    """A long transaction elsewhere lets the index wait; it goes on as soon as that is over."""
    stop = threading.Event()
    left = outcomes(_locked(), 3, _locked(), stop=stop)
    indexing.follow(stop, finish=False)
    assert left == []


def test_what_is_left_is_done_though_the_database_was_locked(
    outcomes: Callable[..., list[Exception | int]],
) -> None:
    """Told to finish, it ends when nothing waits any more, not when it could not look."""
    stop = threading.Event()
    stop.set()
    left = outcomes(_locked(), 2, 0, stop=stop)
    indexing.follow(stop, finish=True)
    assert left == []


def test_another_failure_of_the_database_is_none_that_passes(
    outcomes: Callable[..., list[Exception | int]],
) -> None:
    """A full disk or a missing table ends the process with its own words."""
    stop = threading.Event()
    outcomes(OperationalError("no such table: search_outbox"), stop=stop)
    with pytest.raises(OperationalError, match="no such table"):
        indexing.follow(stop, finish=False)


@pytest.mark.parametrize("words", ["database is locked", "database table is locked: x"])
def test_a_locked_database_has_its_code(words: str) -> None:
    """The code names it; what caused it is kept."""
    with pytest.raises(DatabaseBusyError) as told, busy_database_told():
        raise OperationalError(words)
    assert (told.value.code, str(told.value.__cause__)) == ("database_busy", words)
