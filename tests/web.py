"""Small sites for tests to ask: one with answers of the test's own, and the service itself."""

import contextlib
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.processes import environment

COMMAND = (sys.executable, "-m", "biaozhun.cli")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def served(library: Path) -> Iterator[str]:
    """The address of a library that is served by a process of its own."""
    port = free_port()
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port), "--no-worker", "--data-dir", str(library)],
        env=environment(),
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/oai?verb=Identify")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  -- our own address
                return
        except OSError:
            time.sleep(0.1)  # a process of another program is starting
    raise AssertionError(f"nobody answers at {address}")


Answers = Mapping[str, Callable[[BaseHTTPRequestHandler], None]]


@contextlib.contextmanager
def web(answers: Answers) -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """A site with these answers, and what it was asked."""
    asked: list[tuple[str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            answers[self.path.split("?")[0]](self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    """Answer."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
