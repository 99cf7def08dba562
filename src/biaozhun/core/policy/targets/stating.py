"""The targets a sentence states."""

from typing import Final

import msgspec

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.targets.judging import SUBSIDY, Context, is_goal
from biaozhun.core.policy.targets.naming import indicators_of
from biaozhun.core.policy.targets.quantities import Quantity, bare, quantities
from biaozhun.core.policy.targets.sentences import ASIDE, OUT_OF_SIGHT, Clause, Sentence, clauses
from biaozhun.core.policy.targets.views import Standing, View, is_baseline
from biaozhun.core.policy.targets.vocabulary import BEFORE, UnitKind, any_of
from biaozhun.core.policy.targets.years import Use, Year, years
from biaozhun.core.policy.value import Operator, Per, Target

_YEARLY: Final = pattern(r"每年|年均(?![浓气值径流])|逐年|每个?年度")
_EVERY_YEAR: Final = pattern(r"每年|每个?年度")
_AHEAD: Final = pattern(r"(至少|最少|不少于|不低于|最多|至多)[^,、;\d]{0,10}$")
_TOLD: Final = pattern(any_of("told"))
_PART: Final = pattern(r"^其中|^包括|^含")
_DONE_BY: Final = pattern(r"前(?:全部|基本|全面)?(?:完成|建成|到位|投用|投入使用|达标)[。;!]?$")
_TITLE_MAX: Final = 40
_JOINED: Final = pattern(r"[/、,和及与或]?(?:以及)?")
_INTENTION: Final = pattern(any_of("intention"))


class Moment(msgspec.Struct, frozen=True):
    """A clause in the time of its sentence.

    Attributes:
        clause: it.
        spoken: the years it names.
        standing: what holds for it, from its own years and those before.
        meant: 力争 or the like stands before its end.
        past: it tells what was.
        lasting: its years hold for what follows.
    """

    clause: Clause
    spoken: tuple[Year, ...]
    standing: Standing
    meant: bool
    past: bool
    lasting: bool


def in_time(sentence: Sentence, standing: Standing) -> list[Moment]:
    """The clauses of a sentence with what holds for each.

    A bracket hands nothing on but to what it heads: 中期目标(到2030年):…
    """
    spoken = years(sentence.plain, standing.issued, standing.since)
    intention = _INTENTION.search(sentence.folded)
    told = _TOLD.search(sentence.folded)
    moments, place = [], 0
    for clause in clauses(sentence.folded):
        while place < len(spoken) and spoken[place].start < clause.start:
            place += 1
        own = _within(spoken, place, clause)
        here = _passed(standing, own)
        meant = intention is not None and intention.start() < clause.end
        to_come = meant or any(year.use is Use.GOAL for year in own)
        told = None if to_come else told
        past = here.past or (told is not None and told.start() < clause.end)
        lasting = not clause.aside or _heads(sentence, clause)
        moments.append(Moment(clause, own, here, meant, past, lasting))
        standing = here if lasting else standing
    return moments


def _heads(sentence: Sentence, clause: Clause) -> bool:
    """Whether a bracket belongs to a title: 中期目标(到2030年):…, 近期目标(2021-2025年)."""
    behind = sentence.folded[clause.end + 1 :]
    before = sentence.folded[: clause.start]
    alone = not behind and 1 < len(before) <= _TITLE_MAX
    return behind.startswith(":") or (alone and not quantities(before))


def left(moments: list[Moment], standing: Standing) -> Standing:
    """What a sentence leaves standing for the next: not the day by which its own work is done."""
    outer = [moment for moment in moments if moment.lasting]
    if len(outer) > 1 and _closes(outer[-1]):
        outer.pop()
    return outer[-1].standing if outer else standing


def _closes(moment: Moment) -> bool:
    """Whether a clause says by when all before it is done: 2023年底前完成."""
    named = any(year.use is Use.GOAL for year in moment.spoken)
    return named and _DONE_BY.search(moment.clause.folded) is not None


def targets_of(sentence: Sentence, moments: list[Moment], last: str = "") -> list[Target]:
    """The targets of a sentence.

    Args:
        sentence: it.
        moments: its clauses in their time.
        last: the indicator named last before it, for 到2025年,达到95%.
    """
    granted = SUBSIDY.search(sentence.folded) is not None
    found: list[Target] = []
    yearly, earlier = False, None
    for moment in moments:
        clause, here = moment.clause, moment.standing
        ended = "累计" in clause.folded or any(y.use is Use.GOAL for y in moment.spoken)
        yearly = _EVERY_YEAR.search(clause.folded) is not None or (yearly and not ended)
        part = bool(found) and _PART.match(clause.folded) is not None
        context = Context(
            granted=granted or here.granted,
            goal=here.goal or moment.meant or part,
            past=moment.past or here.status,
        )
        view = _view(sentence, hidden(moment), moment.spoken, context)
        view = msgspec.structs.replace(
            view, standing=here, yearly=yearly, earlier=earlier, last=last
        )
        _state(view, found)
        earlier = earlier if clause.aside else hidden(moment)
    return _closed(found, moments)


def _closed(found: list[Target], moments: list[Moment]) -> list[Target]:
    """The targets with the year by which the sentence says they are done, if it names no other."""
    named = [moment for moment in moments if any(y.use is Use.GOAL for y in moment.spoken)]
    if len(named) != 1 or named[0] is not moments[-1] or not _closes(named[0]):
        return found
    years_of = named[0].standing.years
    return [msgspec.structs.replace(target, year=years_of[-1]) for target in found]


def _within(spoken: list[Year], place: int, clause: Clause) -> tuple[Year, ...]:
    """The years a clause names, those of a bracket in it left out."""
    until = place
    while until < len(spoken) and spoken[until].start < clause.end:
        until += 1
    return tuple(
        year for year in spoken[place:until] if clause.folded[year.start - clause.start] != ASIDE
    )


def _passed(standing: Standing, own: tuple[Year, ...]) -> Standing:
    """What holds from a clause on that names years."""
    telling = [year for year in own if year.use in {Use.GOAL, Use.PAST}]
    if not telling:
        return standing
    if telling[-1].use is Use.PAST:
        return msgspec.structs.replace(standing, past=True)
    named = tuple(year.year for year in telling if year.use is Use.GOAL and year.year)
    return msgspec.structs.replace(standing, past=False, goal=True, years=named or standing.years)


def hidden(moment: Moment) -> Clause:
    """The clause with its years put out of sight, so that their digits count nothing."""
    clause = moment.clause
    text = list(clause.folded)
    for year in moment.spoken:
        start, end = year.start - clause.start, min(year.end, clause.end) - clause.start
        text[start:end] = OUT_OF_SIGHT * (end - start)
    return Clause(clause.start, clause.end, "".join(text), clause.aside)


def _view(sentence: Sentence, clause: Clause, own: tuple[Year, ...], context: Context) -> View:
    """The clause with its numbers, and which of them are goals."""
    found = quantities(clause.folded)
    plain = bare(clause.folded, found[-1].end if found else 0)
    everything = (*found, plain) if plain else tuple(found)
    goals = tuple(quantity for quantity in everything if is_goal(quantity, clause, context))
    return View(
        sentence=sentence,
        clause=clause,
        spoken=own,
        found=everything,
        goals=goals,
        standing=Standing(),
        yearly=False,
        earlier=None,
    )


def _state(view: View, found: list[Target]) -> None:
    """Put the targets of a clause behind those found before."""
    if view.clause.aside and found and _supplements(view, found):
        return
    for group in _groups(view):
        named = tuple(target.indicator for target in found)
        found.extend(_stated(msgspec.structs.replace(view, named=named[-1:]), group))


def _supplements(view: View, found: list[Target]) -> bool:
    """Whether a bracket tells the year or the baseline of the target before it."""
    if not view.spoken:
        return False
    last, year = found[-1], view.spoken[-1].year
    same = [q for q in view.found if q.unit == last.unit]
    if not view.found:
        found[-1] = msgspec.structs.replace(last, year=year or last.year)
        return True
    if len(view.found) == 1 and same and year and year < (last.year or year):
        found[-1] = msgspec.structs.replace(last, baseline=same[0].value, baseline_year=year)
        return True
    return False


def _groups(view: View) -> list[tuple[Quantity, ...]]:
    """The goals of a clause, those together that stand side by side: 4个、42个以上."""
    groups: list[list[Quantity]] = []
    for quantity in view.goals:
        between = view.clause.folded[groups[-1][-1].end : quantity.start] if groups else None
        if between is not None and _JOINED.fullmatch(between):
            groups[-1].append(quantity)
        elif not is_baseline(view, quantity):
            groups.append([quantity])
    return [tuple(group) for group in groups]


def _stated(view: View, group: tuple[Quantity, ...]) -> list[Target]:
    """The targets of numbers that stand side by side."""
    names = indicators_of(view, group)
    told = [q.operator for q in group if q.operator]
    shared = told[0] if len(told) == 1 or group[0].operator else Operator.EQUAL
    due = _due(view, group, names)
    names = names * len(due) if len(names) == 1 else names
    members = group if len(group) > 1 else group * len(names)
    return [
        _target(view, quantity, name, year, quantity.operator or _ahead(view, group) or shared)
        for quantity, name, year in zip(members, names, due, strict=True)
    ]


def _ahead(view: View, group: tuple[Quantity, ...]) -> Operator | None:
    """至少建成30片: the operator word stands before the verb."""
    begins = max(group[0].start - 14, 0)
    found = _AHEAD.search(view.clause.folded, begins, group[0].start)
    return BEFORE[found[1]] if found else None


def _due(view: View, group: tuple[Quantity, ...], names: tuple[str, ...]) -> tuple[int | None, ...]:
    """The year of each target: the one named last before it, or one each where 分别 says so."""
    before = [
        year.year
        for year in view.spoken
        if year.use is Use.GOAL and year.start - view.clause.start < group[0].number
    ]
    standing = view.standing.years
    listed = tuple(before) if len(before) > 1 else standing
    respective = "分别" in view.clause.folded[: group[0].number]
    one = len(set(names)) == 1 and len(listed) > 1
    if one and (len(group) == len(listed) or (len(group) == 1 and respective)):
        return listed
    named = before[-1] if before and before[-1] else standing[-1] if standing else None
    return (named,) * len(names)


def _target(
    view: View, quantity: Quantity, name: str, year: int | None, operator: Operator
) -> Target:
    base = _base(view, quantity)
    clause, sentence = view.clause, view.sentence
    start, end = trimmed(clause)
    first, behind = sentence.span(start, end)
    return Target(
        indicator=name,
        operator=operator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=_unit(view, quantity),
        year=year,
        per=_per(view, quantity),
        baseline=base.value if base else None,
        baseline_year=next((y.year for y in view.spoken if y.use is Use.BASE), None),
        path=view.standing.path,
        text=sentence.printed(start, end),
        start=first,
        end=behind,
    )


def trimmed(clause: Clause) -> tuple[int, int]:
    """The clause in its sentence without closing punctuation."""
    text = clause.folded
    end = len(text.rstrip("。;!?,"))
    return clause.start, clause.start + max(end, 1)


def _base(view: View, quantity: Quantity) -> Quantity | None:
    """The number a goal starts from."""
    before = [q for q in view.found if q.end <= quantity.start]
    return before[-1] if before and is_baseline(view, before[-1]) else None


def _unit(view: View, quantity: Quantity) -> str:
    """The unit as printed; ``%`` for shares."""
    if quantity.unit in {"%", "‰"} or not quantity.unit_spans:
        return quantity.unit
    text, offset = view.sentence.text, view.clause.start
    return "".join(text[offset + start : offset + end] for start, end in quantity.unit_spans)


def _per(view: View, quantity: Quantity) -> Per | None:
    """每年, 年均; 累计."""
    before = view.clause.folded[max(quantity.start - 60, 0) : quantity.start]
    if "累计" in before:
        return Per.CUMULATIVE
    if (view.yearly and quantity.kind is UnitKind.COUNT) or _YEARLY.search(before):
        return Per.YEAR
    return None
