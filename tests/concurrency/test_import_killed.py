"""An import killed anywhere, typed again, ends like one that was left alone."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.processes import DATABASE, environment, lay_out

ROWS = 14_000
KILLS = 10
STEP = 1_000  # rows from kill to kill: the last leaves more than two batches of the largest size
TABLES = {
    "edition": "SELECT slug, number, title_zh, in_force, statements, conflicting "
    "FROM catalogue_edition ORDER BY slug",
    "row": "SELECT s.slug, digest, raw FROM catalogue_sourcerecord r "
    "JOIN catalogue_source s ON s.id = r.source_id ORDER BY 1, 2",
    "relation": "SELECT kind, subject, object FROM catalogue_relation ORDER BY 1, 2, 3",
    "rejected": "SELECT position, code FROM catalogue_rejectedrow ORDER BY 1",
    "run": "SELECT state, position, stored, merged, rejected FROM catalogue_importrun",
}


def rows() -> Iterator[dict[str, object]]:
    """Editions in pairs, one replacing the other, with a row now and then that cannot go in."""
    for n in range(ROWS):
        year = 2010 if n % 2 else 2020
        number = f"GB/T {n // 2 + 1}-{year}"
        row: dict[str, object] = {
            "number": number,
            "title_zh": f"第{n}项",
            "in_force": f"{year}-05-01",
        }
        if year == 2020:
            row["replaces"] = [{"number": f"GB/T {n // 2 + 1}-2010", "extent": "wholly"}]
        yield {"number": "T/T", "title_zh": "不是编号"} if n % 500 == 499 else row


def command(path: Path, folder: Path) -> list[str]:
    """The import as an operator types it."""
    options = ["--source", "own", "--seen", "2026-07-01", "--yes", "--data-dir", str(folder)]
    return [sys.executable, "-m", "biaozhun.cli", "import", str(path), *options]


def dump(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """What an import leaves in the database, without ids."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        return {name: database.execute(sql).fetchall() for name, sql in TABLES.items()}


def position(folder: Path) -> int:
    """How many rows are behind the run, 0 before there is one."""
    try:
        with closing(sqlite3.connect(folder / DATABASE, timeout=5)) as database:
            found = database.execute("SELECT max(position) FROM catalogue_importrun").fetchone()
    except sqlite3.OperationalError:
        return 0
    return found[0] or 0


def found(folder: Path) -> int:
    """How many editions a search for everything finds."""
    answer = subprocess.run(
        [sys.executable, "-m", "biaozhun.cli", "search", "", "--json", "--data-dir", str(folder)],
        check=True,
        capture_output=True,
        env=environment(),
    )
    total = json.loads(answer.stdout)["total"]
    assert isinstance(total, int)
    return total


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The rows as a file."""
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows()), encoding="utf-8")
    return path


def test_an_import_killed_at_ten_points_ends_equal_to_an_undisturbed_one(
    tmp_path: Path, file: Path
) -> None:
    """SIGKILL ten times on the way; the database, the account and the index are the same."""
    calm, killed = lay_out(tmp_path / "calm"), lay_out(tmp_path / "killed")
    subprocess.run(command(file, calm), check=False, env=environment(), stdout=subprocess.DEVNULL)
    chance = random.Random(20261122)  # noqa: S311  -- a repeatable choice of moments
    for kill in range(KILLS):
        target = kill * STEP
        process = subprocess.Popen(
            command(file, killed), env=environment(), stdout=subprocess.DEVNULL
        )
        while position(killed) < target and process.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
    last = subprocess.run(
        command(file, killed), check=False, env=environment(), stdout=subprocess.DEVNULL
    )
    assert last.returncode == 1  # some rows were rejected, as in the undisturbed run
    assert dump(killed) == dump(calm)
    assert found(killed) == found(calm) == len(dump(calm)["edition"])
