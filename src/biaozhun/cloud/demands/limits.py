"""How much may be filed: by one sender, by one form, in one file."""

from typing import Final

from django.http import HttpRequest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.senders import sent_this_hour

AN_HOUR: Final = 10  # demands and suggestions of one sender without an account
AN_HOUR_WITH_ACCOUNT: Final = 60
LOOKUPS_AN_HOUR: Final = 60  # codes of receipts that one sender may try
MOST_FILES: Final = 5  # of one case
MOST_BYTES: Final = 10 * 1024 * 1024  # of one file
LARGEST_ID: Final = 2**63 - 1  # what the database holds


def may_file(request: HttpRequest, person: Person | None) -> bool:
    """Count one more that is filed, and whether it is not too many in this hour."""
    most = AN_HOUR if person is None else AN_HOUR_WITH_ACCOUNT
    return sent_this_hour("demands:filed", request, person) <= most


def may_look_up(request: HttpRequest) -> bool:
    """Count one more code that is tried, and whether it is not too many in this hour."""
    return sent_this_hour("demands:receipts", request, None) <= LOOKUPS_AN_HOUR
