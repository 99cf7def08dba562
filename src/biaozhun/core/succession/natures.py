"""The nature of a text over time: mandatory, recommended, guidance, from which day, on what basis.

A text keeps its nature while it keeps its number: the mark in the number says it (``/T``
recommended, ``/Z`` guidance, none mandatory). It changes where the text is given another number, as
on 2017-03-23 GB 18186-2000 became GB/T 18186-2000. Two things follow:

- What a source *says* of the nature is never put in the place of the mark; it is listed beside it
  where it tells more (条文强制) or denies it. Only where numbers of a kind bear no mark do the
  words of the sources count.
- A change whose day no source states has an unknown day. From the publication of the text to the
  first day on which the latter number is known, the nature is unknown unless both numbers say the
  same: nobody states that the text was published under the former one.

Of the days before publication nothing is said. Before the Standardization Law of 1988 came into
force (1989-04-01) numbers carried no mark: of the days before it nothing is said either, and an old
text whose first known number has a mark was given it on a day after that which nobody states.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise

import msgspec

from biaozhun.core.bibliography.natures import NatureStatement, agree, finer
from biaozhun.core.bibliography.record import NatureWord
from biaozhun.core.succession.facts import Renumbering
from biaozhun.core.succession.rules import Explained

LAW_IN_FORCE = dt.date(1989, 4, 1)
"""The first day of the Standardization Law of 1988, which made standards mandatory or not."""


class NatureRule(Explained):
    """The rule that decided the nature in a span."""

    NUMBER = ("number", "the mark in the number it carried says so")
    STATED = ("stated", "its number bears no mark of nature; the sources say so")
    SILENT = ("silent", "its number bears no mark of nature, and no source says anything")
    DISAGREE = ("disagree", "its number bears no mark of nature, and the sources disagree")
    DAY_UNKNOWN = ("day_unknown", "the number changed on a day that no source states")
    DAYS_DIFFER = ("days_differ", "sources state different days for the change of the number")
    BEFORE_LAW = ("before_law", "numbers carried no mark of nature before 1989-04-01")


class NatureClash(Explained):
    """Statements on the nature that cannot all be true; what was decided stands in ``meaning``."""

    DENIED = ("denied", "a source denies what the number says; the number counts")
    OFF_DAY = ("off_day", "a word fits the number and not the day it was seen; the days count")
    SOURCES_DISAGREE = ("sources_disagree", "the number says nothing and the sources disagree")
    DAYS_DIFFER = ("days_differ", "a change of number is stated for different days")
    SEVERAL_FORMER = ("several_former", "several former numbers are stated; one line is followed")
    SEVERAL_LATTER = ("several_latter", "several later numbers are stated; one line is followed")
    RETURNS = ("returns", "the changes of number lead back to a number left before")
    OUT_OF_ORDER = (
        "out_of_order",
        "a change of number is stated before the one it follows, or before publication",
    )


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """A number the text bears or bore.

    ``nature`` is what its mark says, ``None`` where such numbers bear none; ``seen`` is a day by
    which the text is known to have borne it.
    """

    key: str
    number: str
    nature: NatureWord | None = None
    seen: dt.date | None = None
    statements: tuple[NatureStatement, ...] = ()


class NatureSpan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The nature on the days from ``first`` to the day before ``after``; ``None`` is open.

    ``number`` is the one carried then, empty where it is not known which. ``basis`` is that of the
    change that gave it. ``nature`` is ``None`` where it is unknown or there was none.
    """

    nature: NatureWord | None
    first: dt.date | None = None
    after: dt.date | None = None
    number: str = ""
    rule: NatureRule = NatureRule.NUMBER
    basis: str = ""
    certain: bool = True


class NatureContradiction(msgspec.Struct, frozen=True, omit_defaults=True):
    """A clash, with what clashes; of a source's word also the statement."""

    clash: NatureClash
    detail: str = ""
    said: NatureStatement | None = None


class NatureHistory(msgspec.Struct, frozen=True, kw_only=True):
    """The nature of one text from its publication on, where that is known.

    ``spans`` follow one another without gap or overlap; the last is open, and so is the beginning
    of the first where the publication is not known. ``changes`` tells whether the nature under
    one number was another than under the next. ``told`` are words of sources that agree with the
    number and tell more than it does.
    """

    spans: tuple[NatureSpan, ...]
    changes: bool = False
    told: tuple[NatureStatement, ...] = ()
    contradictions: tuple[NatureContradiction, ...] = ()

    @property
    def worth_telling(self) -> bool:
        """Whether there is more to say than the mark of the present number does."""
        return self.changes or bool(self.told or self.contradictions) or self._by_sources

    @property
    def _by_sources(self) -> bool:
        return any(span.rule is NatureRule.STATED for span in self.spans)


def natures(
    key: str,
    numbers: Mapping[str, Numbered],
    *,
    renumbered: Iterable[Renumbering] = (),
    published: dt.date | None = None,
    year: int | None = None,
) -> NatureHistory:
    """Work out the spans of nature of the text that bears ``key``.

    Args:
        key: the edition asked about; it must be among ``numbers``.
        numbers: every number of the text by its key; of a renumbering whose ends are not among
            them nothing can be said, and it is left out.
        renumbered: the changes of number, each stated any number of times.
        published: the first day on which the text is known to have existed; of those before it
            nothing is said.
        year: the year of its number, where no day is known.

    The order of ``renumbered`` and of the statements does not matter.
    """
    text = _Text(numbers)
    steps = _steps(key, _changes(renumbered, text), text)
    spans = _spans(steps, published, text)
    if _is_old(published, year):
        spans = _since_the_law(spans, steps[0])
    told = {said for step in steps for said in _weighed(step, spans, text)}
    return NatureHistory(
        spans=tuple(spans),
        changes=len({step.nature for step in steps}) > 1,
        told=tuple(sorted(told, key=repr)),
        contradictions=text.listed(),
    )


def nature_on(history: NatureHistory, day: dt.date) -> NatureSpan | None:
    """The span a day lies in; ``None`` before the publication."""
    first = history.spans[0].first
    return None if first and day < first else _at(history.spans, day)


def _at(spans: Sequence[NatureSpan], day: dt.date) -> NatureSpan:
    """The span a day lies in; what was said before the publication was said of its first day."""
    return next(span for span in spans if span.after is None or day < span.after)


def _is_old(published: dt.date | None, year: int | None) -> bool:
    """Whether the text existed before numbers carried a mark."""
    if published is not None:
        return published < LAW_IN_FORCE
    return year is not None and 0 < year < LAW_IN_FORCE.year


class _Text:
    """The numbers of one text, and the clashes met so far."""

    def __init__(self, numbers: Mapping[str, Numbered]) -> None:
        self.numbers = numbers
        self._clashes: set[NatureContradiction] = set()

    def note(self, clash: NatureClash, detail: str, said: NatureStatement | None = None) -> None:
        """Add a clash."""
        self._clashes.add(NatureContradiction(clash, detail, said))

    def named(self, keys: Iterable[str]) -> str:
        """The numbers of some keys, for reading."""
        return " / ".join(self.numbers[key].number for key in keys)

    def listed(self) -> tuple[NatureContradiction, ...]:
        """Each clash once, in an order that does not depend on that of the statements."""
        return tuple(sorted(self._clashes, key=lambda found: (found.clash, repr(found))))


# --- the line of numbers -------------------------------------------------------------------------


class _Change(msgspec.Struct, frozen=True):
    """The change to a number; ``days`` are all that are stated for it, in order."""

    days: tuple[dt.date, ...] = ()
    basis: str = ""


_Changes = dict[tuple[str, str], _Change]


class _Step(msgspec.Struct, frozen=True):
    """A number of the line with the change that gave it; the first one was given by none."""

    numbered: Numbered
    given: _Change
    nature: NatureWord | None
    rule: NatureRule


def _changes(renumbered: Iterable[Renumbering], text: _Text) -> _Changes:
    """Each change once, with every day stated for it and the basis that goes with the first."""
    stated: dict[tuple[str, str], set[tuple[dt.date | None, str]]] = {}
    for link in renumbered:
        ends = (link.former, link.latter)
        if link.former != link.latter and text.numbers.keys() >= set(ends):
            stated.setdefault(ends, set()).add((link.date, link.basis))
    found: _Changes = {}
    for ends, said in stated.items():
        days = tuple(sorted({day for day, _ in said if day}))
        bases = sorted((day or dt.date.max, basis) for day, basis in said if basis)
        found[ends] = _Change(days, bases[0][1] if bases else "")
        if len(days) > 1:
            written = " / ".join(map(str, days))
            text.note(NatureClash.DAYS_DIFFER, f"{text.named(ends)}: {written}")
    return found


def _steps(key: str, changes: _Changes, text: _Text) -> list[_Step]:
    """The numbers of the text from the first to the last, through ``key``."""
    path = [key]
    while former := _next(path, changes, text, backwards=True):
        path.insert(0, former)
    while latter := _next(path, changes, text, backwards=False):
        path.append(latter)
    given = [_Change(), *(changes[pair] for pair in pairwise(path))]
    return [_step(text.numbers[one], change) for one, change in zip(path, given, strict=True)]


def _next(path: Sequence[str], changes: _Changes, text: _Text, *, backwards: bool) -> str:
    """The number before the first or behind the last of a path; of several the nearest in time."""
    key, here, other = (path[0], 1, 0) if backwards else (path[-1], 0, 1)
    known = {ends[other]: change for ends, change in changes.items() if ends[here] == key}
    for end in sorted(known.keys() & set(path)):
        text.note(NatureClash.RETURNS, text.named((key, end)))
    found = sorted(known.keys() - set(path))
    if len(found) > 1:
        clash = NatureClash.SEVERAL_FORMER if backwards else NatureClash.SEVERAL_LATTER
        text.note(clash, text.named(found))
    return min(found, key=lambda end: _far(known[end], backwards=backwards), default="")


def _far(change: _Change, *, backwards: bool) -> int:
    """How far a change is from the one it is next to; one without a day is the farthest."""
    if not change.days:
        return dt.date.max.toordinal()
    return -change.days[-1].toordinal() if backwards else change.days[0].toordinal()


def _step(numbered: Numbered, given: _Change) -> _Step:
    """What is to be believed of the nature under a number."""
    if numbered.nature is not None:
        return _Step(numbered, given, numbered.nature, NatureRule.NUMBER)
    words = sorted({said.word for said in numbered.statements})
    if not words:
        return _Step(numbered, given, None, NatureRule.SILENT)
    if not all(agree(one, other) for one in words for other in words):
        return _Step(numbered, given, None, NatureRule.DISAGREE)
    return _Step(numbered, given, reduce(finer, words), NatureRule.STATED)


# --- spans ---------------------------------------------------------------------------------------

_BEGINNING = dt.date.min
"""The first day of the calendar, written ``None`` in a span."""


def _spans(steps: Sequence[_Step], published: dt.date | None, text: _Text) -> list[NatureSpan]:
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


def _runs(steps: Sequence[_Step]) -> Iterator[tuple[int, int]]:
    """Places of the numbers a change leads from and to; changes without a day count as one."""
    former = 0
    for latter in range(1, len(steps)):
        last = latter == len(steps) - 1
        if steps[latter].given.days or last or steps[latter + 1].given.days:
            yield former, latter
            former = latter


def _bounds(
    steps: Sequence[_Step], former: int, latter: int, *, since: dt.date
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


def _borne(step: _Step) -> NatureSpan:
    return NatureSpan(
        nature=step.nature,
        number=step.numbered.number,
        rule=step.rule,
        basis=step.given.basis,
        certain=step.nature is not None,
    )


def _doubt(steps: Sequence[_Step]) -> NatureSpan:
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


def _since_the_law(spans: Sequence[NatureSpan], first: _Step) -> list[NatureSpan]:
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


# --- what sources say beside it ------------------------------------------------------------------


def _weighed(step: _Step, spans: Sequence[NatureSpan], text: _Text) -> Iterator[NatureStatement]:
    """The words that tell more than the number; those that cannot be true are noted."""
    own = step.nature
    if step.rule is NatureRule.DISAGREE:
        for said in step.numbered.statements:
            text.note(NatureClash.SOURCES_DISAGREE, step.numbered.number, said)
    if own is None or step.rule is not NatureRule.NUMBER:
        return
    for said in step.numbered.statements:
        then = _at(spans, said.seen).nature if said.seen else None
        if not agree(own, said.word):
            if then is None or not agree(then, said.word):
                text.note(NatureClash.DENIED, step.numbered.number, said)
        elif then is not None and not agree(then, said.word):
            text.note(NatureClash.OFF_DAY, step.numbered.number, said)
        elif finer(own, said.word) is not own:
            yield said
