"""Addresses that strangers name: where they lead, and what is never asked."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from biaozhun.cloud.foundation.outgoing import OutgoingError, post, read_address, target_of


class _Heard(BaseHTTPRequestHandler):
    """Keeps what is posted; sends ``/moved`` elsewhere."""

    bodies: ClassVar[list[tuple[str, str, bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.bodies.append((self.path, self.headers["X-Mark"], body))
        self.send_response(302 if self.path == "/moved" else 204)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  -- the base class's name
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[str]:
    """The address of a machine of ours that listens."""
    _Heard.bodies.clear()
    server = HTTPServer(("127.0.0.1", 0), _Heard)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "224.0.0.1"),
        *("[::1]", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]"),
        *("[64:ff9b::7f00:1]", "[64:ff9b::a00:1]", "[2002:7f00:1::]", "[2002:a00:1::]"),
        *("0", "2130706433", "0x7f.1", "017700000001"),
    ],
)
def test_nothing_is_posted_to_machines_of_ours(host: str) -> None:
    """However a private address is written, in whichever family it hides."""
    with pytest.raises(OutgoingError) as refused:
        post(f"http://{host}:9/", b"", {})
    assert refused.value.code == "address_private"


@pytest.mark.parametrize("host", ["8.8.8.8", "[2001:4860:4860::8888]", "[::ffff:1.1.1.1]"])
def test_public_machines_are_near_to_nobody(host: str) -> None:
    """They may be asked; nobody is by this."""
    assert target_of(f"https://{host}/a?b").nearness == 0


def test_what_is_posted_arrives_where_it_may(listener: str) -> None:
    """With its headers and its query, and the status comes back."""
    assert post(f"{listener}/a?b=c", b"body", {"X-Mark": "1"}, private=True) == 204
    assert _Heard.bodies == [("/a?b=c", "1", b"body")]


def test_no_redirect_is_followed(listener: str) -> None:
    """Its status is the answer."""
    assert post(f"{listener}/moved", b"", {"X-Mark": "1"}, private=True) == 302
    assert [path for path, _, _ in _Heard.bodies] == ["/moved"]


@pytest.mark.parametrize(
    "address", ["", "file:///a", "http://", "http://a:b@c/", "http://a b/", "http://[::1/", "//a"]
)
def test_the_form_of_an_address_is_told_without_asking(address: str) -> None:
    """Only addresses of the web without a password in them are read."""
    with pytest.raises(OutgoingError) as refused:
        read_address(address)
    assert refused.value.code == "address_invalid"
