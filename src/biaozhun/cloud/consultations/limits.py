"""How much may be sent: by one sender in an hour, and in one comment."""

from typing import Final

from django.http import HttpRequest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.senders import sent_this_hour
from biaozhun.cloud.demands.limits import MOST_BYTES, MOST_FILES

AN_HOUR: Final = 20  # comments of one sender without an account
AN_HOUR_WITH_ACCOUNT: Final = 100
LOOKUPS_AN_HOUR: Final = 60  # codes of receipts that one sender may try
UPLOAD: Final = MOST_BYTES * MOST_FILES  # bytes, all files of one comment
LONGEST: Final = 5000  # characters of a comment or a proposal
"""Nobody reads more; who has more to say sends a file."""


def may_file(request: HttpRequest, person: Person | None) -> bool:
    """Count one more comment, and whether it is not too many in this hour."""
    most = AN_HOUR if person is None else AN_HOUR_WITH_ACCOUNT
    return sent_this_hour("consultations:filed", request, person) <= most


def may_look_up(request: HttpRequest) -> bool:
    """Count one more code that is tried, and whether it is not too many in this hour."""
    return sent_this_hour("consultations:receipts", request, None) <= LOOKUPS_AN_HOUR
