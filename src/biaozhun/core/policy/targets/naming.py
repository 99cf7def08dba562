"""What the numbers of a clause count, as printed."""

from typing import Final

from biaozhun.core.policy.targets import indicators
from biaozhun.core.policy.targets.quantities import Quantity
from biaozhun.core.policy.targets.views import View, is_baseline, starting_word
from biaozhun.core.policy.targets.vocabulary import any_of, compiled

_RESPECTIVE: Final = compiled(r"分别|依次")
_EACH: Final = compiled(r"(?<!年)(?:均|都)[^,、]{0,6}$")
_VERBS: Final = compiled(rf"(?:{any_of('verb')})+$")
_BLANKS: Final = compiled(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_HEADING_LABEL: Final = compiled(r"^[^、.)\]]{1,6}[、.)\]]|^-+")


def indicators_of(view: View, group: tuple[Quantity, ...]) -> tuple[str, ...]:
    """The indicator of each number that stands side by side with others.

    A single number that 均 gives to each item of a list has as many indicators as there are items.
    """
    start, end = _span(view, group)
    if start >= end:
        return (_elsewhere(view, group),) * len(group)
    folded = view.clause.folded[start:end]
    printed = view.sentence.text[view.clause.start + start : view.clause.start + end]
    lead = view.clause.folded[end : group[0].number]
    count = len(group)
    if count == 1 and _EACH.search(lead):
        count = max(indicators.listed(folded), 1)
    if count > 1 and len(group) > 1 and indicators.listed(folded) < count:
        return (printed,) * count
    return indicators.split(folded, printed, count)


def _span(view: View, group: tuple[Quantity, ...]) -> tuple[int, int]:
    """Where in the clause the indicator stands."""
    text, first, last = view.clause.folded, group[0], group[-1]
    ends = first.start
    start_of = [q for q in view.found if q.end <= first.start and is_baseline(view, q)]
    if start_of:
        ends = starting_word(view, start_of[-1]) or 0
    begins = max((q.end for q in view.goals if q.end <= ends), default=0)
    changed = indicators.names_change(text, ends)
    later = [q for q in view.found if q.start >= last.end]
    until = later[0].start if later else len(text)
    start, end = indicators.before(text, begins, ends)
    if start < end or changed:
        return start, end
    behind = indicators.behind(text, last.end, until, followed=bool(later))
    return behind if behind[0] < behind[1] else (start, end)


def _elsewhere(view: View, group: tuple[Quantity, ...]) -> str:
    """What is counted where no noun says it: the verb, the clause before, or the title."""
    text, offset = view.clause.folded, view.clause.start
    verb = _VERBS.search(text, max(group[0].start - 12, 0), group[0].start)
    if verb:
        return view.sentence.text[offset + verb.start() : offset + verb.end()]
    if view.earlier is not None:
        start, end = indicators.before(view.earlier.folded, 0, len(view.earlier.folded))
        if start < end:
            first = view.earlier.start + start
            return view.sentence.text[first : first + end - start]
    title = view.standing.path[-1] if view.standing.path else ""
    return _HEADING_LABEL.sub("", title)
