"""The years a sentence speaks of, and what each of them is to its numbers."""

import re
from enum import StrEnum
from typing import Final

import msgspec

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.periods import years_of_plan
from biaozhun.core.text import numeral


class Use(StrEnum):
    """What a year is to the numbers of its sentence."""

    GOAL = "goal"  # by then it is to be met
    PAST = "past"  # it was so then
    BASE = "base"  # with it the goal is compared
    ASIDE = "aside"  # a beginning, a date: says nothing of a goal


class Year(msgspec.Struct, frozen=True, kw_only=True):
    """A year spoken of; offsets are those of the folded sentence.

    Attributes:
        year: the last year of a period; None where the period cannot be dated.
        use: what it is to the numbers.
        start: first character.
        end: first character behind.
    """

    year: int | None
    use: Use
    start: int
    end: int


_HAN: Final = "〇零一二三四五六七八九"
_CALENDAR: Final = (
    r"(?P<lead>截至目前|截至|截止到|截止|相比于?|比|较|与|同|以|由|从|自|相当于|到|至|在|于|力争|争取|确保)?"
    rf"(?:(?P<first>(?:19|20)\d\d)年?(?:-{{1,2}}|~|至|到))?"
    rf"(?P<year>(?:19|20)\d\d|[一二][{_HAN}]{{3}})年度?"
    r"(?P<month>\d{1,2}月(?:\d{1,2}日)?)?"
    r"(?P<tail>(?:年?底|年?末|期间|[上下]半年|第?[一二三四1-4]季度|份)*(?:之前|以前|前)?(?:开始|起)?)"
)
_FIVE: Final = (
    r"(?P<five_lead>比|较|截至|由|从|在|与)?[\"\ue000]?(?P<five>十[一二三四五六]|二十)五[\"\ue000]?"
    r"(?:规划)?(?P<five_tail>期间|时期末?|末|期末|前|以来|(?=[、和]\"?十.五))"
)
_SPAN: Final = (
    r"(?P<span_lead>(?:力争|争取|计划|确保)?(?:再?用|经过|通过|未来|今后|在)|(?:^|(?<=[,(:]))(?:力争|争取|计划)?)"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十两]{1,2})(?:-|~|至|到))?"
    r"(?P<span>\d{1,2}|[一二三四五六七八九十两]{1,3})年(?P<span_tail>左右)?"
    r"(?:的?(?:时间|努力)|(?:时间)?(?:之内|以内|内)|期间|(?=,)|(?<=未来.年)|(?<=今后.年))"
)
_PRESENT: Final = (
    r"(?P<present>到?(?:今年|本年度)年?(?:底|末|内)?前?"
    r"|(?:^|(?<=[,(:]))(?:到|力争)?年(?:底|内|末)前?)"
)
_PATTERN: Final = pattern(f"{_CALENDAR}|{_FIVE}|{_SPAN}|{_PRESENT}")
_COMPARED: Final = pattern(
    r"(?:的|水平|同期|相比|基础上|为基[数期准年]|基数|全年|\d|[年底末]|[^,。;]{0,12}?"
    r"(?:增长|提高|提升|增加|下降|降低|减少|翻|缩短|扩大|上升|减|增))"
)
_FROM: Final = pattern(
    r"的?[^,。;到至]{0,14}(?:提高|提升|增长|增加|扩大|上升|下降|降低|减少|缩短|压缩|压减|增|降)(?:到|至)|的"
)
_OPENED: Final = pattern(
    r"(?:[^\u4e00-\u9fff]|力争|争取|确保|预计|计划|全[市省县区国州]|[我本].|其中|及|和|并|后)$"
)
_FOLLOWED: Final = pattern(
    r"达到?|实现|为|突破|完成|力争|提高|提升|[增降升减]|控制|将|要|建成|、|和|及|分别"
    r"|全[市省县区国]|新|[,。;:)]|$"
)
_BASIS: Final = pattern(r"[^,。;]{0,16}(?:基础|水平)上")
_OLD: Final = frozenset(("比", "较", "与", "同", "相比", "相比于", "相当于", "以"))


def years(sentence: str, issued: int | None, since: int | None = None) -> list[Year]:
    """The years a folded sentence speaks of, in order.

    Args:
        sentence: folded and without blanks.
        issued: the year the text is from, if known: periods such as 五年内 are counted from it.
        since: the year before which all is past; that of the text where nothing else is known.
    """
    first = since or issued
    return [_read(match, issued, first) for match in _PATTERN.finditer(sentence)]


def _read(match: re.Match[str], issued: int | None, since: int | None) -> Year:
    start, end = match.span()
    if match["year"]:
        start = match.start("first") if match["first"] else match.start("year")
        return Year(year=numeral.read(match["year"]), use=_use(match, since), start=start, end=end)
    if match["five"]:
        return _of_plan(match, since)
    if match["span"]:
        count = numeral.read(match["span"])
        due = issued + count if issued and count <= 50 else None
        return Year(year=due, use=Use.GOAL, start=start, end=end)
    return Year(year=issued or since, use=Use.GOAL, start=start, end=end)


def _of_plan(match: re.Match[str], since: int | None) -> Year:
    """The last year of a five-year plan: 十三五 is 2016 to 2020."""
    _, year = years_of_plan(match["five"])
    past = match["five_tail"] == "以来" or match["five_lead"] == "截至" or _before(year, since)
    behind = match.string[match.end() : match.end() + 24]
    lead = match["five_lead"] or ""
    base = lead in _OLD or _by_lead(lead, behind) is Use.BASE
    use = Use.BASE if base else Use.PAST if past else Use.GOAL
    return Year(year=year, use=use, start=match.start("five"), end=match.end())


def _before(year: int, since: int | None) -> bool:
    return since is not None and year < since


def _use(match: re.Match[str], since: int | None) -> Use:
    """What a year of the calendar is to the numbers."""
    behind = match.string[match.end() : match.end() + 24]
    tail = match["tail"]
    if tail.endswith(("起", "开始")) or behind.startswith(("起", "开始")):
        return Use.ASIDE
    if not match["first"] and (use := _by_lead(match["lead"] or "", behind)):
        return use
    year = numeral.read(match["year"])
    if (match["lead"] or "").startswith("截") and (since is None or year <= since):
        return Use.PAST
    if (match["month"] and not tail) or not _leads(match):
        return Use.ASIDE
    return Use.PAST if _before(year, since) else Use.GOAL


def _leads(match: re.Match[str]) -> bool:
    """Whether a year tells when: 2023年到期的标准 in the middle of a clause does not."""
    begins, ends = match.span()
    before = match.string[max(begins - 6, 0) : begins]
    behind = match.string[ends : ends + 4]
    told = match["lead"] or match["tail"] or match["first"]
    return bool(told or not before or _OPENED.search(before) or _FOLLOWED.match(behind))


def _by_lead(lead: str, behind: str) -> Use | None:
    """What the word before a year makes of it, together with what follows."""
    if lead in _OLD and _COMPARED.match(behind):
        return Use.BASE
    if lead in {"由", "从", "自"}:
        return Use.BASE if _FROM.match(behind) else Use.ASIDE
    return Use.BASE if lead == "在" and _BASIS.match(behind) else None
