"""Asking other machines: where an address leads, and whether it may be asked.

What a stranger names must not make this machine ask those beside it. An address is resolved once,
judged by the machine it leads to, and that very machine is connected to, whatever the name means a
moment later.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from biaozhun.core.errors import BiaozhunError

TIMEOUT: Final = 20.0  # seconds without a byte, and for the head of an answer to what is posted
_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are of IPv4


class OutgoingError(BiaozhunError):
    """An address cannot be asked, or must not be."""

    default_code = "outgoing_failed"


class Target(NamedTuple):
    """A machine that an address leads to."""

    parts: SplitResult
    host: str
    port: int
    ip: str

    @property
    def nearness(self) -> int:
        """0 where anybody reaches the address, 1 within a network, 2 this machine or its cable."""
        ip = _meant(ipaddress.ip_address(self.ip.split("%")[0]))
        if ip.is_loopback or ip.is_link_local or ip.is_unspecified or ip.is_multicast:
            return 2
        return 0 if ip.is_global else 1

    @property
    def path(self) -> str:
        """What is asked of the machine."""
        query = f"?{self.parts.query}" if self.parts.query else ""
        return (self.parts.path or "/") + query


def _meant(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The address of IPv4 inside one of IPv6 that stands for it."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def target_of(address: str) -> Target:
    """Where an address leads.

    Raises:
        OutgoingError: it is no address of HTTP.
        OSError: its host has no address.
    """
    parts, host, port = read_address(address)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a part of the name is empty or too long
        raise _invalid(address) from error
    return Target(parts, host, port, str(found[0][4][0]))


def read_address(address: str) -> tuple[SplitResult, str, int]:
    """The parts of an address, its host and its port; nobody is asked what the name means.

    Raises:
        OutgoingError: it is no address of HTTP.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _invalid(address) from error
    sound = address.isascii() and address.isprintable() and " " not in address
    if parts.scheme not in _PORTS or not host or parts.username or not sound:
        raise _invalid(address)
    return parts, host, port or _PORTS[parts.scheme]


def check_named(address: str, *, private: bool = False) -> None:
    """Look at an address as it is given, without asking anybody what its name means.

    Raises:
        OutgoingError: it is no address of HTTP, or names a private machine by its number.
    """
    parts, host, port = read_address(address)
    with contextlib.suppress(ValueError):
        named = Target(parts, host, port, str(ipaddress.ip_address(host)))
        if named.nearness and not private:
            raise _is_private(address)


def post(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    timeout: float = TIMEOUT,
    private: bool = False,
) -> int:
    """Send something to an address that somebody named; the status of the answer.

    No redirect is followed and nothing of the answer is read but its head.

    Args:
        address: of http or https.
        body: what is sent.
        headers: besides those that HTTP itself needs.
        timeout: seconds without a byte, and for the head of the answer.
        private: whether the machine may be one that not everybody reaches.

    Raises:
        OutgoingError: it is no address of HTTP, or leads to a private machine.
        OSError: it does not answer.
    """
    target = target_of(address)
    if target.nearness and not private:
        raise _is_private(address)
    connection = connection_to(target, timeout)
    try:
        connection.request("POST", target.path, body, {"Connection": "close", **headers})
        with within(timeout, connection.sock), connection.getresponse() as answer:
            return answer.status
    except http.client.HTTPException as error:
        raise ConnectionError(f"the answer cannot be read: {error!r}") from error
    finally:
        connection.close()


@contextlib.contextmanager
def within(seconds: float, connected: socket.socket) -> Iterator[None]:
    """Break the connection where the block takes longer: a head may drip byte by byte.

    Raises:
        TimeoutError: it took longer.
    """
    is_over = threading.Event()

    def cut() -> None:
        is_over.set()
        with contextlib.suppress(OSError):  # it has ended by itself
            connected.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if is_over.is_set():  # what was read up to there looks like a head that has ended
        raise TimeoutError(f"the head of the answer takes longer than {seconds:.0f} s")


class _Plain(http.client.HTTPConnection):
    """A connection to the address that was checked, whatever its name means a moment later."""

    def __init__(self, target: Target, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self._ip = target.ip

    def connect(self) -> None:
        self.sock = socket.create_connection((self._ip, self.port), self.timeout)


class _Safe(_Plain):
    """The same with TLS; the certificate is checked against the name."""

    default_port = 443

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def connection_to(target: Target, timeout: float) -> http.client.HTTPConnection:
    """A connection to the very machine that was judged, not yet open."""
    kind = _Safe if target.parts.scheme == "https" else _Plain
    return kind(target, timeout)


def _is_private(address: str) -> OutgoingError:
    return OutgoingError(
        "the address leads to this machine or into a private network",
        code="address_private",
        fragment=address[:200],
        hint="give an address that anybody can reach",
    )


def _invalid(address: str) -> OutgoingError:
    return OutgoingError(
        "this is no address that can be fetched",
        code="address_invalid",
        fragment=address[:200],
        hint="give http://… or https://… without a password in it, non-ASCII signs as %XX",
    )
