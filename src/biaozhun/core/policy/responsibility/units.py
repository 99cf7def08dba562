"""Lists of units: where each begins and ends, which stand for many, whether the list ends in 等.

Grammar, after folding, blanks left out::

    units  = unit {parts unit} [等 [部门] [和 units]]
    parts  = "、" | "和" | "及" | "与" | "以及" | "并"
    unit   = name [bracket]           市水务局(市海洋局)
           | [各] place {"、" place} [seat]      相关区、市政府  各省、自治区、直辖市人民政府

和 and 与 part units only behind the end of a name: 工业和信息化部 is one.
"""

from typing import Final

import msgspec

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.vocabulary import any_of, words

_NOTE: Final = r"(?:[(<〈][^()<>〈〉]{0,30}[)>〉])?"
_PLACE: Final = any_of("place")
_ROLE_AHEAD: Final = (
    r"(?=$|[、,;。)\0]|和|及|与|以及|并|等|负责|牵头|配合|按|依|分|落实|组织|参与|参加|协助|共同|实施"
    r"|承担|会同)"
)
PLACES: Final = pattern(
    rf"(?<![^、,;。:和及与由同])(?:(?:各有关|各相关|市各|全市各|所辖各|各|有关|相关|其他|其他各)?"
    rf"{_PLACE}{_NOTE}(?:、{_PLACE}{_NOTE})+{any_of('seat')}?{_NOTE}"
    r"|(?:[省市区县]?级?各|各级)?(?:有关|相关)?(?:部门|单位|地区?)(?:、(?:单位|部门|地区))+"
    r"|[^、,;。:\0]{1,12}(?:党委|工委)、(?:人民)?(?:政府|管委会|办事处))"
    rf"{_ROLE_AHEAD}"
)
_REST: Final = pattern(
    r"(?<![高同平初中优对特均上下劣头几多])等(?:等)?"
    r"(?:[^、,;。\0()和及与等]{0,10}?"
    r"(?:部门|单位|部委|委办局|机构|成员单位|地方|地区|区县|企业)(?:和单位|及单位)?)?"
    r"(?=$|[、,;。\0(]|和|及|与|以及)"
)
_CONJUNCTION: Final = pattern(r"以及|和|及|与")
_NAME_ENDS: Final = (
    rf"(?:{any_of('strong_end')}|中心|公司|集团|银行|分行|支行|研究院|大学|学院|协会|学会|商会|联合会"
    r"|单位|机构|企业|小组|大队|处|行署|[)\]])$"
)
_PARTED: Final = pattern(_NAME_ENDS)
_SEAT_ALONE: Final = pattern("(?:人民)?政府|管委会|办事处|单位|部门|机构")
_MANY_PLACES: Final = pattern(rf"(?:各|有关|相关)[^。;,]{{0,30}}?{_PLACE}{_NOTE}$")
_STRONG: Final = pattern(rf"{any_of('strong_end')}$")
_WEAK: Final = pattern(rf"{any_of('weak_end')}$")
_ADMIN: Final = pattern(any_of("admin_start"))
_COLLECTIVE: Final = pattern(
    rf"^(?:{any_of('collective_start')}|(?:市|省|区|县|州|国务院|中央)[级直属]?(?:各|有关|相关))"
    rf"|{any_of('collective_end')}$|(?:各|有关|相关)(?:部门|单位|地方|地区)$"
)
_BRACKET: Final = pattern(r"\([^()]*(?:\([^()]*\)[^()]*)*\)$|\[[^\[\]]*\]$")
_LEADING: Final = pattern(
    r"(?:[、,;:。*#•·\-]|由|并由|以及|各由|请|以[上下](?:任务|工作)?[均都]?由|主要由|具体由|分别由|并(?=[由省市区县各])"
    r"|(?:[和及与])(?=[省市区县各国中有相]))+"
)
_TRAILING: Final = pattern(
    r"(?:[、,;:。*#•·\-]|具体|共同|分别|各自|主要|全面|统一|积极|密切|切实|认真|结合实际)+$"
)
_SENTENCE: Final = pattern(r"[。?!=:《》]|的(?!各)|是|将|通过|加强|以下简称|设在|涉及|不再|不予")
_WORD: Final = pattern(r"[\u4e00-\u9fffa-z\d()<>\"·+-]{2,24}")
_LONGEST: Final = 45


class Name(msgspec.Struct, frozen=True):
    """The place of one unit in the string."""

    start: int
    end: int


def names(text: str, start: int, end: int) -> tuple[list[Name], bool]:
    """The units in one stretch between signs that part them, and whether it ends in 等."""
    found: list[Name] = []
    begins, open_ended = start, False
    for rest in _REST.finditer(text, start, end):
        if rest.start() <= begins or _inside_bracket(text, begins, rest.start()):
            continue
        found += _parted(text, begins, rest.start())
        joined = _CONJUNCTION.match(text, rest.end(), end)
        begins, open_ended = joined.end() if joined else rest.end(), True
    found += _parted(text, begins, end)
    return found, open_ended


def _inside_bracket(text: str, start: int, place: int) -> bool:
    return text.count("(", start, place) > text.count(")", start, place)


def _parted(text: str, start: int, end: int) -> list[Name]:
    """Units joined by 和, 及, 与, parted from the last to the first."""
    found: list[Name] = []
    ends = end
    for word in reversed(list(_CONJUNCTION.finditer(text, start, end))):
        if word.end() > ends or _inside_bracket(text, start, word.start()):
            continue
        right = text[word.end() : ends]
        parts = _ends_a_unit(text[start : word.start()]) and is_unit(right)
        if parts and not _SEAT_ALONE.fullmatch(right):
            found = _trimmed(text, word.end(), ends) + found
            ends = word.start()
    return _trimmed(text, start, ends) + found


def _ends_a_unit(left: str) -> bool:
    return bool(_PARTED.search(left) or _MANY_PLACES.search(left))


def _trimmed(text: str, start: int, end: int) -> list[Name]:
    lead = _LEADING.match(text, start, end)
    start = lead.end() if lead else start
    trail = _TRAILING.search(text[start:end])
    end = start + trail.start() if trail else end
    return [Name(start, end)] if end > start else []


def _bare(name: str) -> str:
    """The name without the bracket behind it."""
    return _BRACKET.sub("", name)


def is_unit(name: str) -> bool:
    """Whether a folded name can be a unit's: its last word is one of theirs."""
    bare = _bare(name)
    if not 2 <= len(bare) <= _LONGEST or _SENTENCE.search(bare):
        return False
    return bool(_STRONG.search(bare) or _WEAK.search(bare) or is_collective(name))


def may_be_unit(name: str) -> bool:
    """Whether a folded name behind a label may be a unit's: one short word without a verb."""
    return is_unit(name) or (_WORD.fullmatch(name) is not None and not _SENTENCE.search(name))


def is_surely_unit(name: str) -> bool:
    """Whether a folded name is a unit's even where no word says that units are named."""
    bare = _bare(name)
    if not is_unit(name) or bare in words("generic"):
        return False
    if is_collective(bare):
        return True
    if len(bare) < 3:
        return False
    return bool(_STRONG.search(bare) or (_ADMIN.match(bare) and _WEAK.search(bare)))


def is_strongly_unit(name: str) -> bool:
    """Whether the last word of a folded name is that of an office: 局, 委, 政府."""
    return _STRONG.search(_bare(name)) is not None


def is_generic(name: str) -> bool:
    """Whether a folded name says no more than that somebody does it: 企业, 社会, 部门."""
    return name in words("generic")


def is_collective(name: str) -> bool:
    """Whether a folded name stands for many: 各区县政府, 联席会议各成员单位."""
    return bool(_COLLECTIVE.search(_bare(name)))
