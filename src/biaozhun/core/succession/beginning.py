"""When an edition begins: its publication and its entry into force."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from biaozhun.core.succession.facts import EditionFacts, Renumbering
from biaozhun.core.succession.rules import Clash, Contradiction, Rule
from biaozhun.core.succession.sightings import Sightings


class Beginning(msgspec.Struct, frozen=True):
    """``doubt_from`` up to ``start`` (or without end) the status is unknown.

    ``floor`` is the first day by which the edition is known to exist by a date, not by a word; an
    end that is not after it is not believed.
    """

    published: dt.date | None
    start: dt.date | None
    doubt_from: dt.date | None
    floor: dt.date | None
    rule: Rule


def day_after(day: dt.date) -> dt.date:
    """The next day; the last day of the calendar is its own."""
    return day if day == dt.date.max else day + dt.timedelta(days=1)


def beginning(
    facts: EditionFacts,
    sight: Sightings,
    *,
    renumbered: Sequence[Renumbering],
    clashes: list[Contradiction],
) -> Beginning:
    """Decide when the edition begins under its number.

    In this order: the day a renumbering gave it the number, the stated day of entry into force, the
    first day a source showed it in force. Nobody follows a text before it is published, so an
    earlier entry into force counts from publication and the days between are unknown.
    """
    given = [link.date for link in renumbered if link.latter == facts.key and link.date]
    if given:
        return _from_renumbering(facts, max(given))
    if facts.in_force is not None:
        return _stated(facts, facts.in_force, sight=sight, clashes=clashes)
    return _from_words(facts, sight, clashes)


def _from_renumbering(facts: EditionFacts, given: dt.date) -> Beginning:
    published = max(facts.published or given, given)
    start = max(facts.in_force or given, published)
    return Beginning(published, start, None, published, Rule.START_RENUMBERED)


def _stated(
    facts: EditionFacts, start: dt.date, *, sight: Sightings, clashes: list[Contradiction]
) -> Beginning:
    published = facts.published
    _note_early_sighting(start, sight, clashes)
    if published is None or published <= start:
        return Beginning(published, start, None, published or start, Rule.START_STATED)
    detail = f"{start} / {published}"
    clashes.append(Contradiction(Clash.IN_FORCE_BEFORE_PUBLISHED, detail, published))
    return Beginning(published, published, start, published, Rule.START_DISAGREES)


def _from_words(facts: EditionFacts, sight: Sightings, clashes: list[Contradiction]) -> Beginning:
    published = facts.published
    doubt_from = published or dt.date.min
    if published and sight.upcoming_last and sight.upcoming_last >= published:
        doubt_from = day_after(sight.upcoming_last)
    seen = sight.in_force_first
    if seen is None:
        nothing = published is None and facts.withdrawn is None and sight.alive_last is None
        rule = Rule.NOTHING_STATED if nothing else Rule.START_UNKNOWN
        return Beginning(published, None, doubt_from, published, rule)
    if published is None or published <= seen:
        return Beginning(published, seen, min(doubt_from, seen), published, Rule.START_SEEN)
    _note_early_sighting(published, sight, clashes)
    return Beginning(published, published, seen, published, Rule.START_SEEN)


def _note_early_sighting(start: dt.date, sight: Sightings, clashes: list[Contradiction]) -> None:
    if sight.in_force_first and sight.in_force_first < start:
        detail = f"{sight.in_force_first} / {start}"
        clashes.append(Contradiction(Clash.IN_FORCE_SEEN_EARLY, detail, start))
