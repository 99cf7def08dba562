"""A harvest killed anywhere, typed again, ends like one that was left alone."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.processes import DATABASE, environment, lay_out
from tests.web import reply, served, web

ROWS = 1_500  # fifteen pages of a list
TABLES = {
    "edition": "SELECT slug, number, title_zh, in_force, statements, conflicting "
    "FROM catalogue_edition ORDER BY slug",
    "row": "SELECT s.slug, digest, raw, first_seen, last_seen, r.position "
    "FROM catalogue_sourcerecord r JOIN catalogue_source s ON s.id = r.source_id ORDER BY 1, 2",
    "relation": "SELECT kind, subject, object FROM catalogue_relation ORDER BY 1, 2, 3",
    "import": "SELECT state, position, stored, merged, rejected FROM catalogue_importrun",
    "exchange": "SELECT protocol, source, format, state, received, stored, merged, rejected, "
    "dropped, own FROM exchange_exchangerun",
    "point": "SELECT source, etag FROM exchange_harvestpoint",
}
_MOMENT = random.Random(20261122)  # noqa: S311  -- a repeatable choice of moments


def rows() -> bytes:
    """Editions in pairs, one replacing the other."""
    lines = []
    for n in range(ROWS):
        year = 2010 if n % 2 else 2020
        row: dict[str, object] = {
            "number": f"GB/T {n // 2 + 1}-{year}",
            "title_zh": f"第{n}项",
            "in_force": f"{year}-05-01",
        }
        if year == 2020:
            row["replaces"] = [{"number": f"GB/T {n // 2 + 1}-2010", "extent": "wholly"}]
        lines.append(json.dumps(row) + "\n")
    return "".join(lines).encode()


def biaozhun(*words: object) -> list[str]:
    """The command as an operator types it."""
    return [sys.executable, "-m", "biaozhun.cli", *map(str, words)]


def finish(*words: object) -> None:
    """Run a command to its end."""
    done = subprocess.run(
        biaozhun(*words), check=False, env=environment(), capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()


def kill_when(is_time: Callable[[], bool], *words: object) -> bool:
    """Start a command, kill it a little after its time has come; tells whether it was running."""
    process = subprocess.Popen(
        biaozhun(*words),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not is_time() and process.poll() is None:
        time.sleep(0.002)  # another process goes on meanwhile
    time.sleep(_MOMENT.random() * 0.03)
    was_running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return was_running


def dump(library: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a harvest leaves in the database, without ids and instants."""
    with closing(sqlite3.connect(library / DATABASE)) as database:
        return {name: database.execute(sql).fetchall() for name, sql in TABLES.items()}


def position(library: Path) -> int:
    """How many rows are behind the import, 0 before there is one."""
    try:
        with closing(sqlite3.connect(library / DATABASE, timeout=5)) as database:
            found = database.execute("SELECT max(position) FROM catalogue_importrun").fetchone()
    except sqlite3.OperationalError:
        return 0
    return found[0] or 0


def left_over(library: Path) -> list[str]:
    """What lies in the folders of harvests besides lock and mark."""
    return sorted(p.name for p in library.glob("harvests/*/*") if p.name not in ("lock", "run"))


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an installation whose list has fifteen pages."""
    place = tmp_path_factory.mktemp("origin")
    (place / "rows.jsonl").write_bytes(rows())
    library = lay_out(place / "library")
    finish(
        *("import", place / "rows.jsonl", "--source", "alpha", "--seen", "2026-07-01"),
        *("--yes", "--data-dir", library),
    )
    with served(library) as address:
        yield f"{address}/oai"


def test_a_list_killed_at_its_pages_and_in_its_import_ends_like_an_undisturbed_one(
    tmp_path: Path, origin: str
) -> None:
    """SIGKILL after some pages, after more, and twice among the rows; nothing differs."""
    calm, killed = lay_out(tmp_path / "calm"), lay_out(tmp_path / "killed")
    told = ("harvest", origin, "--source", "one", "--yes", "--data-dir")
    finish(*told, calm)

    def pages() -> int:
        return len(list(killed.glob("harvests/*/page-*.xml")))

    moments: list[Callable[[], bool]] = [
        lambda: pages() >= 3,
        lambda: pages() >= 9,
        lambda: pages() >= 15,
        lambda: position(killed) > 0,
    ]
    was_running = [kill_when(moment, *told, killed) for moment in moments]
    assert was_running[:3] == [True, True, True]
    finish(*told, killed)
    assert dump(killed) == dump(calm)
    assert len(dump(calm)["edition"]) == ROWS
    assert left_over(killed) == left_over(calm) == []


def test_a_file_killed_half_way_and_in_its_import_is_fetched_once(tmp_path: Path) -> None:
    """The second command asks for the rest only, the third asks for nothing, and all is equal."""
    content, half = rows(), len(rows()) // 2
    calm, killed = lay_out(tmp_path / "calm"), lay_out(tmp_path / "killed")
    let_go = threading.Event()

    def whole(handler: BaseHTTPRequestHandler) -> None:
        reply(handler, 200, content, ETag='"v1"')

    def halting(handler: BaseHTTPRequestHandler) -> None:
        if "Range" in handler.headers:
            start = int(handler.headers["Range"].removeprefix("bytes=").rstrip("-"))
            span = f"bytes {start}-{len(content) - 1}/{len(content)}"
            reply(handler, 206, content[start:], ETag='"v1"', Content_Range=span)
            return
        handler.send_response(200)
        handler.send_header("ETag", '"v1"')
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[:half])
        handler.wfile.flush()
        let_go.wait(60)

    with web({"/calm.jsonl": whole, "/killed.jsonl": halting}) as (address, asked):
        options = ("--source", "big", "--yes", "--data-dir")
        finish("harvest", f"{address}/calm.jsonl", *options, calm)
        told = ("harvest", f"{address}/killed.jsonl", *options, killed)
        begun = killed / "harvests"
        assert kill_when(lambda: any(p.stat().st_size for p in begun.glob("*/part")), *told)
        let_go.set()
        held = sum(p.stat().st_size for p in begun.glob("*/part"))
        assert kill_when(lambda: position(killed) > 0, *told)
        finish(*told)
    assert dump(killed) == dump(calm)
    assert len(dump(calm)["edition"]) == ROWS
    ranges = [headers.get("range") for path, headers in asked if path == "/killed.jsonl"]
    assert ranges == [None, f"bytes={held}-"]
    assert left_over(killed) == left_over(calm) == []
