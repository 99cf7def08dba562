"""A clause with what is known of it, while its targets are read."""

from typing import Final

import msgspec

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.targets.quantities import Quantity
from biaozhun.core.policy.targets.sentences import Clause, Sentence
from biaozhun.core.policy.targets.years import Year


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What the sentences before say of the next.

    Attributes:
        years: goal years last named; several where 分别 follows.
        goal: numbers here are goals.
        past: the year last named is past.
        status: it stands below a heading of what was reached before.
        granted: it stands below a heading of sums that are paid.
        issued: the year the text is from, from which 五年内 is counted; None where it is unknown.
        since: the year before which all is past; of the title where the text has no date.
        path: headings above.
    """

    years: tuple[int, ...] = ()
    goal: bool = False
    past: bool = False
    status: bool = False
    granted: bool = False
    issued: int | None = None
    since: int | None = None
    path: tuple[str, ...] = ()


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A clause with the numbers in it.

    Attributes:
        sentence: it is a part of.
        clause: with its years put out of sight.
        spoken: years named in it.
        found: all quantities.
        goals: those that are goals.
        standing: what holds for it.
        yearly: 每年 was said before in the sentence.
        earlier: the clause before it.
        named: the indicators of the sentence so far.
        last: the last indicator of the sentences before, below the same heading.
    """

    sentence: Sentence
    clause: Clause
    spoken: tuple[Year, ...]
    found: tuple[Quantity, ...]
    goals: tuple[Quantity, ...]
    standing: Standing
    yearly: bool
    earlier: Clause | None
    named: tuple[str, ...] = ()
    last: str = ""


_RAISED: Final = pattern(
    r"(?:提高|提升|增长|增加|扩大|上升|下降|降低|减少|缩短|压缩|压减|增|降|减|升|拓展|发展)(?:到|至|为)"
)
_FROM: Final = pattern(r"(?:由|从|在)[^,。;]{0,30}$")
_REACHED: Final = pattern(r"[^\d,。;]{0,4}(?:达到|到|至)")
_ON_TOP: Final = pattern(r"的?基础上")


def is_baseline(view: View, quantity: Quantity) -> bool:
    """由60%提高到80%, 在60%的基础上: the first number is where the second starts from."""
    text = view.clause.folded
    if starting_word(view, quantity) is None:
        return False
    behind = text[quantity.end : quantity.end + 24]
    return bool(_ON_TOP.match(behind) or _REACHED.match(behind) or _RAISED.search(behind))


def starting_word(view: View, quantity: Quantity) -> int | None:
    """Where the word stands that leads to what a goal starts from: 由, 从, 在."""
    text = view.clause.folded
    found = _FROM.search(text, max(quantity.start - 40, 0), quantity.start)
    return found.start() if found else None
