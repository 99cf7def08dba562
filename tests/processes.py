"""Running the project's own command in processes of its own."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

DATABASE = "biaozhun.sqlite3"


def environment() -> dict[str, str]:
    """SQLite in the folder named, whatever database the rest of the suite runs on."""
    ours = ("BIAOZHUN_D", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def lay_out(folder: Path) -> Path:
    """Put an empty database of today's schema into a folder, which is made if need be.

    Every command would bring a new database to that schema itself, in five seconds each time;
    those tests that a new folder is what they are about leave this out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_empty(), folder / DATABASE)
    return folder


@cache
def _empty() -> Path:
    """The database a command makes in a new folder."""
    folder = tempfile.mkdtemp(prefix="biaozhun-empty-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    words = ("-m", "biaozhun.cli", "search", "x", "--data-dir", folder)
    told = subprocess.DEVNULL
    subprocess.run([sys.executable, *words], check=True, env=environment(), stdout=told)
    return Path(folder) / DATABASE
