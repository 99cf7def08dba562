"""Databases for tests that the migrations made once, not anew for every process."""

import sqlite3
import tempfile
from contextlib import closing
from urllib.parse import urlsplit

from django.db import connection

from tests.processes import bring_to_schema, empty_file, one_at_a_time, source_digest


def fill_from_file() -> None:
    """Put the empty database of today's schema in the place of what Django made of the models."""
    place = f"file:{empty_file()}?immutable=1"  # it is only read, and nothing is put beside it
    with closing(sqlite3.connect(place, uri=True)) as empty:
        connection.ensure_connection()
        empty.backup(connection.connection)


def use_template(address: str) -> None:
    """Have Django copy an empty database of today's schema; the first who asks makes it.

    Args:
        address: the database server's, as the service is told it.
    """
    name = f"biaozhun_empty_{source_digest()}"
    with one_at_a_time(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}_new")
            cursor.execute(f"CREATE DATABASE {name}_new")
            with tempfile.TemporaryDirectory() as folder:
                own = urlsplit(address)._replace(path=f"/{name}_new").geturl()
                bring_to_schema(folder, BIAOZHUN_DATABASE_URL=own)
            cursor.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    connection.settings_dict["TEST"]["TEMPLATE"] = name
