"""When and how an edition ends, and who takes its place.

In this order: the day of a renumbering; the day stated for its withdrawal; the entry into force of
the edition stated to replace it wholly (another standard only while no source shows this one in
force later: it may have taken over single clauses); then, weaker than any source's word, the entry into force
of a newer edition of the same standard; then the day on which a source showed it ended; else the
end is unknown and the status with it. Doubt never makes an edition withdrawn.
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


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """The replacements and renumberings of one edition, put in order.

    ``whole``, ``partly`` and ``inferred`` have a day that can be believed; ``undated`` are the
    editions stated to replace it wholly on no such day, with the day before which they cannot have.
    """

    whole: tuple[tuple[dt.date, Replacement], ...] = ()
    partly: tuple[tuple[dt.date, str], ...] = ()
    inferred: tuple[tuple[dt.date, str], ...] = ()
    undated: tuple[tuple[dt.date | None, str], ...] = ()
    inferred_undated: tuple[str, ...] = ()
    renumbered: tuple[tuple[dt.date, str], ...] = ()
    renumbered_undated: tuple[str, ...] = ()


_NO_LINKS = Links()
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
    """Decide the end of an edition from all that is stated about it."""
    links = _NO_LINKS
    if replaced_by or renumbered:
        links = _links(facts, begin.floor, replaced_by, renumbered, clashes)
    withdrawn = _believed(facts.withdrawn, begin.floor, clashes)
    end = _renumbered(links, withdrawn, clashes) or _stated(links, withdrawn)
    end = end or _replaced(facts, links, sight, clashes)
    if end is None:
        void = facts.withdrawn is not None
        end = _undated(begin, sight, links, void, clashes)
    elif end.end is not None:
        _note_sightings(end.end, facts, sight, clashes)
    _note_no_life(end, begin, clashes)
    return _with_parts(end, links)


def _links(
    facts: EditionFacts,
    floor: dt.date | None,
    replaced_by: Sequence[Replacement],
    renumbered: Sequence[Renumbering],
    clashes: list[Contradiction],
) -> Links:
    """Sort the links by what can be done with them; order of the input does not matter."""
    whole: list[tuple[dt.date, Replacement]] = []
    partly: list[tuple[dt.date, str]] = []
    inferred: list[tuple[dt.date, str]] = []
    undated: list[tuple[dt.date | None, str]] = []
    inferred_undated: list[str] = []
    for link in replaced_by:
        if link.successor_draft or _is_itself(link.successor, facts.key, clashes):
            continue
        day = link.effective
        if link.inferred:
            if day is None:
                inferred_undated.append(link.successor)
            elif floor is None or day > floor:
                inferred.append((day, link.successor))
            continue
        day = _believed(day, floor, clashes)
        if link.extent is Extent.PARTLY:
            _add_part(partly, day, link.successor, clashes)
        elif day is None:
            undated.append((link.successor_published, link.successor))
        else:
            _note_days(link, clashes)
            whole.append((day, link))
    former = [r for r in renumbered if r.former == facts.key]
    former = [r for r in former if not _is_itself(r.latter, facts.key, clashes)]
    dated = [(_believed(r.date, floor, clashes), r.latter) for r in former]
    return Links(
        whole=tuple(sorted(whole, key=lambda pair: (pair[0], pair[1].successor))),
        partly=tuple(sorted(partly)),
        inferred=tuple(sorted(inferred)),
        undated=tuple(sorted(undated, key=lambda pair: pair[1])),
        inferred_undated=tuple(sorted(inferred_undated)),
        renumbered=tuple(sorted((day, latter) for day, latter in dated if day)),
        renumbered_undated=tuple(sorted(latter for day, latter in dated if day is None)),
    )


def _is_itself(latter: str, key: str, clashes: list[Contradiction]) -> bool:
    if latter == key:
        clashes.append(Contradiction(Clash.SUCCEEDS_ITSELF, key))
    return latter == key


def _believed(
    day: dt.date | None, floor: dt.date | None, clashes: list[Contradiction]
) -> dt.date | None:
    """The day of an end, unless it is not after the day from which the edition exists."""
    if day is None or floor is None or day > floor:
        return day
    clashes.append(Contradiction(Clash.ENDED_BEFORE_PUBLISHED, f"{day} / {floor}"))
    return None


def _add_part(
    partly: list[tuple[dt.date, str]],
    day: dt.date | None,
    successor: str,
    clashes: list[Contradiction],
) -> None:
    if day is None:
        clashes.append(Contradiction(Clash.PARTLY_UNDATED, successor))
    else:
        partly.append((day, successor))


def _note_days(link: Replacement, clashes: list[Contradiction]) -> None:
    if link.stated and link.successor_in_force and link.stated < link.successor_in_force:
        detail = f"{link.stated} / {link.successor_in_force} {link.successor}"
        clashes.append(
            Contradiction(Clash.REPLACEMENT_DAYS_DIFFER, detail, link.successor_in_force)
        )


def _renumbered(
    links: Links, withdrawn: dt.date | None, clashes: list[Contradiction]
) -> Ending | None:
    """The text goes on under another number; the renumbering shows it alive on that day."""
    if not links.renumbered:
        return None
    day = links.renumbered[0][0]
    earlier = [pair[0] for pair in links.whole if pair[0] < day]
    earlier += [withdrawn] if withdrawn and withdrawn < day else []
    if earlier:
        detail = f"{min(earlier)} / {day}"
        clashes.append(Contradiction(Clash.ENDED_BEFORE_RENUMBERED, detail))
    by = tuple(latter for date, latter in links.renumbered if date == day)
    return Ending(end=day, kind=Status.RENUMBERED, rule=Rule.END_RENUMBERED, by=by, sure_from=day)


def _stated(links: Links, withdrawn: dt.date | None) -> Ending | None:
    """The stated day of withdrawal; *replaced* where a successor had taken over by then."""
    if withdrawn is None:
        return None
    by = [link.successor for day, link in links.whole if day <= withdrawn]
    by += [successor for _, successor in links.undated]
    by = by or [successor for day, successor in links.inferred if day == withdrawn]
    kind = Status.REPLACED if by else Status.WITHDRAWN
    by += [link.successor for day, link in links.whole if day > withdrawn]
    return Ending(end=withdrawn, kind=kind, rule=Rule.END_STATED, by=_once(by), sure_from=withdrawn)


def _replaced(
    facts: EditionFacts, links: Links, sight: Sightings, clashes: list[Contradiction]
) -> Ending | None:
    """The entry into force of what replaces it wholly.

    An edition of the same standard, or one said to replace it *wholly*, is enough by itself.
    Otherwise several successors have shared it out: it ends with the last, and is partly replaced
    from the first; and if a source shows it in force even later, its end is in doubt.
    """
    if not links.whole:
        return None
    firm = [
        day
        for day, link in links.whole
        if link.extent is Extent.WHOLLY or is_edition_of(link.successor, facts.standard)
    ]
    first, last = links.whole[0][0], links.whole[-1][0]
    day = firm[0] if firm else last
    shared = [link.successor for date, link in links.whole if date < day]
    if shared:
        detail = f"{first} / {day}"
        clashes.append(Contradiction(Clash.SUCCESSORS_DIFFER, detail, day))
    found = Ending(
        end=day,
        kind=Status.REPLACED,
        rule=Rule.END_REPLACED,
        by=_once(link.successor for date, link in links.whole if date <= day),
        sure_from=day,
        partly_from=first if shared else None,
        partly_by=_once(shared),
    )
    if firm or sight.alive_last is None or sight.alive_last < day:
        return found
    return _doubted(found, day, sight)


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


def _undated(
    begin: Beginning,
    sight: Sightings,
    links: Links,
    void: bool,  # noqa: FBT001 - a stated day of withdrawal that is not believed
    clashes: list[Contradiction],
) -> Ending:
    """The end where no source dates it: newer editions, words, or an end on an unknown day."""
    refuted = [pair for pair in links.inferred if sight.alive_last and pair[0] <= sight.alive_last]
    if refuted:
        detail = f"{refuted[0][1]} {refuted[0][0]} / {sight.alive_last}"
        clashes.append(Contradiction(Clash.NEWER_EDITION_HELD, detail))
    newer = links.inferred[len(refuted) :]
    if sight.disagree and sight.ended is None:
        doubt_from = _doubt(begin, sight.alive_before)
        return Ending(rule=Rule.SIGHTINGS_DISAGREE, doubt_from=doubt_from)
    stated = tuple(successor for _, successor in links.undated) + links.renumbered_undated
    if sight.ended:
        by = stated or tuple(successor for _, successor in refuted)
        return _seen_ended(begin, sight, newer, by, clashes)
    if newer and not sight.in_force_undated:
        return _inferred(begin, sight, newer[0], stated)
    return _end_on_unknown_day(begin, sight, links, newer, stated, void)


def _seen_ended(
    begin: Beginning,
    sight: Sightings,
    newer: Sequence[tuple[dt.date, str]],
    by: tuple[str, ...],
    clashes: list[Contradiction],
) -> Ending:
    """A source showed it ended: not after that day, and with a newer edition perhaps before."""
    word = sight.ended
    assert word is not None  # noqa: S101 - the caller's condition, said for the type checker
    assert word.seen is not None  # noqa: S101 - only dated words are kept as the end
    doubt_from = _doubt(begin, sight.alive_last)
    if newer and newer[0][0] <= word.seen:
        found = _inferred(begin, sight, newer[0], by)
        return msgspec.structs.replace(found, sure_from=word.seen)
    if newer:
        detail = f"{word.seen} {word.source} / {newer[0][0]}"
        clashes.append(Contradiction(Clash.ENDED_SEEN_EARLY, detail, newer[0][0]))
        found = _inferred(begin, sight, newer[0], by)
        if word.word is StatusWord.REPLACED:
            return found
        return msgspec.structs.replace(found, doubt_from=doubt_from)
    if begin.start and word.seen < begin.start:
        detail = f"{word.seen} {word.source} / {begin.start}"
        clashes.append(Contradiction(Clash.ENDED_BEFORE_START, detail))
        return Ending(rule=Rule.END_DAY_UNKNOWN, doubt_from=word.seen)
    replaced = bool(by) or word.word is StatusWord.REPLACED
    return Ending(
        end=word.seen,
        kind=Status.REPLACED if replaced else Status.WITHDRAWN,
        rule=Rule.END_SEEN,
        by=by,
        doubt_from=doubt_from,
        sure_from=word.seen,
    )


def _inferred(
    begin: Beginning,
    sight: Sightings,
    newer: tuple[dt.date, str],
    stated: tuple[str, ...],
) -> Ending:
    """A newer edition of the same standard is in force; sure only where a source agrees.

    Where a source names another successor without a day, it may have ended before the newer one.
    """
    return Ending(
        end=newer[0],
        kind=Status.REPLACED,
        rule=Rule.END_INFERRED,
        by=_once((*stated, newer[1])),
        doubt_from=_doubt(begin, sight.alive_last) if stated else None,
    )


def _end_on_unknown_day(
    begin: Beginning,
    sight: Sightings,
    links: Links,
    newer: Sequence[tuple[dt.date, str]],
    stated: tuple[str, ...],
    void: bool,  # noqa: FBT001 - as in _undated
) -> Ending:
    """Something says that it ended and nothing tells when: unknown from its last sure day on."""
    silent = () if sight.alive_last or sight.in_force_undated else links.inferred_undated
    if stated or void or sight.ended_undated or silent:
        bounds = [day for day, _ in links.undated]
        doubt_from = _doubt(begin, sight.alive_last)
        if bounds and all(bounds) and not (void or sight.ended_undated or links.renumbered_undated):
            doubt_from = max(doubt_from, min(day for day in bounds if day))
        return Ending(rule=Rule.END_DAY_UNKNOWN, by=stated or silent, doubt_from=doubt_from)
    if newer:
        day, successor = newer[0]
        return Ending(rule=Rule.END_DAY_UNKNOWN, by=(successor,), doubt_from=day)
    return _ONGOING


def _doubt(begin: Beginning, alive_last: dt.date | None) -> dt.date:
    """The first day on which the edition is no longer known to be alive."""
    base = begin.start or begin.floor or dt.date.min
    return base if alive_last is None else max(base, day_after(alive_last))


def _note_sightings(
    end: dt.date, facts: EditionFacts, sight: Sightings, clashes: list[Contradiction]
) -> None:
    if sight.alive_last and sight.alive_last >= end:
        detail = f"{sight.alive_last} / {end}"
        clashes.append(Contradiction(Clash.IN_FORCE_SEEN_LATE, detail))
    ended = (StatusWord.REPLACED, StatusWord.WITHDRAWN)
    early = [s for s in facts.statements if s.seen and s.seen < end and s.word in ended]
    if early:
        first = min(early, key=lambda s: (s.seen or end, s.source))
        detail = f"{first.seen} {first.source} / {end}"
        clashes.append(Contradiction(Clash.ENDED_SEEN_EARLY, detail, end))


def _note_no_life(end: Ending, begin: Beginning, clashes: list[Contradiction]) -> None:
    if end.end and begin.start and end.end < begin.start:
        detail = f"{end.end} / {begin.start}"
        clashes.append(Contradiction(Clash.ENDED_BEFORE_START, detail))


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
