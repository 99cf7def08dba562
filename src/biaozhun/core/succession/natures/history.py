"""The nature of a text, worked out of its numbers and of what sources say beside them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from biaozhun.core.bibliography.natures import NatureStatement, agree, finer
from biaozhun.core.succession.facts import Renumbering
from biaozhun.core.succession.natures.facts import (
    LAW_IN_FORCE,
    NatureClash,
    NatureHistory,
    NatureRule,
    NatureSpan,
    Numbered,
)
from biaozhun.core.succession.natures.line import Step, Text, changes_of, steps_to
from biaozhun.core.succession.natures.spans import since_the_law, spans_of


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
    text = Text(numbers)
    steps = steps_to(key, changes_of(renumbered, text), text)
    spans = spans_of(steps, published, text)
    if _is_old(published, year):
        spans = since_the_law(spans, steps[0])
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


def _weighed(step: Step, spans: Sequence[NatureSpan], text: Text) -> Iterator[NatureStatement]:
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
