"""``biaozhun serve``: pages from a folder, an index that keeps up, an end without remains."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, DAY, Run, Write, environment

PATIENCE = 60  # seconds for a busy machine to start Python a few times

pytestmark = pytest.mark.xdist_group("cli")


def get(port: int, path: str = "/") -> tuple[int, str]:
    """Status and body of a page; 0 while nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except ConnectionError:
        return 0, ""
    finally:
        connection.close()


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold within the time a busy machine may need."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def descendants(process: int) -> set[int]:
    """Ids of the processes that a process has started, and of those that they have."""
    found: set[int] = set()
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            found |= {child} | descendants(child)
    return found


@pytest.fixture
def port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
def service(library: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A service on the library, ready to answer."""
    words = [*COMMAND, "serve", "--data-dir", str(library), "--port", str(port)]
    with subprocess.Popen(
        words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert eventually(lambda: get(port)[0] == 200 or process.poll() is not None)
            yield process
        finally:
            process.kill()


def test_it_serves_indexes_and_ends(
    biaozhun: Run, service: subprocess.Popen[str], port: int, library: Path, write: Write
) -> None:
    """It answers, finds what is imported meanwhile without a restart, and ends with its helpers."""
    status, home = get(port)
    assert (status, "<h1" in home) == (200, True)
    assert "后来的一项" not in get(port, "/search?q=T/CAS+7-2021")[1]
    path = write("more.jsonl", [{"number": "T/CAS 7-2021", "title_zh": "后来的一项"}])
    done = biaozhun("import", path, "--data-dir", library, "--seen", DAY)
    assert done.returncode == 0, done.stderr
    assert eventually(lambda: "后来的一项" in get(port, "/search?q=T/CAS+7")[1])
    helpers = descendants(service.pid)
    assert len(helpers) >= 2  # who serves, and who indexes
    service.send_signal(signal.SIGTERM)
    assert service.wait(timeout=PATIENCE) == 0
    assert eventually(lambda: not any(Path(f"/proc/{helper}").exists() for helper in helpers))
    assert get(port) == (0, "")


def test_a_service_that_was_killed_leaves_nobody_behind(
    service: subprocess.Popen[str], port: int
) -> None:
    """Killed without a warning, it takes its helpers along, and its port is free to start again."""
    helpers = descendants(service.pid)
    assert len(helpers) >= 2  # who serves, and who indexes
    service.kill()
    assert eventually(lambda: not any(Path(f"/proc/{helper}").exists() for helper in helpers))
    assert get(port) == (0, "")


def test_a_port_that_is_taken_is_told(biaozhun: Run, library: Path) -> None:
    """One line that names the address and what to do, exit code 2; no worker stays behind."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = biaozhun("serve", "--data-dir", library, "--port", port)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(
        f"biaozhun: address_taken: the service cannot listen on 127.0.0.1 port {port} ("
    )
    assert "name another by --port or --host" in line
