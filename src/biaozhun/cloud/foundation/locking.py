"""Locks between processes of one machine: of the system, and of the database."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from django.db import OperationalError

from biaozhun.core.errors import BiaozhunError


class DatabaseBusyError(BiaozhunError):
    """Another process writes the database for longer than one waits for it; go on later."""

    default_code: ClassVar[str] = "database_busy"
    exit_code: ClassVar[int] = 3


@contextlib.contextmanager
def busy_database_told() -> Iterator[None]:
    """Tell a database that another keeps locked from one that fails.

    Raises:
        DatabaseBusyError: it stayed locked for as long as SQLite waits; the transaction is undone.
    """
    try:
        yield
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        raise DatabaseBusyError("another process is writing the database") from error


@contextlib.contextmanager
def sole_process(path: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the lock that a file stands for; the file itself stays and means nothing.

    Args:
        path: the file; its folder is made if need be.
        wait: wait for another holder to let go.

    Yields:
        Whether the lock is held; always true where it waited.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
