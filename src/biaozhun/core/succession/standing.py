"""The status of an edition on a day, with the rule behind it and how far it can be relied on.

The status follows from the days of the timeline alone, by the chain of questions of
:func:`biaozhun.core.succession.bounds.decide`; which question answered tells the rule.
"""

import datetime as dt

import msgspec

from biaozhun.core.succession.bounds import (
    ALWAYS,
    DayBounds,
    Question,
    day_bounds,
    decide,
    known_day,
    phases,
)
from biaozhun.core.succession.facts import ENDED, HOLDS, Status
from biaozhun.core.succession.rules import Rule
from biaozhun.core.succession.timeline import Timeline

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


def status_on(timeline: Timeline, on: dt.date) -> tuple[Status, Rule]:
    """The status on a day and the rule that decided it."""
    status, question = decide(day_bounds(timeline), on.toordinal())
    return status, _rule(timeline, question)


def _rule(timeline: Timeline, question: Question) -> Rule:
    """The rule behind the question that answered."""
    match question:
        case Question.END | Question.END_DOUBT:
            return timeline.end_rule or Rule.END_DAY_UNKNOWN
        case Question.SUSPENDED:
            return Rule.SUSPENDED
        case Question.PARTLY:
            return Rule.PARTLY
        case Question.START | Question.START_DOUBT:
            return timeline.start_rule
        case Question.PUBLISHED:
            return Rule.PUBLISHED
        case Question.NONE:
            return Rule.DRAFT if timeline.draft else Rule.NOT_PUBLISHED


def spans(timeline: Timeline) -> tuple[Span, ...]:
    """Every day of the calendar by status: the spans follow one another without gap."""
    return tuple(_spans(day_bounds(timeline)))


def _spans(days: DayBounds) -> list[Span]:
    pieces = phases(days)
    firsts = [known_day(day) for day, _ in pieces]
    statuses = [status for _, status in pieces]
    return list(zip(statuses, firsts, [*firsts[1:], None], strict=True))


def standing(timeline: Timeline, on: dt.date) -> Standing:
    """How the edition stands on a day, with the rule applied and how far it can be relied on."""
    days = day_bounds(timeline)
    status, question = decide(days, on.toordinal())
    rule = _rule(timeline, question)
    since, until = _around(days, on)
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


def _around(days: DayBounds, on: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The first day of the status on a day, and the first day behind it."""
    day, since = on.toordinal(), ALWAYS
    for first, _ in phases(days):
        if first > day:
            return known_day(since), known_day(first)
        since = first
    return known_day(since), None


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
