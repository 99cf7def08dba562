"""Requests that failed by our fault, in the log: the page a reader sees promises that."""

import sys
import traceback

import structlog
from django.http import HttpRequest

log = structlog.get_logger(__name__)

LONGEST = 500  # characters of an address and of an error
LONGEST_TRACE = 8_000  # characters; its end is what tells
SECRETS = ("token", "key")  # parts of an address that open something, by their name in its route


def log_failure(sender: object, request: HttpRequest | None = None, **_: object) -> None:  # noqa: ARG001  -- the form of a receiver
    """Write address, error and trace of a failed request as one event, and no secret of a link."""
    log.error(
        "request_failed",
        method=request.method if request else "",
        address=_told(request, request.get_full_path())[:LONGEST] if request else "",
        error=_told(request, repr(sys.exc_info()[1]))[:LONGEST],
        trace=_told(request, traceback.format_exc())[-LONGEST_TRACE:],
    )


def _told(request: HttpRequest | None, text: str) -> str:
    """The text with a sign in the place of every secret part of the address."""
    match = request.resolver_match if request else None
    for name in SECRETS:
        secret = match.kwargs.get(name) if match else None
        if secret:
            text = text.replace(str(secret), f"<{name}>")
    return text
