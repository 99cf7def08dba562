"""Processes that end with the one they belong to."""

import subprocess
import sys

ENDS_FIRST = """
import threading, time
from biaozhun.cli.children import wait_for_end_of_input
threading.Thread(target=wait_for_end_of_input, daemon=True).start()
time.sleep(0.3)
"""


def test_a_process_that_ends_before_its_input_ends_quietly() -> None:
    """A thread that waits for the end of input does not take the interpreter down at its end."""
    with subprocess.Popen(
        [sys.executable, "-c", ENDS_FIRST],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.wait(30) == 0
        assert child.stderr is not None
        assert child.stderr.read() == b""
