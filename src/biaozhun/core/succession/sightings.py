"""What the status words of the sources show, and on which day.

A word is true at most on the day it was seen. An edition shown alive on a day had not ended before
it; one shown ended had ended by then. The newest sighting counts, whichever source it comes from.
"""

import datetime as dt
from collections.abc import Sequence

import msgspec

from biaozhun.core.bibliography.merged import StatusStatement
from biaozhun.core.bibliography.record import StatusWord
from biaozhun.core.succession.facts import EditionFacts
from biaozhun.core.succession.rules import Clash, Contradiction

_ENDED = (StatusWord.REPLACED, StatusWord.WITHDRAWN)


class Sightings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The status words of one edition, put in order.

    ``alive_last`` is the newest day it was shown alive, ``alive_before`` the one before;
    ``ended`` the first word that shows it ended after that. ``disagree`` means that the newest
    sighting shows both on one day. The ``undated`` ones are words seen on an unknown day.
    """

    in_force_first: dt.date | None = None
    alive_last: dt.date | None = None
    alive_before: dt.date | None = None
    upcoming_last: dt.date | None = None
    suspended_from: dt.date | None = None
    suspended_to: dt.date | None = None
    ended: StatusStatement | None = None
    disagree: bool = False
    ended_undated: bool = False
    in_force_undated: bool = False


_NOTHING = Sightings()


def sightings(facts: EditionFacts, clashes: list[Contradiction]) -> Sightings:
    """Read the words of an edition; what contradicts its dates is added to ``clashes``."""
    if not facts.statements:
        return _NOTHING
    first = facts.statements[0]
    if len(facts.statements) == 1 and first.word is StatusWord.IN_FORCE and first.seen:
        return Sightings(in_force_first=first.seen, alive_last=first.seen)  # says no more
    dated: dict[StatusWord, list[dt.date]] = {}
    undated: set[StatusWord] = set()
    for statement in facts.statements:
        if statement.seen is None:
            undated.add(statement.word)
        else:
            dated.setdefault(statement.word, []).append(statement.seen)
    in_force = dated.get(StatusWord.IN_FORCE, [])
    suspended = dated.get(StatusWord.SUSPENDED, [])
    upcoming = _upcoming(
        dated.get(StatusWord.UPCOMING, []), in_force, start=facts.in_force, clashes=clashes
    )
    alive = sorted({*in_force, *suspended, *upcoming})
    ended = [s for s in facts.statements if s.word in _ENDED and _counts(s, facts, clashes)]
    alive_last = alive[-1] if alive else None
    resumed = [seen for seen in in_force if suspended and seen > max(suspended)]
    return Sightings(
        in_force_first=min(in_force, default=None),
        alive_last=alive_last,
        alive_before=alive[-2] if len(alive) > 1 else None,
        upcoming_last=max(upcoming, default=None),
        suspended_from=min(suspended, default=None),
        suspended_to=min(resumed, default=None),
        ended=_first_end(ended, alive_last),
        disagree=_disagree(ended, alive_last, clashes),
        ended_undated=not undated.isdisjoint(_ENDED),
        in_force_undated=StatusWord.IN_FORCE in undated,
    )


def _upcoming(
    seen: list[dt.date],
    in_force: list[dt.date],
    *,
    start: dt.date | None,
    clashes: list[Contradiction],
) -> list[dt.date]:
    """The sightings as upcoming that the stated entry into force has not overtaken.

    One after that day may mean that it was put off; a later sighting in force settles it.
    """
    if start is None:
        return seen
    late = max((day for day in seen if day >= start), default=None)
    if late is not None:
        settled = min((day for day in in_force if day > late), default=None)
        clashes.append(Contradiction(Clash.UPCOMING_SEEN_LATE, f"{late} / {start}", settled))
    return [day for day in seen if day < start]


def _counts(statement: StatusStatement, facts: EditionFacts, clashes: list[Contradiction]) -> bool:
    """Whether a word for an ended edition has a day that can be believed."""
    if statement.seen is None:
        return False
    if facts.published is None or statement.seen >= facts.published:
        return True
    detail = f"{statement.seen} {statement.source} / {facts.published}"
    clashes.append(Contradiction(Clash.ENDED_BEFORE_PUBLISHED, detail))
    return False


def _first_end(
    ended: Sequence[StatusStatement], alive_last: dt.date | None
) -> StatusStatement | None:
    later = [s for s in ended if s.seen and (alive_last is None or s.seen > alive_last)]
    return min(later, key=lambda s: (s.seen or dt.date.max, s.word, s.source), default=None)


def _disagree(
    ended: Sequence[StatusStatement],
    alive_last: dt.date | None,
    clashes: list[Contradiction],
) -> bool:
    """Whether the newest day shows both; older words that a later one overrules are noted."""
    if alive_last is None or not ended:
        return False
    newest = max(s.seen for s in ended if s.seen)
    oldest = min(s.seen for s in ended if s.seen)
    if oldest < alive_last:
        detail = f"{oldest} / {alive_last}"
        clashes.append(Contradiction(Clash.ENDED_SEEN_BEFORE_ALIVE, detail))
    if newest != alive_last:
        return False
    clashes.append(Contradiction(Clash.SEEN_BOTH_WAYS, newest.isoformat()))
    return True
