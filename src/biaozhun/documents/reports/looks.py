"""The signs and colours of outcomes, the same in every form of a report.

Colour never stands alone: a sign and a word are printed with it. The colours are those of the
pages of the service (ink on a light ground, contrast of 4.5 and more).
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from biaozhun.core.validity import Outcome


class Look(NamedTuple):
    """How an outcome looks: a sign of one character, the ink and the ground as RRGGBB."""

    sign: str
    ink: str
    ground: str


_GREEN, _BLUE, _AMBER = ("1B6E4B", "E6F2EC"), ("1D4F91", "E7EEF8"), ("8A5A00", "FBF1DC")
_RED, _VIOLET, _GREY = ("7A2E2E", "F8E7E7"), ("6B4E8A", "F0EAF6"), ("4B5563", "EEF0F2")

LOOKS: Final[Mapping[Outcome, Look]] = {
    Outcome.UNKNOWN: Look("?", *_GREY),
    Outcome.IN_FORCE: Look("●", *_GREEN),
    Outcome.UPCOMING: Look("◐", *_BLUE),
    Outcome.REPLACED: Look("⇢", *_AMBER),
    Outcome.PARTLY_REPLACED: Look("◑", *_AMBER),
    Outcome.WITHDRAWN: Look("✕", *_RED),
    Outcome.SUSPENDED: Look("‖", *_VIOLET),
    Outcome.RENUMBERED: Look("⇢", *_AMBER),
    Outcome.CLAUSES_WITHDRAWN: Look("◑", *_AMBER),
    Outcome.EDITION_UNKNOWN: Look("?", *_GREY),
    Outcome.NOT_HELD: Look("○", *_GREY),
    Outcome.NO_SUCH_NUMBER: Look("✕", *_RED),
    Outcome.MALFORMED: Look("✕", *_RED),
    Outcome.TITLE_MISMATCH: Look("≠", *_AMBER),
    Outcome.AMBIGUOUS: Look("?", *_AMBER),
}
