"""People who are told something, and a machine that takes what is posted to it."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.messaging.actions.telling import Message

Make = Callable[..., Person]


class Taken(NamedTuple):
    """What a machine was sent: its headers in small letters, and the body."""

    headers: dict[str, str]
    body: bytes


class Machine(NamedTuple):
    """A machine, what it was sent, and the statuses it answers with; the last one for ever."""

    address: str
    taken: list[Taken]
    statuses: list[int]


def message(key: str = "k1", **told: object) -> Message:
    """Something to tell."""
    return Message(
        **{
            "kind": "messaging.trial",
            "subject": "GB/T 1.1-2020 即将实施",
            "text": "原为现行，现为被代替。",
            "address": "/standards/GB/T-1.1",
            "key": key,
            **told,
        }
    )


@pytest.fixture
def make(db: None) -> Make:  # noqa: ARG001  -- the database is what it writes to
    """Make a person."""

    def made(name: str = "reader", role: Role = Role.READER) -> Person:
        return Person.objects.create_user(f"{name}@example.org", name=name, role=role)

    return made


@pytest.fixture
def reader(make: Make) -> Person:
    """Somebody who is told something."""
    return make()


@pytest.fixture
def browser(reader: Person) -> Client:
    """The reader's browser."""
    client = Client()
    client.force_login(reader)
    return client


@pytest.fixture
def machine() -> Iterator[Machine]:
    """A machine that takes what is posted to it."""
    taken: list[Taken] = []
    statuses = [204]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            taken.append(Taken(headers, self.rfile.read(int(headers["content-length"]))))
            self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Machine(f"http://127.0.0.1:{server.server_port}/hook", taken, statuses)
    server.shutdown()
    server.server_close()
    thread.join()
