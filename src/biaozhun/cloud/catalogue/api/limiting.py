"""How many calls of the interface one caller may make in a minute.

Nobody needs a key; whoever brings one may do more. All processes of the service count in one place
(:mod:`biaozhun.cloud.foundation.shared_cache`), so the limit holds over all of them.
"""

import ipaddress
import time
from collections.abc import Callable
from http import HTTPStatus

import msgspec
import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from biaozhun.cloud.accounts.actions.keys import use_key
from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.sign_in.address import client_address
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.problems import problem
from biaozhun.cloud.ui.views import API

log = structlog.get_logger(__name__)

WINDOW = 60  # seconds
BEARER = "bearer "  # a scheme in capitals is the same one (RFC 9110, 11.1)
NETWORK = 64  # bits of an IPv6 address that name a household; the rest it chooses itself


class Counted(msgspec.Struct, frozen=True):
    """How a caller stands in the present minute.

    Attributes:
        limit: calls allowed in it.
        made: calls made, this one among them.
        seconds: until the next minute begins.
    """

    limit: int
    made: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """What every answer says of it."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.limit - self.made)),
            "RateLimit-Reset": str(self.seconds),
        }


def rate_limit(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Count the calls below ``/api/v1/`` and refuse what is too much, saying when to come back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        is_call = request.path.startswith(f"{API}v1/") and request.path != f"{API}v1/docs"
        if not is_call:  # the page that explains the limit can be read by whoever reached it
            return respond(request)
        given = request.headers.get("Authorization", "")
        holder = _holder(given)
        if _is_key(given) and holder is None:
            return _no_key()
        if holder is not None:
            counted = _count(f"person:{holder.pk}", settings.API_RATE_WITH_KEY)
        else:
            counted = _count(_caller(client_address(request) or ""), settings.API_RATE)
        if counted is None:
            return respond(request)
        answer = _refused(counted) if counted.made > counted.limit else respond(request)
        for name, value in counted.headers.items():
            answer.headers[name] = value
        return answer

    return middleware


def _holder(authorization: str) -> Person | None:
    """Whose key the header bears; the day is noted with the key."""
    if not _is_key(authorization):
        return None
    return use_key(authorization[len(BEARER) :], on=today())


def _is_key(authorization: str) -> bool:
    return authorization[: len(BEARER)].lower() == BEARER


def _caller(address: str) -> str:
    """Who calls: an IPv4 address, or the network of an IPv6 one; all without one are the same."""
    if ":" not in address:
        return address
    return str(ipaddress.ip_network((address, NETWORK), strict=False))


def _count(caller: str, limit: int) -> Counted | None:
    """Count one call; ``None`` where there is no limit, or where it could not be counted.

    The limit shares out what there is; a full disk is no reason to refuse who only reads.
    """
    if not limit:
        return None
    present = time.time()
    window = int(present // WINDOW)
    try:
        made = _counted(f"calls:{caller}:{window}")
    except DatabaseError as error:
        log.warning("call_not_counted", reason=str(error))
        return None
    return Counted(limit=limit, made=made, seconds=int((window + 1) * WINDOW - present) + 1)


def _counted(key: str) -> int:
    """How many calls there were, with this one: one statement, and two for the first."""
    try:
        return cache.incr(key)
    except ValueError:
        is_first = cache.add(key, 1, timeout=2 * WINDOW)
    return 1 if is_first else cache.incr(key)


def _refused(counted: Counted) -> HttpResponse:
    refusal = problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too_many_requests",
        f"more than {counted.limit} calls in a minute",
        hint=f"come back in {counted.seconds} s; a key allows more, /bulk has everything in files",
    )
    refusal.headers["Retry-After"] = str(counted.seconds)
    return refusal


def _no_key() -> HttpResponse:
    refusal = problem(
        HTTPStatus.UNAUTHORIZED,
        "key_invalid",
        "the key is not valid, or was taken back",
        hint="leave the header Authorization out, or make a new key on the page of your account",
    )
    refusal.headers["WWW-Authenticate"] = "Bearer"
    return refusal
