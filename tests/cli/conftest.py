"""The command as an operator types it, and library folders to type it against."""

import atexit
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.processes import DATABASE, lay_out

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


def environment(**more: str) -> dict[str, str]:
    """SQLite in the folder named, whatever database and settings the rest of the suite has.

    Where Python may not keep compiled modules, each of the many commands would compile all of
    them again; they are kept in a folder of this session instead.
    """
    own = {k: v for k, v in os.environ.items() if not k.startswith(("BIAOZHUN_", "DJANGO_"))}
    if own.pop("PYTHONDONTWRITEBYTECODE", ""):
        own["PYTHONPYCACHEPREFIX"] = str(compiled_modules())
    return own | more


@cache
def compiled_modules() -> Path:
    """A folder for compiled modules that goes with this process."""
    folder = tempfile.mkdtemp(prefix="biaozhun-modules-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def run_command(
    *words: object,
    stdin: str | bytes = "",
    largest_file: int | None = None,
    settings: Mapping[str, str] | None = None,
    new_folder: bool = False,
) -> Outcome:
    """Run ``biaozhun`` with these words.

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

    def limit() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    done = subprocess.run(
        [*COMMAND, *map(str, words)],
        check=False,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        env=environment(**(settings or {})),
        preexec_fn=limit,
        timeout=120,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
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
    done = run_command("demo", "--yes", "--data-dir", library)
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
