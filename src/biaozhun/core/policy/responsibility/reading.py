"""The inside of a bracket, or a line, read into units with roles and a deadline.

Grammar, after folding, blanks left out::

    charge   = clause {("," | ";" | "。" | "、") clause}
    clause   = [label ":"] [time] [由] units [role] | time | remark
    label    = 牵头单位 | 责任单位 | 配合单位 | 完成时限 …
    role     = 牵头 | 负责 | 按职责分工负责 | 配合 …, with verbs behind it (牵头负责)
    units    = see units; behind 会同 they help
    time     = see deadlines

A role is that of the units before it: 牵头 and 负责 of all that have none yet, 配合 of those of its
own clause. Who has none in the end leads with the others, or helps where a lead is named. Roles
and labels are looked for outside of brackets, but a unit may carry its role in one: 市科委(牵头).
"""

import re
from typing import Final

from biaozhun.core.policy.deadlines import Clause, clause_at
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.periods import Reckoning
from biaozhun.core.policy.responsibility.charge import Charge
from biaozhun.core.policy.responsibility.drafting import Draft, Part
from biaozhun.core.policy.responsibility.squeezing import hidden
from biaozhun.core.policy.responsibility.stated_once import STATED_ONCE
from biaozhun.core.policy.responsibility.units import PLACES
from biaozhun.core.policy.vocabulary import any_of, words

LONGEST: Final = 800  # characters of a bracket; the longest known names some forty units
LABEL: Final = pattern(
    r"(?<![\u4e00-\u9fff])(?P<short>(?:牵头|责任|配合|参与|协同|主办))(?=:)"
    r"|(?:(?<![\u4e00-\u9fff])[省市区县州](?:级|直))?"
    rf"(?P<long>{any_of('lead_label', 'charge_label', 'cooperate_label', 'deadline_label')})"
    r"(?:\0{2,20})?(?:[:]|为(?!主)|是|包括)"
    rf"|(?P<other>{any_of('person_label', 'field_label')})(?:\0{{2,20}})?[:]"
)
_LABEL_AT_START: Final = pattern(
    rf"(?P<long>(?:牵头|责任|配合|协办|主办|负责|参与|参加|协同|承办)(?:责任)?(?:单位|部门|主体)){any_of('admin_start')}"
)
_SIGN: Final = pattern(r"[、,;。|]")
_EVENT: Final = pattern(
    rf"(?P<division>{any_of('division')})|(?P<lead>{any_of('lead')})(?!单位|部门|责任|人)"
    rf"|(?P<cooperate>{any_of('cooperate')})(?!单位|部门)|(?P<with>{any_of('with')})"
    rf"|(?P<charge>{any_of('charge')})"
)
_TAIL: Final = pattern(rf"(?:{any_of('tail', 'division')})*")
_INSIDE: Final = words("lead") | {"负责", "配合", "协助", "参与", "会同", "牵头会同"}
_TIME_BEHIND: Final = pattern(
    r"(?<=[\u4e00-\u9fff)])(?:于|在)?(?=(?:19|20)\d\d年|年底前|\d{1,2}月底前)"
)
_REMARK: Final = pattern(rf"{any_of('remark')}|^注:")
_MARK: Final = pattern(
    r"\((?:(?P<lead>牵头(?:单位|部门|负责)?|主办|主责)|(?P<help>配合|协办|参与))\)$"
)


def read_charge(
    passage: Passage, day: Reckoning, *, bare: bool = False, part: Part = Part.FREE
) -> Charge | None:
    """What a squeezed bracket without its signs, or a line, says; None where it is another thing.

    Args:
        passage: without blanks.
        day: of the document.
        bare: units may stand without a word that says that they are charged.
        part: what a label said before the string began, as the head of a table's column does.
    """
    text = passage.folded
    if len(text) > LONGEST:
        return None
    draft = Draft()
    masked = hidden(text)
    for named, start, end in _parts(text, masked, part):
        draft.open_part(named)
        if named is not Part.PERSON:
            _clauses(draft, text, masked, (start, end), day)
        draft.close_part()
    return draft.finished(passage, bare=bare)


def _parts(text: str, masked: str, first_part: Part) -> list[tuple[Part, int, int]]:
    """The stretches behind each label; the first has none, or one without a colon."""
    labels = [(m.start(), m.end(), _part(m)) for m in LABEL.finditer(masked)]
    if not labels or labels[0][0] > 0:
        first = _LABEL_AT_START.match(text)
        begins = first.end("long") if first else 0
        labels.insert(0, (0, begins, _part(first) if first else first_part))
    ends = [start - text.startswith("[", start - 1) for start, _, _ in labels[1:]] + [len(text)]
    return [(part, begins, end) for (_, begins, part), end in zip(labels, ends, strict=True)]


def _part(found: re.Match[str]) -> Part:
    named = found.groupdict()
    word = named.get("short") or named.get("long")
    return Part.PERSON if word is None else part_of(word)


def part_of(word: str) -> Part:
    """What a label says of the units behind it: ``牵头单位``; of one that is not known: they do."""
    for part in (Part.LEAD, Part.CHARGE, Part.COOPERATE, Part.DEADLINE):
        if word in words(f"{part}_label"):
            return part
    return Part.CHARGE


def _clauses(draft: Draft, text: str, masked: str, span: tuple[int, int], day: Reckoning) -> None:
    """The clauses of one stretch, one after the other; a remark goes on to its comma."""
    begins, remark = span[0], False
    for end, sign in _ends(masked, text, span):
        remark = remark or _is_remark(text[begins:end])
        if end > begins and not remark:
            _clause(draft, text, masked, (begins, end), day)
        if sign != "、":
            draft.end_clause()
            remark = False
        begins = end + 1


def _is_remark(piece: str) -> bool:
    """以下任务均需各市、县落实, 下同: it charges nobody, unless it says who leads."""
    return _REMARK.search(piece) is not None and STATED_ONCE.search(piece) is None


def _ends(masked: str, text: str, span: tuple[int, int]) -> list[tuple[int, str]]:
    """Where the pieces of a stretch end, and the sign that ends each."""
    solid = [m.span() for m in PLACES.finditer(text, *span)]
    inside = {place for start, end in solid for place in range(start, end)}
    signs = [
        (m.start(), m.group()) for m in _SIGN.finditer(masked, *span) if m.start() not in inside
    ]
    return [*signs, (span[1], ";")]


def _clause(draft: Draft, text: str, masked: str, span: tuple[int, int], day: Reckoning) -> None:
    """One piece: a time, the rule of who leads, or units with their roles."""
    start, end = span
    if rule := STATED_ONCE.search(text, start, end):
        draft.first_leads = True
        end = max(text.rfind("(", start, rule.start()), start)
    time = clause_at(text, start, day)
    if time:
        _take_time(draft, time, text, start)
        start = min(time.end, end)
    elif draft.part is Part.DEADLINE:
        return  # a time that is none: 按要求
    if start < end:
        _units(draft, text, masked, (start, end), day)


def _take_time(draft: Draft, time: Clause, text: str, start: int) -> None:
    while text[start] in ":、":
        start += 1
    draft.take_time(time, start)


def _units(draft: Draft, text: str, masked: str, span: tuple[int, int], day: Reckoning) -> None:
    """Units and the roles between and behind them."""
    begins, end = span
    mark = _MARK.search(text, begins, end)
    if mark and end == mark.end():
        draft.take_marked(text, begins, mark.start(), leads=mark["lead"] is not None)
        return
    searched = begins
    while found := _EVENT.search(masked, searched, end):
        tail = _TAIL.match(masked, found.end(), end)
        stop = tail.end() if tail else found.end()
        time = clause_at(text, stop, day) if stop < end else None
        if stop < end and time is None and found.group() not in _INSIDE:
            searched = found.start() + 1
            continue
        draft.take_units(text, begins, found.start())
        draft.apply(str(found.lastgroup))
        begins = searched = stop
        if time:
            _take_time(draft, time, text, stop)
            begins = searched = min(time.end, end)
    _last(draft, text, (begins, end), day, behind_role=begins > span[0])


def _last(
    draft: Draft, text: str, span: tuple[int, int], day: Reckoning, *, behind_role: bool
) -> None:
    """Units behind the last role, with a time at their end: 市教委2016年底前."""
    begins, end = span
    take = draft.take_rest if behind_role else draft.take_units
    found = _TIME_BEHIND.search(text, begins, end)
    time = clause_at(text, found.start(), day) if found else None
    if found and time and time.end >= end:
        take(text, begins, found.start())
        _take_time(draft, time, text, found.start())
        return
    take(text, begins, end)
