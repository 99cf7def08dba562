"""How much a form of the slice takes, in one place."""

from typing import Final

from django.core.cache import cache

LARGEST_ID: Final = 2**63 - 1
MOST_UNITS: Final = 60
MOST_PEOPLE: Final = 120
APPLICATIONS_AN_HOUR: Final = 10  # of one sender, to all calls together
_HOUR: Final = 3600  # seconds


def may_send(sender: str) -> bool:
    """Count one more application of a sender; whether it is still within the hour's number."""
    key = f"call-applications:{sender}"
    cache.add(key, 0, timeout=_HOUR)
    try:
        return cache.incr(key) <= APPLICATIONS_AN_HOUR
    except ValueError:  # it went between the two
        return True
