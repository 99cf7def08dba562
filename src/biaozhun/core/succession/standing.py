"""The status of an edition on a day, decided from the days of its timeline alone.

The chain of questions, in this order, is the whole rule; an index that keeps the days of
:class:`DayBounds` decides the same with eight comparisons:

1. ``end ≤ day`` → the kind of its end
2. ``end_doubt ≤ day`` → unknown
3. ``suspended ≤ day < resumed`` → suspended
4. ``start ≤ day`` → partly replaced if ``partly ≤ day``, else in force
5. ``start_doubt ≤ day`` → unknown
6. ``published ≤ day`` → upcoming
7. else → not yet published
"""

import datetime as dt

import msgspec

from biaozhun.core.succession.facts import ENDED, HOLDS, Status
from biaozhun.core.succession.rules import Rule
from biaozhun.core.succession.timeline import Timeline

ALWAYS = 0
"""The bound of what has held on every day."""

NEVER = dt.date.max.toordinal() + 1
"""The bound of what comes on no day."""

Span = tuple[Status, dt.date | None, dt.date | None]
"""A status, the first day it holds and the first day it no longer does; ``None`` is open."""


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The status of an edition on a day and what it rests on.

    ``since`` is the first day of the status where that day is known, ``until`` the first day on
    which it will no longer hold. ``by`` names the successors of an ended or partly replaced
    edition. ``certain`` is false where the status rests on an inference or on contradicting
    statements, or is unknown; ``reason`` says in a sentence why.
    """

    status: Status
    since: dt.date | None = None
    until: dt.date | None = None
    by: tuple[str, ...] = ()
    rule: Rule
    certain: bool = True
    reason: str = ""


class DayBounds(msgspec.Struct, frozen=True, kw_only=True):
    """The days of a timeline as proleptic ordinals (``date.toordinal``), none of them absent.

    Each is the first day of its question in the chain above; :data:`ALWAYS` and :data:`NEVER` stand
    for what has no first day. ``end_kind`` is empty where nothing ends.
    """

    published: int
    start_doubt: int
    start: int
    partly: int
    suspended: int
    resumed: int
    end_doubt: int
    end: int
    end_kind: Status | None


def day_bounds(timeline: Timeline) -> DayBounds:
    """The days of a timeline in the form an index keeps."""
    # A text whose publication is not known counts as published, unless it is a draft: what then
    # decides are the other days.
    published = NEVER if timeline.draft else ALWAYS
    return DayBounds(
        published=_ordinal(timeline.published, published),
        start_doubt=_ordinal(timeline.start_doubt_from, NEVER),
        start=_ordinal(timeline.start, NEVER),
        partly=_ordinal(timeline.partly_from, NEVER),
        suspended=_ordinal(timeline.suspended_from, NEVER),
        resumed=_ordinal(timeline.suspended_to, NEVER),
        end_doubt=_ordinal(timeline.end_doubt_from, NEVER),
        end=_ordinal(timeline.end, NEVER),
        end_kind=timeline.end_kind,
    )


def _ordinal(day: dt.date | None, absent: int) -> int:
    if day is None:
        return absent
    return ALWAYS if day == dt.date.min else day.toordinal()


def status_on(timeline: Timeline, on: dt.date) -> tuple[Status, Rule]:
    """The status on a day and the rule that decided it: the chain of questions above."""
    end_rule = timeline.end_rule or Rule.END_DAY_UNKNOWN
    if _since(timeline.end, on):
        return timeline.end_kind or Status.UNKNOWN, end_rule
    if _since(timeline.end_doubt_from, on):
        return Status.UNKNOWN, end_rule
    if _since(timeline.suspended_from, on) and not _since(timeline.suspended_to, on):
        return Status.SUSPENDED, Rule.SUSPENDED
    if _since(timeline.start, on):
        partly = _since(timeline.partly_from, on)
        holds = (Status.IN_FORCE, timeline.start_rule)
        return (Status.PARTLY_REPLACED, Rule.PARTLY) if partly else holds
    return _before_start(timeline, on)


def _before_start(timeline: Timeline, on: dt.date) -> tuple[Status, Rule]:
    if _since(timeline.start_doubt_from, on):
        return Status.UNKNOWN, timeline.start_rule
    if timeline.draft:
        return Status.NOT_YET_PUBLISHED, Rule.DRAFT
    if timeline.published is None or timeline.published <= on:
        return Status.UPCOMING, Rule.PUBLISHED
    return Status.NOT_YET_PUBLISHED, Rule.NOT_PUBLISHED


def _since(first: dt.date | None, on: dt.date) -> bool:
    return first is not None and first <= on


def spans(timeline: Timeline) -> tuple[Span, ...]:
    """Every day of the calendar by status: the spans follow one another without gap."""
    found: list[Span] = []
    for first, after in _pieces(timeline):
        status = status_on(timeline, first or dt.date.min)[0]
        if found and found[-1][0] is status:
            found[-1] = (status, found[-1][1], after)
        else:
            found.append((status, first, after))
    return tuple(found)


def _pieces(timeline: Timeline) -> list[tuple[dt.date | None, dt.date | None]]:
    """The calendar cut at every day of the timeline; nothing changes inside a piece."""
    days = {
        timeline.published,
        timeline.start_doubt_from,
        timeline.start,
        timeline.partly_from,
        timeline.suspended_from,
        timeline.suspended_to,
        timeline.end_doubt_from,
        timeline.end,
    }
    cuts: list[dt.date | None] = [*sorted(day for day in days if day and day > dt.date.min)]
    return list(zip([None, *cuts], [*cuts, None], strict=True))


def standing(timeline: Timeline, on: dt.date) -> Standing:
    """How the edition stands on a day, with the rule applied and how far it can be relied on."""
    status, rule = status_on(timeline, on)
    since, until = _around(timeline, on)
    if status in ENDED:
        by = timeline.ended_by
    else:
        by = timeline.partly_by if status is Status.PARTLY_REPLACED else ()
    day_unknown = (status in ENDED and rule is Rule.END_SEEN) or (
        status is Status.IN_FORCE and rule is Rule.START_SEEN
    )
    return Standing(
        status=status,
        since=None if day_unknown else since,
        until=until,
        by=by,
        rule=rule,
        certain=_is_certain(timeline, status, on),
        reason=_reason(timeline, rule, on),
    )


def _around(timeline: Timeline, on: dt.date) -> tuple[dt.date | None, dt.date | None]:
    for _, first, after in spans(timeline):
        if after is None or on < after:
            return first, after
    return None, None


def _is_certain(timeline: Timeline, status: Status, on: dt.date) -> bool:
    """Whether nothing contradicts the status and no inference carries it."""
    clashes = any(found.bears_on(on) for found in timeline.contradictions)
    if clashes or status is Status.UNKNOWN:
        return False
    if status in ENDED:
        return timeline.sure_from is not None and timeline.sure_from <= on
    if status is Status.UPCOMING and timeline.published is None:
        return False  # nobody knows since when it was announced
    if timeline.end_rule is Rule.END_INFERRED and status in HOLDS:
        # An edition between this one and the newer one may be missing from what is held.
        return timeline.alive_seen is not None and on <= timeline.alive_seen
    return True


def _reason(timeline: Timeline, rule: Rule, on: dt.date) -> str:
    """The rule in words, the day an end was seen, and the clashes that bear on the day."""
    parts = [rule.meaning]
    if timeline.end is not None and rule is timeline.end_rule:
        if rule is Rule.END_SEEN:
            parts.append(f"seen ended on {timeline.end.isoformat()}")
        if on < timeline.end:
            parts.append("whether it had ended before is unknown")
    bearing = [found for found in timeline.contradictions if found.bears_on(on)]
    parts += [f"{found.clash.meaning} ({found.detail})" for found in bearing]
    return "; ".join(parts)
