"""How much a check may be, in one place: what pages say beside the button is what counts."""

import time
from typing import Final

import msgspec
import structlog
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.senders import count, sender_of
from biaozhun.cloud.validity.errors import TooManyChecksError

log = structlog.get_logger(__name__)

MOST_AT_ONCE: Final = 200_000  # characters of a text whose answer is waited for
MOST_CITATIONS: Final = 20_000  # of one document; one of 300 pages has some two thousand
_HOUR: Final = 3600  # seconds


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one may send.

    Attributes:
        megabytes: of a file.
        rows: of a list.
        characters: of a text, pasted or read from a file.
        an_hour: checks of one address or person; 0 for any.
        hours: after which a check goes with all that belongs to it.
        file_minutes: for which the file outlives the first report.
    """

    megabytes: int
    rows: int
    characters: int
    an_hour: int
    hours: int
    file_minutes: int


def limits() -> Limits:
    """Those of this installation."""
    return Limits(
        megabytes=settings.CHECK_MEGABYTES,
        rows=settings.CHECK_ROWS,
        characters=settings.CHECK_CHARACTERS,
        an_hour=settings.CHECKS_AN_HOUR,
        hours=settings.CHECKS_KEPT_HOURS,
        file_minutes=settings.CHECK_FILE_MINUTES,
    )


def count_check(request: HttpRequest, person: Person | None) -> None:
    """Count one more check of whoever sends it.

    Where it cannot be counted it is let through: a full disk is no reason to refuse.

    Raises:
        TooManyChecksError: there were too many in the present hour.
    """
    most = limits().an_hour
    if not most:
        return
    present = time.time()
    window = int(present // _HOUR)
    try:
        made = count(f"checks:{sender_of(request, person)}:{window}")
    except DatabaseError as error:
        log.warning("check_not_counted", reason=str(error))
        return
    if made > most:
        seconds = int((window + 1) * _HOUR - present) + 1
        refusal = TooManyChecksError(
            f"more than {most} checks in an hour", hint=f"come back in {seconds} s"
        )
        refusal.seconds = seconds
        raise refusal
