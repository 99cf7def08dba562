"""What the numbers of a clause count, as printed."""

from typing import Final

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.targets import indicators
from biaozhun.core.policy.targets.quantities import Quantity
from biaozhun.core.policy.targets.views import View, is_baseline, starting_word
from biaozhun.core.policy.targets.vocabulary import any_of
from biaozhun.core.text.folding import fold

_EACH: Final = pattern(r"(?<!年)(?:均|都)[^,、]{0,6}$")
_ADVERBIAL: Final = pattern(r"分别|分別|平均|(?<!年)均|都|預計|预计|力争|力爭")
_PREDICATE: Final = pattern(any_of("predicate"))
_NOUN_MAX: Final = 24  # characters from a number to what the things it counts do
_VERBS: Final = pattern(rf"(?:{any_of('verb')})+$")
_HEADING_LABEL: Final = pattern(r"^[^、.)\]]{1,6}[、.)\]]|^-+")


def indicators_of(view: View, group: tuple[Quantity, ...]) -> tuple[str, ...]:
    """The indicator of each number that stands side by side with others.

    A single number that 均 gives to each item of a list has as many indicators as there are items.
    """
    start, end = _span(view, group)
    text = view.clause.folded[start:end]
    changed = indicators.change(text)
    noun = start + len(text[: changed.start()].rstrip()) if changed else end
    words = _ADVERBIAL.sub("", _printed(view, noun, end)) if changed else ""
    if start >= noun:
        return (_elsewhere(view, group) + words,) * len(group)
    folded = view.clause.folded[start:noun]
    count = len(group)
    if count == 1 and _EACH.search(view.clause.folded[noun : group[0].number]):
        count = indicators.listed(folded)
    split = indicators.split(folded, _printed(view, start, noun), count)
    return tuple(_levelled(view, name) + words + _shared(view, group, noun) for name in split)


def _shared(view: View, group: tuple[Quantity, ...], end: int) -> str:
    """What the next item of a list does, and so this one: 2家企业、3名专家成为委员."""
    later = [q for q in view.goals if q.start >= end]
    if end <= group[-1].end or not later or end + 1 != later[0].start:
        return ""
    text = view.clause.folded
    found = _PREDICATE.search(text, later[-1].end, later[-1].end + _NOUN_MAX)
    if found is None or _PREDICATE.search(text, group[-1].end, end):
        return ""
    return _printed(view, found.start(), len(text.rstrip("。;,!?")))


def _printed(view: View, start: int, end: int) -> str:
    """Characters of the clause as printed."""
    return view.sentence.text[view.clause.start + start : view.clause.start + end]


def _levelled(view: View, name: str) -> str:
    """国家级示范区8个、省级15个: the second are 省级示范区."""
    own, last = fold(name), fold(view.named[-1]) if view.named else ""
    before = indicators.LEVEL.match(last)
    if before and indicators.LEVEL.fullmatch(own):
        return name + view.named[-1][before.end() :]
    return name


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
    start, end = indicators.before(text, begins, ends, led=not changed)
    if start < end or changed:
        return start, end
    behind = indicators.behind(text, last.end, until, followed=bool(later))
    return behind if behind[0] < behind[1] else indicators.before(text, begins, ends, led=False)


def _elsewhere(view: View, group: tuple[Quantity, ...]) -> str:
    """What is counted where no noun says it: the verb, the clause before, or the title."""
    text, offset = view.clause.folded, view.clause.start
    changed = indicators.names_change(text, group[0].start)
    verb = None if changed else _VERBS.search(text, max(group[0].start - 12, 0), group[0].start)
    if verb:
        return view.sentence.text[offset + verb.start() : offset + verb.end()]
    if view.named:
        return view.named[-1]
    if view.earlier is not None:
        start, end = indicators.before(view.earlier.folded, 0, len(view.earlier.folded), led=False)
        if start < end:
            first = view.earlier.start + start
            return view.sentence.text[first : first + end - start]
    title = view.standing.path[-1] if view.standing.path else ""
    return view.last or _HEADING_LABEL.sub("", title)
