"""What an edition is on a date, told from its dated facts.

The index holds days and counts from them on the day of the question; no word like "in force" is
stored for an edition as such, so nothing has to be written anew because a day has passed.
"""

from datetime import date
from typing import Final, Literal

import msgspec

EndKind = Literal["", "replaced", "withdrawn", "renumbered"]

STATUSES: Final = (
    "in_force",
    "upcoming",
    "partly_replaced",
    "suspended",
    "not_yet_published",
    "replaced",
    "withdrawn",
    "renumbered",
    "unknown",
)
HOLDING: Final = ("in_force", "partly_replaced")  # an edition in these may be relied on
NEVER: Final = 10_000_000  # a day behind the last one a date can name (9999-12-31 is 3 652 059)
MOST_PHASES: Final = 8


class Phase(msgspec.Struct, frozen=True):
    """From a day on (``None``: since ever), until the next phase, an edition has a status."""

    start: date | None
    status: str


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
        stated: the phases as worked out elsewhere, in their order, the first since ever. Where
            given they decide the status, and the facts above only serve dates and years.
    """

    published: date | None = None
    start: date | None = None
    end: date | None = None
    end_kind: EndKind = ""
    partly_from: date | None = None
    suspended_from: date | None = None
    suspended_to: date | None = None
    unknown: bool = False
    stated: tuple[Phase, ...] = ()

    def __post_init__(self) -> None:
        if (self.end is None) != (not self.end_kind):
            raise ValueError("an end has a kind and a kind has an end")
        days = [NEVER if phase.start is None else phase.start.toordinal() for phase in self.stated]
        if self.stated and (days[0] != NEVER or days[1:] != sorted(set(days[1:]) - {NEVER})):
            raise ValueError("phases begin since ever and go on day by day")
        if len(self.stated) > MOST_PHASES:
            raise ValueError(f"no edition has more than {MOST_PHASES} phases")

    def status_on(self, day: date) -> str:
        """The one status of ``STATUSES`` on a day."""
        if not self.stated:
            return self._status_by_facts(day)
        reached = [phase for phase in self.stated if phase.start is None or phase.start <= day]
        return reached[-1].status

    def phases(self) -> tuple[Phase, ...]:
        """The status from day to day; the first phase has no begin, equal neighbours are one."""
        if self.stated:
            return self.stated
        found = [Phase(None, self._status_by_facts(date.min))]
        for day in self._turning_days():
            status = self._status_by_facts(day)
            if status != found[-1].status:
                found.append(Phase(day, status))
        return tuple(found)

    def _turning_days(self) -> list[date]:
        days = (
            self.published,
            self.start,
            self.end,
            self.partly_from,
            self.suspended_from,
            self.suspended_to,
        )
        return sorted({day for day in days if day is not None})

    def _status_by_facts(self, day: date) -> str:  # noqa: PLR0911  -- one return a rule, in order
        """Earlier rules win over later ones."""
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
    """The day as a number; an event without a date never comes."""
    return NEVER if event is None else event.toordinal()
