"""What all processes count in: each change whole, whoever else changes at the moment."""

import contextlib
import math
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from biaozhun.cloud.foundation.shared_cache import FileCache, SharedCache, TableCache

Open = Callable[[], SharedCache]
THREADS, EACH = 8, 25


@pytest.fixture(params=["file", "table"])
def opened(request: pytest.FixtureRequest, tmp_path: Path, db: None) -> Open:  # noqa: ARG001  -- the table is in it
    """Open the same place again and again, in the file or in the table."""
    if request.param == "file":
        return lambda: FileCache(str(tmp_path / "shared.sqlite3"), {})
    return lambda: TableCache("", {})


def test_what_one_keeps_another_sees(opened: Open) -> None:
    """Texts, numbers, lists and truth come back as they went in."""
    for value in ("字", 7, [1.5, 2.5], True, None):
        opened().set("a", value)
        assert opened().get("a", "nothing") == value
    assert opened().delete("a") is True
    assert (opened().get("a", "nothing"), opened().delete("a")) == ("nothing", False)


def test_of_two_who_add_one_is_first(opened: Open) -> None:
    """The second changes nothing, until what is there has ended."""
    assert [opened().add("a", value) for value in (1, 2)] == [True, False]
    assert opened().get("a") == 1
    opened().set("a", 1, timeout=0)
    assert opened().get("a") is None
    assert opened().add("a", 3) is True


def test_a_count_keeps_its_end_and_there_must_be_one(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counting does not make it last longer; once it ended there is nothing to count."""
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    opened().add("a", 1, timeout=10)
    monkeypatch.setattr(time, "time", lambda: 1_800_000_009.0)
    assert [opened().incr("a"), opened().incr("a", 5), opened().decr("a")] == [2, 7, 6]
    monkeypatch.setattr(time, "time", lambda: 1_800_000_010.0)
    with pytest.raises(ValueError, match="nothing is kept"):
        opened().incr("a")
    assert opened().touch("a", 60) is False


def test_a_value_ends_later_or_never_when_told_so(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minute more, or for ever."""
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    opened().set("a", 1, timeout=10)
    opened().set("b", 2, timeout=None)
    assert opened().touch("a", 60) is True
    monkeypatch.setattr(time, "time", lambda: 1_800_000_059.0)
    assert (opened().get("a"), opened().get("b")) == (1, 2)
    monkeypatch.setattr(time, "time", lambda: math.pow(10, 12))
    assert (opened().get("a"), opened().get("b")) == (None, 2)
    opened().clear()
    assert opened().get("b") is None


def test_what_has_ended_is_swept_out(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand callers of a minute leave no row behind when the next ones come."""
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    cache = opened()
    for caller in range(1_000):
        cache.add(f"calls:{caller}", 1, timeout=60)
    monkeypatch.setattr(time, "time", lambda: 1_800_000_061.0)
    cache.add("calls:next", 1, timeout=60)
    assert cache._ask("SELECT count(*) FROM foundation_sharedvalue") == [(1,)]


def _count_together(opened: Open) -> list[str]:
    """What goes wrong when many threads count one caller at once."""
    wrong: list[str] = []
    start = threading.Barrier(THREADS)

    def count() -> None:
        try:
            cache = opened()
            start.wait()
            for _ in range(EACH):
                if not cache.add("calls", 1, timeout=60):
                    cache.incr("calls")
        except Exception as error:  # noqa: BLE001  -- whatever it is, the test wants to see it
            wrong.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=count) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_none_is_lost_where_many_count_in_the_file(tmp_path: Path) -> None:
    """Eight threads, each with the file opened by itself."""

    def opened() -> SharedCache:
        return FileCache(str(tmp_path / "shared.sqlite3"), {})

    assert _count_together(opened) == []
    assert opened().get("calls") == THREADS * EACH


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_none_is_lost_where_many_count_in_the_table() -> None:
    """Eight connections to the database, as eight processes have; its disk is not waited for."""
    assert _count_together(lambda: TableCache("", {})) == []
    cache = TableCache("", {})
    assert cache.get("calls") == THREADS * EACH
    kept = "SELECT relpersistence::text FROM pg_class WHERE relname = 'foundation_sharedvalue'"
    assert cache._ask(kept) == [("u",)]
    cache.clear()


def test_a_file_that_is_none_fails_as_a_database_does(tmp_path: Path) -> None:
    """So who counts can decide what follows; a file that was deleted is made anew."""
    place = tmp_path / "shared.sqlite3"
    place.write_bytes(b"no database" * 1_000)
    with pytest.raises(DatabaseError, match=r"shared\.sqlite3"):
        FileCache(str(place), {}).add("a", 1)
    place.unlink()
    assert FileCache(str(place), {}).add("a", 1) is True
    assert sqlite3.connect(place).execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_place_that_cannot_be_had_fails_as_a_database_does(tmp_path: Path) -> None:
    """A folder that cannot be made, a disk without room: no other error than that of a database."""
    (tmp_path / "folder").write_bytes(b"")
    with pytest.raises(DatabaseError, match=r"shared\.sqlite3"):
        FileCache(str(tmp_path / "folder" / "shared.sqlite3"), {}).get("a")


def _descriptors(place: Path) -> int:
    """How often this process has a file open."""
    found = 0
    for each in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # that of the listing itself
            found += each.readlink() == place
    return found


def test_many_threads_hold_the_file_open_once(tmp_path: Path) -> None:
    """A server whose threads come and go keeps no descriptor of each of them."""
    place = tmp_path / "shared.sqlite3"
    assert _count_together(lambda: FileCache(str(place), {})) == []
    together = threading.Barrier(THREADS + 1)

    def look() -> None:
        FileCache(str(place), {}).get("calls")
        together.wait()
        together.wait()

    threads = [threading.Thread(target=look) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    together.wait()
    opened = _descriptors(place)
    together.wait()
    for thread in threads:
        thread.join()
    assert opened == 1


def test_a_process_that_forked_opens_the_file_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its parent has open is not its own (SQLite allows no connection across a fork)."""
    place = tmp_path / "shared.sqlite3"
    cache = FileCache(str(place), {})
    cache.add("a", 1)
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert cache.incr("a") == 2
    assert _descriptors(place) == 2
