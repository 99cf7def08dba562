"""How much a form of the slice takes, in one place."""

from typing import Final

from django.http import HttpRequest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.senders import sent_this_hour

LARGEST_ID: Final = 2**63 - 1
MOST_UNITS: Final = 60
MOST_PEOPLE: Final = 120
APPLICATIONS_AN_HOUR: Final = 10  # of one sender, to all calls together


def may_send(request: HttpRequest, person: Person | None) -> bool:
    """Count one more application of a sender; whether it is still within the hour's number."""
    return sent_this_hour("calls:applications", request, person) <= APPLICATIONS_AN_HOUR


def may_look_up(request: HttpRequest, person: Person | None) -> bool:
    """Count one more code that is tried; whether it is still within the hour's number."""
    return sent_this_hour("calls:receipts", request, person) <= APPLICATIONS_AN_HOUR
