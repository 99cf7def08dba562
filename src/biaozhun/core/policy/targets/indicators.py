"""What a number counts: the words before it, or those behind it, without verbs and adverbs."""

import re
from typing import Final

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.targets.sentences import ASIDE, OUT_OF_SIGHT
from biaozhun.core.policy.targets.vocabulary import any_of

_JOINER: Final = (
    r"(?:[、,]|(?<![普涉提以波遍])及(?!时|格|以[上下外内])|以及|(?<![参赋])与(?!会)"
    r"|(?<![共总平饱缓温谐])和(?!谐|平|解)|(?<!或)或(?!者)|或者|并)"
)
_JOINT: Final = pattern(rf"(?:{_JOINER}|以)+$")
_VERB: Final = any_of("verb")
_ADVERB: Final = any_of("adverb")
_CLOSING: Final = any_of("ending")
_RELATIVE: Final = any_of("relative")
_YEARLY: Final = r"(?:每年度?|年均(?![浓气值径流])|累计)"
#: Verbs and adverbs before an indicator; what 建设用地 begins with is none.
_BEGINNING: Final = pattern(
    rf"^(?:{_ADVERB}|[一二三四五六七八九十]是|即(?=$|{any_of('opening')})|[\u2460-\u2473]|{_JOINER}|[且:;(\-\"{ASIDE}]|\d{{1,2}}[.、)](?!\d)|[到至在于自从]?{OUT_OF_SIGHT}+的?|\d{{1,2}}月(?:底|末|\d{{1,2}}日)?(?:之?前)?"
    rf"|(?:全面)?{any_of('opening')}(?!{any_of('no_opening')})[、或和及]*)+"
)
_ENDING: Final = pattern(
    rf"(?:(?:{_ADVERB}|{_CLOSING}|{_YEARLY}|达|约|稳定在|保持在|控制在|维持在|[、,:(]|{ASIDE}|{OUT_OF_SIGHT}|\d+大?类)+)$"
)
_ONLY_VERB: Final = pattern(rf"(?:^|.*?)(?:{_VERB})(?:了|好|约|和|、|或|及)?$")
_GENERIC: Final = pattern(
    r"(?:全[市省县区国州盟旗镇乡校行]|[我本]\w|每[个]?\w{1,3}|各\w{1,2}|数量|总数|总量)?$"
)
_PARTS: Final = pattern(_JOINER)
LEVEL: Final = pattern(
    r"(?:国家|国际|全国|世界|[省市县区镇村州盟]|地市|区县|行业|地方|团体|企业)级?"
)
_ITEM: Final = pattern(rf"(?:{LEVEL.pattern}|{any_of('process')})$")
_HEAD: Final = pattern(rf"{any_of('head')}$")
_CHANGE: Final = pattern(
    rf"(?:(?:比|较|相比|同比)[^,、]{{0,16}}?)?(?:{_YEARLY}|平均|分别|均|都|预计|力争)*{_RELATIVE}(?:幅度)?$"
)
#: No indicator is longer; what is read of a text without a comma stays bounded.
LONGEST: Final = 120


def before(clause: str, begins: int, ends: int, *, led: bool = True) -> tuple[int, int]:
    """Span of the indicator in what stands before a number; empty where nothing names it.

    Args:
        clause: folded.
        begins: the clause's first character, or behind the number before.
        ends: of the operator word, or of the number.
        led: a verb at its end leads to what stands behind the number.
    """
    begins = max(begins, ends - LONGEST)
    text = clause[begins:ends]
    if _JOINT.search(text):
        return ends, ends
    lead = _BEGINNING.match(text)
    start = lead.end() if lead else 0
    trail = _ENDING.search(text, start)
    stop = trail.start() if trail else len(text)
    if (led and _ONLY_VERB.fullmatch(text[start:stop])) or _GENERIC.fullmatch(text[start:stop]):
        return ends, ends
    return begins + start, begins + stop


def behind(clause: str, begins: int, ends: int, *, followed: bool) -> tuple[int, int]:
    """Span of the indicator in what stands behind a number.

    Args:
        clause: folded.
        begins: behind the number and its unit.
        ends: where the clause ends or the next number begins.
        followed: a number comes next: what stands before it from the last 、 on is its own.
    """
    ends = min(ends, begins + LONGEST)
    text = clause[begins:ends]
    if followed:
        joints = [joint.start() for joint in _PARTS.finditer(text)]
        text = text[: joints[-1]] if joints else text
    start = len(text) - len(text.lstrip("的,、以上"))
    return begins + start, begins + len(text.rstrip(f"。;,!?、{ASIDE}"))


def split(folded: str, printed: str, count: int) -> tuple[str, ...]:
    """The indicators a list stands for: 种植、收获机械化率 is 种植机械化率 and 收获机械化率.

    Where the list cannot be told into ``count`` items each of them gets the whole.

    Args:
        folded: the list, folded.
        printed: the same characters as printed.
        count: how many indicators are expected.
    """
    cuts = _cuts(folded)[-(count - 1) :]
    if count < 2 or len(cuts) < count - 1:
        return (printed,) * count
    starts, ends = [0, *(behind for _, behind in cuts)], [*(at for at, _ in cuts), len(folded)]
    items = list(zip(starts, ends, strict=True))
    if not all(start < end for start, end in items):
        return (printed,) * count
    return tuple(_whole(folded, printed, items, place) for place in range(count))


def listed(folded: str) -> int:
    """How many things a list names."""
    return len(_cuts(folded)) + 1


def _cuts(folded: str) -> list[tuple[int, int]]:
    """Where a list is joined, brackets aside."""
    return [f.span() for f in _PARTS.finditer(folded) if not _inside(folded, f.start())]


def _inside(folded: str, place: int) -> bool:
    """Whether a character stands in a bracket."""
    return folded.rfind("(", 0, place) > folded.rfind(")", 0, place)


def _whole(folded: str, printed: str, items: list[tuple[int, int]], place: int) -> str:
    """One item of a list with the beginning and the end it shares with the others."""
    (first, first_end), (last, last_end) = items[0], items[-1]
    start, end = items[place]
    if _complete(folded[first:first_end], folded[last:last_end]):
        return printed[start:end]
    tail = _shared_end(folded, last, last_end)
    told = _ITEM.search(folded, first, first_end)
    before = printed[first : told.start()] if place and told else ""
    after = printed[tail:last_end] if place < len(items) - 1 else ""
    return before + printed[start:end] + after


def _complete(item: str, last: str) -> bool:
    """Whether an item of a list needs nothing of the last one's end."""
    return item[-2:] == last[-2:] or item.endswith("率") or _HEAD.search(item) is not None


def _shared_end(folded: str, last: int, last_end: int) -> int:
    """Where in the last item of a list that begins which all items share."""
    level = LEVEL.match(folded, last, last_end)
    if level:
        return level.end()
    head = _HEAD.search(folded, last + 1, last_end)
    return head.start() if head else min(last + 2, last_end)


def names_change(clause: str, ends: int) -> bool:
    """Whether a word of change (增长, 下降) without 到 leads to a number."""
    return change(clause[max(ends - 30, 0) : ends]) is not None


def change(text: str) -> re.Match[str] | None:
    """The words of change at the end of a folded text: 比2020年下降, 年均增长."""
    return _CHANGE.search(text)
