"""Where, in a text set in one paragraph, title, number, addressees, signature and date part."""

from typing import Final

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.set_lines import BODY_ENDS, DATE, number_in

_LONG: Final = 60  # characters before the first heading from which a front is looked for
_FRONT: Final = 1200  # characters in which title, notice and preamble stand
_TAIL: Final = 600  # characters behind the last heading in which the text closes
_NOTICE: Final = pattern(
    r"^.{0,60}?(?:关于|印发|转发).{2,150}?的(?:实施|指导|若干)?(?:通知|意见|决定|通告|公告|办法)"
)
_TITLE: Final = pattern(
    r"^[^,。;:]{4,60}?(?:方案|规划|计划|意见|要点|纲要|措施|办法|行动)"
    r"(?=\s|各|为|根据|按照|依据|近年|党|[一壹]、|第一章|\()"
)
_ADDRESSED: Final = pattern(
    r"[^,。;:]{0,30}(?:各|有关)[^。;:]{2,200}?(?:政府|部门|单位|机构|企业|委员会|管委会|委|局|办事处)[^,。;:]{0,12}:"
)
_SIGNED: Final = pattern(
    rf"(?<=[。)])\s*(?P<signed>[^。,;:()]{{0,40}}?)\s*(?P<date>{DATE.pattern})"
)
_REMARK: Final = pattern(r"\s*\((?:此|本)[件文][^()]{2,30}\)")
_WHOLE: Final = pattern(
    r"(?<=\))(?=各[^,。()]{1,24}要|本(?:方案|意见|规划|计划|措施)[^,。()]{1,30}[,。])"
)
_BEHIND_DATE: Final = pattern(r"\s*(?:$|\()")
_NAMED: Final = pattern(r"《(?P<title>[^《》]{4,120}(?:〈[^〈〉]*〉[^《》]*)*)》")
_BRACKET: Final = pattern(r"\s*\([^()]{2,40}\)")
_LOOSE: Final = "《》〈〉\"' 的"
ATTACHED: Final = pattern(r"(?<=[。)])\s*附件\s*:")


def front_cuts(folded: str, until: int) -> list[int]:
    """Where, before the first heading of a paragraph, its parts begin."""
    if until < _LONG:
        return []
    front = folded[: min(until, _FRONT)]
    cuts: list[int] = []
    notice = _NOTICE.match(front) or _TITLE.match(front)
    begins = notice.end() if notice else 0
    cuts += [begins] if notice else []
    number = number_in(front)
    if number is not None and number[0] <= begins + _LONG:
        cuts += number
        begins = number[1]
    addressed = _ADDRESSED.match(front, begins)
    if addressed is not None:
        cuts += [begins, addressed.end()]
        begins = addressed.end()
    signed = _SIGNED.search(front, begins)
    if signed is not None and signed["signed"].strip().endswith(BODY_ENDS):
        cuts += _plan_cuts(front, signed.start("signed"), signed.start("date"), signed.end())
    return [cut for cut in cuts if 0 < cut < until]


def _plan_cuts(front: str, signed: int, date: int, behind: int) -> list[int]:
    """Where signature, date, remark and, where the notice names it, the plan's title part."""
    cuts = [signed, date, behind]
    remark = _REMARK.match(front, behind)
    if remark is not None:
        behind = remark.end()
        cuts.append(behind)
    rest = front[behind:].lstrip()
    begins = len(front) - len(rest)
    for named in _NAMED.finditer(front[:signed]):
        ends = _runs_to(front, begins, named["title"])
        if ends is not None:
            bracket = _BRACKET.match(front, ends)
            return [*cuts, bracket.end() if bracket else ends]
    return cuts


def _runs_to(front: str, begins: int, title: str) -> int | None:
    """Where a title ends that a text begins with, quotation marks and 的 aside."""
    wanted = [sign for sign in title if sign not in _LOOSE]
    place = begins
    for sign in wanted:
        while place < len(front) and front[place] in _LOOSE:
            place += 1
        if place >= len(front) or front[place] != sign:
            return None
        place += 1
    return place


def closing_cuts(folded: str, last: int) -> list[int]:
    """Where, behind the last heading, conclusion, attachments, signature and remark begin."""
    tail = max(last, len(folded) - _TAIL)
    signed = _signature(folded, tail)
    until = signed[0] if signed else len(folded)
    cuts = [found.start() for found in _WHOLE.finditer(folded, tail, until)][:1]
    for shape in (ATTACHED, _REMARK):
        found = shape.search(folded, tail)
        cuts += [found.start()] if found else []
    return [*cuts, *signed]


def _signature(folded: str, tail: int) -> list[int]:
    """Where signature and date begin and end; of a printing note it is one piece."""
    signed = _SIGNED.search(folded, tail)
    if signed is None:
        return []
    names = signed["signed"].strip()
    if not names and _BEHIND_DATE.match(folded, signed.end()) is None:
        return []
    if names and not names.endswith(BODY_ENDS):
        return []
    printed = folded[signed.end() :].lstrip().startswith("印发")
    if printed:
        return [signed.start("signed"), folded.index("印发", signed.end()) + len("印发")]
    return [signed.start("signed"), signed.start("date"), signed.end()]
