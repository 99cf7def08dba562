"""Requests that failed by our fault, in the log: the page a reader sees promises that."""

import sys
import traceback

import structlog
from django.http import HttpRequest

log = structlog.get_logger(__name__)

LONGEST = 500  # characters of an address and of an error
LONGEST_TRACE = 8_000  # characters; its end is what tells


def log_failure(sender: object, request: HttpRequest | None = None, **_: object) -> None:  # noqa: ARG001  -- the form of a receiver
    """Write address, error and trace of a failed request as one event."""
    log.error(
        "request_failed",
        method=request.method if request else "",
        address=request.get_full_path()[:LONGEST] if request else "",
        error=repr(sys.exc_info()[1])[:LONGEST],
        trace=traceback.format_exc()[-LONGEST_TRACE:],
    )
