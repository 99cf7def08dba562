"""Who sends a form, and how often in an hour: people without an account send as well."""

import ipaddress
import time
from typing import Final

import structlog
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.sign_in.address import client_address

log = structlog.get_logger(__name__)

_HOUR: Final = 3600  # seconds
_NETWORK: Final = 64  # bits of an IPv6 address that name a household


def sender_of(request: HttpRequest, person: Person | None) -> str:
    """Who sends: a person, an IPv4 address, or the network of an IPv6 one."""
    if person is not None:
        return f"person:{person.pk}"
    address = client_address(request) or ""
    if ":" not in address:
        return address
    return str(ipaddress.ip_network((address, _NETWORK), strict=False))


def sent_this_hour(what: str, request: HttpRequest, person: Person | None) -> int:
    """Count one more of a kind from whoever sends it; how many there were in this hour with it.

    Where it cannot be counted the answer is 0: a full disk is no reason to refuse.
    """
    window = int(time.time() // _HOUR)
    try:
        return count(f"{what}:{sender_of(request, person)}:{window}")
    except DatabaseError as error:
        log.warning("sending_not_counted", what=what, reason=str(error))
        return 0


def count(key: str) -> int:
    """Count one more under a key; how many there are with it. It is forgotten after two hours.

    Raises:
        DatabaseError: where the counts lie nothing can be written.
    """
    try:
        return cache.incr(key)
    except ValueError:
        is_first = cache.add(key, 1, timeout=2 * _HOUR)
    return 1 if is_first else cache.incr(key)
