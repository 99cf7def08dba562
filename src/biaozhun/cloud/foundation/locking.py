"""Locks between processes of one machine, held by the system and freed with their holder."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path


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
