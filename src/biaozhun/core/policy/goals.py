"""Goals without a number that are measured in a sense: 全覆盖, 位居全国前列, 翻一番."""

import re
from typing import Final

from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.targets import indicators
from biaozhun.core.policy.targets.scopes import Walk
from biaozhun.core.policy.targets.sentences import Clause, Sentence
from biaozhun.core.policy.targets.stating import Moment, hidden, in_time, left, trimmed
from biaozhun.core.policy.targets.vocabulary import any_of
from biaozhun.core.policy.value import Goal

_HAN: Final = "一二三四五六七八九十"
_REACHED: Final = any_of("claim_verb")
_AMONG: Final = any_of("claim_among")
_RANK: Final = rf"(?:{any_of('claim_rank')}|前(?:[{_HAN}]{{1,2}}|\d{{1,3}})[位名强]?)"
#: Measured wherever it stands.
_STRONG: Final = pattern(
    rf"{_REACHED}在?[^,。;的]{{0,8}}?{_RANK}"
    rf"|{_AMONG}{{1,3}}{_RANK}(?![、的])"
    rf"|{_REACHED}{_AMONG}{{0,3}}(?:先进|领先|一流)(?:水平|地位|行列)?"
    rf"|{_AMONG}{{1,3}}(?:领先|先进|一流)(?:水平|地位)?(?=$|[,。;)])"
    r"|(?:全|全面|全域|全程|全员|全行业|全过程|全链条|全流程)覆盖"
    rf"|翻[{_HAN}两]?番|倍增(?!效应|计划|工程|行动)|成倍增长|正增长|增长一倍|为零(?=$|[,。;])|动态清零|清零|归零"
    rf"|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|[{_HAN}](?<!百)分之[{_HAN}](?:以上)?|半数以上|一半以上|过半"
)
#: Measured in quotes too.
_ZERO: Final = pattern(
    r"\"?(?<!从)零(?:事故|死亡|伤亡|增长|排放|投诉|上访|发生|突破|容忍|跑腿|差错|缺陷|污染|直排|新增"
    r"|违规|瞒报)\"?"
)
#: Measured among goals: a work that is to be complete.
_COMPLETE: Final = pattern(rf"{any_of('claim_degree')}{any_of('claim_done')}")
_PAST: Final = pattern(r"已|目前|近年来")


def goals(layout: Layout) -> tuple[Goal, ...]:
    """The goals of a text that are measured without a number, in the order of the text."""
    found: list[Goal] = []
    walk = Walk(layout)
    for heading, sentence in walk.sentences():
        standing = walk.standing(heading)
        moments = in_time(sentence, standing)
        walk.leave(heading, left(moments, standing))
        for place, moment in enumerate(moments):
            earlier = moments[place - 1].clause if place else None
            found.extend(_claimed(sentence, moment, earlier))
    return tuple(found)


def _claimed(sentence: Sentence, moment: Moment, earlier: Clause | None) -> list[Goal]:
    """The goals a clause claims."""
    clause, standing = moment.clause, moment.standing
    if moment.past or standing.status or _PAST.search(clause.folded):
        return []
    found = list(_STRONG.finditer(clause.folded))
    found += _ZERO.finditer(sentence.plain[clause.start : clause.end])
    if standing.goal or moment.meant:
        found += [m for m in _COMPLETE.finditer(clause.folded) if not _inside(m, found)]
    made, begins = [], 0
    for match in sorted(found, key=re.Match.start):
        made.append(_goal(sentence, moment, (begins, *match.span()), earlier))
        begins = match.end()
    return made


def _inside(match: re.Match[str], others: list[re.Match[str]]) -> bool:
    """Whether a claim is a part of another."""
    return any(other.start() < match.end() and match.start() < other.end() for other in others)


def _goal(
    sentence: Sentence, moment: Moment, places: tuple[int, int, int], earlier: Clause | None
) -> Goal:
    """A claim as a goal; ``places`` are where its words begin, and the claim's start and end."""
    clause = hidden(moment)
    first, last = trimmed(clause)
    start, end = sentence.span(first, last)
    years = moment.standing.years
    return Goal(
        indicator=_indicator(sentence, clause, places, earlier),
        claim=_printed(sentence, clause, _claim(clause, places)),
        year=years[-1] if years else None,
        path=moment.standing.path,
        text=sentence.printed(first, last),
        start=start,
        end=end,
    )


def _claim(clause: Clause, places: tuple[int, int, int]) -> tuple[int, int]:
    """The words of a claim; where something is complete for somebody, what is complete too."""
    begins, start, end = places
    before = indicators.before(clause.folded, begins, start, led=False)
    if _COMPLETE.fullmatch(clause.folded[start:end]) and before[0] < before[1]:
        behind = indicators.behind(clause.folded, end, len(clause.folded), followed=False)
        return start, max(behind[1], end)
    return start, end


def _indicator(
    sentence: Sentence, clause: Clause, places: tuple[int, int, int], earlier: Clause | None
) -> str:
    """What is claimed of: the words before the claim, behind it, or in the clause before."""
    begins, start, end = places
    before = indicators.before(clause.folded, begins, start, led=False)
    if before[0] < before[1]:
        return _printed(sentence, clause, before)
    after = indicators.behind(clause.folded, end, len(clause.folded), followed=False)
    if after[0] < after[1]:
        return _printed(sentence, clause, after)
    if earlier is None:
        return ""
    return _printed(sentence, earlier, indicators.before(earlier.folded, 0, len(earlier.folded)))


def _printed(sentence: Sentence, clause: Clause, span: tuple[int, int]) -> str:
    return sentence.text[clause.start + span[0] : clause.start + span[1]]
