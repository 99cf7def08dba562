"""When and how an edition ends, and who takes its place.

In this order: the day of a renumbering; the day stated for its withdrawal; the entry into force of
the edition stated to replace it wholly (another standard only while no source shows this one in
force later: it may have taken over single clauses); then, weaker than any source's word, the entry
into force of a newer edition of the same standard; then the day on which a source showed it ended;
else the end is unknown and the status with it. Doubt never makes an edition withdrawn.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from biaozhun.core.bibliography.record import Extent, StatusWord
from biaozhun.core.succession.beginning import Beginning, day_after
from biaozhun.core.succession.facts import (
    EditionFacts,
    Renumbering,
    Replacement,
    Status,
    is_edition_of,
)
from biaozhun.core.succession.links import NO_LINKS, Links, Pair, believed, sort_links
from biaozhun.core.succession.rules import Clash, Contradiction, Rule
from biaozhun.core.succession.sightings import Sightings


class Ending(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``doubt_from`` up to ``end`` (or without end) the status is unknown.

    ``sure_from`` is the first day on which the end no longer rests on an inference alone.
    """

    end: dt.date | None = None
    kind: Status | None = None
    rule: Rule | None = None
    by: tuple[str, ...] = ()
    doubt_from: dt.date | None = None
    sure_from: dt.date | None = None
    partly_from: dt.date | None = None
    partly_by: tuple[str, ...] = ()


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """All that bears on the end of one edition.

    ``void`` means that a day of withdrawal is stated and not believed; what clashes is added to
    ``clashes``.
    """

    facts: EditionFacts
    begin: Beginning
    sight: Sightings
    links: Links
    withdrawn: dt.date | None
    void: bool
    clashes: list[Contradiction]

    def note(self, clash: Clash, detail: str, settled: dt.date | None = None) -> None:
        """Add a contradiction."""
        self.clashes.append(Contradiction(clash, detail, settled))


_ONGOING = Ending()


def ending(
    facts: EditionFacts,
    begin: Beginning,
    *,
    sight: Sightings,
    replaced_by: Sequence[Replacement],
    renumbered: Sequence[Renumbering],
    clashes: list[Contradiction],
) -> Ending:
    """Decide the end of an edition from all that is stated about it; note what clashes."""
    links = NO_LINKS
    if replaced_by or renumbered:
        links = sort_links(
            facts.key,
            begin.floor,
            replaced_by=replaced_by,
            renumbered=renumbered,
            clashes=clashes,
        )
    withdrawn = believed(facts.withdrawn, begin.floor, clashes)
    known = Evidence(
        facts=facts,
        begin=begin,
        sight=sight,
        links=links,
        withdrawn=withdrawn,
        void=withdrawn is None and facts.withdrawn is not None,
        clashes=clashes,
    )
    dated = _renumbered(known) or _stated(known) or _replaced(known)
    if dated is not None and dated.end is not None:
        _note_sightings(known, dated.end)
    found = dated or _undated(known)
    _note_no_life(known, found)
    return _with_parts(found, links)


def _renumbered(known: Evidence) -> Ending | None:
    """The text goes on under another number; the renumbering shows it alive on that day."""
    links = known.links
    if not links.renumbered:
        return None
    day = links.renumbered[0][0]
    earlier = [date for date, _ in links.whole if date < day]
    earlier += [known.withdrawn] if known.withdrawn and known.withdrawn < day else []
    if earlier:
        known.note(Clash.ENDED_BEFORE_RENUMBERED, f"{min(earlier)} / {day}")
    by = _once(latter for date, latter in links.renumbered if date == day)
    return Ending(end=day, kind=Status.RENUMBERED, rule=Rule.END_RENUMBERED, by=by, sure_from=day)


def _stated(known: Evidence) -> Ending | None:
    """The stated day of withdrawal; *replaced* where a successor had taken over by then."""
    withdrawn, links = known.withdrawn, known.links
    if withdrawn is None:
        return None
    by = [link.successor for day, link in links.whole if day <= withdrawn]
    by += [successor for _, successor in links.undated]
    by = by or [successor for day, successor in links.inferred if day == withdrawn]
    kind = Status.REPLACED if by else Status.WITHDRAWN
    by += [link.successor for day, link in links.whole if day > withdrawn]
    return Ending(end=withdrawn, kind=kind, rule=Rule.END_STATED, by=_once(by), sure_from=withdrawn)


def _replaced(known: Evidence) -> Ending | None:
    """The entry into force of what replaces it wholly.

    An edition of the same standard, or one said to replace it *wholly*, is enough by itself.
    Otherwise several successors have shared it out: it ends with the last, and is partly replaced
    from the first; and if a source shows it in force even later, its end is in doubt.
    """
    whole = known.links.whole
    if not whole:
        return None
    firm = [
        day
        for day, link in whole
        if link.extent is Extent.WHOLLY or is_edition_of(link.successor, known.facts.standard)
    ]
    first, last = whole[0][0], whole[-1][0]
    day = firm[0] if firm else last
    shared = [link.successor for date, link in whole if date < day]
    if shared:
        known.note(Clash.SUCCESSORS_DIFFER, f"{first} / {day}", day)
    found = Ending(
        end=day,
        kind=Status.REPLACED,
        rule=Rule.END_REPLACED,
        by=_once(link.successor for date, link in whole if date <= day),
        sure_from=day,
        partly_from=first if shared else None,
        partly_by=_once(shared),
    )
    alive = known.sight.alive_last
    if firm or alive is None or alive < day:
        return found
    return _doubted(found, day, known.sight)


def _doubted(found: Ending, day: dt.date, sight: Sightings) -> Ending:
    """Unknown from the day of replacement, until a later sighting shows it ended."""
    ended = sight.ended.seen if sight.ended else None
    return msgspec.structs.replace(
        found,
        end=ended,
        kind=Status.REPLACED if ended else None,
        rule=Rule.END_SEEN if ended else Rule.END_DOUBTED,
        doubt_from=day,
        sure_from=ended,
    )


def _undated(known: Evidence) -> Ending:
    """The end where no source dates it: newer editions, words, or an end on an unknown day."""
    sight, links = known.sight, known.links
    refuted = [pair for pair in links.inferred if sight.alive_last and pair[0] <= sight.alive_last]
    if refuted:
        day, successor = refuted[0]
        known.note(Clash.NEWER_EDITION_HELD, f"{successor} {day} / {sight.alive_last}")
    newer = links.inferred[len(refuted) :]
    if sight.disagree and sight.ended is None:
        doubt_from = _doubt(known.begin, sight.alive_before)
        return Ending(rule=Rule.SIGHTINGS_DISAGREE, doubt_from=doubt_from)
    stated = _once((*(successor for _, successor in links.undated), *links.renumbered_undated))
    if sight.ended and sight.ended.seen:
        by = stated or _once(successor for _, successor in refuted)
        if newer:
            return _seen_with_newer(known, newer[0], by)
        return _seen_ended(known, sight.ended.seen, by)
    if newer and not sight.in_force_undated:
        return _inferred(known, newer[0], stated)
    return _end_on_unknown_day(known, newer, stated)


def _seen_with_newer(known: Evidence, newer: Pair, by: tuple[str, ...]) -> Ending:
    """A source showed it ended, and a newer edition of the same standard has a day.

    Replaced on that day, sure from the sighting on. A word seen before that day has run ahead of
    it; *replaced* may do so when the newer edition is out, *withdrawn* leaves doubt until then.
    """
    found = _inferred(known, newer, by)
    word = known.sight.ended
    if word is None or word.seen is None or newer[0] <= word.seen:
        return msgspec.structs.replace(found, sure_from=word.seen if word else None)
    known.note(Clash.ENDED_SEEN_EARLY, f"{word.seen} {word.source} / {newer[0]}", newer[0])
    if word.word is StatusWord.REPLACED:
        return found
    doubt_from = _doubt(known.begin, known.sight.alive_last)
    return msgspec.structs.replace(found, doubt_from=doubt_from)


def _seen_ended(known: Evidence, seen: dt.date, by: tuple[str, ...]) -> Ending:
    """A source showed it ended on a day, so it had ended by then; nothing tells when."""
    start = known.begin.start
    if start and seen < start:
        known.note(Clash.ENDED_BEFORE_START, f"{seen} / {start}")
        return Ending(rule=Rule.END_DAY_UNKNOWN, doubt_from=seen)
    word = known.sight.ended
    replaced = bool(by) or (word is not None and word.word is StatusWord.REPLACED)
    return Ending(
        end=seen,
        kind=Status.REPLACED if replaced else Status.WITHDRAWN,
        rule=Rule.END_SEEN,
        by=by,
        doubt_from=_doubt(known.begin, known.sight.alive_last),
        sure_from=seen,
    )


def _inferred(known: Evidence, newer: Pair, stated: tuple[str, ...]) -> Ending:
    """A newer edition of the same standard is in force; sure only where a source agrees.

    Where a source names another successor without a day, it may have ended before the newer one.
    """
    return Ending(
        end=newer[0],
        kind=Status.REPLACED,
        rule=Rule.END_INFERRED,
        by=_once((*stated, newer[1])),
        doubt_from=_doubt(known.begin, known.sight.alive_last) if stated else None,
    )


def _end_on_unknown_day(known: Evidence, newer: Sequence[Pair], stated: tuple[str, ...]) -> Ending:
    """Something says that it ended and nothing tells when: unknown from its last sure day on."""
    sight, links = known.sight, known.links
    silent = () if sight.alive_last or sight.in_force_undated else _once(links.inferred_undated)
    vague = known.void or sight.ended_undated or bool(links.renumbered_undated)
    if stated or vague or silent:
        doubt_from = _doubt(known.begin, sight.alive_last)
        bounds = [day for day, _ in links.undated if day]
        if bounds and len(bounds) == len(links.undated) and not vague:
            doubt_from = max(doubt_from, min(bounds))
        return Ending(rule=Rule.END_DAY_UNKNOWN, by=stated or silent, doubt_from=doubt_from)
    if newer:
        day, successor = newer[0]
        return Ending(rule=Rule.END_DAY_UNKNOWN, by=(successor,), doubt_from=day)
    return _ONGOING


def _doubt(begin: Beginning, alive_last: dt.date | None) -> dt.date:
    """The first day on which the edition is no longer known to be alive."""
    base = begin.start or begin.floor or dt.date.min
    return base if alive_last is None else max(base, day_after(alive_last))


def _note_sightings(known: Evidence, end: dt.date) -> None:
    """Note the words that a dated end contradicts."""
    alive = known.sight.alive_last
    if alive and alive >= end:
        known.note(Clash.IN_FORCE_SEEN_LATE, f"{alive} / {end}")
    ended = (StatusWord.REPLACED, StatusWord.WITHDRAWN)
    words = known.facts.statements
    early = [(s.seen, s.source) for s in words if s.seen and s.seen < end and s.word in ended]
    if early:
        day, source = min(early)
        known.note(Clash.ENDED_SEEN_EARLY, f"{day} {source} / {end}", end)


def _note_no_life(known: Evidence, found: Ending) -> None:
    start = known.begin.start
    if found.end and start and found.end < start:
        known.note(Clash.ENDED_BEFORE_START, f"{found.end} / {start}")


def _with_parts(end: Ending, links: Links) -> Ending:
    """Add the day from which a part is replaced, where it lies before the end."""
    if not links.partly:
        return end
    day = min(links.partly[0][0], end.partly_from or dt.date.max)
    if end.end and day >= end.end:
        return end
    by = _once((*(successor for _, successor in links.partly), *end.partly_by))
    return msgspec.structs.replace(end, partly_from=day, partly_by=by)


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys in their order, each once."""
    return tuple(dict.fromkeys(keys))
