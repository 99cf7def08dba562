"""Running the project's own command in processes of its own."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

DATABASE = "biaozhun.sqlite3"
ROOT = Path(__file__).resolve().parents[1]
A_DAY = 24 * 3600  # seconds
SCHEMA = {"migrations", "models"}
KEPT = ROOT / ".pytest_cache" / "empty"


def environment(**more: str) -> dict[str, str]:
    """SQLite in the folder named, whatever database and settings the rest of the suite has.

    Where Python may not keep compiled modules, each of the many commands would compile all of
    them again, in a second of its own; they are kept beside the empty database instead.
    """
    ours = ("BIAOZHUN_", "DJANGO_")
    own = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    if own.pop("PYTHONDONTWRITEBYTECODE", ""):
        own["PYTHONPYCACHEPREFIX"] = str(KEPT / "modules")
    return own | more


def lay_out(folder: Path) -> Path:
    """Put an empty database of today's schema into a folder, which is made if need be.

    Every command would bring a new database to that schema itself, in twenty seconds each time;
    those tests that a new folder is what they are about leave this out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(empty_file(), folder / DATABASE)
    return folder


@cache
def empty_file() -> Path:
    """The database a command makes in a new folder: made once for each state of the source.

    All processes of a run and the runs after it take the same file, as long as nothing that
    could say anything about the schema has changed.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"{source_digest()}.sqlite3"
    with one_at_a_time():
        if not file.exists():
            for older in KEPT.glob("*.sqlite3"):
                if time.time() - older.stat().st_mtime > A_DAY:  # nobody's run lasts that long
                    older.unlink(missing_ok=True)
            with tempfile.TemporaryDirectory() as folder:
                bring_to_schema(folder)
                made = shutil.copy(Path(folder) / DATABASE, file.with_suffix(".new"))
            made.replace(file)
    return file


def bring_to_schema(folder: str, **settings: str) -> None:
    """Have a command bring the database of these settings to today's schema."""
    words = ("-m", "biaozhun.cli", "search", "x", "--data-dir", folder)
    told = subprocess.DEVNULL
    own = environment() | settings
    subprocess.run([sys.executable, *words], check=True, env=own, stdout=told)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """One process of all that run tests here; the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{source_digest()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def source_digest() -> str:
    """What changes with the schema: the migrations, the models, the libraries with tables."""
    source = sorted((ROOT / "src/biaozhun/cloud").rglob("*.py"))
    files = [ROOT / "requirements-dev.txt", *(one for one in source if _says_schema(one))]
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _says_schema(file: Path) -> bool:
    """Whether a file of the source makes tables, or names what is in them."""
    return file.stem in {"apps", "models", "settings"} or bool(SCHEMA & {*file.parts})
