"""People work while an import runs: nobody is told that the database is locked."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.processes import DATABASE, environment, lay_out

ROWS = 8_000
ROUNDS = 25


def test_an_import_the_index_and_twenty_writers_work_together(tmp_path: Path) -> None:
    """All of them finish, every write is there, and no error of any kind is seen."""
    path, folder = tmp_path / "rows.jsonl", lay_out(tmp_path / "data")
    rows = ({"number": f"GB/T {n}-2020", "title_zh": f"第{n}项"} for n in range(1, ROWS + 1))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    python = [sys.executable, "-m", "biaozhun.cli"]
    subprocess.run(
        [*python, "work", "--until-closed", "--data-dir", str(folder)],
        check=True,
        stdin=subprocess.DEVNULL,
        env=environment(),
    )
    importing = subprocess.Popen(
        [*python, "import", str(path), "--source", "own", "--json", "--data-dir", str(folder)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    script = Path(__file__).with_name("twenty_writers.py")
    writing = subprocess.run(
        [sys.executable, str(script), str(folder), str(ROUNDS)],
        check=True,
        capture_output=True,
        env=environment(),
    )
    account, noise = importing.communicate()
    assert writing.stdout.decode() == ""
    assert json.loads(account)["stored"] == ROWS
    assert b"locked" not in noise
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        written = database.execute(
            "SELECT count(*) FROM catalogue_source WHERE slug LIKE 'writer-%'"
        ).fetchone()
        waiting = database.execute("SELECT count(*) FROM search_outbox").fetchone()
    assert (written[0], waiting[0]) == (20 * ROUNDS, 0)
