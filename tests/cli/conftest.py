"""The command as an operator types it, and library folders to type it against."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.loaded import loaded
from tests.processes import DATABASE, environment, lay_out

COMMAND = (sys.executable, "-m", "biaozhun.cli")
DAY = "2026-07-01"
OWN = (
    {
        "number": "GB/T 1.1-2020",
        "title_zh": "标准化工作导则 第1部分：标准化文件的结构和起草规则",
        "published": "2020-03-31",
        "in_force": "2020-10-01",
    },
    {"number": "GB/T 123456-2021", "title_zh": "自有目录的标准", "in_force": "2021-10-01"},
)

Outcome = subprocess.CompletedProcess[str]
Run = Callable[..., Outcome]
Write = Callable[..., Path]
Dump = dict[str, list[tuple[Any, ...]]]


def run_command(
    *words: object,
    stdin: str | bytes = "",
    largest_file: int | None = None,
    settings: Mapping[str, str] | None = None,
    new_folder: bool = False,
) -> Outcome:
    """Run ``biaozhun`` with these words.

    It is a process of its own that had its libraries loaded beforehand (:mod:`tests.loaded`),
    and one from the start where Python itself is told something, a folder is to be made, or
    another command is running.

    Args:
        words: its arguments.
        stdin: what is typed or piped into it.
        largest_file: bytes any file may grow to, which is how a full disk looks to a process.
        settings: environment variables it has beside the usual ones.
        new_folder: that it makes its folder is what is tried: nothing is laid out beforehand.
    """
    if "--data-dir" in words and not new_folder:
        folder = Path(str(words[words.index("--data-dir") + 1]))
        if not (folder / DATABASE).exists():
            lay_out(folder)

    own = environment(**(settings or {}))
    told = stdin.encode() if isinstance(stdin, str) else stdin
    is_python_told = any(not name.startswith("BIAOZHUN_") for name in settings or {})
    if new_folder or is_python_told or not loaded().free.acquire(blocking=False):
        done = run_from_the_start(map(str, words), told, own)
    else:
        try:
            done = loaded().run([*map(str, words)], told, own, largest_file)
        finally:
            loaded().free.release()
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def run_from_the_start(
    words: Iterable[str], stdin: bytes, own: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Run ``biaozhun`` in a new interpreter, as a shell does."""
    return subprocess.run(
        [*COMMAND, *words], check=False, input=stdin, capture_output=True, env=own, timeout=120
    )


@pytest.fixture(scope="session")
def biaozhun() -> Run:
    """``biaozhun`` with these words; its exit code, output and messages."""
    return run_command


def write_rows(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write rows as JSON Lines."""
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows as JSON Lines; without rows the two of the operator's own catalogue."""

    def written(name: str = "own.jsonl", rows: Sequence[Mapping[str, object]] = OWN) -> Path:
        return write_rows(tmp_path / name, rows)

    return written


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds the operator's own two records; tests work on copies of it."""
    place = tmp_path_factory.mktemp("imported")
    rows = write_rows(place / "own.jsonl", OWN)
    done = run_command("import", rows, "--data-dir", place / "library", "--seen", DAY)
    assert done.returncode == 0, done.stderr
    return place / "library"


@pytest.fixture(scope="session")
def with_demonstration(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds the operator's own records and the demonstration beside them."""
    library = tmp_path_factory.mktemp("demonstration") / "library"
    shutil.copytree(imported, library)
    done = run_command("demo", "--yes", "--projects", 2, "--data-dir", library)
    assert done.returncode == 0, done.stderr
    return library


@pytest.fixture
def library(imported: Path, tmp_path: Path) -> Path:
    """A copy of the library with the operator's own records, to change."""
    return Path(shutil.copytree(imported, tmp_path / "library"))


@pytest.fixture
def mixed_library(with_demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the library with the demonstration, to change."""
    return Path(shutil.copytree(with_demonstration, tmp_path / "mixed"))


ITS_OWN = (  # counters, lists of its tables, its timetable, what followers are to be told
    *("sqlite_sequence", "django_migrations", "django_content_type", "auth_permission"),
    *("foundation_queuedtask", "search_outbox", "catalogue_editionchange"),
)


def dump(library: Path) -> Dump:
    """Every row of every table but what the platform keeps for itself (``ITS_OWN``)."""
    with closing(sqlite3.connect(library / DATABASE)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)  # noqa: S608  -- names of our own tables
            for (name,) in sorted(names)
            if name not in ITS_OWN
        }


def find(library: Path, query: str = "", *options: str) -> dict[str, Any]:
    """What a search answers."""
    done = run_command("search", query, "--json", "--data-dir", library, *options)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
