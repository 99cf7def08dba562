"""The brackets and lines of a passage that name units or a deadline."""

from typing import Final

import msgspec

from biaozhun.core.policy.deadlines import clause_at
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.periods import Reckoning
from biaozhun.core.policy.responsibility.charge import Charge
from biaozhun.core.policy.responsibility.reading import LABEL, LONGEST, read_charge
from biaozhun.core.policy.responsibility.squeezing import hidden, pairs, squeezed
from biaozhun.core.policy.responsibility.units import is_unit, names
from biaozhun.core.policy.value import Role
from biaozhun.core.policy.vocabulary import any_of

_DEEPEST: Final = 4  # brackets within brackets that are tried
_FIELD: Final = pattern(rf"{any_of('field_label')}:")
_PERSON: Final = pattern(rf"{any_of('person_label')}(?:\0{{2,20}})?:")
_TIME_FIRST: Final = pattern(r"(?:20)?\d\d?[年月.]|\d年内")
_SETS_END: Final = pattern("前|完成|持续|长期|启动|实施")
_SENTENCE_STOP: Final = pattern(r"[。\n]|$")
_FULL_STOP: Final = pattern("。")
_ALIAS: Final = pattern(rf"{any_of('strong_end')}$")
_SENTENCE_END: Final = '。;!?"'
_BEHIND: Final = pattern(r"[。;]|$")
_LINE_BEGINS: Final = frozenset('。;!?)]":\0')
_THIS_BY: Final = r"(?:(?:此|该|本|上述|以上|各)[^,;。]{0,6})?由"  # 此项工作由
_BY: Final = pattern(rf"{_THIS_BY}|")
_DONE_BY: Final = pattern(
    rf"{_THIS_BY}[^;。]{{2,300}}(?:分别|共同|具体)?负责(?:组织)?(?:落实|实施)?"
)
_ROLE: Final = pattern(any_of("lead", "cooperate", "charge", "division"))
_WORK_BEHIND: Final = pattern(
    r"前(?!(?:全部|全面|基本)?(?:完成|到位|落实|建成|实施|启动)[^,;。]{0,4}$)[^,;。]{3,}$"
)
_NO_CHARGE: Final = pattern(r"含|如|即|包括|以下|其中|不含|指|注|详见|见附|试行|修订|暂行|\d|[a-z]")


class _Found(msgspec.Struct):
    start: int
    end: int
    charge: Charge


def charges_in(passage: Passage, day: Reckoning) -> list[Charge]:
    """The charges of a passage, in its order; ``start`` and ``end`` are indexes of the passage."""
    tight = squeezed(passage)
    brackets = _brackets(tight, day)
    lines = _lines(tight, day, brackets)
    found = lines + [one for one in brackets if not _is_rule_within(one, lines)]
    return [_placed(one, tight, passage) for one in sorted(found, key=lambda one: one.start)]


def _is_rule_within(bracket: _Found, lines: list[_Found]) -> bool:
    """Whether a bracket only says who leads, behind the units of a line that is read with it."""
    if bracket.charge.units or bracket.charge.deadline:
        return False
    return any(line.start < bracket.start and bracket.end <= line.end for line in lines)


def _placed(one: _Found, tight: Passage, passage: Passage) -> Charge:
    """The charge with its place in the passage as it was, blanks included."""
    first, last = tight.span(one.start, one.end)
    start, end = passage.index(first), passage.index(last - 1) + 1
    return msgspec.structs.replace(
        one.charge, start=start, end=end, text=passage.text[start:end], offset=first
    )


def _brackets(tight: Passage, day: Reckoning) -> list[_Found]:
    """Brackets, outer before inner, and the last one that is not closed."""
    text = tight.folded
    closed, unclosed = pairs(text)
    found: list[_Found] = []
    depth: list[int] = []
    for start, end in closed:
        while depth and depth[-1] < start:
            depth.pop()
        depth.append(end)
        taken = bool(found) and start < found[-1].end
        if taken or end - start > LONGEST or len(depth) > _DEEPEST:
            continue
        charge = _in_bracket(tight, start + 1, end, day)
        if charge:
            found.append(_Found(start, end + 1, charge))
    for start in unclosed[-1:]:
        found += _unclosed(tight, start, day)
    return found


def _in_bracket(tight: Passage, start: int, end: int, day: Reckoning) -> Charge | None:
    text = tight.folded
    if _NO_CHARGE.match(text, start, end) and not LABEL.search(text, start, end):
        return _time_only(tight, start, end, day)
    ahead = text[start - 2] if start >= 2 else "。"
    closes = _BEHIND.match(text, end + 1) and not _ALIAS.search(text[max(0, start - 9) : start - 1])
    bare = ahead in _SENTENCE_END or bool(closes)
    return read_charge(tight.cut(start, end), day, bare=bare)


def _time_only(tight: Passage, start: int, end: int, day: Reckoning) -> Charge | None:
    """A bracket that begins with a number: a deadline, with units behind it or not."""
    if not _TIME_FIRST.match(tight.folded, start, end):
        return None
    charge = read_charge(tight.cut(start, end), day)
    ends = _BEHIND.match(tight.folded, end + 1) or tight.folded[start - 2 : start - 1] == "。"
    return charge if charge and (charge.units or (ends and _sets_end(tight, start, end))) else None


def _sets_end(tight: Passage, start: int, end: int) -> bool:
    """Whether a bracket without units says more than a year: (2016年底前), not (2016-2020年)."""
    return _SETS_END.search(tight.folded, start, end) is not None


def _unclosed(tight: Passage, start: int, day: Reckoning) -> list[_Found]:
    """An opening bracket without its end: to the end of its sentence."""
    text = tight.folded
    stop = _SENTENCE_STOP.search(text, start)
    end = min(stop.start() if stop else len(text), start + LONGEST)
    charge = read_charge(tight.cut(start + 1, end), day, bare=True)
    if charge is None or not charge.units:
        return []
    return [_Found(start, end, msgspec.structs.replace(charge, closed=False))]


def _lines(tight: Passage, day: Reckoning, brackets: list[_Found]) -> list[_Found]:
    """Labelled stretches outside of brackets: 责任单位:… to the end of the passage."""
    text = tight.folded
    masked = hidden(text)
    found: list[_Found] = []
    unclosed = min((b.start for b in brackets if not b.charge.closed), default=len(text))
    read = 0
    for label in LABEL.finditer(masked):
        start = label.start()
        if start >= unclosed or start < read:
            continue
        if start and masked[start - 1] not in _LINE_BEGINS:
            continue
        start -= start > 0 and text[start - 1] == "["
        read = end = _line_end(masked, label.end())
        charge = read_charge(tight.cut(start, end), day)
        if charge is None and _PERSON.match(text, start):
            charge = Charge()
        if charge is not None:
            found.append(_Found(start, end, charge))
    return found


def _line_end(masked: str, place: int) -> int:
    """Where a labelled stretch ends: at a sentence that begins with no label, or at a field."""
    field = _FIELD.search(masked, place)
    limit = min(field.start() if field else len(masked), place + LONGEST)
    for stop in _FULL_STOP.finditer(masked, place, limit):
        if not LABEL.match(masked, stop.end()):
            return stop.end()
    return limit


def sentence_charge(passage: Passage, day: Reckoning) -> Charge | None:
    """The end of a passage, where it says who leads and who helps.

    A last sentence of its own, or its last clauses from 由 onwards if they name more than one unit
    or set a time: …制度,由市商务局牵头 tells of the system.
    """
    tight = squeezed(passage)
    text = tight.folded.rstrip("。;")
    start = max(text.rfind("。"), text.rfind(";")) + 1
    clause = text.find(",由", start) + 1
    for begins in (start, clause) if clause else (start,):
        charge = _said(tight, begins, len(text), day)
        alone = begins == start
        if charge is not None and (alone or len(charge.units) > 1 or charge.deadline):
            return _placed(_Found(begins, len(tight.text), charge), tight, passage)
    return None


def _said(tight: Passage, start: int, end: int, day: Reckoning) -> Charge | None:
    """What a stretch says of who leads; None where it does not begin with that."""
    text = tight.folded
    by = _BY.match(text, start, end)
    begins = by.end() if by else start
    if end - begins > LONGEST:
        return None
    if _DONE_BY.fullmatch(text, start, end):
        return read_charge(tight.cut(begins, end), day)
    comma = text.find(",", begins, end)
    if "牵头" not in text[begins : comma if comma >= 0 else end]:
        return None
    stops = _roles_end(text, begins, end, day)
    charge = read_charge(tight.cut(begins, stops), day)
    if charge is None or all(unit.role is not Role.LEAD for unit in charge.units):
        return None
    if stops < end and len(charge.units) == 1:
        return None  # 由市科委牵头，优化协同: how it is done, and no charge
    return msgspec.structs.replace(charge, tells_work=stops < end)


def _roles_end(text: str, begins: int, end: int, day: Reckoning) -> int:
    """Where a stretch stops to say who does it: before what is to be done (…配合,制定标准10项)."""
    roles = [found.end() for found in _ROLE.finditer(text, begins, end)]
    if not roles:
        return end
    behind = roles[-1] + text.startswith(",", roles[-1])
    time = clause_at(text, behind, day)
    found, _ = names(text, time.end if time else behind, end)
    tells_work = any(not is_unit(text[name.start : name.end]) for name in found)
    tells_work = tells_work or _WORK_BEHIND.search(text, behind, end) is not None
    return roles[-1] if tells_work else end
