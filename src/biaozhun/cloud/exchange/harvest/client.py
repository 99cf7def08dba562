"""A polite client of HTTP: it says who it is, asks one thing at a time, and waits when told to.

It follows few redirects, none to a less safe scheme and none from a public address to a private
one or from any other machine to this one: a site must not make this machine ask those beside it.
What a person names may be private, since two installations may stand in one intranet.
"""

import contextlib
import datetime as dt
import email.utils
import http.client
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from urllib.parse import urljoin

import msgspec

from biaozhun import __version__
from biaozhun.cloud.foundation.outgoing import (
    OutgoingError,
    Target,
    connection_to,
    target_of,
    within,
)
from biaozhun.core.errors import BiaozhunError

TRIES = 6
FIRST_PAUSE = 2.0  # seconds; doubled after every try
LONGEST_PAUSE = 600.0  # who asks to wait longer is asked again at the next harvest
TIMEOUT = 60.0  # seconds without a byte, and for the head of an answer
SLOW_AFTER = 5  # such times; behind them an answer that still drips is cut off
SLOWEST = 100  # bytes a second, on the average
REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})


class HarvestError(BiaozhunError):
    """What is harvested cannot be fetched or read."""

    default_code = "harvest_failed"


class Answer(msgspec.Struct):
    """The head of an answer and its body, which is read in portions.

    Attributes:
        address: from which it came in the end.
        headers: names in small letters.
    """

    status: int
    headers: Mapping[str, str]
    address: str
    _body: http.client.HTTPResponse
    _patience: float
    _began: float = msgspec.field(default_factory=time.monotonic)
    _size: int = 0

    def read(self, size: int) -> bytes:
        """The bytes that have come, at least one and none at the end: none waits for others.

        Raises:
            OSError: the connection broke, or brings next to nothing without an end.
        """
        try:
            found = self._body.read1(size)
        except http.client.HTTPException as error:
            raise ConnectionError(f"the answer breaks off: {error!r}") from error
        self._size += len(found)
        behind = time.monotonic() - self._began
        if found and behind > self._patience and self._size < behind * SLOWEST:
            raise ConnectionError(f"{self._size} bytes in {behind:.0f} s are too few")
        return found

    def close(self) -> None:
        """Let the connection go: where it is not kept alive, the body alone holds it."""
        self._body.close()


class Client:
    """Asks others on behalf of this installation.

    Args:
        contact: mail address of who keeps it; told to those it asks.
        wait: waits so many seconds; tests need not.
        tries: how often one thing is asked at most.
        first_pause: seconds before the second try.
        timeout: seconds that nothing may come, and that the head of an answer may take.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        wait: Callable[[float], None] = time.sleep,
        tries: int = TRIES,
        first_pause: float = FIRST_PAUSE,
        timeout: float = TIMEOUT,
    ) -> None:
        told = f"; +mailto:{contact}" if contact else ""
        self._agent = f"Biaozhun-Cloud/{__version__} (harvester{told})"
        self._wait = wait
        self._tries = tries
        self._first_pause = first_pause
        self._timeout = timeout

    @contextlib.contextmanager
    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Iterator[Answer]:
        """Ask for an address; the body lasts as long as the block.

        Raises:
            HarvestError: it cannot be asked, does not answer, or refuses.
        """
        connection, answer = self._patiently(address, dict(headers or {}))
        try:
            yield answer
        finally:
            answer.close()
            connection.close()

    def _patiently(
        self, address: str, headers: dict[str, str]
    ) -> tuple[http.client.HTTPConnection, Answer]:
        """Ask again after a growing pause where the other side is busy or away."""
        pause = self._first_pause
        for left in reversed(range(self._tries)):
            try:
                connection, answer = self._following(address, headers)
            except (OSError, http.client.HTTPException) as error:
                if not left or isinstance(error, ssl.SSLCertVerificationError):
                    raise _unreachable(address, error) from error
            else:
                if answer.status not in _BUSY:
                    return connection, answer
                answer.close()
                connection.close()
                pause = max(pause, _asked_pause(answer.headers.get("retry-after", "")))
                if not left or pause > LONGEST_PAUSE:
                    raise _busy(answer, pause)
            self._wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        raise AssertionError  # the last try returns or raises

    def _following(
        self, address: str, headers: dict[str, str]
    ) -> tuple[http.client.HTTPConnection, Answer]:
        target = _target(address)
        for _ in range(REDIRECTS + 1):
            connection, answer = self._ask(target, headers)
            place = answer.headers.get("location", "")
            if answer.status not in _MOVED or not place:
                return connection, answer
            answer.close()
            connection.close()
            following = _target(urljoin(answer.address, place))
            _check_redirect(target, following)
            target = following
        raise HarvestError(
            f"more than {REDIRECTS} redirects", code="too_many_redirects", fragment=address[:200]
        )

    def _ask(
        self, target: Target, headers: dict[str, str]
    ) -> tuple[http.client.HTTPConnection, Answer]:
        connection = connection_to(target, self._timeout)
        own = {"User-Agent": self._agent, "Accept-Encoding": "identity", "Connection": "close"}
        got: http.client.HTTPResponse | None = None
        try:
            connection.request("GET", target.path, headers=own | headers)
            with within(self._timeout, connection.sock):
                got = connection.getresponse()
        except BaseException:
            if got is not None:  # it alone holds the connection by now
                got.close()
            connection.close()
            raise
        told = {name.lower(): value for name, value in got.getheaders()}
        patience = self._timeout * SLOW_AFTER
        return connection, Answer(got.status, told, target.parts.geturl(), got, patience)


def _target(address: str) -> Target:
    """Where an address leads.

    Raises:
        HarvestError: it is no address of HTTP.
        OSError: its host has no address.
    """
    try:
        return target_of(address)
    except OutgoingError as error:
        raise HarvestError(
            error.message, code=error.code, fragment=error.fragment, hint=error.hint
        ) from error


def _check_redirect(target: Target, following: Target) -> None:
    """Refuse to be led where nobody sent us.

    Raises:
        HarvestError: to a private address from a public one, to this machine from another, or from
            https to http.
    """
    if following.nearness > target.nearness:
        reason = "leads from a public address to a private one, or to this machine itself"
    elif target.parts.scheme == "https" and following.parts.scheme != "https":
        reason = "leads from a safe address to an unsafe one"
    else:
        return
    raise HarvestError(
        f"the redirect {reason}",
        code="redirect_refused",
        fragment=following.parts.geturl()[:200],
        hint="name the address itself if you trust it",
    )


def _asked_pause(text: str) -> float:
    """Seconds that ``Retry-After`` asks for (RFC 9110, 10.2.3); 0 where it says nothing."""
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        when = email.utils.parsedate_to_datetime(text)
        return max(0.0, (when - dt.datetime.now(when.tzinfo)).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _unreachable(address: str, error: Exception) -> HarvestError:
    return HarvestError(
        f"the service does not answer: {error}",
        code="unreachable",
        fragment=address[:200],
        hint="the harvest goes on where it stood when it is ordered again",
    )


def _busy(answer: Answer, pause: float) -> HarvestError:
    status = HTTPStatus(answer.status)
    return HarvestError(
        f"the service is busy ({status.value} {status.phrase})",
        code="busy",
        fragment=answer.address[:200],
        hint=f"it asks to come back in {pause:.0f} s; what has come so far is kept",
    )
