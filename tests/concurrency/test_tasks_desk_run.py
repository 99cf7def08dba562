"""A run of the desk whose process is killed goes on by itself and ends like one left alone."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.processes import DATABASE, environment, lay_out

ROWS = 12_000
PATIENCE = 120  # seconds; a lease, the rows, and a machine with other work
ORDER = """
import django; django.setup()
import datetime as dt, sys
from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.desk.actions import ordering, uploading
from biaozhun.cloud.desk.actions.moving import move
person = Person.objects.create_user("op@example.org", name="op", role="operator")
upload = uploading.receive("many.csv", [sys.stdin.buffer.read()], by=person).upload
upload.source_slug, upload.seen = "own", dt.date(2026, 7, 1)
upload.save()
move(upload, "check")
move(upload, "have_checked")
ordering.order_run(upload, by=person)
"""


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold in time."""
    last = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < last:
        time.sleep(0.02)
    return holds()


def ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """What the database says."""
    with closing(sqlite3.connect(folder / DATABASE, timeout=20)) as database:
        return database.execute(sql).fetchall()


def workers_of(process: int) -> list[int]:
    """The processes that a process has started."""
    children = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for file in children for child in file.read_text().split()]


def order(folder: Path) -> None:
    """A data folder with one upload whose run is ordered."""
    surroundings = environment() | {
        "BIAOZHUN_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "biaozhun.cloud.config.settings",
    }
    lay_out(folder)
    rows = "".join(f"GB/T {n + 1}-2020,第{n}项\n" for n in range(ROWS))
    content = f"标准编号,中文名称\n{rows}".encode()
    subprocess.run([sys.executable, "-c", ORDER], check=True, env=surroundings, input=content)


def test_a_run_killed_midway_goes_on_within_a_minute(tmp_path: Path) -> None:
    """SIGKILL of the process of the tasks while rows go in: one run, every row of it once."""
    order(tmp_path)
    words = [sys.executable, "-m", "biaozhun.cli", "work", "--data-dir", str(tmp_path)]
    process = subprocess.Popen(words, env=environment(), stdin=subprocess.DEVNULL)
    position = "SELECT position FROM catalogue_importrun"
    try:
        assert eventually(lambda: ask(tmp_path, position) > [(0,)])
        for worker in workers_of(process.pid):
            os.kill(worker, signal.SIGKILL)
        killed, (stood,) = time.monotonic(), ask(tmp_path, position)
        assert stood < (ROWS,)
        assert eventually(lambda: ask(tmp_path, position) > [stood])
        assert time.monotonic() - killed < 60
        state = "SELECT state FROM desk_upload"
        assert eventually(lambda: ask(tmp_path, state) == [("done",)])
        account = "SELECT state, position, stored, merged, rejected FROM catalogue_importrun"
        assert ask(tmp_path, account) == [("done", ROWS, ROWS, 0, 0)]
        assert ask(tmp_path, "SELECT count(*) FROM catalogue_edition") == [(ROWS,)]
    finally:
        process.terminate()
        process.wait()
