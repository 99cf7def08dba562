"""Which edition of a standard an undated citation means on a day."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from biaozhun.core.succession.facts import HOLDS, EditionFacts, Status
from biaozhun.core.succession.rules import Rule
from biaozhun.core.succession.standing import Standing, standing
from biaozhun.core.succession.timeline import Timeline


class Newest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The newest edition in force on a day, or why there is none.

    ``key`` is ``None`` where no edition held is in force that day. ``also`` are older editions in
    force beside it; ``undecided`` the editions of unknown status that may be newer than it and so
    may be the one meant; ``upcoming`` those published and not yet in force.
    """

    key: str | None = None
    standing: Standing | None = None
    also: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    upcoming: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether it is the one meant: itself certain, and none of unknown status beyond it."""
        return self.standing is not None and self.standing.certain and not self.undecided


def newest_in_force(editions: Sequence[tuple[EditionFacts | str, Timeline]], on: dt.date) -> Newest:
    """The newest edition of one standard that is in force on a day.

    ``editions`` are all editions held of that standard. The newest is the one that entered into
    force last (see :func:`age_of`), then the one published last, then the one with the later year
    in its key; an older edition that is withdrawn never decides. The order of ``editions`` does not
    matter.
    """
    ranked = sorted(
        (
            (age_of(key, timeline), key, standing(timeline, on))
            for key, timeline in _keyed(editions)
        ),
        key=lambda row: row[0],
        reverse=True,
    )
    holding = [(age, key, found) for age, key, found in ranked if found.status in HOLDS]
    unknown = [(age, key) for age, key, found in ranked if found.status is Status.UNKNOWN]
    upcoming = tuple(key for _, key, found in ranked if found.status is Status.UPCOMING)
    if not holding:
        return Newest(undecided=tuple(key for _, key in unknown), upcoming=upcoming)
    age, key, found = holding[0]
    return Newest(
        key=key,
        standing=found,
        also=tuple(other for _, other, _ in holding[1:]),
        undecided=tuple(other for late, other in unknown if late[2:] > age[2:]),
        upcoming=upcoming,
    )


def amendments_in_force(
    amendments: Sequence[tuple[EditionFacts | str, Timeline]], on: dt.date
) -> tuple[str, ...]:
    """The amendments of an edition that apply on a day, in the order they entered into force."""
    applying = [
        (age_of(key, timeline), key)
        for key, timeline in _keyed(amendments)
        if standing(timeline, on).status in HOLDS
    ]
    return tuple(key for _, key in sorted(applying))


def _keyed(
    editions: Sequence[tuple[EditionFacts | str, Timeline]],
) -> list[tuple[str, Timeline]]:
    return [(e if isinstance(e, str) else e.key, timeline) for e, timeline in editions]


def age_of(key: str, timeline: Timeline) -> tuple[dt.date, dt.date, int, str]:
    """By what editions of one standard are told older from newer.

    An entry into force that a source merely showed may lie years behind the real one: of such an
    edition its publication counts, else the year in its number.
    """
    start, published, year = timeline.start, timeline.published, year_of(key)
    if start is None or timeline.start_rule is Rule.START_SEEN:
        shown = published or (dt.date(year, 1, 1) if year else dt.date.min)
        start = min(start, shown) if start else dt.date.min
    return start, published or dt.date.min, year, key


def year_of(key: str) -> int:
    """The year in an edition key, 0 without one; two digits are of the twentieth century.

    GB, GB/T and the sector standards wrote two digits until the 1990s.
    """
    digits = ""
    for sign in reversed(key):
        if not sign.isascii() or not sign.isdigit():
            break
        digits = sign + digits
    if len(digits) == 2:
        return 1900 + int(digits)
    return int(digits) if len(digits) == 4 else 0
