"""The days of a text cut where its number changes."""

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from biaozhun.core.bibliography.record import NatureWord
from biaozhun.core.succession.natures.facts import LAW_IN_FORCE, NatureClash, NatureRule, NatureSpan
from biaozhun.core.succession.natures.line import Step, Text

_BEGINNING = dt.date.min
"""The first day of the calendar, written ``None`` in a span."""


def spans_of(steps: Sequence[Step], published: dt.date | None, text: Text) -> list[NatureSpan]:
    """The days cut where the number changes, with a span of doubt where no one day is sure."""
    spans: list[NatureSpan] = []
    since = published or _BEGINNING
    for former, latter in _runs(steps):
        lo, hi = _bounds(steps, former, latter, since=since)
        if lo < since:
            text.note(NatureClash.OUT_OF_ORDER, f"{lo} / {since}")
            lo = since
        spans += _piece(_borne(steps[former]), since, lo)
        hi = None if hi is None else max(hi, lo)
        spans += _piece(_doubt(steps[former : latter + 1]), lo, hi)
        if hi is None:
            return spans
        since = hi
    return [*spans, *_piece(_borne(steps[-1]), since, None)]


def _runs(steps: Sequence[Step]) -> Iterator[tuple[int, int]]:
    """Places of the numbers a change leads from and to; changes without a day count as one."""
    former = 0
    for latter in range(1, len(steps)):
        last = latter == len(steps) - 1
        if steps[latter].given.days or last or steps[latter + 1].given.days:
            yield former, latter
            former = latter


def _bounds(
    steps: Sequence[Step], former: int, latter: int, *, since: dt.date
) -> tuple[dt.date, dt.date | None]:
    """The first day on which the change may have come, and the first by which it had.

    ``since`` is the first day after the change before it, or of the text.
    """
    days = steps[latter].given.days
    if days:
        return days[0], days[-1]
    later = [step.numbered.seen for step in steps[latter:]]
    later += [step.given.days[0] for step in steps[former + 1 :] if step.given.days]
    known = [day for day in later if day is not None]
    return since, min(known, default=None)


def _piece(span: NatureSpan, first: dt.date, after: dt.date | None) -> list[NatureSpan]:
    """The span on these days; none where there are none."""
    if after is not None and after <= first:
        return []
    begins = None if first == _BEGINNING else first
    return [msgspec.structs.replace(span, first=begins, after=after)]


def _borne(step: Step) -> NatureSpan:
    return NatureSpan(
        nature=step.nature,
        number=step.numbered.number,
        rule=step.rule,
        basis=step.given.basis,
        certain=step.nature is not None,
    )


def _doubt(steps: Sequence[Step]) -> NatureSpan:
    """Which of the numbers was carried is unknown; the nature is what all of them say."""
    said = {step.nature for step in steps}
    nature = said.pop() if len(said) == 1 else None
    differ = bool(steps[-1].given.days)
    return NatureSpan(
        nature=nature,
        rule=NatureRule.DAYS_DIFFER if differ else NatureRule.DAY_UNKNOWN,
        basis=steps[-1].given.basis,
        certain=nature is not None,
    )


def since_the_law(spans: Sequence[NatureSpan], first: Step) -> list[NatureSpan]:
    """The spans of a text that is older than the marks."""
    if first.rule is not NatureRule.NUMBER:
        return list(spans)
    bare = first.nature is NatureWord.MANDATORY
    kept = spans[0].after is None or spans[0].after >= LAW_IN_FORCE
    before = NatureSpan(
        nature=None,
        first=spans[0].first,
        after=LAW_IN_FORCE,
        number=spans[0].number if bare and kept else "",
        rule=NatureRule.BEFORE_LAW,
    )
    rest = [
        msgspec.structs.replace(span, first=max(span.first or LAW_IN_FORCE, LAW_IN_FORCE))
        for span in spans
        if span.after is None or span.after > LAW_IN_FORCE
    ]
    if bare or rest[0].number != first.numbered.number:
        return [before, *rest]
    return [before, *_marked_later(rest[0], first.numbered.seen), *rest[1:]]


def _marked_later(span: NatureSpan, seen: dt.date | None) -> list[NatureSpan]:
    """A number got its mark after the law, at the latest on the day it was seen with it."""
    doubt = NatureSpan(nature=None, rule=NatureRule.DAY_UNKNOWN, certain=False)
    if seen is None or (span.after is not None and seen >= span.after):
        return _piece(doubt, LAW_IN_FORCE, span.after)
    seen = max(seen, LAW_IN_FORCE)
    return [*_piece(doubt, LAW_IN_FORCE, seen), *_piece(span, seen, span.after)]
