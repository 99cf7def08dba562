"""How much may be filed: by one sender, by one form, in one file."""

import time
from typing import Final

import structlog
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.validity.limits import sender_of

log = structlog.get_logger(__name__)

AN_HOUR: Final = 10  # demands and suggestions of one sender without an account
AN_HOUR_WITH_ACCOUNT: Final = 60
LOOKUPS_AN_HOUR: Final = 60  # codes of receipts that one sender may try
MOST_FILES: Final = 5  # of one case
MOST_BYTES: Final = 10 * 1024 * 1024  # of one file
LARGEST_ID: Final = 2**63 - 1  # what the database holds
_HOUR: Final = 3600  # seconds


def may_file(request: HttpRequest, person: Person | None) -> bool:
    """Count one more that is filed, and whether it is not too many in this hour."""
    most = AN_HOUR if person is None else AN_HOUR_WITH_ACCOUNT
    return _counted("filed", request, person) <= most


def may_look_up(request: HttpRequest) -> bool:
    """Count one more code that is tried, and whether it is not too many in this hour."""
    return _counted("receipts", request, None) <= LOOKUPS_AN_HOUR


def _counted(what: str, request: HttpRequest, person: Person | None) -> int:
    """How many there were in this hour; where none can be counted, none is refused."""
    window = int(time.time() // _HOUR)
    key = f"demands:{what}:{sender_of(request, person)}:{window}"
    try:
        if cache.add(key, 1, timeout=2 * _HOUR):
            return 1
        return cache.incr(key)
    except (DatabaseError, ValueError) as error:
        log.warning("filing_not_counted", reason=str(error))
        return 0
