"""What the value of a rule counts."""

from enum import StrEnum
from typing import Final


class Unit(StrEnum):
    """What the value counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    SHARE = "share"  # of 1
    TIMES = "times"
    PARITY = "parity"  # the remainder of a number of people divided by 2


PERIODS: Final = frozenset({Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.YEARS})
"""The units of time."""
