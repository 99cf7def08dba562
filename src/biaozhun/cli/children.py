"""Processes that belong to another one and end with it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading

LOOKED_AT = 0.2  # seconds between two looks at a process


def run(words: list[str], closing: threading.Event) -> int:
    """Run a command of this platform in a process until it ends or the present one closes.

    It ends by itself when its standard input closes, which happens with this process however that
    ends.

    Returns:
        Its exit code.
    """
    with subprocess.Popen(  # noqa: S603  -- the platform's own command
        [sys.executable, "-m", "biaozhun.cli", *words], stdin=subprocess.PIPE, env=os.environ
    ) as child:
        while child.poll() is None and not closing.wait(LOOKED_AT):
            pass
        if child.stdin is not None:
            child.stdin.close()
    return child.returncode


def wait_for_end_of_input() -> None:
    """Return when standard input is closed, which its other end does when it ends.

    Past Python's own buffer: a thread that still waits in it when the process ends takes the
    interpreter down with it.
    """
    while os.read(sys.stdin.fileno(), 4096):
        pass


def end_with_parent() -> None:
    """Ask the present process to end (SIGTERM) as soon as the one that started it is gone.

    For a process that ``multiprocessing`` started: nobody else ends it where its parent was killed,
    and it would keep what it holds, such as the port it listens on.
    """
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
