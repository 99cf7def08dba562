"""A new library is laid out at once, with the tables that the migrations would make."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.processes import DATABASE, environment

START = """
import django
django.setup()
from django.core.management import call_command
{first}
call_command("migrate", verbosity=0, interactive=False)
"""
AT_ONCE = "from biaozhun.cloud.foundation.laying_out import lay_out; lay_out()"

Schema = dict[tuple[str, str], list[str]]


def made(folder: Path, first: str) -> Path:
    """A new database in a folder, made in a process of its own."""
    folder.mkdir()
    own = {
        "BIAOZHUN_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "biaozhun.cloud.config.settings",
    }
    command = [sys.executable, "-c", START.format(first=first)]
    subprocess.run(command, check=True, env=environment() | own, timeout=300)
    return folder / DATABASE


def schema(database: Path) -> Schema:
    """Tables with columns and constraints in any order, indexes, migrations noted as done."""
    with closing(sqlite3.connect(database)) as base:
        rows = base.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        found = {(kind, name): _parts(sql) for kind, name, sql in rows}
        noted = base.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
        return found | {("noted", ""): [one for (one,) in noted]}


def _parts(sql: str) -> list[str]:
    """What stands between the commas of a definition that no bracket holds together."""
    depth, parts = 0, [""]
    for sign in re.sub(r"\s+", " ", sql.partition("(")[2].rpartition(")")[0]):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return sorted(part.strip() for part in parts)


def test_a_new_library_has_the_tables_that_the_migrations_make(tmp_path: Path) -> None:
    """Not a column, a constraint or an index is another, and nothing is left to migrate."""
    at_once = schema(made(tmp_path / "at-once", AT_ONCE))
    one_by_one = schema(made(tmp_path / "one-by-one", ""))
    assert at_once.keys() == one_by_one.keys()
    assert {name: at_once[name] for name in at_once if at_once[name] != one_by_one[name]} == {}


def test_a_library_that_holds_something_is_let_be(tmp_path: Path) -> None:
    """What stands already is brought up to date by migrations alone."""
    folder = tmp_path / "held"
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATABASE)) as base:
        base.execute("CREATE TABLE own (id INTEGER)")
    looked = "connection.introspection.table_names() == ['own']"
    lines = ("import django; django.setup()", AT_ONCE, "from django.db import connection")
    code = "\n".join((*lines, f"assert {looked}"))
    own = {
        "BIAOZHUN_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "biaozhun.cloud.config.settings",
    }
    subprocess.run([sys.executable, "-c", code], check=True, env=environment() | own)
