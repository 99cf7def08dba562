"""What an edition is on a date, told from its dated facts.

The index holds the facts as days and counts from them on the day of the question; no word like
"in force" is stored, so nothing has to be written anew because a day has passed.
"""

from datetime import date
from typing import Final, Literal

import msgspec

EndKind = Literal["", "replaced", "withdrawn", "renumbered"]

ENDS: Final = ("replaced", "withdrawn", "renumbered")
STATUSES: Final = (
    "in_force",
    "upcoming",
    "partly_replaced",
    "suspended",
    "not_yet_published",
    *ENDS,
    "unknown",
)
NEVER: Final = 10_000_000  # a day behind the last one a date can name (9999-12-31 is 3 652 059)


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The dated facts of one edition. Every day is the first on which the fact holds.

    Attributes:
        published: day of publication.
        start: day of entry into force.
        end: first day on which it no longer holds; ``end_kind`` says why.
        end_kind: ``replaced``, ``withdrawn``, ``renumbered``; empty where there is no end.
        partly_from: first day on which a part of it is replaced.
        suspended_from: first day of a suspension.
        suspended_to: first day after the suspension; ``None`` with a begin is an open one.
        unknown: the facts are known not to suffice; nothing is told from them.
    """

    published: date | None = None
    start: date | None = None
    end: date | None = None
    end_kind: EndKind = ""
    partly_from: date | None = None
    suspended_from: date | None = None
    suspended_to: date | None = None
    unknown: bool = False

    def __post_init__(self) -> None:
        if (self.end is None) != (not self.end_kind):
            raise ValueError("an end has a kind and a kind has an end")

    def status_on(self, day: date) -> str:
        """The one status of ``STATUSES`` on a day; earlier rules win over later ones."""
        if self.unknown:
            return "unknown"
        if _reached(self.end, day):
            return self.end_kind
        if _reached(self.suspended_from, day) and not _reached(self.suspended_to, day):
            return "suspended"
        if _reached(self.start, day):
            return "partly_replaced" if _reached(self.partly_from, day) else "in_force"
        if _reached(self.published, day):
            return "upcoming"
        if self.published is not None:
            return "not_yet_published"
        return "upcoming" if self.start is not None else "unknown"


def _reached(event: date | None, day: date) -> bool:
    return event is not None and event <= day


def day_number(event: date | None) -> int:
    """The day as the index holds it; an event without a date never comes."""
    return NEVER if event is None else event.toordinal()
