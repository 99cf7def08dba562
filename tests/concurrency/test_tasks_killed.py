"""A task whose worker is killed is done by the next one; two workers do nothing twice."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.processes import DATABASE, environment, lay_out

PATIENCE = 90  # seconds; a lease, and a busy machine that starts Python a few times
DISTANT = "2000-01-01 00:00:00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with its database."""
    return lay_out(tmp_path)


def surroundings(folder: Path) -> dict[str, str]:
    """An environment in which there is the application of the tests."""
    return environment() | {
        "DJANGO_SETTINGS_MODULE": "tests.concurrency.task_settings",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "SLEEPING_TICKS": str(folder / "ticks"),
    }


def worker(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """A background process as it stands alone beside the web servers."""
    return subprocess.Popen(
        [sys.executable, "-m", "biaozhun.cli", "work", "--data-dir", str(folder), *options],
        env=surroundings(folder),
        stdin=subprocess.DEVNULL,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Let a worker end, and those it started."""
    process.terminate()
    process.wait()


def put(folder: Path, name: str, *args: object) -> None:
    """Queue a task as an action does."""
    sql = (
        "INSERT INTO foundation_queuedtask "
        "(name, arguments, cron, queued, due, holder, failures, losses, error) "
        "VALUES (?, ?, '', ?, ?, '', 0, 0, '')"
    )
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        database.execute(sql, (name, json.dumps([args, {}]), DISTANT, DISTANT))


def ask(folder: Path, sql: str, *values: str) -> list[tuple[object, ...]]:
    """What the database says."""
    with closing(sqlite3.connect(folder / DATABASE, timeout=20)) as database, database:
        return database.execute(sql, values).fetchall()


def said(folder: Path) -> list[str]:
    """What the task has said."""
    path = folder / "said"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold in time."""
    last = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < last:
        time.sleep(0.05)
    return holds()


def test_a_task_killed_midway_is_done_again_within_a_minute(folder: Path) -> None:
    """SIGKILL of the process that does it: the one that stands by starts another, which does it."""
    put(folder, "sleeping.wait", str(folder))
    process = worker(folder)
    try:
        assert eventually(lambda: len(said(folder)) == 1)
        os.kill(int(said(folder)[0].split()[1]), signal.SIGKILL)
        killed = time.monotonic()
        assert eventually(lambda: len(said(folder)) == 2)
        assert time.monotonic() - killed < 60
        (folder / "go").touch()
        assert eventually(
            lambda: not ask(folder, "SELECT 1 FROM foundation_queuedtask WHERE cron = ''")
        )
        assert [line.split()[0] for line in said(folder)] == ["begun", "begun", "ended"]
    finally:
        end(process)


def test_a_worker_asked_to_end_gives_back_what_it_holds(folder: Path) -> None:
    """Its task is due at once and counts no failure and no loss; nothing of it goes on."""
    put(folder, "sleeping.wait", str(folder))
    process = worker(folder)
    assert eventually(lambda: len(said(folder)) == 1)
    end(process)
    left = "SELECT holder, failures, losses, due <= datetime('now', '+1 minute') "
    assert ask(folder, left + "FROM foundation_queuedtask WHERE cron = ''") == [("", 0, 0, 1)]
    with pytest.raises(ProcessLookupError):
        os.kill(int(said(folder)[0].split()[1]), 0)


def test_two_workers_do_a_time_of_the_timetable_once(folder: Path) -> None:
    """Both settle the timetable and look at one row that is due; one of them does it."""
    both = [worker(folder) for _ in range(2)]
    try:
        of_it = "FROM foundation_queuedtask WHERE name = 'sleeping.tick'"
        rows = "SELECT name, cron FROM foundation_queuedtask WHERE cron = '0 3 1 1 *'"
        assert eventually(lambda: ask(folder, rows) == [("sleeping.tick", "0 3 1 1 *")])
        ask(
            folder, "UPDATE foundation_queuedtask SET due = ? WHERE name = 'sleeping.tick'", DISTANT
        )
        put(folder, "sleeping.wait", str(folder))  # done after what has been due as long
        (folder / "go").touch()
        assert eventually(
            lambda: len(said(folder)) == 2 and ask(folder, f"SELECT holder {of_it}") == [("",)]
        )
        assert (folder / "ticks").read_text(encoding="utf-8") == "tick\n"
        assert ask(folder, f"SELECT due > datetime('now') {of_it}") == [(1,)]
    finally:
        for process in both:
            end(process)
