"""Until when a task is to be done: clauses of a bracket, and days set in running text.

In a bracket or a line of its own, every period is a deadline, and so are 持续推进 and 2018年起. In
running text a deadline is only what says so: a period with 前, or 五年内 at the head of a clause;
到2020年 there belongs to a target. A day before the text's own is told, not set.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

import msgspec

from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.periods import Period, Reckoning, period_at, periods
from biaozhun.core.policy.value import Deadline, PolicyDocument
from biaozhun.core.policy.vocabulary import any_of
from biaozhun.core.text.folding import fold

_BEFORE: Final = pattern(
    r"(?:(?:原则上|力争|争取|确保|务必|计划|预计|拟|并|于|在|到|至|自|从|应|要|须|前期|全部|其中)"
    r"{0,3})"
)
_ONGOING: Final = pattern(rf"(?:并|全年|年内|贯穿[^,;。]{{0,6}})?{any_of('ongoing')}")
_AT_ONCE: Final = pattern(any_of("at_once"))
_FINISH: Final = pattern(rf"[并,]?{any_of('finish')}")
_BEGINS: Final = pattern(r"[^,;。]{0,4}(?:启动|开始)")
_STOP: Final = pattern("[,;。、]")
_FEAST: Final = pattern(
    r"(?:20\d\d年|[今明次后]年)?(?:元旦|春节|两会|清明|五一|端午|国庆|中秋|十一|汛期|入汛|开学|采暖季|供暖季)"
)
_UNDATED: Final = pattern(
    r"(?:20\d\d年|[今明次后]年|本年度?)?(?:(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|\d|[底末上中下初前])"
    r"|年[底末内中]|[上下]半年|第?[一二三四1-4]季度)|[今明次后]年"
    r"|(?:\d{1,2}|[一二三四五六七八九十两半]{1,2})(?:个月|年|天|周|个工作日)(?:以|之)?内"
)
_TAIL_MAX: Final = 14  # characters behind a period that still belong to its clause

_SET: Final = pattern(r"(?:之前|前|以前|内)$")
_CLAUSE_HEAD: Final = pattern(
    r"(?:^|[,;。:、!?]|于|在|应|应当|要|须|需|力争|争取|确保|务必|计划|拟|到|并|可|原则上|全面|抓紧)$"
)
_TOLD: Final = pattern(r"(?:截至|截止|截止到|截至到|此|对|将|凡|把|已|的)$")
_OF_THINGS: Final = pattern(
    r"[^,;。]{0,12}的(?:[^,;。]{0,4})(?:项目|企业|单位|产品|人员|建筑|车辆|标准)"
)


_NUMBER_YEAR: Final = pattern(r"[〔\[(]((?:19|20)\d\d)[〕\])]")
_TITLE_YEAR: Final = pattern(r"(?<![\d~至到-])(20\d\d)年(?!\s*[-~至到])")


def reckoning(document: PolicyDocument) -> Reckoning:
    """What the periods of a text are counted from: its day, else a year.

    That is the one year its title names; where it names none, the year of its number.
    """
    if document.day is not None:
        return document.day
    titles = fold(f"{document.title} {document.notice_title}")
    years = {int(year) for year in _TITLE_YEAR.findall(titles)}
    if not years:
        return year_of_number(document)
    return years.pop() if len(years) == 1 else None


def year_of_number(document: PolicyDocument) -> int | None:
    """The year in the number of a text: 国发〔2020〕6号."""
    found = _NUMBER_YEAR.search(fold(document.number))
    return int(found[1]) if found else None


class Clause(msgspec.Struct, frozen=True):
    """A clause that sets a time: its days, and where it ends in its string.

    ``until`` None: it goes on. ``begins``: it says when to start (2016年启动). ``dated`` False: it
    sets a time that cannot be counted (春节前; 6月底前 in a text without a day).
    """

    since: dt.date | None
    until: dt.date | None
    end: int
    begins: bool = False
    dated: bool = True


def clause_at(text: str, place: int, day: Reckoning) -> Clause | None:
    """The time set by the clause that begins at a place of a folded bracket without blanks.

    ``end`` stands behind the words that belong to it (完成, 持续推进); what follows is another's.
    """
    head = _BEFORE.match(text, place)
    begins = head.end() if head else place
    ongoing = _ONGOING.match(text, begins)
    if ongoing:
        return Clause(None, None, _clause_end(text, ongoing.end()))
    if at_once := _AT_ONCE.match(text, begins):
        since = day if isinstance(day, dt.date) else None
        return Clause(since, None, _clause_end(text, at_once.end()))
    period = None if _FEAST.match(text, begins) else period_at(text, begins, day)
    if period:
        return _dated(text, period)
    undated = _UNDATED.match(text, begins) or _FEAST.match(text, begins)
    if undated is None:
        return None
    by = text.find("由", undated.end())
    end = _clause_end(text, undated.end())
    return Clause(None, None, by if undated.end() <= by < end else end, dated=False)


def _dated(text: str, period: Period) -> Clause:
    """What a period sets together with the words behind it; 并持续推进 leaves it its end."""
    goes_on = _ONGOING.match(text, period.end)
    if goes_on and not goes_on.group().startswith("并"):
        return Clause(period.since, None, _clause_end(text, goes_on.end()))
    finish = goes_on or _FINISH.match(text, period.end)
    end = finish.end() if finish else period.end
    if finish and _clause_end(text, end) - end <= _TAIL_MAX:
        end = _clause_end(text, end)
    until = None if period.open else period.until
    since = period.since if period.open or period.ranged else None
    return Clause(since, until, end, _BEGINS.match(text, period.end) is not None)


def _clause_end(text: str, place: int) -> int:
    found = _STOP.search(text, place)
    return found.start() if found else len(text)


def together(clauses: Iterable[Clause]) -> tuple[dt.date | None, dt.date | None] | None:
    """First and last day of what several clauses set: the last end named, else without end."""
    known = [clause for clause in clauses if clause.dated]
    if not known:
        return None
    sinces = [clause.since for clause in known if clause.since]
    goes_on = any(clause.until is None for clause in known)
    ends = [c.until for c in known if c.until and not (goes_on and c.begins)]
    return (min(sinces) if sinces else None), (max(ends) if ends else None)


def in_running_text(passage: Passage, day: Reckoning) -> Deadline | None:
    """The last day that running text sets; None where it sets none."""
    text = passage.folded
    last: Period | None = None
    for period in periods(text, day):
        if _sets(text, period, day) and (last is None or period.until > last.until):
            last = period
    if last is None:
        return None
    start, end = passage.span(last.start, last.end)
    return Deadline(day=last.until, text=passage.text[last.start : last.end], start=start, end=end)


def _sets(text: str, period: Period, day: Reckoning) -> bool:
    over = isinstance(day, dt.date) and period.until < day
    if over or not _SET.search(text[period.start : period.end]):
        return False
    ahead = text[max(0, period.start - 4) : period.start]
    return bool(
        _CLAUSE_HEAD.search(ahead)
        and not _TOLD.search(ahead)
        and not _OF_THINGS.match(text, period.end)
    )
