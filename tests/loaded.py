"""Commands in processes that have loaded beforehand what every command loads.

Two thirds of a short command's time go into loading libraries. One process for each process of
tests loads them, reads no settings and opens no database; for each command it makes a child, which
gets the command's words, environment, folder and pipes, runs it, and ends as it ends.
"""

import gc
import importlib
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from subprocess import PIPE

LIBRARIES = (
    *("biaozhun.cli", "django.core.management", "django.core.serializers.json", "django.forms"),
    *("django.db.migrations.executor", "django.db.models", "django.http", "django.test.client"),
    *("django.urls", "django.views.generic", "jinja2", "pydantic", "structlog"),
)
ASKED_BYTES = 200_000  # as many as a packet between processes takes
LATE = 120  # seconds


class Loaded:
    """A process with the libraries, and how to have commands run by its children."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._asking, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._asking.settimeout(LATE)
        with asked:
            number = asked.fileno()
            words = [sys.executable, "-P", str(Path(__file__)), str(number)]
            self._process = subprocess.Popen(
                words, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=dict(own), pass_fds=(number,)
            )  # its streams are made for pipes, as are those of the commands
        self.free = threading.Lock()

    def run(
        self,
        words: Sequence[str],
        stdin: bytes,
        own: Mapping[str, str],
        largest_file: int | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        """Run ``biaozhun``, one at a time; what it says and its exit code.

        Args:
            words: its arguments.
            stdin: what is piped into it.
            own: its environment.
            largest_file: bytes any file may grow to.

        Raises:
            TimeoutError: it did not end in time; it has been ended.
        """
        asked = json.dumps([words, dict(own), str(Path.cwd()), largest_file]).encode()
        read, write = zip(os.pipe(), os.pipe(), os.pipe(), strict=True)
        theirs = (read[0], write[1], write[2])
        socket.send_fds(self._asking, [asked], theirs)
        for number in theirs:
            os.close(number)
        child = int(self._asking.recv(ASKED_BYTES))
        with ThreadPoolExecutor(3) as pipes:
            pipes.submit(_say, write[0], stdin)
            said = [pipes.submit(_heard, number) for number in read[1:]]
            try:
                code = int(self._asking.recv(ASKED_BYTES))
            except TimeoutError:
                os.kill(child, signal.SIGKILL)
                raise
        return subprocess.CompletedProcess(words, code, *(one.result() for one in said))


def _say(number: int, told: bytes) -> None:
    """Write into a pipe; whoever ends without reading it all has heard enough."""
    try:
        with open(number, "wb") as pipe:
            pipe.write(told)
    except BrokenPipeError:
        return


def _heard(number: int) -> bytes:
    """All that comes through a pipe."""
    with open(number, "rb") as pipe:
        return pipe.read()


@cache
def loaded() -> Loaded:
    """The one process of this process; it ends when this one does."""
    from tests.processes import environment  # noqa: PLC0415  -- the process itself has no tests

    return Loaded(environment())


def serve(asked: socket.socket) -> None:
    """Make a child for each command, until nobody can ask any more. Returns in each child, too."""
    for name in LIBRARIES:
        importlib.import_module(name)
    if "biaozhun.cloud.config.settings" in sys.modules:
        raise AssertionError("the settings are each command's own")
    gc.freeze()
    while True:
        said, pipes, _, _ = socket.recv_fds(asked, ASKED_BYTES, 3)
        if not said:
            os._exit(0)  # there is nothing to write, and no command is to run
        child = os.fork()
        if not child:
            asked.close()
            become(said, pipes)
            return
        for number in pipes:
            os.close(number)
        asked.send(b"%d" % child)
        _, status = os.waitpid(child, 0)
        asked.send(b"%d" % os.waitstatus_to_exitcode(status))


def become(said: bytes, pipes: Sequence[int]) -> None:
    """Take on a command's words, environment, folder, limit and pipes."""
    words, own, folder, largest_file = json.loads(said)
    for place, number in enumerate(pipes):
        os.dup2(number, place)
        os.close(number)
    sys.argv[:] = ["biaozhun", *words]
    os.environ.clear()
    os.environ.update(own)
    os.chdir(folder)
    if largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
    from biaozhun.cli import main

    main()
